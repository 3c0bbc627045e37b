// SPDX-License-Identifier: Apache-2.0
/// \file
/// Readouts, outputs and costs of the construction: values worked out beforehand.
#include <doctest/doctest.h>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "claims/symmetric_head_count/recheck.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/binomial.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using Numbers = std::vector<Rational>;

Numbers numbers(const std::vector<std::string>& texts) {
  Numbers result;
  for (const std::string& text : texts) result.push_back(Rational::parse(text));
  return result;
}

/// a_0, a_1, .., a_c of the construction with sinks 2^h.
Numbers readout(const Values& values) {
  const Plan plan = plan_of(values, 1, Sinks::powers);
  Numbers result{plan.readout.constant};
  for (const auto& powers : plan.readout.powers) result.push_back(powers.at(0));
  return result;
}

/// The answer on one word of every count.
Numbers answers_by_count(const model::Transformer& model, int n) {
  const check::CaseSpace space = counts(n);
  Numbers result;
  for (std::int64_t s = 0; s < space.size; ++s) {
    result.push_back(model::answer(model, *space.at(s), {}).at(0));
  }
  return result;
}

/// The readout's value, not its sign, on one word of every count.
Numbers outputs(const Values& values) {
  model::Transformer model = transformer_of(plan_of(values, 1, Sinks::powers));
  model::Circuit& decode = model.decode.circuit;
  for (model::Step& step : decode.steps) {  // the sum is what is compared with 0
    if (step.op == model::Op::less) decode.out = {{.name = "sum", .at = 0, .wire = step.args[1]}};
    if (step.op == model::Op::less) break;
  }
  return answers_by_count(model, static_cast<int>(values.size()) - 1);
}

Values text(const std::string& digits) {
  Values values;
  for (const char c : digits) values.push_back(c - '0');
  return values;
}

/// Counts of one function on which an edited plan answers wrongly.
std::int64_t wrong_counts(const Values& values, const PlanEdit& edit) {
  Plan plan = plan_of(values, 1, Sinks::powers);
  edit.edit(plan);
  const auto subject =
      derive::make_subject({.model = transformer_of(plan),
                            .task = task::symmetric_sign(values),
                            .inputs = counts(static_cast<int>(values.size()) - 1)});
  return subject->judge({0, subject->cases().size}, false).failed;
}

Integer functions_with(int n, int changes) {
  Integer count = 0;
  for (std::int64_t f = 0; f < (std::int64_t{1} << (n + 1)); ++f) {
    count += task::sign_changes(function_of(n, f)) == changes ? 1 : 0;
  }
  return count;
}

TEST_SUITE("symmetric_head_count") {
  TEST_CASE("readouts of PARITY are those worked out for n from 1 to 4") {
    CHECK(readout(text("01")) == numbers({"1", "-7/2"}));
    CHECK(readout(text("010")) == numbers({"-1", "-99/8", "195/8"}));
    CHECK(readout(text("0101")) == numbers({"1", "-715/32", "4845/64", "-5175/64"}));
    CHECK(readout(text("01010")) ==
          numbers({"-1", "-20995/896", "52003/512", "-202275/1024", "1242915/7168"}));
  }

  TEST_CASE("outputs of PARITY of 2 bits are -1/32 and 1/140 and -1/64") {
    CHECK(outputs(text("010")) == numbers({"-1/32", "1/140", "-1/64"}));
  }

  TEST_CASE("majority of 3 bits has one head and the outputs -3/10 -1/12 1/14 3/16") {
    CHECK(readout(text("0011")) == numbers({"1", "-13/2"}));
    CHECK(outputs(text("0011")) == numbers({"-3/10", "-1/12", "1/14", "3/16"}));
  }

  TEST_CASE("multiples of three among 4 bits have the readout and outputs worked out") {
    CHECK(readout(text("10010")) == numbers({"-1", "4199/96", "-8211/64", "22475/192"}));
    CHECK(outputs(text("10010")) ==
          numbers({"35/4608", "-5/2184", "-9/8960", "1/2376", "-7/5120"}));
  }

  TEST_CASE("heads of s mod 3 = 0 are ceil(n/3) + floor(n/3) for n from 1 to 12") {
    const std::vector<std::int64_t> expected{1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 8};
    for (int n = 1; n <= 12; ++n) {
      Values values;
      for (int s = 0; s <= n; ++s) values.push_back(s % 3 == 0 ? 1 : 0);
      const auto heads = derive::resources(transformer_of(plan_of(values, 1, Sinks::powers))).heads;
      CHECK(heads == expected[static_cast<std::size_t>(n) - 1]);
      CHECK(proved_degree(values, certificate_of(values)) == heads);
    }
  }

  TEST_CASE("2 C(n c) functions of n bits change sign c times for n up to 10") {
    for (int n = 1; n <= 10; ++n) {
      for (int c = 0; c <= n; ++c) CHECK(functions_with(n, c) == 2 * binomial(n, c));
    }
  }

  TEST_CASE("readouts of parity have the bits and margins worked out for n = 4 8 16 and 32") {
    const auto costs = [](int n, Sinks sinks) {
      const Cost cost = cost_of(plan_of(parity_values(n), 1, sinks), n);
      return std::pair(cost.bits, negative_log2(cost.margin));
    };
    using Pair = std::pair<std::int64_t, std::int64_t>;
    CHECK(costs(4, Sinks::powers) == Pair(21, 16));
    CHECK(costs(8, Sinks::powers) == Pair(59, 39));
    CHECK(costs(16, Sinks::powers) == Pair(229, 122));
    CHECK(costs(32, Sinks::powers) == Pair(934, 462));
    CHECK(costs(4, Sinks::integers) == Pair(17, 14));
    CHECK(costs(8, Sinks::integers) == Pair(38, 28));
    CHECK(costs(16, Sinks::integers) == Pair(81, 55));
    CHECK(costs(32, Sinks::integers) == Pair(167, 111));
  }

  TEST_CASE("-log2 is rounded up to a whole number on both sides of 1") {
    CHECK(negative_log2(Rational(1)) == 0);
    CHECK(negative_log2(Rational(1, 2)) == 1);
    CHECK(negative_log2(Rational(1, 3)) == 2);
    CHECK(negative_log2(Rational(3, 4)) == 1);
    CHECK(negative_log2(Rational(5)) == -2);
    CHECK(negative_log2(Rational(8)) == -3);
  }

  TEST_CASE("partial fractions with powers give the numerator back at other points") {
    const Numbers roots{Rational(1, 2), Rational(5, 2), Rational(7, 2)};
    const Numbers poles{5, 9};
    const Readout readout = partial_fractions(roots, -1, poles, 2);
    CHECK(readout.constant == Rational(0));
    for (std::int64_t s = 0; s <= 6; ++s) {
      Rational sum = readout.constant;
      Rational expected = -1;
      for (const Rational& root : roots) expected *= s - root;
      for (std::size_t h = 0; h < poles.size(); ++h) {
        const Rational output = 1 / (s + poles[h]);
        sum += readout.powers[h].at(0) * output + readout.powers[h].at(1) * output * output;
        expected *= output * output;
      }
      CHECK(sum == expected);
    }
  }

  TEST_CASE(
      "every function of up to 8 bits that a plan edit applies to is refuted by it or by none") {
    for (const PlanEdit& edit : plan_edits(Sinks::powers)) {
      CAPTURE(edit.name);
      const bool is_equivalent = std::string(edit.proof) != "";
      for (int n = 1; n <= 8; ++n) {
        for (std::int64_t f = 0; f < (std::int64_t{1} << (n + 1)); ++f) {
          const Values values = function_of(n, f);
          const int changes = task::sign_changes(values);
          if (changes < edit.least_changes || changes > edit.most_changes) continue;
          CAPTURE(n);
          CAPTURE(f);
          CHECK((wrong_counts(values, edit) == 0) == is_equivalent);
        }
      }
    }
  }

  TEST_CASE("sinks of weight h take as many tokens as the longest binary expansion up to c") {
    const auto sinks = [](int n) {
      return transformer_of(plan_of(parity_values(n), 1, Sinks::integers)).extra_tokens.size();
    };
    CHECK(sinks(2) == 1);
    CHECK(sinks(3) == 2);
    CHECK(sinks(6) == 2);
    CHECK(sinks(7) == 3);
    CHECK(sinks(16) == 4);
  }

  TEST_CASE("a function and its number are the same for every function of 5 bits") {
    for (std::int64_t f = 0; f < 64; ++f) CHECK(number_of(function_of(5, f)) == f);
    CHECK(function_of(3, 5) == text("0101"));
    CHECK(parity_values(3) == text("0101"));
  }
}

TEST_SUITE("symmetric_head_count") {
  TEST_CASE("the certificate of PARITY of 3 bits has the weights -1/6 1/2 -1/2 1/6") {
    const Values parity = text("0101");
    const Matrix rows = certificate_of(parity);
    for (int k = 0; k < 4; ++k) {
      CHECK(rows(k, 1) == numbers({"-1/6", "1/2", "-1/2", "1/6"})[static_cast<std::size_t>(k)]);
    }
    CHECK(proved_degree(parity, rows) == 3);
  }

  TEST_CASE(
      "a certificate with a wrong sign or without weights or with a wrong weight proves less") {
    const Values parity = text("0101");
    Matrix rows = certificate_of(parity);
    rows(1, 1) = -rows(1, 1);
    CHECK(proved_degree(parity, rows) == -1);
    CHECK(proved_degree(parity, Matrix(4, 2)) == -1);
    rows = certificate_of(parity);
    rows(1, 1) = Rational(1, 3);
    CHECK(proved_degree(parity, rows) == 0);
    CHECK(proved_degree(text("111"), certificate_of(text("111"))) == 0);
  }

  TEST_CASE("a certificate of another function or of another length proves nothing") {
    CHECK(proved_degree(text("0100"), certificate_of(text("0101"))) == -1);
    CHECK(proved_degree(text("01010"), certificate_of(text("0101"))) == -1);
    CHECK(proved_degree(text("010"), certificate_of(text("0101"))) == -1);
  }
}

TEST_SUITE("symmetric_head_count") {
  TEST_CASE("parity at a bit token has n-1 heads and dyadic sinks for n from 2 to 15") {
    for (int n = 2; n <= 15; ++n) {
      const Plan plan = bit_token_plan(n);
      CHECK(plan.heads.size() == static_cast<std::size_t>(n - 1));
      CHECK(cost_of(plan, n).margin > Rational(0));
      CHECK(derive::resources(transformer_of(plan)).heads == n - 1);
    }
  }

  TEST_CASE("parity at a bit token has n-1 heads for n = 17 19 and 21 under weights 2 and 3") {
    for (const int n : {17, 19, 21}) {
      const Plan plan = bit_token_plan(n);
      CHECK(plan.unit == 2);
      CHECK(cost_of(plan, n).margin > Rational(0));
      CHECK(derive::resources(transformer_of(natural(plan, n))).heads == n - 1);
    }
  }

  TEST_CASE("one word of a count is answered as all words of that count are for n up to 5") {
    for (int n = 1; n <= 5; ++n) {
      const check::CaseSpace all = check::words(n, 2);
      for (std::int64_t f = 0; f < (std::int64_t{1} << (n + 1)); f += 3) {
        const model::Transformer model =
            transformer_of(plan_of(function_of(n, f), 2, Sinks::powers));
        const auto answers = answers_by_count(model, n);
        for (std::int64_t i = 0; i < all.size; ++i) {
          const Matrix word = *all.at(i);
          std::int64_t ones = 0;
          for (int j = 0; j < n; ++j) ones += word(j, 0).is_zero() ? 0 : 1;
          CHECK(model::answer(model, word, {}).at(0) == answers.at(static_cast<std::size_t>(ones)));
        }
      }
    }
  }

  TEST_CASE("a word is answered as all with its first bit and count of others for n up to 6") {
    for (int n = 2; n <= 6; ++n) {
      const model::Transformer model = transformer_of(bit_token_plan(n));
      const check::CaseSpace classes = counts_at_bit(n);
      const check::CaseSpace all = check::words(n, 2);
      for (std::int64_t i = 0; i < all.size; ++i) {
        const Matrix word = *all.at(i);
        std::int64_t others = 0;
        for (int j = 1; j < n; ++j) others += word(j, 0) == word(0, 0) ? 0 : 1;
        const Matrix chosen = *classes.at((word(0, 0).is_zero() ? 0 : n) + others);
        CHECK(model::answer(model, word, {}) == model::answer(model, chosen, {}));
      }
    }
  }

  TEST_CASE("the sinks of 3 bits at a bit token are 1 and 16 and of 5 bits 1 48 2 and 24") {
    const auto weights = [](int n) {
      Numbers result;
      for (const HeadPlan& head : bit_token_plan(n).heads) result.push_back(head.weight);
      return result;
    };
    CHECK(weights(3) == Numbers{1, 16});
    CHECK(weights(5) == Numbers{1, 48, 2, 24});
  }
}

}  // namespace
}  // namespace attest::symmetric_head_count
