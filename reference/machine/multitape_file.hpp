// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of Turing machines with several tapes: rule by rule, with their inputs.
///
///     machine copy
///     input 1011 -
///     A 10 11 RR A      # state, symbols read, symbols written, moves, next state
///     A 00 00 RR Z
///     expect Halt 5 6
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/machine/multitape.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::machine::multitape {

/// One machine of a file.
struct Listed {
  Table table = {};
  std::string name = {};
  std::string place = {};                    ///< "file:line:column" of its name
  std::vector<std::vector<int>> words = {};  ///< on its tapes
  std::optional<turing::Expectation> expected = {};
};

/// Most readings of a machine, symbols^tapes.
inline constexpr int most_readings = 256;

/// Whether a text is such a file: its first word is "machine".
[[nodiscard]] bool is_multitape(std::string_view text);

/// The machines of a file. A line is `machine NAME`, `input WORD ..` with a word of digits or - a
/// tape, a rule, or `expect Halt STEPS ONES`; # begins a comment. States are the letters A, .. that
/// rules are for; Z and H halt where they are none. Symbols are digits, 0 is blank; where there is
/// no rule the machine stops without a step. \param place the file's name
/// \throws InputError multitape-line, multitape-rule, multitape-tapes, multitape-symbol,
/// multitape-move, multitape-state, multitape-twice, multitape-size, multitape-empty;
/// turing-expectation
[[nodiscard]] std::vector<Listed> parse(std::string_view text, const std::string& place);

}  // namespace attest::machine::multitape
