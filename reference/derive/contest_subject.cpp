// SPDX-License-Identifier: Apache-2.0
/// \file
/// Expectations against what the adversary found.
#include "reference/derive/contest_subject.hpp"

#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/derive/resources.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;

class ContestSubject final : public check::Subject {
 public:
  explicit ContestSubject(Contest contest)
      : match_(std::move(contest)), cases_(match_.contest().reduces.bob) {
    cases_.description = "Bob: " + cases_.description;
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
      if (!match_.instances().bob().at(b)) continue;
      total.add(check::tally_of(b, judge_input(b), is_yes_no()));
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t b_prime) const override;

 private:
  /// The answer is the earlier input of the same message, plus one; 0 if there is none.
  [[nodiscard]] Outcome judge_input(std::int64_t b_prime) const {
    const std::optional<std::int64_t> earlier = match_.adversary().earlier(b_prime);
    std::string objection = match_.objection(b_prime);
    return {.truth = objection.empty() ? Truth::holds : Truth::fails,
            .answer = {earlier ? static_cast<std::uint64_t>(*earlier) + 1 : 0},
            .text = std::move(objection),
            .bits = 0};
  }

  Match match_;
  check::CaseSpace cases_;
};

std::string ContestSubject::explain(std::int64_t b_prime) const {
  const std::optional<Counterexample> found = match_.collision(b_prime);
  std::string result = "Bob's input " + std::to_string(b_prime) + "; " +
                       std::to_string(match_.adversary().distinct_messages()) +
                       " distinct messages of " + std::to_string(match_.adversary().inputs()) +
                       " inputs\n";
  if (!found) return result + "no earlier input has its message\n";
  for (const std::int64_t b : {found->b, found->b_prime}) {
    const Matrix tokens = match_.instances().tokens(found->a, b);
    result += match_.instances().text(found->a, b) + "\n  tokens: " + text_of(tokens) +
              "\n  outputs: " + text_of(match_.referee().outputs(found->a, b)) + "\n  " +
              match_.contest().reduces.target.id + ": " +
              std::to_string(match_.instances().target(found->a, b)) + "\n";
  }
  const std::string objection = match_.referee().literal_objection(*found);
  return result + (objection.empty() ? "a counterexample\n" : "objection: " + objection + "\n");
}

}  // namespace

Match::Match(Contest contest)
    : contest_(std::move(contest)),
      instances_(contest_.reduces),
      adversary_(instances_, contest_.candidate, contest_.tampering),
      referee_(instances_, contest_.candidate) {}

std::optional<std::int64_t> Match::first_collision() const { return adversary_.first_collision(); }

std::string Match::collision_text(std::int64_t b_prime) const {
  const Counterexample found = collision(b_prime).value();
  return instances_.text(found.a, b_prime) + " has the message of Bob's input " +
         std::to_string(found.b);
}

std::optional<Counterexample> Match::collision(std::int64_t b_prime) const {
  const std::optional<std::int64_t> b = adversary_.earlier(b_prime);
  if (!b) return std::nullopt;
  return Counterexample{.a = contest_.reduces.separating(*b, b_prime), .b = *b, .b_prime = b_prime};
}

std::string Match::objection(std::int64_t b_prime) const {
  const bool is_defeated = adversary_.first_collision().has_value();
  if (contest_.expectation == Expectation::defeat && !is_defeated) {
    return "all messages differ: the layer is not defeated";
  }
  if (contest_.expectation != Expectation::defeat && !is_defeated &&
      !adversary_.has_enough_bits()) {
    return "all messages differ, in fewer bits than they need";
  }
  const std::optional<Counterexample> found = collision(b_prime);
  if (!found) return {};
  const std::string pair =
      instances_.text(found->a, found->b) + " and " + instances_.text(found->a, found->b_prime);
  // The first of all is verified with nothing tabulated.
  const std::string objection = b_prime == adversary_.first_collision()
                                    ? referee_.literal_objection(*found)
                                    : referee_.objection(*found);
  if (!objection.empty()) return pair + " have one message, but " + objection;
  return contest_.expectation == Expectation::no_defeat ? pair + " defeat the layer" : "";
}

std::map<std::string, std::string> Match::resources() const {
  std::map<std::string, std::string> table = table_of(derive::resources(contest_.candidate.layer));
  const protocol::Ledger& ledger = adversary_.ledger();
  table["message_numbers"] = std::to_string(ledger.numbers);
  table["leading_bits"] = std::to_string(ledger.leading_bits);
  table["sum_bits"] = std::to_string(ledger.magnitude_bits);
  table["values_a_number"] = ledger.values_a_number.to_string();
  table["message_bits"] = std::to_string(ledger.bits());
  table["needed_bits"] = std::to_string(adversary_.needed_bits());
  table["distinct_messages"] = std::to_string(adversary_.distinct_messages());
  table["bobs_inputs"] = std::to_string(adversary_.inputs());
  return table;
}

std::vector<check::Promise> Match::promises() const {
  const protocol::Ledger& ledger = adversary_.ledger();
  std::vector<check::Promise> result{
      {.quantity = "distinct messages",
       .formula = "R^(H(m_v+1))",
       .relation = "<=",
       .value = ledger.messages.to_string(),
       .used = std::to_string(adversary_.distinct_messages()),
       .is_met = Integer(adversary_.distinct_messages()) <= ledger.messages}};
  if (contest_.expectation == Expectation::no_defeat) {
    result.push_back({.quantity = "message bits",
                      .formula = "log2 |Bob's inputs|",
                      .relation = ">=",
                      .value = std::to_string(adversary_.needed_bits()),
                      .used = std::to_string(ledger.bits()),
                      .is_met = adversary_.has_enough_bits()});
  }
  return result;
}

std::unique_ptr<check::Subject> make_subject(Contest contest) {
  return std::make_unique<ContestSubject>(std::move(contest));
}

}  // namespace attest::derive
