// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Agrees`: two evaluations of different authorship are equal, ordered, or provably
/// different.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"
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
/// empty for none.
struct Agrees {
  Relation relation = Relation::equal;
  Function<std::vector<Rational>(const check::Case&, const std::string& twist)> left;
  Function<std::vector<Rational>(const check::Case&)> right;
  check::CaseSpace cases;
  check::Arithmetic arithmetic = check::Arithmetic::rational;
  int bits = 0;                                  ///< precision of certified balls [bits]
  std::string evaluator;                         ///< in words, e.g. "gate list in rationals"
  std::map<std::string, std::string> resources;  ///< declared counts
  std::vector<check::Promise> promises;
  bool is_yes_no = false;  ///< both sides are one entry, 0 or 1
};

/// The subject of an Agrees statement, its left side twisted by `twist` (empty: as it is).
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Agrees agrees,
                                                           const std::string& twist = "");

/// An Agrees statement from its text, its sides and the twists that must be noticed.
[[nodiscard]] check::Statement agrees(
    check::Statement about, const Function<Agrees(const check::Params&, std::uint64_t seed)>& make,
    std::vector<Twist> twists);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::Twist>;
