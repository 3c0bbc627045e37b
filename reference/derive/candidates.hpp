// SPDX-License-Identifier: Apache-2.0
/// \file
/// Many candidates of one kind of contest: a whole contest is a case.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// Judges a whole contest a case. `Game` is a contest with everything that it needs evaluated: it
/// says which collision comes first, how many messages there are, and what is wrong. `Family` has
/// the contests, `at` an index, and their space `candidates`.
template <typename Game, typename Contest, typename Family>
class CandidatesSubject final : public check::Subject {
 public:
  using Change = Function<void(Contest&)>;

  CandidatesSubject(Family family, Change change)
      : family_(std::move(family)), change_(std::move(change)) {}

  [[nodiscard]] const check::CaseSpace& cases() const override { return family_.candidates; }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    std::int64_t defeated = 0;
    for (std::int64_t i = 0; i < family_.candidates.size; ++i) {
      if (game_at(i).first_collision()) ++defeated;
    }
    return {{"candidates", std::to_string(family_.candidates.size)},
            {"candidates_defeated", std::to_string(defeated)}};
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      total.add(check::tally_of(i, judge_candidate(game_at(i)), is_yes_no()));
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const Game game = game_at(index);
    std::string result = "candidate " + std::to_string(index) + "\n";
    for (const auto& [name, value] : game.resources()) result += name + ": " + value + "\n";
    const std::optional<std::int64_t> first = game.first_collision();
    result += (first ? game.collision_text(*first) : "no two messages are alike") + "\n";
    return result + "verdict: " + std::string(check::name_of(judge_candidate(game).truth)) + "\n";
  }

 private:
  [[nodiscard]] Game game_at(std::int64_t index) const {
    Contest contest = family_.at(index);
    if (change_) change_(contest);
    return Game(std::move(contest));
  }

  /// The answer is the number of distinct messages and the first collision, plus one. Nothing is
  /// decided where no input of Bob's meets the preconditions.
  [[nodiscard]] static check::Outcome judge_candidate(const Game& game) {
    const std::optional<std::int64_t> first = game.first_collision();
    check::Outcome outcome{.truth = check::Truth::unknown,
                           .answer = {static_cast<std::uint64_t>(game.messages()),
                                      first ? static_cast<std::uint64_t>(*first) + 1 : 0},
                           .text = {},
                           .bits = 0};
    for (std::int64_t b = 0; b < game.instances().bob().size(); ++b) {
      if (!game.instances().bob().at(b)) continue;
      outcome.text = game.objection(b);
      outcome.truth = outcome.text.empty() ? check::Truth::holds : check::Truth::fails;
      if (outcome.truth == check::Truth::fails) break;
    }
    if (outcome.truth == check::Truth::unknown)
      outcome.text = "no input of Bob's meets the preconditions";
    return outcome;
  }

  Family family_;
  Change change_;
};

/// Gives the statement the subject of the candidates and the claim's mutants, which break each.
template <typename Game, typename Contest, typename Family>
void judge_candidates(check::Statement& about,
                      const Function<Family(const check::Params&, std::uint64_t seed)>& make,
                      std::vector<MutantOf<Contest>> mutants) {
  using Candidates = CandidatesSubject<Game, Contest, Family>;
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return std::make_unique<Candidates>(make(params, seed), typename Candidates::Change());
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params,
                                                       std::uint64_t seed) {
    std::vector<check::Mutant> result;
    for (const MutantOf<Contest>& mutant : mutants) {
      append_named(result, mutant, params, [make, params, seed, apply = mutant.apply] {
        return std::make_unique<Candidates>(
            make(params, seed), [apply, params](Contest& contest) { apply(contest, params); });
      });
    }
    return result;
  };
}

}  // namespace attest::derive
