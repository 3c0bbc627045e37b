// SPDX-License-Identifier: Apache-2.0
/// \file
/// Contests of dialogues as subjects and statements; see dialogue.hpp.
#include <utility>

#include "reference/derive/candidates.hpp"
#include "reference/derive/contest_subject.hpp"
#include "reference/derive/dialogue.hpp"
#include "reference/derive/explain.hpp"
#include "reference/derive/mutant_list.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;
using TwoWayChange = Function<void(TwoWayContest&)>;
using TwoWayMaker = Function<TwoWayContest(const check::Params&, std::uint64_t seed)>;

class DialogueSubject final : public check::Subject {
 public:
  explicit DialogueSubject(TwoWayContest contest)
      : match_(std::move(contest)), cases_(match_.contest().fooling.reduces.bob) {
    cases_.description = "fooling set; Bob: " + cases_.description;
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return cases_; }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    return match_.resources();
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override { return match_.promises(); }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t b = range.begin; b < range.end; ++b) {
      total.add(check::tally_of(b, judge_pair(b), is_yes_no()));
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t b_prime) const override {
    std::string result = "pair " + std::to_string(b_prime) + "; " +
                         std::to_string(match_.dialogues()) + " distinct dialogues\n";
    if (!match_.earlier(b_prime)) return result + "no earlier pair has its dialogue\n";
    const FooledPair found = match_.fooled(b_prime);
    const std::string objection = match_.objection_to(found);
    return result + match_.text(found) + "\n" +
           (objection.empty() ? "fool the model: crossed, they have the answers that they have"
                              : "objection: " + objection) +
           "\n";
  }

 private:
  /// The answer is the earlier pair of the same dialogue, plus one; 0 if there is none.
  [[nodiscard]] Outcome judge_pair(std::int64_t b_prime) const {
    const std::optional<std::int64_t> earlier = match_.earlier(b_prime);
    std::string objection = match_.objection(b_prime);
    return {.truth = objection.empty() ? Truth::holds : Truth::fails,
            .answer = {earlier ? static_cast<std::uint64_t>(*earlier) + 1 : 0},
            .text = std::move(objection),
            .bits = 0};
  }

  TwoWayMatch match_;
  check::CaseSpace cases_;
};

/// A derived way to break a contest.
struct NamedChange {
  std::string name;
  std::string why;
  TwoWayChange apply;
};

/// What is said of each head left out, and what each party says.
std::vector<NamedChange> changes_of(const TwoWayContest& whole) {
  std::vector<NamedChange> result;
  const std::vector<int> bobs = Instances(whole.fooling.reduces).cut().bobs;
  const protocol::TwoParty parties(whole.candidate, bobs, whole.channel);
  for (int head = 0; std::cmp_less(head, parties.heads().size()); ++head) {
    result.push_back(
        {.name = "said." + parties.heads()[static_cast<std::size_t>(head)] + ".drop",
         .why = "what is said of a head is not compared",
         .apply = [head](TwoWayContest& contest) { contest.unheard_heads.push_back(head); }});
  }
  result.push_back({.name = "said.bobs.drop",
                    .why = "what Bob says is not compared",
                    .apply = [](TwoWayContest& contest) { contest.compared.bobs = false; }});
  if (whole.channel == protocol::Channel::layers) {
    result.push_back({.name = "said.alices.drop",
                      .why = "what Alice says is not compared",
                      .apply = [](TwoWayContest& contest) { contest.compared.alices = false; }});
  }
  return result;
}

}  // namespace

std::unique_ptr<check::Subject> make_subject(TwoWayContest contest) {
  return std::make_unique<DialogueSubject>(std::move(contest));
}

check::Statement converses(check::Statement about, const TwoWayMaker& make,
                           std::vector<MutantOf<TwoWayContest>> mutants) {
  about.shape = check::Shape::reduces;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return make_subject(make(params, seed));
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params,
                                                       std::uint64_t seed) {
    std::vector<check::Mutant> result;
    for (const MutantOf<TwoWayContest>& mutant : mutants) {
      append_named(result, mutant, params, [make, params, seed, apply = mutant.apply] {
        TwoWayContest contest = make(params, seed);
        apply(contest, params);
        return make_subject(std::move(contest));
      });
    }
    for (const NamedChange& change : changes_of(make(params, seed))) {
      append_generic(result, change.name, change.why, [make, params, seed, apply = change.apply] {
        TwoWayContest contest = make(params, seed);
        apply(contest);
        return make_subject(std::move(contest));
      });
    }
    return result;
  };
  about.export_model = [make, claim = about.claim,
                        label = about.label](const check::Params& params) {
    return model::to_json(
        {.claim = claim, .statement = label, .params = params, .model = make(params, 1).candidate});
  };
  about.subject_of_model = [make, parameters = about.parameters](
                               const std::string& text, const std::string& place,
                               const check::Params& overrides, std::uint64_t seed) {
    const model::ModelFile file = model::from_json(text, place);
    TwoWayContest built = make(completed(file.params, overrides, parameters, place), seed);
    if (file.model.fields != built.candidate.fields) {
      throw InputError("model-fields", place + ": fields",
                       std::to_string(file.model.fields.size()) + " other fields",
                       "the " + std::to_string(built.candidate.fields.size()) +
                           " of the statement, " + built.candidate.fields.at(0) + " first");
    }
    built.candidate = file.model;
    if (built.expectation == Expectation::defeat) built.expectation = Expectation::consistent;
    return make_subject(std::move(built));
  };
  return about;
}

check::Statement converses_each(
    check::Statement about,
    const Function<TwoWayContests(const check::Params&, std::uint64_t seed)>& make,
    std::vector<MutantOf<TwoWayContest>> mutants) {
  judge_candidates<TwoWayMatch, TwoWayContest, TwoWayContests>(about, make, std::move(mutants));
  return about;
}

check::RunResult run_contest(const TwoWayContest& contest, const std::string& input) {
  const TwoWayMatch match(contest);
  const std::optional<std::int64_t> first = match.first_collision();
  std::string found = "null";
  bool is_verified = false;
  if (first) {
    const FooledPair pair = match.fooled(*first);
    is_verified = match.objection_to(pair).empty();
    found = "{\"a\":" + std::to_string(pair.a) + ",\"b\":" + std::to_string(pair.b) +
            ",\"a_prime\":" + std::to_string(pair.a_prime) +
            ",\"b_prime\":" + std::to_string(pair.b_prime) + "}";
  }
  const Resources used = resources(contest.candidate);
  return {.input = input,
          .result_json = "{\"bits\":" + std::to_string(match.bits()) +
                         ",\"needed\":" + std::to_string(match.needed_bits()) + ",\"dialogues\":" +
                         std::to_string(match.dialogues()) + ",\"counterexample\":" + found + "}",
          .agrees = first ? is_verified : match.bits() >= match.needed_bits(),
          .model = {{"layers", used.layers},
                    {"heads", used.heads},
                    {"width", used.width},
                    {"nonzeros", used.nonzeros}}};
}

}  // namespace attest::derive
