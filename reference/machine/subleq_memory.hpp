// SPDX-License-Identifier: Apache-2.0
/// \file
/// SUBLEQ machines with one memory for code and data, and a console: a direct interpreter.
///
/// One instruction (a, b, c) = m[pc], m[pc+1], m[pc+2]. On input m[b] takes the next character (-1
/// at the end of the input), on output m[a] is written; else m[b] := m[b] - m[a], and pc := c if
/// the new word is <= 0. Input, output and a positive word go on at pc + 3. The machine stops when
/// pc < 0, as a signed word.
///
/// howerj: a = -1 is input, which replaces m[b]; else b = -1 is output. davidar: a < 0 is input,
/// which is added to m[b]; else b < 0 is output. Where both hold the character is taken and nothing
/// written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/machine/subleq_file.hpp"

namespace attest::machine::subleq {

/// How the instructions of a machine with one memory are read.
struct Rules {
  Dialect dialect = Dialect::howerj;  ///< howerj or davidar_sq
  int word_bits = 16;                 ///< words and addresses mod 2^word_bits; 0: plain integers

  /// A word as it is stored: signed, in two's complement.
  [[nodiscard]] std::int64_t word(std::int64_t value) const;
  /// The address that a word names: unsigned.
  [[nodiscard]] std::int64_t address(std::int64_t word) const;
  [[nodiscard]] bool is_input(std::int64_t a) const;   ///< or not, whatever b is
  [[nodiscard]] bool is_output(std::int64_t b) const;  ///< unless a is input
};

/// The dialect called "howerj" or "davidar". \throws InputError subleq-dialect for another name
[[nodiscard]] Dialect console_dialect(std::string_view name, std::string_view place);

/// A machine between two instructions.
struct Memory {
  std::vector<std::int64_t> words = {};  ///< signed
  std::int64_t pc = 0;                   ///< signed word

  [[nodiscard]] bool is_halted() const { return pc < 0; }

  friend bool operator==(const Memory&, const Memory&) = default;
};

/// What an instruction was and did.
struct Executed {
  std::int64_t a = 0;
  std::int64_t b = 0;
  std::int64_t c = 0;
  bool is_input = false;   ///< a names the console: the character was consumed
  bool is_output = false;  ///< b names it, whatever a is
  /// The subtrahend: m[a], or on input minus the character.
  std::int64_t read = 0;
  std::optional<std::int64_t> target = {};  ///< address that was written

  /// Whether `read` is a character that the machine wrote.
  [[nodiscard]] bool has_output() const { return is_output && !is_input; }
};

/// Executes the instruction at pc. \param character the next one, -1 at the end of the input
/// \pre !memory.is_halted() \throws InputError subleq-address where an address has no word
Executed step(const Rules& rules, Memory& memory, std::int64_t character);

/// Where a run ended.
struct ConsoleRun {
  Memory memory = {};
  std::int64_t steps = 0;
  std::string output = {};   ///< the low bytes of the words written
  std::size_t consumed = 0;  ///< characters of the input, the end of it not counted
  bool is_halted = false;
};

/// Executes until the machine halts, at most `most_steps` instructions.
/// \throws InputError subleq-address
[[nodiscard]] ConsoleRun run(const Rules& rules, Memory memory, std::string_view input,
                             std::int64_t most_steps);

/// The character at `at`, -1 behind the end.
[[nodiscard]] std::int64_t character_at(std::string_view input, std::size_t at);

}  // namespace attest::machine::subleq
