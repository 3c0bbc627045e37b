// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements of the claim, and what its own files share.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "claims/one_pass_state_bound/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/machine/recurrent.hpp"
#include "reference/number/random.hpp"

namespace attest::one_pass_state_bound {

using machine::Symbols;
using machine::recurrent::Broken;

/// Least b with states <= 2^b.
[[nodiscard]] std::int64_t bits_of(const Integer& states);

/// Parameters `letters` and `k`.
[[nodiscard]] std::vector<check::Parameter> table_parameters();
/// Points of them: k = 1, .., most.
[[nodiscard]] std::vector<check::Params> table_points(std::int64_t letters, std::int64_t most);

/// All words of n letters over 1, .., letters.
[[nodiscard]] check::CaseSpace words_of(std::int64_t letters, std::int64_t n);

/// What is left of the words over an alphabet, counted from the definition of hop_k alone.
struct Prefixes {
  /// Different summaries: the last symbol and, for each letter, hop_0, .., hop_{k-1} at the place
  /// after its last occurrence.
  std::int64_t states = 0;
  /// Classes that words of length 0, 1, .. reach, up to the first length from which on the set of
  /// them stays: by their rows of last answers after every suffix of at most max(k, 3) letters, or
  /// of summaries.
  std::vector<std::int64_t> counts = {};
};
[[nodiscard]] Prefixes prefixes_by_definition(std::int64_t letters, std::int64_t hops,
                                              bool has_rows);

/// Most lengths of words that are looked at.
inline constexpr std::int64_t most_lengths = 200;

/// The machine of the classes, and words of 1 to `longest` letters.
[[nodiscard]] machine::Automaton least_machine(const check::Params& params);
[[nodiscard]] std::vector<Symbols> suffixes_up_to(std::int64_t letters, std::int64_t longest);

/// The machine with every way to its state `gone` led to `kept` instead.
[[nodiscard]] machine::Automaton merged(const machine::Automaton& built, std::int64_t kept,
                                        std::int64_t gone);

/// A machine of `states` states with random tables.
[[nodiscard]] machine::Automaton random_machine(std::int64_t letters, std::int64_t states,
                                                Random& random);

/// What the adversary is run on: a right machine, then random ones of fewer states, then the right
/// one with every two of some states merged.
struct Candidates {
  machine::Automaton right;
  std::vector<std::int64_t> merged_states;  ///< each once
  std::int64_t most_states = 1;             ///< of a random machine
  std::int64_t random_count = 0;
  std::uint64_t seed = 0;

  /// Candidate number `index`; 0 is the right one.
  [[nodiscard]] machine::Automaton at(std::int64_t index) const;
  /// Their numbers: a sample, since few of the machines of `most_states` states are among them.
  [[nodiscard]] check::CaseSpace cases() const;
};

/// Whether the words of a collision are what they should be: one last output of the machine, two
/// answers of hop_k.
[[nodiscard]] bool is_sound(const machine::Automaton& candidate, const machine::Collision& found,
                            std::int64_t k);

/// S1, S1.counts: the states that hop_k needs at depth one.
[[nodiscard]] std::vector<check::Statement> count_statements();
/// S1.minimal, S1.fewer: machines of as many states, and of fewer.
[[nodiscard]] std::vector<check::Statement> machine_statements();
/// S2: players that hand the state of delta-rule layers on.
[[nodiscard]] std::vector<check::Statement> protocol_statements();
/// S3, S3.fewer: the fooling set of INDEX.
[[nodiscard]] std::vector<check::Statement> index_statements();
/// S4, S4.globals, S5: windows, global tokens, kernel attention.
[[nodiscard]] std::vector<check::Statement> attention_statements();
/// S6, S6.circles, S6.radius: message passing.
[[nodiscard]] std::vector<check::Statement> graph_statements();

/// Two words of the fooling set, cut before the suffix that tells them apart.
[[nodiscard]] check::Drawing index_figure(const check::Params& params);

/// What is counted at growing k and N.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::one_pass_state_bound
