// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of Turing machines, one a line, in the text of bbchallenge.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/machine/file_words.hpp"
#include "reference/machine/turing.hpp"

namespace attest::machine::turing {

/// Where a file says that a machine ends.
struct Expectation {
  std::int64_t steps = 0;
  std::int64_t ones = 0;  ///< cells that are not blank at the end

  friend bool operator==(const Expectation&, const Expectation&) = default;
};

/// One machine of a file.
struct Listed {
  Table table = {};
  std::string text = {};       ///< the table as it stands in the file, and the word
  std::string place = {};      ///< "file:line:column"
  std::vector<int> word = {};  ///< on the cells 0, 1, .., the head on cell 0; empty: a blank tape
  std::optional<Expectation> expected = {};
};

/// Most symbols of an input word.
inline constexpr std::size_t most_word = 4096;
/// Most machines of a file.
inline constexpr std::int64_t most_machines = 100000;

/// The machine of a text such as "1RB1LB_1LA1RZ": groups of three characters, a state's symbols one
/// after the other, states separated by _. A group is a symbol, L or R, and a state, or --- for no
/// entry. The letters Z and H halt where they are no state of the machine. \param place of its
/// first character, "file:line" \param column of it, from 1
/// \throws InputError turing-shape, turing-symbol, turing-move, turing-state
[[nodiscard]] Table table_of(std::string_view text, const std::string& place,
                             std::int64_t column = 1);

/// What words say: nothing, or "Halt STEPS ONES". \param line "file:line"
/// \throws InputError turing-expectation
[[nodiscard]] std::optional<Expectation> expectation_of(const std::vector<Word>& words,
                                                        const std::string& line);

/// The machines of a file: a table a line, then nothing or "on WORD", then nothing or "Halt STEPS
/// ONES". A word is symbols of the machine, a character each. Empty lines and what follows a # are
/// left out. \param place the file's name
/// \throws InputError as table_of; turing-word, turing-expectation, turing-count, turing-empty
[[nodiscard]] std::vector<Listed> parse(std::string_view text, const std::string& place);

}  // namespace attest::machine::turing
