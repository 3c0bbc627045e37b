// SPDX-License-Identifier: Apache-2.0
/// \file
/// One contest judged input by input of Bob.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reference/derive/adversary.hpp"
#include "reference/derive/contest.hpp"
#include "reference/derive/referee.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// A contest with everything that it needs evaluated.
class Match {
 public:
  /// \throws InputError
  explicit Match(Contest contest);

  [[nodiscard]] const Contest& contest() const { return contest_; }
  [[nodiscard]] const Instances& instances() const { return instances_; }
  [[nodiscard]] const Adversary& adversary() const { return adversary_; }
  [[nodiscard]] const Referee& referee() const { return referee_; }

  /// The first input of Bob with the message of an earlier one, and how many messages there are.
  [[nodiscard]] std::optional<std::int64_t> first_collision() const;
  [[nodiscard]] std::int64_t messages() const { return adversary_.distinct_messages(); }
  /// "a, b has the message of Bob's input 3". \pre input `b_prime` makes a collision
  [[nodiscard]] std::string collision_text(std::int64_t b_prime) const;
  /// The collision that input `b_prime` makes, with Alice's input; nothing if it makes none.
  [[nodiscard]] std::optional<Counterexample> collision(std::int64_t b_prime) const;

  /// What is wrong with what became of `b_prime`, given what was expected; empty if nothing is.
  [[nodiscard]] std::string objection(std::int64_t b_prime) const;

  [[nodiscard]] std::map<std::string, std::string> resources() const;
  [[nodiscard]] std::vector<check::Promise> promises() const;

 private:
  Contest contest_;
  Instances instances_;
  Adversary adversary_;
  Referee referee_;
};

using ContestMaker = Function<Contest(const check::Params&, std::uint64_t seed)>;
using ContestSubjectMaker = Function<std::unique_ptr<check::Subject>(Contest)>;

/// The parameters of a user's file and of the command line, all there and in range.
/// \throws InputError model-params
[[nodiscard]] check::Params completed(check::Params params, const check::Params& overrides,
                                      const std::vector<check::Parameter>& parameters,
                                      const std::string& place);

/// Lets a statement about one candidate write it to a file and take a user's in its place.
void take_models(check::Statement& about, const ContestMaker& make,
                 const ContestSubjectMaker& subject);

}  // namespace attest::derive
