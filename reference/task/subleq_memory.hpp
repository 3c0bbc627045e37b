// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ground truth of looped SUBLEQ machines whose code and data share one memory: the whole next
/// state, column by column, as plain loops.
///
/// Columns: the machine's own, the input port, (mod 2^N: the word 0,) an empty one, then one a
/// word. The port holds minus the next character and does not change. Words are signed; pc is an
/// unsigned word mod 2^N, or a plain integer. Every other field is 0.
#pragma once

#include <string>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// What a machine's instructions mean.
struct SubleqConsole {
  bool is_howerj = true;  ///< else davidar
  int word_bits = 0;      ///< words mod 2^word_bits; 0: plain integers

  /// Columns before the first word.
  [[nodiscard]] int first() const { return word_bits == 0 ? 3 : 4; }
};

/// Fields of a state between two instructions. Column 0: `word` is what the last instruction
/// subtracted, `on_a` and `on_b` whether its a and b named the console.
struct SubleqMemory {
  enum Field { word, pc, on_a, on_b };
  /// Names of the fields, in order.
  [[nodiscard]] static std::vector<std::string> fields();
};

/// Fields of a state whose next instruction is fetched. Column 0: `word` as above, the instruction
/// at pc, and whether the last one took (`took`) or wrote (`gave`) a character.
struct SubleqFetched {
  enum Field { word, pc, a, b, c, took, gave };
  /// Names of the fields, in order.
  [[nodiscard]] static std::vector<std::string> fields();
};

/// One instruction on a SubleqMemory state. \pre every address has a column
[[nodiscard]] Task subleq_memory(const SubleqConsole& console);

/// One instruction on a SubleqFetched state. \pre every address has a column, those of the next
/// instruction included
[[nodiscard]] Task subleq_fetched(const SubleqConsole& console);

}  // namespace attest::task
