// SPDX-License-Identifier: Apache-2.0
/// \file
/// Many candidates, and candidates that are judged as correct layers; see contest.hpp.
#include <utility>

#include "reference/derive/candidates.hpp"
#include "reference/derive/contest_subject.hpp"
#include "reference/derive/drawing.hpp"
#include "reference/derive/explain.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;
using ChangeOfEach = Function<void(Contest&)>;

/// Judges the decoded answer on every pair of inputs.
class DecidesSubject final : public check::Subject {
 public:
  explicit DecidesSubject(Contest contest) : match_(std::move(contest)) {
    const Reduces& reduces = match_.contest().reduces;
    cases_.description =
        "Alice: " + reduces.alice.description + "; Bob: " + reduces.bob.description;
    cases_.size = match_.instances().pairs();
    cases_.full_size = cases_.size;
    cases_.at = [this](std::int64_t index) -> std::optional<check::Case> {
      const auto [a, b] = pair(index);
      if (!match_.instances().is_admitted(a, b)) return std::nullopt;
      return match_.instances().tokens(a, b);
    };
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return cases_; }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] bool is_yes_no() const override { return match_.contest().reduces.answers == 2; }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    return match_.resources();
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override { return match_.promises(); }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const auto [a, b] = pair(i);
      if (!match_.instances().is_admitted(a, b)) continue;
      total.add(check::tally_of(i, judge_pair(a, b), is_yes_no()));
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const auto [a, b] = pair(index);
    const Outcome outcome = judge_pair(a, b);
    return match_.instances().text(a, b) + "\ntokens: " + text_of(match_.instances().tokens(a, b)) +
           "\noutputs: " + text_of(match_.referee().outputs(a, b)) +
           "\nverdict: " + std::string(check::name_of(outcome.truth)) +
           (outcome.text.empty() ? "\n" : ": " + outcome.text + "\n");
  }

 private:
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> pair(std::int64_t index) const {
    const std::int64_t bobs = match_.instances().bob().size();
    return {index / bobs, index % bobs};
  }

  [[nodiscard]] Outcome judge_pair(std::int64_t a, std::int64_t b) const {
    const int expected = match_.instances().target(a, b);
    Outcome outcome{.truth = Truth::fails,
                    .answer = {static_cast<std::uint64_t>(expected)},
                    .text = {},
                    .bits = 0};
    try {
      const model::Answer found = match_.referee().answer(a, b);
      if (found == model::Answer{expected}) {
        outcome.truth = Truth::holds;
      } else {
        outcome.text = match_.instances().text(a, b) + ": the layer answers " + text_of(found) +
                       ", the target is " + std::to_string(expected);
      }
    } catch (const model::Undefined& error) {
      outcome.text = match_.instances().text(a, b) + ": undefined: " + error.what();
    } catch (const model::Undecided& error) {
      outcome.truth = Truth::unknown;
      outcome.text = match_.instances().text(a, b) + ": undecided: " + error.what();
    }
    return outcome;
  }

  Match match_;
  check::CaseSpace cases_;
};

std::unique_ptr<check::Subject> decides_subject(Contest contest) {
  return std::make_unique<DecidesSubject>(std::move(contest));
}

/// Whether the layer is still one of integer scores and values after `change`.
bool is_candidate(const Contest& whole, const derive::Change& change) {
  Contest contest = whole;
  change.apply(contest.candidate.layer);
  try {
    const Match match(std::move(contest));
    return true;
  } catch (const InputError&) {
    return false;
  }
}

}  // namespace

check::Statement defeats_each(
    check::Statement about,
    const Function<Contests(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<Contest>> mutants) {
  about.drawing = [make, mutants,
                   heading = heading_of(about)](const check::DrawingRequest& request) {
    const Contests contests = make(request.params, request.seed);
    const std::int64_t index = drawn_case(contests.candidates, request, heading);
    Contest contest = contests.at(index);
    if (!apply_named(contest, request.mutant, request.params, mutants)) {
      reject_mutant(request.mutant);
    }
    check::DrawingRequest inside = request;  // of the candidate, the first collision is drawn
    inside.index.reset();
    return draw(
        {heading.claim, heading.label, heading.title + ", candidate " + std::to_string(index)},
        contest, inside);
  };
  judge_candidates<Match, Contest, Contests>(about, make, std::move(mutants));
  return about;
}

check::Statement decides(check::Statement about,
                         const Function<Contest(const check::Params&, std::uint64_t seed)>& make,
                         std::vector<MutantOf<Contest>> mutants) {
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return decides_subject(make(params, seed));
  };
  about.drawing = [make, mutants,
                   heading = heading_of(about)](const check::DrawingRequest& request) {
    Contest contest = make(request.params, request.seed);
    if (apply_named(contest, request.mutant, request.params, mutants)) {
      return draw_pair(heading, contest, request);
    }
    for (const derive::Change& change : changes(contest.candidate.layer)) {
      if (change.name != request.mutant) continue;
      change.apply(contest.candidate.layer);
      return draw_pair(heading, contest, request);
    }
    reject_mutant(request.mutant);
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params,
                                                       std::uint64_t seed) {
    std::vector<check::Mutant> result;
    const auto whole = std::make_shared<const Contest>(make(params, seed));
    for (const MutantOf<Contest>& mutant : mutants) {
      append_named(result, mutant, params, [whole, params, apply = mutant.apply] {
        Contest contest = *whole;
        apply(contest, params);
        return decides_subject(std::move(contest));
      });
    }
    for (derive::Change& change : changes(whole->candidate.layer)) {
      if (!is_candidate(*whole, change)) continue;  // the protocol has no message for it
      append_generic(result, change.name, change.why, [whole, apply = change.apply] {
        Contest contest = *whole;
        apply(contest.candidate.layer);
        return decides_subject(std::move(contest));
      });
      result.back().must_change_nothing = change.must_change_nothing;
    }
    return result;
  };
  take_models(about, make, decides_subject);
  return about;
}

}  // namespace attest::derive
