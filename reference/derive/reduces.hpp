// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Reduces`: lower bounds by reduction from a two-party problem.
///
/// Four things are checked: the instance map is right on every pair of inputs; the source problem
/// is hard (distinct rows, rank); a candidate layer whose messages collide is defeated by an
/// explicit pair of inputs; and nothing is found against a correct one, whose messages are large
/// enough.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/function.hpp"
#include "reference/task/task.hpp"

namespace attest::derive {

/// Who chooses a token; the value of the field `owner` of an instance map.
enum class Owner { fixed = 0, alice = 1, bob = 2 };

/// The owner of a token, and which of the owner's letters decides it.
struct Place {
  Owner owner = Owner::fixed;
  int slot = 0;  ///< 0-based; of fixed tokens a mere number
};

/// A two-party problem turned into inputs of a task, token by token.
struct Reduces {
  /// On Alice's letters, then Bob's, one a row: one entry, 0, .., answers-1.
  task::Task source;
  task::Task target;        ///< on the tokens: one entry, the answer at the reader
  model::Circuit instance;  ///< fields owner, slot, letter (0 for fixed) -> the fields of one token
  std::vector<Place> places;  ///< of the tokens in order
  int reader = 0;  ///< the token that is read, fixed in a contest; -1: the target is not about one
  check::CaseSpace alice;  ///< her words: one letter >= 0 a row
  check::CaseSpace bob;    ///< his words
  /// Alice's input on which the source differs for two of Bob's, by index.
  Function<std::int64_t(std::int64_t b, std::int64_t b_prime)> separating;
  int answers = 2;  ///< of source and target
};

/// A mutant that a claim names: `apply` breaks one thing of a freshly built `What`.
template <typename What>
struct MutantOf {
  std::string name;  ///< snake_case
  std::string why;   ///< what is broken
  Function<void(What&, const check::Params&)> apply;
  /// Why it is equivalent at these parameters, where that is proved; empty text where it is to be
  /// refuted. No function: to be refuted everywhere.
  Function<std::string(const check::Params&)> proof = {};
  /// Whether it exists at these parameters. No function: everywhere.
  Function<bool(const check::Params&)> applies = {};
};

/// The subject that judges instance maps on all pairs: the target of the instance equals the
/// source. Case (a |bob| + b) of the first map, then of the next.
/// \pre all maps are of one claim and statement
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(std::vector<Reduces> maps);

/// The statement that instance maps are right. Mutants: the claim's, applied to every map, and the
/// constants of the circuit, one quantum up and down.
[[nodiscard]] check::Statement reduces(
    check::Statement about, const Function<std::vector<Reduces>(const check::Params&)>& make,
    std::vector<MutantOf<Reduces>> mutants);

/// A source problem whose hardness is certified.
struct Hardness {
  Reduces reduces;
  std::int64_t rows = 0;  ///< distinct rows that it must have
  std::int64_t rank = 0;  ///< rank of the matrix of `answer` that it must have; 0: not asked
  /// Entries equal to it are the ones of the matrix whose rank is taken. Where there are more than
  /// two answers it is not used: a column is then a pair (a, answer), and says whether that is it.
  int answer = 1;
};

/// The subject of a certificate: one case.
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Hardness hardness);

/// The statement that a source problem is hard. Certificates are found by one code and rechecked by
/// another. Generic mutants: one of Alice's inputs is left out, where that lowers the count.
[[nodiscard]] check::Statement is_hard(check::Statement about,
                                       const Function<Hardness(const check::Params&)>& make,
                                       std::vector<MutantOf<Hardness>> mutants);
/// is_hard() of reductions from the disjointness of words of `size` bits, a parameter: as many
/// distinct rows as words, and full rank where 1 means disjoint. Its mutant takes the rank of the
/// opposite answer.
[[nodiscard]] check::Statement disjointness_is_hard(
    check::Statement about, const std::string& size,
    const Function<Reduces(const check::Params&)>& reduction);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::Place>;
extern template class std::vector<attest::derive::Reduces>;
