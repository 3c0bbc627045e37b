// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 by third-order heads: a word by hand, and how many words each broken form gets wrong.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using Sizes = std::vector<std::pair<int, int>>;  // n, M
const Sizes sizes{{1, 2}, {2, 5}, {3, 5}, {4, 3}, {4, 4}};

Matrix word_of(const std::vector<std::int64_t>& letters) {
  Matrix word(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = letters[static_cast<std::size_t>(i)];
  return word;
}

/// Words on which some answer, with ties averaged, differs from Match3.
std::int64_t wrong_words(const model::Transformer& model, int n, int modulus) {
  const check::CaseSpace words = check::words(n, modulus);
  const task::Task truth = task::match_three(modulus);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < words.size; ++i) {
    const Matrix word = *words.at(i);
    const model::Trace trace = model::trace(model, word, {.any = model::Tie::average});
    wrong += model::decode(model, trace) == truth.answer(word) ? 0 : 1;
  }
  return wrong;
}

std::int64_t wrong_words(const IntegerChoices& choices) {
  std::int64_t wrong = 0;
  for (const auto& [n, modulus] : sizes) {
    wrong += wrong_words(integer_form(modulus, choices), n, modulus);
  }
  return wrong;
}

std::int64_t wrong_words(int n, int modulus, std::int64_t base) {
  return wrong_words(softmax_form(modulus, base, 1, softmax_choices()), n, modulus);
}

TEST_SUITE("claims/match_three_tensor_attention") {
  TEST_CASE("pairs of 1 2 3 mod 6 stand at minus twice the squared distance from T") {
    const model::Trace trace =
        model::trace(integer_form(6), word_of({1, 2, 3}), {.any = model::Tie::average});
    // Query 1: t = 5, met by 2 + 3; the blank pair at -1, a token with the blank at -C - 2T^2.
    const std::vector<std::int64_t> expected{-18, -8, -2, -51, -8,  -2,  0,   -51,
                                             -2,  0,  -2, -51, -51, -51, -51, -1};
    const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
    REQUIRE(head.is_of_pairs);
    REQUIRE(head.keys == 16);
    for (std::size_t pair = 0; pair < 16; ++pair) {
      CHECK(std::get<Rational>(head.scores.at(pair)) - 50 == expected[pair]);
      CHECK(std::get<Rational>(head.pattern.at(pair)) ==
            (expected[pair] == 0 ? Rational(1, 2) : Rational(0)));
    }
    CHECK(model::decode(integer_form(6), trace) == std::vector<Rational>{1, 1, 1});
  }

  TEST_CASE(
      "the right form is right on all 489 words and the broken ones on as few as worked out") {
    CHECK(wrong_words(IntegerChoices{}) == 0);
    CHECK(wrong_words({.combination = Combination::first}) == 161);
    CHECK(wrong_words({.penalty = 0}) == 117);
    CHECK(wrong_words({.has_cross_term = false}) == 92);
    CHECK(wrong_words({.is_blank_at_zero = true}) == 107);
    CHECK(wrong_words({.combination = Combination::both}) > 0);
  }

  TEST_CASE("the harmless changes are right on all 489 words") {
    CHECK(wrong_words({.penalty = 512}) == 0);
    CHECK(wrong_words({.blank = Rational(-1, 2)}) == 0);
    CHECK(wrong_words({.blank = Rational(-3, 2)}) == 0);
  }

  TEST_CASE("bases up to n^2 + 1 are wrong on as many words as worked out") {
    struct Row {
      int n, modulus;
      std::array<std::int64_t, 4> wrong;  // at base 2, 3, n^2, n^2 + 1
    };
    const std::vector<Row> expected{
        {2, 5, {8, 4, 0, 0}}, {3, 4, {17, 17, 0, 0}}, {3, 5, {35, 29, 0, 0}}};
    for (const Row& row : expected) {
      CAPTURE(row.n);
      CAPTURE(row.modulus);
      const std::array<std::int64_t, 4> bases{2, 3, row.n * row.n, row.n * row.n + 1};
      for (std::size_t b = 0; b < bases.size(); ++b) {
        CHECK(wrong_words(row.n, row.modulus, bases[b]) == row.wrong[b]);
      }
    }
    CHECK(wrong_words(1, 2, 2) == 1);
    CHECK(wrong_words(1, 2, 3) == 0);
    IntegerChoices weak = softmax_choices();
    weak.penalty = 1;
    CHECK(wrong_words(softmax_form(2, 3, 1, weak), 1, 2) == 1);
  }

  TEST_CASE("at n = M = 4 and base 25 outputs leave a gap from 0.3902 to 0.9498") {
    const task::Task truth = task::match_three(4);
    const auto extremes = [&](std::int64_t penalty) {
      IntegerChoices choices = softmax_choices();
      choices.penalty = penalty;
      std::pair<Rational, Rational> result{0, 1};  // largest without a hit, least with one
      const check::CaseSpace words = check::words(4, 4);
      for (std::int64_t i = 0; i < words.size; ++i) {
        const Matrix word = *words.at(i);
        const std::vector<Rational> matches = truth.answer(word);
        const std::vector<Rational> found = raw_outputs(4, 25, choices, word);
        for (std::size_t j = 0; j < found.size(); ++j) {
          auto& [without, with] = result;
          if (matches[j].is_zero()) without = std::max(without, found[j]);
          if (!matches[j].is_zero()) with = std::min(with, found[j]);
        }
      }
      return result;
    };
    const auto [without, with] = extremes(2);
    CHECK((without * 10000).floor() == 3902);
    CHECK(without < Rational(16, 41));  // the mixed pairs weigh something
    CHECK((with * 10000).floor() == 9498);
    CHECK((extremes(512).second * 10000).floor() == 9615);
  }

  TEST_CASE("the trigonometric head has rank 5 and the integer heads 8 and 6") {
    const model::Transformer one = trigonometric_form(5, 5, model::Norm::any_hardmax, 1);
    CHECK(derive::resources(one).key_dimension == 5);
    CHECK(derive::resources(one).heads == 1);
    const model::Transformer two = integer_form(5);
    CHECK(derive::resources(two).order == 3);
    CHECK(derive::resources(two).key_dimension == 8);
    const model::Linear& second = two.blocks[0].heads[1].keys[0];
    CHECK(std::all_of(second.begin(), second.end(),
                      [](const model::Entry& entry) { return entry.to < 6; }));
  }

  TEST_CASE("three residues mod 3 at one fraction bit are told apart by hand") {
    // 2 cos: 2, -1, -1; 2 sin: 0, 2, -2. Hits: 000: 8, 111: -1 + 3 * 4 = 11, 012: 2 (1 + 4) = 10.
    // Misses: 001: -4, 011: 2 (1 - 4) = -6, 112: -1 - 4 = -5.
    const Separation bounds = separation(3, 1);
    CHECK(bounds.lo == 8);
    CHECK(bounds.hi == -4);
  }

  TEST_CASE("planted words have matches and words without and count as promised") {
    const check::CaseSpace space = planted_words(20, 1000, 1);
    CHECK(space.size == 30);
    int with = 0;
    int without = 0;
    for (std::int64_t i = 0; i < space.size; ++i) {
      const std::vector<Rational> answer = task::match_three(1000).answer(*space.at(i));
      const auto matches = std::count(answer.begin(), answer.end(), Rational(1));
      with += matches > 0 ? 1 : 0;
      without += matches < 20 ? 1 : 0;
      if (i % 5 == 0) CHECK(matches >= 2);  // one planted triple
    }
    CHECK(with >= 10);
    CHECK(without >= 10);
  }

  TEST_CASE("the figure marks five hits in one head and the blank pair in the other") {
    const check::Drawing drawing = slice_figure({});
    check::validate(drawing);
    std::vector<std::string> marked;
    for (const check::Node& node : drawing.nodes) {
      if (node.role == check::Role::member) marked.push_back(node.id);
    }
    // 1 2 4 5 3 and T = 6: 1 + 5, 2 + 4 and 3 + 3.
    CHECK(marked == std::vector<std::string>{"head0.0.3", "head0.1.2", "head0.2.1", "head0.3.0",
                                             "head0.4.4", "head1.5.5"});
  }
}

}  // namespace
}  // namespace attest::match_three_tensor_attention
