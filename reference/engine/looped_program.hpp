// SPDX-License-Identifier: Apache-2.0
/// \file
/// The data that a kernel of looped models goes through, forms side by side in vector lanes.
#pragma once

#include <cstdint>
#include <vector>

namespace attest::engine {

/// Bytes of one register of the widest set.
inline constexpr int vector_block_bytes = 64;

/// Lanes of one register of the widest set.
template <typename Number>
struct alignas(vector_block_bytes) VectorBlock {
  static constexpr int lanes = vector_block_bytes / static_cast<int>(sizeof(Number));
  using Lanes [[gnu::vector_size(vector_block_bytes)]] = Number;
  Lanes lane = {};
};

/// A sum of multiples of inputs: the items [first, last).
struct VectorSum {
  int first = 0;
  int last = 0;
};

/// One of them.
template <typename Number>
struct VectorItem {
  int input = 0;
  Number factor = 0;
};

/// A block of forms: the windows [first_window, last_window) of the row, coefficients of sums
/// [first, last), then [first_ramp, last_ramp) of the ramps, of which those before first_product
/// have weights of 1 and -1 alone.
struct VectorForms {
  int first_window = 0;
  int last_window = 0;
  int first = 0;
  int last = 0;
  int first_ramp = 0;
  int first_product = 0;
  int last_ramp = 0;
};

/// y[to + i] += weight x[from + i] for i < count.
struct VectorCopy {
  int from = 0;
  int to = 0;
  int count = 0;
  std::int64_t weight = 0;
};

/// Everything over one denominator, in integers.
template <typename Number>
struct VectorProgram {
  std::vector<VectorSum> sums = {};
  std::vector<VectorItem<Number>> items = {};
  std::vector<VectorForms> forms = {};  // block by block
  // Form i of the block reads input i of the window, times its weight.
  std::vector<int> windows = {};                  // first input, plus the padding before the row
  std::vector<VectorBlock<Number>> weights = {};  // by window
  std::vector<int> read = {};                     // by coefficient: its sum
  std::vector<VectorBlock<Number>> coefficients = {};
  // Constant and weight; instead of weights of 1 and -1 what a number is flipped with: 0 and -1.
  std::vector<VectorBlock<Number>> ramps = {};
  std::vector<Number> constants = {};   // by output
  std::vector<VectorCopy> copies = {};  // from inputs
  std::vector<VectorCopy> gains = {};   // from forms
  Number denominator = 1;
  Number most = 1;  // greatest result that is of use
  // Workspace.
  std::vector<Number> row = {};  // the inputs between paddings of one register each, which are 0
  std::vector<Number> summed = {};
  std::vector<Number> gain = {};
  std::vector<Number> result = {};
};

}  // namespace attest::engine
