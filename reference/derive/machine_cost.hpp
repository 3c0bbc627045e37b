// SPDX-License-Identifier: Apache-2.0
/// \file
/// Computers that execute one instruction a loop, compared at equal memory: layers, width, stored
/// weights and the work of a loop, counted alike for all of them.
///
/// A claim whose model is such a computer returns computer_series() among its series. Series of
/// the same name, title and sizes in several claims are drawn into one picture by the report.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/series.hpp"
#include "reference/derive/series.hpp"
#include "reference/model/transformer.hpp"

namespace attest::derive {

/// Multiply-adds of one pass.
struct Work {
  std::int64_t weights = 0;  ///< by nonzero weights of heads and units, biases not counted
  std::int64_t scores = 0;   ///< of queries with keys
  std::int64_t values = 0;   ///< of attention with values

  [[nodiscard]] std::int64_t all() const { return weights + scores + values; }
};

/// A pass that is evaluated literally: of every column a multiply-add a nonzero weight, of every
/// query and key d_k for the score and d_v for the value. \pre no head is of third order
[[nodiscard]] Work literal_work(const model::Transformer& model, std::int64_t columns);

/// Nonzero weights of heads and units, biases not counted.
[[nodiscard]] std::int64_t stored_weights(const model::Transformer& model);

/// Layers of one pass, those without heads included.
[[nodiscard]] std::int64_t all_layers(const model::Transformer& model);

/// Bits of a word at all sizes.
inline constexpr int computer_word_bits = 16;

/// A computer by words of memory. What is empty is not drawn.
struct Computer {
  std::string name;       ///< in the legend beside those of other claims
  std::string note = {};  ///< where it holds
  check::LineKind kind = check::LineKind::construction;
  Count layers = {};
  Count width = {};                ///< registers of a column
  Count weights = {};              ///< stored
  Count cost = {};                 ///< multiply-adds of a loop
  std::string width_formula = {};  ///< of the promise, between $...$
  Count promised_width = {};
};

/// The computer that a block is, all columns of every layer evaluated.
/// \param columns of a pass, by words of memory
[[nodiscard]] Computer computer_of(std::string name, const BuildAt& block,
                                   const Function<std::int64_t(std::int64_t)>& columns);

/// Mean multiply-adds of a loop where columns alone are computed whose inputs changed and queries
/// find their keys by an index, counted over `loops` loops after the first two. A head counts
/// d_k + d_v for each column that is read; one that reads the same in all states is not asked.
/// \param tokens the machine before the first loop. \pre the engine takes the block
[[nodiscard]] Count incremental_cost(const BuildAt& block, const CaseAt& tokens, int loops);

/// The series loop_depth, loop_registers, loop_weights and loop_work with a line for each computer,
/// what bounds them and a baseline.
[[nodiscard]] std::vector<check::Series> computer_series(const std::vector<Computer>& computers);

}  // namespace attest::derive
