// SPDX-License-Identifier: Apache-2.0
/// \file
/// Strassen heads: a triple by hand, and how much each broken form gets wrong.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/composition.hpp"
#include "reference/task/match_three.hpp"

namespace attest::strassen_attention {
namespace {

std::int64_t wrong_cases(const model::Transformer& model, const task::Task& truth,
                         const check::CaseSpace& cases) {
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < cases.size; ++i) {
    const Matrix tokens = *cases.at(i);
    wrong += model::answer(model, tokens, {}) == truth.answer(tokens) ? 0 : 1;
  }
  return wrong;
}

/// Wrong words among the 292 with m = 3, .., 6 and n = 1, 2, 3.
std::int64_t wrong_words(const MatchChoices& choices) {
  std::int64_t wrong = 0;
  for (std::int64_t modulus = 3; modulus <= 6; ++modulus) {
    for (std::int64_t n = 1; n <= 3; ++n) {
      wrong += wrong_cases(match_form(n, modulus, choices), task::match_three(modulus),
                           nonzero_words(n, modulus));
    }
  }
  return wrong;
}

/// Outputs of the 1024 at m = 2 that are wrong.
std::int64_t wrong_outputs(const RelationChoices& choices) {
  const check::CaseSpace cases = relation_pairs(2);
  const task::Task truth = task::relation_composition(2);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < cases.size; ++i) {
    const std::vector<Rational> found = model::answer(relation_form(2, choices), *cases.at(i), {});
    const std::vector<Rational> expected = truth.answer(*cases.at(i));
    for (std::size_t j = 0; j < found.size(); ++j) wrong += found[j] == expected[j] ? 0 : 1;
  }
  return wrong;
}

/// Largest |output - h(g(x))|, in tenths of thousandths, rounded to nearest.
std::int64_t worst_error(std::int64_t n, const Integer& base) {
  const model::Transformer model = raw_function(n, base);
  const check::CaseSpace cases = function_instances(n);
  const task::Task truth = task::function_composition(n);
  Rational worst = 0;
  for (std::int64_t i = 0; i < cases.size; ++i) {
    const Matrix tokens = *cases.at(i);
    const Rational error = model::answer(model, tokens, {}).at(0) - truth.answer(tokens).at(0);
    worst = std::max(worst, error.abs());
  }
  return (worst * 10000).round_half_up().to_int64();
}

Matrix equal_tokens(std::int64_t n, std::int64_t p) {
  Matrix tokens(static_cast<int>(n), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = p;
  return tokens;
}

TEST_SUITE("claims/strassen_attention") {
  TEST_CASE("triples of 1 2 4 mod 7 stand at minus twice the square of 3 (sum - 7)") {
    Matrix tokens(3, 1);
    const std::int64_t p[] = {1, 2, 4};
    for (int i = 0; i < 3; ++i) tokens(i, 0) = p[i];
    const model::Trace trace = model::trace(match_form(3, 7), tokens, {});
    const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
    REQUIRE(head.keys == 16);
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) {
        for (std::size_t k = 0; k < 3; ++k) {
          const std::int64_t off = 3 * (p[i] + p[j] + p[k] - 7);
          CHECK(std::get<Rational>(head.scores.at(i * 16 + j * 4 + k)) == -2 * off * off);
        }
        // One sink: at most 2 Q^2 - M = -20 with Q = 11.
        CHECK(std::get<Rational>(head.scores.at(i * 16 + j * 4 + 3)) <= Rational(-20));
        CHECK(std::get<Rational>(head.scores.at(i * 16 + 12 + j)) <= Rational(-20));
      }
      CHECK(std::get<Rational>(head.scores.at(i * 16 + 15)) == Rational(0));
    }
  }

  TEST_CASE(
      "the Match3 form is right on all 292 words and the broken ones on as few as worked out") {
    CHECK(wrong_words({}) == 0);
    CHECK(wrong_words({.penalty = 40}) == 0);
    CHECK(wrong_words({.penalty = 30}) == 0);
    CHECK(wrong_words({.penalty = 20}) == 54);
    CHECK(wrong_words({.has_second_sum = false}) == 124);
    CHECK(wrong_words({.has_last_pairing = false}) > 0);
    CHECK(wrong_words({.has_factor_three = false}) > 0);
  }

  TEST_CASE("M = 40 fails at modulus 17 where the sufficient one holds") {
    const check::CaseSpace cases = planted_words(9, 17, 1);
    const task::Task truth = task::match_three(17);
    CHECK(wrong_cases(match_form(9, 17), truth, cases) == 0);
    CHECK(wrong_cases(match_form(9, 17, {.penalty = 40}), truth, cases) > 0);
  }

  TEST_CASE("base 2 reads 512 near misses as a match and base 4 does not") {
    // p = 1 mod 4: every triple sums to 3, one off 4, and weighs 2^-18; n^2 = 2^18 of them.
    const auto answer = [](std::int64_t exponent) {
      model::Transformer model = match_form(512, 4, {.exponent = exponent});
      model.decode.at = model::ReadAt::first_input;
      return model::answer(model, equal_tokens(512, 1), {});
    };
    CHECK(sufficient_exponent(295) == 1);
    CHECK(sufficient_exponent(296) == 2);
    CHECK(sufficient_exponent(512) == 2);
    CHECK(answer(1) == std::vector<Rational>{1});
    CHECK(answer(2) == std::vector<Rational>{0});
  }

  TEST_CASE("worst errors of function composition are as worked out") {
    CHECK(function_instances(1).size + function_instances(2).size + function_instances(3).size ==
          2220);
    CHECK(worst_error(2, 32) == 1107);
    CHECK(worst_error(3, 48) == 1560);
    CHECK(worst_error(2, 4) == 4431);
    CHECK(worst_error(3, 4) == 10535);
    CHECK(worst_error(3, 8) == 7000);
    CHECK(worst_error(3, 12) == 5204);
  }

  TEST_CASE("a sink at 2 or 5 is wrong on 512 and 448 of the 1024 outputs at m = 2") {
    CHECK(wrong_outputs({}) == 0);
    CHECK(wrong_outputs({.sink = 2}) == 512);
    CHECK(wrong_outputs({.sink = 5}) == 448);
    CHECK(wrong_outputs({.sink = 4}) == 0);
    CHECK(wrong_outputs({.penalty = 0}) == 0);
  }

  TEST_CASE("d coordinates of three pairings are 3d of the third order") {
    for (int d = 1; d <= 4; ++d) CHECK(derive::resources(dense_form(d)).key_dimension == 3 * d);
  }

  TEST_CASE("seven products of halves give 7^k products and the product by rows") {
    for (std::size_t n = 1; n <= 8; n *= 2) {
      Square a(n, std::vector<std::int64_t>(n));
      Square b = a;
      for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
          a[i][j] = static_cast<std::int64_t>(i * 5 + j * j + 1);
          b[i][j] = static_cast<std::int64_t>(i * j + 3 * i + 2);
        }
      }
      Products seven;
      Products eight;
      CHECK(by_halves(a, b, seven) == by_rows(a, b, eight));
      const auto size = static_cast<std::int64_t>(n);
      CHECK(eight.count == size * size * size);
      const std::int64_t expected = n == 1 ? 1 : n == 2 ? 7 : n == 4 ? 49 : 343;
      CHECK(seven.count == expected);
    }
  }

  TEST_CASE("the columns of a matrix with every pattern of two rows have dimension two") {
    CHECK(dimension_of_columns({{0, 0, 1, 1}, {0, 1, 0, 1}}) == 2);
    CHECK(dimension_of_columns({{0, 0, 1}, {0, 1, 0}}) == 1);
    CHECK(dimension_of_columns({{1, 1}, {1, 1}}) == 0);
    CHECK(shattered_rows(2) == 1);
    CHECK(shattered_rows(6) == 3);
  }

  TEST_CASE("the figure draws the two hits and the sinks with a weight of a third each") {
    const check::Drawing drawing = triangle_figure({});
    check::validate(drawing);
    CHECK(drawing.edges.size() == 9);
    for (const check::Edge& edge : drawing.edges) {
      CHECK((edge.weight.value() * 1000).floor() == 333);
    }
    CHECK(drawing.caption.at(1).starts_with(
        "the triple 1, 2, 4 has the scores -33, -6, 39, in all 0"));
  }
}

}  // namespace
}  // namespace attest::strassen_attention
