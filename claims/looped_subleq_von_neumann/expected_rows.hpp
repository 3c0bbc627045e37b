// SPDX-License-Identifier: Apache-2.0
/// \file
/// The rows that a run should have, as small integers, kept in step with the interpreter.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "claims/looped_subleq_von_neumann/encoding.hpp"
#include "reference/number/matrix.hpp"

namespace attest::looped_subleq_von_neumann {

/// Rows of small integers, as the engine has them.
class ExpectedRows {
 public:
  /// \param built the block; \param state the embedding of the first state, which is copied
  ExpectedRows(const model::Transformer& built, Blocks blocks, const Size& size,
               const Matrix& state);

  [[nodiscard]] std::span<const std::int32_t> row(int column) const {
    return {entries_.data() + static_cast<std::size_t>(column) * width_, width_};
  }
  /// Coordinate of the words, in every column that holds one.
  [[nodiscard]] int word_coordinate() const { return static_cast<int>(mem_); }

  /// The word that a column holds.
  void set_word(int column, std::int64_t word) { put(row_of(column) + mem_, word); }

  /// What column 0 holds between two instructions.
  void set_machine(const Snapshot& state);

 private:
  std::int32_t* row_of(int column) {
    return entries_.data() + static_cast<std::size_t>(column) * width_;
  }
  void put(std::int32_t* at, std::int64_t word) const;
  void put_fetched(std::int32_t* row, const Snapshot& state) const;

  Blocks blocks_;
  Size size_;
  std::size_t width_;
  std::vector<std::int32_t> entries_ = {};
  // Coordinates of registers; 0 where the block has none.
  std::size_t mem_ = 0;
  std::size_t pc_ = 0;
  std::size_t read_ = 0;
  std::size_t on_a_ = 0;
  std::size_t on_b_ = 0;
  std::size_t took_ = 0;
  std::size_t gave_ = 0;
  std::size_t pc3_ = 0;
  std::array<std::size_t, 3> operands_ = {};
};

}  // namespace attest::looped_subleq_von_neumann
