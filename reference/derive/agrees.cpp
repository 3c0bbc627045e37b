// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging identities and inequalities; see agrees.hpp.
#include "reference/derive/agrees.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
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

/// The same of enclosures; two are equal for certain where both are one number.
std::optional<bool> is_related(Relation relation, const Ball& left, const Ball& right) {
  switch (relation) {
    case Relation::equal: {
      const std::optional<bool> is_at_most = less_equal(left, right);
      const std::optional<bool> is_at_least = less_equal(right, left);
      if (is_at_most == false || is_at_least == false) return false;
      if (is_at_most == true && is_at_least == true) return true;
      return std::nullopt;
    }
    case Relation::at_most:
      return less_equal(left, right);
    case Relation::at_least:
      return less_equal(right, left);
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

std::string text_of_balls(const std::vector<Ball>& entries) {
  std::string text;
  for (const Ball& entry : entries) text += (text.empty() ? "(" : ", ") + entry.to_string();
  return text + ")";
}

class AgreesSubject final : public check::Subject {
 public:
  AgreesSubject(Agrees agrees, std::string twist)
      : agrees_(std::move(agrees)), twist_(std::move(twist)) {
    if (agrees_.model) {
      evaluator_.emplace(*agrees_.model, model::Arithmetic::rational, /*precision=*/0);
    }
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return agrees_.cases; }
  [[nodiscard]] std::string evaluator() const override { return agrees_.evaluator; }
  [[nodiscard]] check::Arithmetic arithmetic() const override { return agrees_.arithmetic; }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    std::map<std::string, std::string> table = agrees_.resources;
    if (agrees_.model) table.merge(table_of(derive::resources(*agrees_.model)));
    return table;
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
    const std::string begin = "case: " + text_of(*chosen) + "\n";
    if (agrees_.enclosed_left) {
      const int bits = agrees_.bits;
      return begin + "at " + std::to_string(bits) +
             " bits\nleft: " + text_of_balls(agrees_.enclosed_left(*chosen, twist_, bits)) +
             "\nright: " + text_of_balls(agrees_.enclosed_right(*chosen, bits)) + "\n";
    }
    const std::string end =
        "left: " + text_of(left_of(*chosen)) + "\nright: " + text_of(agrees_.right(*chosen)) + "\n";
    if (!evaluator_) return begin + end;
    return begin + text_of(*agrees_.model, evaluator_->trace(*chosen, model::Tie::average)) + end;
  }

 private:
  [[nodiscard]] std::vector<Rational> left_of(const check::Case& chosen) const {
    return evaluator_ ? evaluator_->answer(chosen) : agrees_.left(chosen, twist_);
  }

  /// The relation of enclosed sides at one precision; no value where it is open.
  [[nodiscard]] std::optional<bool> decide(const check::Case& chosen, int precision) const {
    try {
      return are_related(agrees_.relation, agrees_.enclosed_left(chosen, twist_, precision),
                         agrees_.enclosed_right(chosen, precision));
    } catch (const model::Undecided&) {
      return std::nullopt;
    }
  }

  [[nodiscard]] Outcome judge_enclosed(const check::Case& chosen) const {
    const int most = std::max(agrees_.most_bits, agrees_.bits);
    for (int precision = agrees_.bits;; precision = std::min(2 * precision, most)) {
      const std::optional<bool> is_true = decide(chosen, precision);
      if (is_true == true) {
        return {.truth = Truth::holds, .answer = {1}, .text = {}, .bits = precision};
      }
      const std::string place = text_of(chosen) + ": ";
      const std::string at = " at " + std::to_string(precision) + " bits";
      if (is_true == false) {
        return {.truth = Truth::fails,
                .answer = {0},
                .text = place + "not left" + std::string(sign_of(agrees_.relation)) + "right" + at,
                .bits = precision};
      }
      if (precision >= most) {
        return {.truth = Truth::unknown,
                .answer = {},
                .text = place + "undecided" + at,
                .bits = precision};
      }
    }
  }

  [[nodiscard]] Outcome judge_case(const check::Case& chosen) const {
    try {
      if (agrees_.enclosed_left) return judge_enclosed(chosen);
      const std::vector<Rational> left = left_of(chosen);
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
  std::optional<model::Evaluator> evaluator_ = {};  // of agrees_.model
};

/// One mutant for each change of the description, where there is one.
void append_generic_mutants(std::vector<check::Mutant>& list,
                            const std::shared_ptr<const Agrees>& base) {
  if (!base->model) return;
  for (Change& change : changes(*base->model)) {
    list.push_back({.name = change.name,
                    .origin = check::Origin::generic,
                    .why = change.why,
                    .proof = {},
                    .must_change_nothing = change.must_change_nothing,
                    .subject = [base, apply = std::move(change.apply)] {
                      Agrees broken = *base;
                      apply(*broken.model);
                      return make_subject(std::move(broken));
                    }});
  }
}

}  // namespace

std::optional<bool> are_related(Relation relation, const std::vector<Ball>& left,
                                const std::vector<Ball>& right) {
  if (left.size() != right.size()) return false;
  bool is_open = false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const std::optional<bool> is_true = is_related(relation, left[i], right[i]);
    if (is_true == false) return false;
    is_open = is_open || !is_true;
  }
  if (is_open) return std::nullopt;
  return true;
}

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
    const auto base = std::make_shared<const Agrees>(make(params, seed));
    std::vector<check::Mutant> result;
    for (const Twist& twist : twists) {
      result.push_back(
          {.name = twist.name,
           .origin = check::Origin::claim,
           .why = twist.why,
           .proof = twist.proof,
           .must_change_nothing = false,
           .subject = [base, name = twist.name] { return make_subject(Agrees(*base), name); }});
    }
    append_generic_mutants(result, base);
    return result;
  };
  return about;
}

check::Statement description_agrees(
    check::Statement about,
    const Function<Agrees(const check::Params&, std::uint64_t seed)>& make) {
  check::Statement result = agrees(std::move(about), make, {});
  result.export_model = [make, claim = result.claim,
                         label = result.label](const check::Params& params) {
    return model::to_json(
        {.claim = claim, .statement = label, .params = params, .model = *make(params, 1).model});
  };
  result.subject_of_model = [make](const std::string& text, const std::string& place,
                                   const check::Params& overrides, std::uint64_t seed) {
    const model::ModelFile file = model::from_json(text, place);
    check::Params params = file.params;
    for (const auto& [name, value] : overrides) params[name] = value;
    Agrees built = make(params, seed);
    if (file.model.fields != built.model->fields) {
      throw InputError("model-fields", place + ": fields",
                       std::to_string(file.model.fields.size()) + " fields",
                       "the " + std::to_string(built.model->fields.size()) + " of the statement");
    }
    built.model = file.model;
    return make_subject(std::move(built));
  };
  return result;
}

}  // namespace attest::derive

template class std::vector<attest::derive::Twist>;
