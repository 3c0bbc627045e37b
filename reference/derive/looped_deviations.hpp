// SPDX-License-Identifier: Apache-2.0
/// \file
/// How far softmax leaves a looped SUBLEQ block from hardmax, over all its states at once: interval
/// propagation through the weights of the block.
///
/// Three columns stand for all: the machine's, one of words, one of commands. Of an entry the
/// lattice of its exact values, an interval under softmax and the greatest distance are kept. Units
/// that read the same linear form are one piecewise linear function of it. What heads read follows
/// from the layout: codes of different columns differ in j >= 1 of k bits, for at most binomial(k,
/// j) of the columns. Scores are those of the block times kappa ln 2, kappa any positive rational,
/// and every bound holds for greater kappa too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/derive/spread.hpp"
#include "reference/gadget/looped_blocks.hpp"

namespace attest::derive::looped {

/// One kind of columns of the stream: the machine's, those of words, those of commands.
enum class Kind { machine, word, command };
inline constexpr int kind_count = 3;

/// The stream: a spread for each coordinate of each kind of column.
using Spreads = std::vector<std::vector<Spread>>;

/// What is known after one layer.
struct DeviationLayer {
  std::string block = {};
  Spreads spreads = {};
};

/// A loop from exact states.
struct Deviations {
  std::vector<DeviationLayer> layers = {};  ///< one a layer of the schedule
  /// Whether every rounding layer finds what it is to round within its radius, and every other row
  /// is exact at the end: then softmax ends in the same state as hardmax, from every state.
  bool is_exact = false;
  /// Why not: the first layer and row.
  std::string why_not = {};
};

/// Propagates one loop of `model`, a block with its rounding layers (with_softmax, whatever the
/// temperature it says). \pre kappa > 0
[[nodiscard]] Deviations deviations(const model::Transformer& model, gadget::looped::Blocks blocks,
                                    int address_bits, const Rational& kappa);

/// Least integer kappa at which deviations() finds the block exact, searched from `guess` on: it
/// and every greater real one suffice. Nothing if none is at most 256.
[[nodiscard]] std::optional<int> sufficient_kappa(const model::Transformer& model,
                                                  gadget::looped::Blocks blocks, int address_bits,
                                                  int guess);

}  // namespace attest::derive::looped
