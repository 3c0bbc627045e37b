// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging identities and inequalities; see agrees.hpp.
#include "reference/derive/agrees.hpp"

#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

using check::Outcome;
using check::Truth;

bool is_related(Relation relation, const Rational& left, const Rational& right) {
  switch (relation) {
    case Relation::equal:
      return left == right;
    case Relation::at_most:
      return left <= right;
    case Relation::at_least:
      return left >= right;
  }
  ATTEST_REQUIRE(false, "a relation outside the enumeration");
}

std::string_view sign_of(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return " = ";
    case Relation::at_most:
      return " <= ";
    case Relation::at_least:
      return " >= ";
  }
  ATTEST_REQUIRE(false, "a relation outside the enumeration");
}

class AgreesSubject final : public check::Subject {
 public:
  AgreesSubject(Agrees agrees, std::string twist)
      : agrees_(std::move(agrees)), twist_(std::move(twist)) {}

  [[nodiscard]] const check::CaseSpace& cases() const override { return agrees_.cases; }
  [[nodiscard]] std::string evaluator() const override { return agrees_.evaluator; }
  [[nodiscard]] check::Arithmetic arithmetic() const override { return agrees_.arithmetic; }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    return agrees_.resources;
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override { return agrees_.promises; }
  [[nodiscard]] bool is_yes_no() const override { return agrees_.is_yes_no; }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const std::optional<check::Case> chosen = agrees_.cases.at(i);
      if (!chosen) continue;
      total.add(i, judge_case(*chosen), agrees_.is_yes_no);
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const std::optional<check::Case> chosen = agrees_.cases.at(index);
    if (!chosen) return "case " + std::to_string(index) + " does not meet the preconditions\n";
    return "case: " + text_of(*chosen) + "\nleft: " + text_of(agrees_.left(*chosen, twist_)) +
           "\nright: " + text_of(agrees_.right(*chosen)) + "\n";
  }

 private:
  [[nodiscard]] Outcome judge_case(const check::Case& chosen) const {
    try {
      const std::vector<Rational> left = agrees_.left(chosen, twist_);
      const std::vector<Rational> right = agrees_.right(chosen);
      bool is_true = left.size() == right.size();
      for (std::size_t i = 0; is_true && i < left.size(); ++i) {
        is_true = is_related(agrees_.relation, left[i], right[i]);
      }
      if (!is_true) {
        return {.truth = Truth::fails,
                .answer = {},
                .text = text_of(chosen) + ": not " + text_of(left) +
                        std::string(sign_of(agrees_.relation)) + text_of(right),
                .bits = agrees_.bits};
      }
      return {
          .truth = Truth::holds, .answer = answer_words(left), .text = {}, .bits = agrees_.bits};
    } catch (const model::Undecided& error) {
      return {.truth = Truth::unknown,
              .answer = {},
              .text = text_of(chosen) + ": " + error.what(),
              .bits = agrees_.bits};
    } catch (const model::Undefined& error) {
      return {.truth = Truth::fails,
              .answer = {},
              .text = text_of(chosen) + ": undefined: " + error.what(),
              .bits = agrees_.bits};
    }
  }

  /// A yes/no answer is one word, 0 or 1; any other is the hash of its entries.
  [[nodiscard]] std::vector<std::uint64_t> answer_words(const std::vector<Rational>& answer) const {
    if (agrees_.is_yes_no) return {answer.at(0).is_zero() ? std::uint64_t{0} : std::uint64_t{1}};
    Hasher128 hasher;
    for (const Rational& value : answer) hasher.add(value);
    const Hash128 hash = hasher.finish();
    return {hash.low, hash.high};
  }

  Agrees agrees_;
  std::string twist_;
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(Agrees agrees, const std::string& twist) {
  return std::make_unique<AgreesSubject>(std::move(agrees), twist);
}

check::Statement agrees(check::Statement about,
                        const Function<Agrees(const check::Params&, std::uint64_t seed)>& make,
                        std::vector<Twist> twists) {
  about.shape = check::Shape::agrees;
  about.subject = [make](const check::Params& params, std::uint64_t seed) {
    return make_subject(make(params, seed));
  };
  about.mutants = [make, twists = std::move(twists)](const check::Params& params,
                                                     std::uint64_t seed) {
    std::vector<check::Mutant> result;
    for (const Twist& twist : twists) {
      result.push_back({.name = twist.name,
                        .origin = check::Origin::claim,
                        .why = twist.why,
                        .proof = twist.proof,
                        .must_change_nothing = false,
                        .subject = [make, params, seed, name = twist.name] {
                          return make_subject(make(params, seed), name);
                        }});
    }
    return result;
  };
  return about;
}

}  // namespace attest::derive

template class std::vector<attest::derive::Twist>;
