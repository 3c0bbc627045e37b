// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shape `Reduces`, two-way: a model of any depth against a fooling set.
///
/// On every pair (a, b) of a fooling set the source answers 0, and of two pairs crossed at least
/// one answers 1. Two pairs with one dialogue have that dialogue on both crossed pairs too. The
/// party that reads the answer knows the dialogue and its own input, so exchanging the other's
/// input does not change the answer: one of the four is wrong. Hence a correct model has a dialogue
/// for each pair.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/derive/contest.hpp"
#include "reference/derive/instances.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/function.hpp"
#include "reference/protocol/two_party.hpp"

namespace attest::derive {

/// A reduction and a fooling set of its source: pair b is (partner(b), b), for every input of Bob.
struct Fooling {
  Reduces reduces;
  Function<std::int64_t(std::int64_t b)> partner;
};

/// A model and what should become of it.
struct TwoWayContest {
  Fooling fooling;
  model::Transformer candidate;
  protocol::Channel channel = protocol::Channel::layers;
  Expectation expectation = Expectation::consistent;
  protocol::Hearing compared = {};      ///< what is compared and counted; mutants leave some out
  std::vector<int> unheard_heads = {};  ///< of TwoParty::heads(): not compared, by index
};

/// Two pairs of one dialogue: (a, b) and (a_prime, b_prime), by index.
struct FooledPair {
  std::int64_t a = 0;
  std::int64_t b = 0;
  std::int64_t a_prime = 0;
  std::int64_t b_prime = 0;
};

/// A contest with every dialogue of its fooling set.
class TwoWayMatch {
 public:
  /// \throws InputError if the model is no candidate, or has no value on the fooling set
  explicit TwoWayMatch(TwoWayContest contest);
  TwoWayMatch(const TwoWayMatch&) = delete;
  TwoWayMatch& operator=(const TwoWayMatch&) = delete;
  ~TwoWayMatch() = default;

  [[nodiscard]] const TwoWayContest& contest() const { return contest_; }
  [[nodiscard]] const Instances& instances() const { return instances_; }
  [[nodiscard]] std::int64_t dialogues() const { return dialogues_; }
  [[nodiscard]] std::int64_t bits() const { return bits_; }
  /// Least b with as many dialogues of b bits as the fooling set has pairs.
  [[nodiscard]] std::int64_t needed_bits() const;
  /// Number of the earlier pair with the dialogue of pair `b_prime`; nothing if there is none.
  [[nodiscard]] std::optional<std::int64_t> earlier(std::int64_t b_prime) const;
  [[nodiscard]] std::optional<std::int64_t> first_collision() const { return first_; }
  /// The collision that pair `b_prime` makes. \pre it makes one
  [[nodiscard]] FooledPair fooled(std::int64_t b_prime) const;
  /// Why this does not fool the model, by the literal evaluator on all four inputs; empty if it
  /// does.
  [[nodiscard]] std::string objection_to(const FooledPair& found) const;
  /// What is wrong with what became of pair `b_prime`, given what was expected; empty if nothing.
  [[nodiscard]] std::string objection(std::int64_t b_prime) const;
  [[nodiscard]] std::string text(const FooledPair& found) const;
  /// The number of dialogues is that of messages of a contest; "(..) and (..) have one dialogue".
  [[nodiscard]] std::int64_t messages() const { return dialogues_; }
  [[nodiscard]] std::string collision_text(std::int64_t b_prime) const {
    return text(fooled(b_prime)) + " have one dialogue";
  }

  [[nodiscard]] std::map<std::string, std::string> resources() const;
  [[nodiscard]] std::vector<check::Promise> promises() const;

 private:
  TwoWayContest contest_;
  Instances instances_;
  model::Evaluator literal_;
  std::vector<std::int64_t> earlier_;  // by pair; -1: none
  std::optional<std::int64_t> first_;
  std::int64_t dialogues_ = 0;
  std::int64_t bits_ = 0;
  std::int64_t number_bits_ = 0;
  std::int64_t numbers_ = 0;
  bool is_bobs_reader_ = false;
};

/// The subject that judges a contest pair by pair of the fooling set. \throws InputError
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(TwoWayContest contest);

/// The statement about one candidate. Mutants: the claim's; what is said of each head left out, and
/// each party's part. A user's model takes the candidate's place.
[[nodiscard]] check::Statement converses(
    check::Statement about,
    const Function<TwoWayContest(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<TwoWayContest>> mutants);

/// Many candidates: contest i is a function of i.
struct TwoWayContests {
  Function<TwoWayContest(std::int64_t index)> at;
  check::CaseSpace candidates;  ///< its cases are not looked at, only its size and its words
};

/// The statement that what the theorem says of one candidate is true of each. Case: a candidate.
[[nodiscard]] check::Statement converses_each(
    check::Statement about,
    const Function<TwoWayContests(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<TwoWayContest>> mutants);

/// Runs the adversary on a user's model: result {"bits", "needed", "dialogues", "counterexample"}.
/// It agrees when a verified counterexample was found or bits >= needed. \throws InputError
[[nodiscard]] check::RunResult run_contest(const TwoWayContest& contest, const std::string& input);

}  // namespace attest::derive
