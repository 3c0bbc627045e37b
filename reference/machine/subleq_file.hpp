// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of SUBLEQ programs. A file is read in one named dialect; nothing is guessed.
#pragma once

#include <string_view>
#include <vector>

#include "reference/machine/subleq.hpp"

namespace attest::machine::subleq {

/// Families of SUBLEQ machines. They differ in word size, overflow, halting, input and output.
enum class Dialect {
  looped_transformer,  ///< code apart from data, N-bit two's complement, ends at the last command
  howerj,              ///< 16-bit, wraps; halts at pc >= 32768; address 0xFFFF is the console
  davidar_sq,          ///< C int; halts at pc < 0; negative addresses are the console
  cells_416,           ///< 16-bit, saturates; halts outside its 416 cells
};

/// The dialect that a file's `convention` names by its first words, e.g. "Looped-Transformer: ...".
/// \throws InputError subleq-dialect
[[nodiscard]] Dialect dialect_of(std::string_view convention, std::string_view place);

/// Greatest number of columns of a program that is read.
inline constexpr int most_columns = 4096;

/// The programs of a JSON file: one object with `commands` [[a, b, c], ...] and `init_mem` [word,
/// ...], optional `name` and `convention`; or an object with `programs`, a list of these, and an
/// optional `convention`. Every address is checked against the number of scratch columns that the
/// last command, which jumps to itself, implies. Words are not compared with a word size here.
/// \param place the file's name, for messages
/// \throws InputError subleq-json, subleq-key, subleq-value, subleq-size, subleq-range,
/// subleq-dialect
[[nodiscard]] std::vector<Program> parse(std::string_view text, std::string_view place);

}  // namespace attest::machine::subleq
