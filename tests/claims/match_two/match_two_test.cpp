// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match2: values worked out beforehand, and how many outputs each broken form gets wrong.
#include "reference/task/match_two.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <utility>

#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/check/residue_sets.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::match_two {
namespace {

Matrix word_of(const std::vector<std::int64_t>& letters) {
  Matrix word(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = letters[static_cast<std::size_t>(i)];
  return word;
}

/// Outputs that differ from the task over all words, with ties averaged.
std::int64_t wrong_outputs(const model::Transformer& model, const task::Task& truth, int n,
                           int modulus) {
  const check::CaseSpace words = check::words(n, modulus);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < words.size; ++i) {
    const Matrix word = *words.at(i);
    const std::vector<Rational> expected = truth.answer(word);
    const model::Trace trace = model::trace(model, word, {.any = model::Tie::average});
    const std::vector<Rational> found = model::decode(model, trace);
    for (std::size_t j = 0; j < found.size(); ++j) wrong += found[j] == expected[j] ? 0 : 1;
  }
  return wrong;
}

std::int64_t positives(const check::CaseSpace& space, const task::Task& truth) {
  std::int64_t count = 0;
  for (std::int64_t i = 0; i < space.size; ++i) {
    for (const Rational& entry : truth.answer(*space.at(i))) count += entry.is_zero() ? 0 : 1;
  }
  return count;
}

TEST_SUITE("claims/match_two") {
  TEST_CASE("the task gives 1 1 1 0 on 3 4 0 5 mod 7") {
    const std::vector<Rational> expected{1, 1, 1, 0};
    CHECK(task::match_two(7).answer(word_of({3, 4, 0, 5})) == expected);
  }

  TEST_CASE("an entry is its own partner exactly where twice it is 0 mod M") {
    CHECK(task::match_two(8).answer(word_of({4})) == std::vector<Rational>{1});
    CHECK(task::match_two(8).answer(word_of({3})) == std::vector<Rational>{0});
    CHECK(task::match_two(8, task::Self::does_not_count).answer(word_of({4})) ==
          std::vector<Rational>{0});
    CHECK(task::match_two(1).answer(word_of({0, 0})) == std::vector<Rational>{1, 1});
  }

  TEST_CASE("scores of 3 4 0 5 mod 7 stand at minus twice the squared distances") {
    const model::Trace trace =
        model::trace(integer_form(7), word_of({3, 4, 0, 5}), {.any = model::Tie::average});
    const std::vector<std::vector<std::int64_t>> expected{
        {-2, 0, -32, -2, -1}, {0, -2, -18, -8, -1}, {-18, -32, 0, -50, -1}, {-2, -8, -8, -18, -1}};
    const std::vector<std::int64_t> targets{4, 3, 0, 2};
    const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
    for (std::size_t i = 0; i < 4; ++i) {
      for (std::size_t j = 0; j < 5; ++j) {
        const Rational score =
            std::get<Rational>(head.scores.at(i * 5 + j)) - 2 * targets[i] * targets[i];
        CHECK(score == expected[i][j]);
      }
    }
  }

  TEST_CASE("words and positives number as worked out for the fast sizes") {
    const std::vector<std::array<std::int64_t, 3>> expected{
        {2, 5, 18}, {3, 7, 381}, {4, 6, 3184}, {5, 5, 10505}, {6, 4, 21660}};
    for (const auto& [n, modulus, count] : expected) {
      CHECK(positives(check::words(static_cast<int>(n), static_cast<int>(modulus)),
                      task::match_two(modulus)) == count);
    }
  }

  TEST_CASE("residue sets and positives number as worked out for M = 4 5 8 and 12") {
    const std::vector<std::array<std::int64_t, 3>> expected{
        {4, 32, 24}, {5, 80, 48}, {8, 1024, 640}, {12, 24576, 14336}};
    for (const auto& [modulus, size, count] : expected) {
      const check::CaseSpace space = check::residue_sets(modulus);
      CHECK(space.size == size);
      CHECK(positives(space, task::match_two_first(modulus)) == count);
    }
  }

  TEST_CASE("largest output without a match is n/(n+2^beta) for the fast sizes") {
    const std::vector<std::pair<std::pair<int, int>, Rational>> expected{
        {{2, 5}, Rational(1, 5)}, {{3, 7}, Rational(3, 19)}, {{5, 5}, Rational(5, 37)}};
    for (const auto& [size, bound] : expected) {
      const auto [n, modulus] = size;
      model::Transformer model = softmax_form(modulus, 2, sufficient_beta(n, 4), Rational(4, 5));
      model.decode.readout = model::Readout::exact;
      const task::Task truth = task::match_two(modulus);
      const check::CaseSpace words = check::words(n, modulus);
      Rational largest = 0;
      for (std::int64_t i = 0; i < words.size; ++i) {
        const Matrix word = *words.at(i);
        const std::vector<Rational> matches = truth.answer(word);
        const std::vector<Rational> found = model::answer(model, word, {});
        for (std::size_t j = 0; j < found.size(); ++j) {
          if (matches[j].is_zero()) largest = std::max(largest, found[j]);
        }
      }
      CHECK(largest == bound);
    }
  }

  TEST_CASE(
      "broken integer forms are wrong on as many of the 1029 outputs of n = 3 and M = 7 as worked "
      "out") {
    const task::Task truth = task::match_two(7);
    CHECK(wrong_outputs(integer_form(7), truth, 3, 7) == 0);
    CHECK(wrong_outputs(integer_form(7, {.blank = 0}), truth, 3, 7) == 381);
    CHECK(wrong_outputs(integer_form(7, {.blank = -2}), truth, 3, 7) == 429);
    CHECK(wrong_outputs(integer_form(7, {.complement = Complement::negated}), truth, 3, 7) == 234);
    CHECK(wrong_outputs(integer_form(7, {.complement = Complement::modulus_minus}), truth, 3, 7) ==
          147);
    CHECK(wrong_outputs(integer_form(7, {.has_square = false}), truth, 3, 7) == 594);
    CHECK(wrong_outputs(integer_form(7), task::match_two(7, task::Self::does_not_count), 3, 7) ==
          108);
  }

  TEST_CASE(
      "broken base-2 forms are wrong on as many of the 1029 outputs of n = 3 and M = 7 as worked "
      "out") {
    const task::Task truth = task::match_two(7);
    const Rational accept(3, 4);
    CHECK(wrong_outputs(softmax_form(7, 2, 1, accept), truth, 3, 7) == 726);
    CHECK(wrong_outputs(softmax_form(7, 2, 2, accept), truth, 3, 7) == 159);
    CHECK(wrong_outputs(softmax_form(7, 2, 3, accept), truth, 3, 7) == 24);
    CHECK(wrong_outputs(softmax_form(7, 2, 4, accept), truth, 3, 7) == 0);
    CHECK(wrong_outputs(softmax_form(7, 2, 4, accept, {.blank = 0}), truth, 3, 7) == 378);
  }

  TEST_CASE("coordinates stay below 2M^2 for M from 2 to 40 and attain it at M = 1") {
    const auto largest = [](std::int64_t modulus) {
      return Integer::parse(coordinate_bound(integer_form(modulus), modulus).at(0).used);
    };
    CHECK(largest(1) == 2);
    for (std::int64_t modulus = 2; modulus <= 40; ++modulus) {
      CHECK(largest(modulus) < 2 * modulus * modulus);
    }
  }

  TEST_CASE("rounded cosines and separations are as worked out for M = 8 and 13") {
    CHECK(rounded_table(8, 2).cosines == std::vector<std::int64_t>{4, 3, 0, -3, -4, -3, 0, 3});
    CHECK(separation(8, 2).lo == 16);
    CHECK(separation(8, 2).hi == 12);
    CHECK(separation(13, 4).lo == 245);
    CHECK(separation(13, 4).hi == 240);
    CHECK(separation(13, 3).lo == 58);
    CHECK(separation(13, 3).hi == 63);
  }

  TEST_CASE("least precisions are as worked out for fifteen moduli up to 128") {
    const std::vector<std::pair<std::int64_t, std::int64_t>> expected{
        {3, 0},  {4, 0},  {5, 1},  {6, 1},  {7, 2},  {8, 2},   {13, 4},  {16, 4},
        {21, 5}, {32, 6}, {34, 7}, {55, 9}, {64, 8}, {89, 10}, {128, 11}};
    for (const std::pair<std::int64_t, std::int64_t>& row : expected) {
      CAPTURE(row.first);
      CHECK(least_precision(row.first) == row.second);
    }
  }

  TEST_CASE("of the subsets of the grid 360 triples and no quadruple are planar key sets") {
    const auto count = [](int size) {
      const check::CaseSpace space = check::subsets(25, size);
      std::int64_t feasible = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const Matrix chosen = *space.at(i);
        std::vector<std::int64_t> coordinates;
        for (int r = 0; r < chosen.rows(); ++r) {
          const std::int64_t point = chosen(r, 0).num().to_int64();
          coordinates.push_back(point / 5 - 2);
          coordinates.push_back(point % 5 - 2);
        }
        feasible += is_planar_key_set(coordinates, true) ? 1 : 0;
      }
      return feasible;
    };
    CHECK(count(3) == 360);
    CHECK(count(4) == 0);
  }
}

}  // namespace
}  // namespace attest::match_two
