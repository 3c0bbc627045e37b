// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Agrees`: two evaluations of different authorship are equal, ordered, or provably
/// different.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// How the two sides compare, entry by entry.
enum class Relation { equal, at_most, at_least };

/// A named way to break the left side.
struct Twist {
  std::string name;  ///< snake_case
  std::string why;
  std::string proof;  ///< why it is equivalent, where that is proved; else empty
};

/// Two sides of an identity or inequality on every case. The left side takes the name of a twist,
/// empty for none. Sides are exact, or both are enclosed: then the relation is decided at `bits`,
/// or at twice as many, and so on up to `most_bits`; a case that is undecided there stays unknown.
struct Agrees {
  Relation relation = Relation::equal;
  Function<std::vector<Rational>(const check::Case&, const std::string& twist)> left;
  Function<std::vector<Rational>(const check::Case&)> right;
  check::CaseSpace cases;
  check::Arithmetic arithmetic = check::Arithmetic::rational;
  int bits = 0;           ///< precision of certified balls, of enclosed sides the first one [bits]
  std::string evaluator;  ///< in words, e.g. "gate list in rationals"
  std::map<std::string, std::string> resources;  ///< declared counts
  std::vector<check::Promise> promises;
  bool is_yes_no = false;  ///< both sides are one entry, 0 or 1
  /// The description whose exact decoded answer is the left side, in place of `left`. Resources and
  /// generic mutants are derived from it.
  std::optional<model::Transformer> model = {};
  /// Enclosures of the sides at a precision [bits], in place of `left` and `right`. They may throw
  /// model::Undecided, which asks for more bits.
  Function<std::vector<Ball>(const check::Case&, const std::string& twist, int precision)>
      enclosed_left = {};
  Function<std::vector<Ball>(const check::Case&, int precision)> enclosed_right = {};
  int most_bits = 0;  ///< of enclosed sides: precision beyond which nothing is tried [bits]
};

/// Whether every pair of entries is related: true or false where that holds for all members of the
/// enclosures, else undecided (no value). Lists of different lengths are not related.
[[nodiscard]] std::optional<bool> are_related(Relation relation, const std::vector<Ball>& left,
                                              const std::vector<Ball>& right);

/// The subject of an Agrees statement, its left side twisted by `twist` (empty: as it is).
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Agrees agrees,
                                                           const std::string& twist = "");

/// An Agrees statement from its text, its sides and the twists that must be noticed.
[[nodiscard]] check::Statement agrees(
    check::Statement about, const Function<Agrees(const check::Params&, std::uint64_t seed)>& make,
    std::vector<Twist> twists);

/// The same where the left side is a description (`Agrees::model` is set): it can be exported, and
/// a user's model file can take its place.
[[nodiscard]] check::Statement description_agrees(
    check::Statement about, const Function<Agrees(const check::Params&, std::uint64_t seed)>& make);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::Twist>;
