// SPDX-License-Identifier: Apache-2.0
/// \file
/// The rows that a run should have, as small integers, kept in step with the interpreter.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "reference/engine/looped_maps.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/number/matrix.hpp"

namespace attest::looped_subleq_von_neumann {

/// Rows of small integers, as the engine has them.
class ExpectedRows {
 public:
  /// \param built the block; \param state the embedding of the first state, which is copied.
  /// \pre its entries are small integers
  ExpectedRows(const model::Transformer& built, Blocks blocks, const Size& size,
               const Matrix& state);

  [[nodiscard]] const engine::LoopedRows& rows() const { return rows_; }
  [[nodiscard]] std::vector<std::int32_t> row(int column) const { return rows_.row(column); }

  /// The word that a column holds.
  void set_word(int column, std::int64_t word) { put(column, mem_, word); }

  /// What column 0 holds between two instructions.
  void set_machine(const Snapshot& state);

 private:
  void put(int column, int at, std::int64_t word);
  void put_flag(int at, bool is_set) { rows_.at(0, at) = is_set ? 1 : 0; }
  void put_fetched(const Snapshot& state);

  Blocks blocks_;
  Size size_;
  engine::LoopedRows rows_;
  // Coordinates of registers; 0 where the block has none.
  int mem_ = 0;
  int pc_ = 0;
  int read_ = 0;
  int on_a_ = 0;
  int on_b_ = 0;
  int took_ = 0;
  int gave_ = 0;
  int pc3_ = 0;
  std::array<int, 3> operands_ = {};
};

}  // namespace attest::looped_subleq_von_neumann
