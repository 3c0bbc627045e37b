// SPDX-License-Identifier: Apache-2.0
/// \file
/// Climbing the precision ladder; see ladder.hpp.
#include "reference/derive/ladder.hpp"

#include <memory>
#include <utility>

#include "reference/derive/resources.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {
namespace {

std::unique_ptr<check::Subject> rounded_subject(const Computes& computes, int p) {
  Computes rounded = computes;
  rounded.arithmetic = model::Arithmetic::p_bit;
  rounded.precision = p;
  return make_subject(std::move(rounded), Engine::literal);
}

check::CaseSpace precisions(int from, int most) {
  check::CaseSpace space;
  space.description = "precisions " + std::to_string(from) + " to " + std::to_string(most) +
                      " bits, each on every case of the inputs";
  space.coverage = check::Coverage::exhaustive;
  space.size = most - from + 1;
  space.full_size = space.size;
  space.at = [from](std::int64_t index) -> std::optional<check::Case> {
    Matrix precision(1, 1);
    precision(0, 0) = from + index;
    return precision;
  };
  return space;
}

class LadderSubject final : public check::Subject {
 public:
  explicit LadderSubject(Ladder ladder)
      : ladder_(std::move(ladder)), space_(precisions(ladder_.sufficient, ladder_.most)) {}

  [[nodiscard]] const check::CaseSpace& cases() const override { return space_; }
  [[nodiscard]] std::string evaluator() const override { return "literal"; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::p_bit_float;
  }
  [[nodiscard]] bool is_yes_no() const override { return true; }

  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    const std::optional<int> least = derive::least_precision(ladder_.computes, ladder_.most);
    std::map<std::string, std::string> table = table_of(derive::resources(ladder_.computes.model));
    table["least_precision"] =
        least ? std::to_string(*least) : "none up to " + std::to_string(ladder_.most);
    return table;
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const int p = ladder_.sufficient + static_cast<int>(i);
      const auto subject = rounded_subject(ladder_.computes, p);
      const check::Tally inner = subject->judge({0, subject->cases().size}, true);
      check::Outcome outcome{.truth = check::Truth::holds, .answer = {1}, .text = {}, .bits = p};
      if (inner.judged == 0)
        outcome = {
            .truth = check::Truth::unknown, .answer = {}, .text = "no case at all", .bits = p};
      if (inner.least_failure) {
        outcome = {.truth = check::Truth::fails,
                   .answer = {},
                   .text = std::to_string(p) + " bits: " + inner.least_failure->text,
                   .bits = p};
      }
      total.add(i, outcome, true);
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const int p = ladder_.sufficient + static_cast<int>(index);
    return std::to_string(p) +
           " bits: " + (passes(ladder_.computes, p) ? "every case passes\n" : "some case fails\n");
  }

 private:
  Ladder ladder_;
  check::CaseSpace space_;
};

}  // namespace

bool passes(const Computes& computes, int p) {
  const auto subject = rounded_subject(computes, p);
  const check::Tally tally = subject->judge({0, subject->cases().size}, true);
  return tally.judged > 0 && tally.failed == 0 && tally.undecided == 0;
}

std::optional<int> least_precision(const Computes& computes, int most) {
  std::optional<int> least;
  for (int p = most; p >= 1 && passes(computes, p); --p) least = p;
  return least;
}

check::Statement ladder(check::Statement about,
                        const Function<Ladder(const check::Params&, std::uint64_t seed)>& make,
                        std::vector<NamedMutant> mutants) {
  about.shape = check::Shape::computes;
  about.subject = [make](const check::Params& params,
                         std::uint64_t seed) -> std::unique_ptr<check::Subject> {
    return std::make_unique<LadderSubject>(make(params, seed));
  };
  about.mutants = [make, mutants = std::move(mutants)](const check::Params& params,
                                                       std::uint64_t seed) {
    std::vector<check::Mutant> result;
    const Ladder built = make(params, seed);
    for (const NamedMutant& mutant : mutants) {
      result.push_back({.name = mutant.name,
                        .origin = check::Origin::claim,
                        .why = mutant.why,
                        .proof = mutant.proof,
                        .must_change_nothing = false,
                        .subject = [built, mutant, params]() -> std::unique_ptr<check::Subject> {
                          Ladder broken = built;
                          mutant.apply(broken.computes, params);
                          return std::make_unique<LadderSubject>(std::move(broken));
                        }});
    }
    const int least = derive::least_precision(built.computes, built.most).value_or(built.most);
    if (least == 1) return result;  // nothing lies below
    result.push_back({.name = "one_bit_below_least",
                      .origin = check::Origin::claim,
                      .why = "from one bit below the measured least precision on",
                      .proof = {},
                      .must_change_nothing = false,
                      .subject = [built, least]() -> std::unique_ptr<check::Subject> {
                        Ladder lower = built;
                        lower.sufficient = least - 1;
                        return std::make_unique<LadderSubject>(std::move(lower));
                      }});
    return result;
  };
  return about;
}

}  // namespace attest::derive
