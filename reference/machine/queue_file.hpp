// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of queue machines and tag systems, rule by rule, with their inputs.
///
///     queue even            # a Post machine: it pushes one symbol at every step
///     input 1101$
///     A 1 1 B               # state, symbol popped, symbols pushed or -, next state
///     B 1 1 A
///     A $ 0 Z
///     expect Halt 5 5       # steps, symbols left
///
///     tag collatz 2         # letters that a step deletes
///     input aaa
///     a bc                  # letter, what is appended, or -
///     b a
///     c aaa
///     expect Halt 24 1
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/machine/queue_machine.hpp"
#include "reference/machine/tag_system.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::machine::queue_machine {

/// One machine of a file.
struct Listed {
  Machine machine = {};                           ///< of a tag system: the one that follows it
  std::optional<tag_system::System> system = {};  ///< where it is one
  std::string letters = {};                       ///< the characters of symbols 0, 1, ..
  std::string name = {};
  std::string place = {};                            ///< "file:line:column" of its name
  std::vector<int> word = {};                        ///< the input
  std::optional<turing::Expectation> expected = {};  ///< its `ones` are the symbols left
};

/// Most letters that a step of a tag system in a file deletes, and most states of the machine that
/// follows one.
inline constexpr int most_deletions = 8;
inline constexpr int most_followers = 512;

/// Whether a text is such a file: its first word is "queue" or "tag".
[[nodiscard]] bool is_queue_file(std::string_view text);

/// The machines of a file. A line is `queue NAME` or `tag NAME V`, `input WORD`, a rule, or
/// `expect Halt STEPS LEFT`; # begins a comment, - is the empty word. Symbols are printable
/// characters but # and -, numbered in their order; those that a rule pushes or the input holds
/// need no rule. States are the letters A, .. that rules are for; Z and H halt where they are none.
/// \param place the file's name
/// \throws InputError queue-line, queue-rule, queue-symbol, queue-state, queue-twice, queue-size,
/// queue-empty, tag-deletions; turing-expectation
[[nodiscard]] std::vector<Listed> parse_queues(std::string_view text, const std::string& place);

}  // namespace attest::machine::queue_machine
