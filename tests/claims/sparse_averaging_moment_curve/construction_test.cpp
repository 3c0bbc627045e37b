// SPDX-License-Identifier: Apache-2.0
/// \file
/// The moment-curve head and its rivals: values worked out beforehand, and how many subsets each
/// broken head gets wrong.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <utility>

#include "claims/sparse_averaging_moment_curve/claim.hpp"
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

/// One token points to `y`, the others to the same.
Matrix tokens_with(int n, const std::vector<int>& y) {
  Matrix tokens(n, 1 + static_cast<int>(y.size()));
  for (int i = 0; i < n; ++i) {
    tokens(i, 0) = i;
    for (int l = 0; l < static_cast<int>(y.size()); ++l)
      tokens(i, 1 + l) = y[static_cast<std::size_t>(l)];
  }
  return tokens;
}

/// Subsets whose average is another one; each subset counts once.
std::int64_t wrong_subsets(const model::Transformer& model, int n, int q) {
  const check::CaseSpace batches = subset_batches(q, n, n, Values::powers);
  const std::int64_t subsets = check::subsets(n, q).size;
  const task::Task truth = task::sparse_averaging(q);
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  std::int64_t wrong = 0;
  for (std::int64_t c = 0; c < batches.size; ++c) {
    const Matrix tokens = *batches.at(c);
    const std::vector<Rational> found = evaluator.answer(tokens);
    const std::vector<Rational> expected = truth.answer(tokens);
    for (int i = 0; i < n && c * n + i < subsets; ++i) {
      const auto at = static_cast<std::size_t>(i);
      wrong += found[at] == expected[at] ? 0 : 1;
    }
  }
  return wrong;
}

/// The same for a broken head, by its name.
std::int64_t wrong_subsets(const std::string& name, int n, int q) {
  return wrong_subsets(average_form(q, 1, broken_choices(q, name)), n, q);
}

/// Coefficients c_1, .., c_2q of the query of y.
std::vector<Rational> query_of(int n, const std::vector<int>& y) {
  const model::Transformer model = average_form(static_cast<int>(y.size()));
  const Matrix state = model::embed(model, tokens_with(n, y));
  std::vector<Rational> query;
  for (const model::Entry& entry : model.blocks[0].heads[0].query)
    query.push_back(entry.weight.value * state(0, entry.from));
  return query;
}

/// The largest L1 distance over all q-subsets of n, in base 2^beta.
Rational largest_distance(int n, int q, std::int64_t beta) {
  const Built built(average_form(q));
  const check::CaseSpace batches = subset_batches(q, n, n, Values::signs);
  Rational largest = 0;
  for (std::int64_t c = 0; c < batches.size; ++c) {
    const Matrix tokens = *batches.at(c);
    const std::vector<std::vector<Rational>> scores = scores_of(built, tokens);
    for (int i = 0; i < n; ++i) {
      largest = std::max(largest, distance_to_uniform(scores[static_cast<std::size_t>(i)],
                                                      subset_of(tokens, i, q), beta, 4000));
    }
  }
  return largest;
}

Rational distance_of(int n, const std::vector<int>& y, std::int64_t beta) {
  const Built built(average_form(static_cast<int>(y.size())));
  return distance_to_uniform(scores_of(built, tokens_with(n, y))[0], y, beta, 4000);
}

/// Whether x, rounded to `digits` decimals, is `decimal`.
bool rounds_to(const Rational& x, const char* decimal, unsigned digits) {
  const Integer scale = pow(Integer(10), digits);
  return (x * scale).round_half_up() == (Rational::parse(decimal) * scale).num();
}

TEST_SUITE("sparse_averaging_moment_curve") {
  TEST_CASE("the query and the scores of y = {0 3} at N = 8 are as worked out by hand") {
    CHECK(query_of(8, {0, 3}) == std::vector<Rational>{-40, -33, -10, -1});
    const Built built(average_form(2));
    CHECK(scores_of(built, tokens_with(8, {0, 3}))[5] ==
          std::vector<Rational>{16, 12, 12, 16, 0, -84, -308, -768});
  }

  TEST_CASE("least gaps for q up to 6 are as worked out and attained at N = q + 1") {
    const std::vector<std::int64_t> expected{1, 1, 4, 16, 144, 1296};
    for (int q = 1; q <= 6; ++q) {
      const Integer gap = least_gap(q);
      CHECK(gap == expected[static_cast<std::size_t>(q - 1)]);
      const Built built(average_form(q));
      Rational least = gap + 1;
      const Matrix tokens = *subset_batches(q, q + 1, q + 1, Values::signs).at(0);
      const std::vector<std::vector<Rational>> scores = scores_of(built, tokens);
      for (int i = 0; i <= q; ++i)
        least =
            std::min(least, tie_gap(scores[static_cast<std::size_t>(i)], subset_of(tokens, i, q)));
      CHECK(least == gap);
    }
  }

  TEST_CASE("the largest coefficient has as many bits as worked out for seven sizes") {
    const std::vector<std::array<int, 3>> expected{
        {8, 2, 8}, {12, 4, 19}, {16, 3, 17}, {24, 5, 34}, {30, 6, 44}, {64, 4, 38}, {100, 3, 31}};
    for (const auto& [n, q, bits] : expected) {
      const std::vector<std::int64_t> all = gadget::moment_query_bits(n, q);
      CHECK(*std::max_element(all.begin(), all.end()) == bits + 1);  // and the sign
    }
  }

  TEST_CASE("coefficients are largest at both ends for all N from 2q to 12 and q up to 3") {
    for (int q = 1; q <= 3; ++q) {
      for (int n = 2 * q; n <= 12; ++n) {
        const std::vector<std::int64_t> bits = gadget::moment_query_bits(n, q);
        const check::CaseSpace subsets = check::subsets(n, q);
        for (std::int64_t s = 0; s < subsets.size; ++s) {
          std::vector<int> y;
          const Matrix subset = *subsets.at(s);
          for (int l = 0; l < q; ++l) y.push_back(static_cast<int>(subset(l, 0).num().to_int64()));
          const std::vector<Rational> coefficients = query_of(n, y);
          for (std::size_t r = 0; r < bits.size(); ++r)
            CHECK(coefficients[r].num().bit_length() + 1 <= bits[r]);
        }
      }
    }
  }

  TEST_CASE("the head is right on all subsets and its dimensions are 2q and d' + 4q") {
    for (const auto& [n, q] : std::vector<std::pair<int, int>>{{8, 2}, {9, 3}, {9, 4}, {4, 4}}) {
      CHECK(wrong_subsets(average_form(q), n, q) == 0);
      const derive::Resources used = derive::resources(average_form(q, 3));
      CHECK(used.key_dimension == 2 * q);
      CHECK(used.width == 3 + 4 * q + 3);  // and the output
    }
  }

  TEST_CASE("broken heads are wrong on as many of 28 and 84 subsets as worked out") {
    const std::vector<std::pair<std::string, std::pair<int, int>>> expected{
        {"top_power_dropped", {28, 84}},   {"no_squares", {21, 77}},
        {"no_squares_positive", {27, 77}}, {"keys_not_centred", {28, 84}},
        {"query_flipped", {28, 84}},       {"rightmost", {28, 84}},
        {"nothing_centred", {0, 0}}};
    for (const auto& pair : expected) {
      const auto& name = pair.first;
      const auto& counts = pair.second;
      CAPTURE(name);
      CHECK(wrong_subsets(name, 8, 2) == counts.first);
      CHECK(wrong_subsets(name, 9, 3) == counts.second);
    }
  }

  TEST_CASE("a coefficient off by one is wrong on 25 to 28 of 28 and on all 84 subsets") {
    for (int r = 1; r <= 4; ++r) {
      for (const std::string move : {"_up", "_down"}) {
        const std::int64_t wrong = wrong_subsets("coefficient_" + std::to_string(r) + move, 8, 2);
        CHECK(wrong >= 25);
        CHECK(wrong <= 28);
      }
    }
    // c_2 of -prod: one more in the product is one less in the query.
    CHECK(wrong_subsets("coefficient_2_up", 8, 2) + wrong_subsets("coefficient_2_down", 8, 2) ==
          25 + 26);
    for (int r = 1; r <= 6; ++r) {
      for (const std::string move : {"_up", "_down"})
        CHECK(wrong_subsets("coefficient_" + std::to_string(r) + move, 9, 3) == 84);
    }
  }

  TEST_CASE("a tie rule that takes one member changes nothing at q = 1 for N up to 10") {
    for (const model::Norm norm : {model::Norm::rightmost_hardmax, model::Norm::leftmost_hardmax}) {
      for (int n = 1; n <= 10; ++n)
        CHECK(wrong_subsets(average_form(1, 1, {.norm = norm}), n, 1) == 0);
    }
  }

  TEST_CASE("nothing is tested at N = q for q up to 5: every key ties") {
    for (int q = 1; q <= 5; ++q) {
      CHECK(wrong_subsets(average_form(q), q, q) == 0);
      CHECK(wrong_subsets("query_flipped", q, q) == 0);
    }
  }

  TEST_CASE("q heads of dimension 2 are right on all subsets with integers up to N^2") {
    for (const auto& [n, q] : std::vector<std::pair<int, int>>{{8, 2}, {9, 3}, {7, 5}}) {
      const model::Transformer model = multi_head_form(q);
      CHECK(wrong_subsets(model, n, q) == 0);
      CHECK(derive::resources(model).key_dimension == 2);
      CHECK(derive::resources(model).heads == q);
      const Matrix state = model::embed(model, *subset_batches(q, n, n, Values::signs).at(0));
      for (int i = 0; i < n; ++i) {
        for (const Rational& entry : state.row(i)) CHECK(entry <= n * n);
      }
    }
  }

  TEST_CASE("the simplex is right in N-1 dimensions for all N up to 8 and every q below N") {
    for (int n = 2; n <= 8; ++n) {
      for (int q = 1; q < n; ++q) {
        const model::Transformer model = simplex_form(n, q);
        CHECK(derive::resources(model).key_dimension == n - 1);
        CHECK(wrong_subsets(model, n, q) == 0);
      }
    }
  }

  TEST_CASE("least dimensions are as worked out") {
    const std::vector<std::array<int, 4>> expected{
        // n, q, exact ties, strict order
        {2, 1, 1, 1}, {3, 1, 2, 2}, {4, 1, 2, 2}, {9, 1, 2, 2}, {4, 2, 3, 2}, {5, 2, 4, 3},
        {6, 2, 4, 4}, {9, 2, 4, 4}, {6, 3, 5, 4}, {7, 3, 6, 5}, {8, 3, 6, 6}, {30, 3, 6, 6}};
    for (const auto& [n, q, ties, order] : expected) {
      CHECK(tie_dimension(n, q) == ties);
      CHECK(strict_dimension(n, q) == order);
    }
    CHECK(tie_dimension(5, 4) == 4);
    CHECK(derive::resources(strict_form(7, 3)).key_dimension == strict_dimension(7, 3));
    CHECK(derive::resources(strict_form(6, 3)).key_dimension == strict_dimension(6, 3));
  }

  TEST_CASE("largest distances to uniform are as worked out for three sizes") {
    CHECK(largest_distance(5, 1, 1) == Rational(18, 17));
    CHECK(distance_of(5, {2}, 1) == Rational(18, 17));
    CHECK(distance_of(5, {1}, 1) == Rational(1090, 1057));
    CHECK(distance_of(5, {0}, 1) == Rational(73986, 102529));
    CHECK(largest_distance(9, 1, 2) == Rational(2181070850, 3238019073));
    CHECK(rounds_to(largest_distance(8, 2, 3), "0.117647072", 9));
    CHECK(distance_of(8, {3, 5}, 3) == largest_distance(8, 2, 3));
  }

  TEST_CASE(
      "largest distances over N up to 14 and q up to 4 are as worked out and at N = 14 q = 1") {
    const std::vector<std::pair<std::int64_t, std::pair<const char*, unsigned>>> expected{
        {1, {"1.0606", 4}}, {3, {"0.4006", 4}}, {5, {"0.11765", 5}}, {9, {"0.007782", 6}}};
    for (const auto& [beta, decimal] : expected) {
      Rational largest = 0;
      for (int q = 1; q <= 4; ++q) {
        for (int n = q + 1; n <= 14; ++n) largest = std::max(largest, largest_distance(n, q, beta));
      }
      CHECK(rounds_to(largest, decimal.first, decimal.second));
      CHECK(largest == largest_distance(14, 1, beta));
    }
  }

  TEST_CASE("the counting bound is the least b with 2^b subsets or more") {
    CHECK(counting_bound(5, 1) == 2);
    CHECK(counting_bound(6, 2) == 4);  // 10 subsets
    CHECK(counting_bound(3, 2) == 0);
  }

  TEST_CASE("sizes that leave no subset are refused") {
    CHECK_THROWS_AS(static_cast<void>(subset_batches(3, 1, 2, Values::signs)), InputError);
    CHECK_THROWS_AS(static_cast<void>(subset_batches(3, 9, 8, Values::signs)), InputError);
  }

  TEST_CASE("a name that is no mutant is refused") {
    CHECK_THROWS_AS(static_cast<void>(broken_choices(2, "coefficient_5_up")), InputError);
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_moment_curve
