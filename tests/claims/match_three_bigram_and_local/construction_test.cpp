// SPDX-License-Identifier: Apache-2.0
/// \file
/// Patterns of both forms by hand, and how many words each broken form gets wrong.
#include <doctest/doctest.h>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "claims/match_three_bigram_and_local/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

Matrix word_of(const std::vector<std::int64_t>& letters) {
  Matrix word(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = letters[static_cast<std::size_t>(i)];
  return word;
}

/// Words of the space on which the model differs from the task.
std::int64_t wrong_words(const model::Transformer& model, const task::Task& truth, int n,
                         int modulus) {
  const model::Evaluator evaluator(model, model::Arithmetic::rational, 0);
  const check::CaseSpace words = check::words(n, modulus);
  std::int64_t wrong = 0;
  for (std::int64_t i = 0; i < words.size; ++i) {
    const Matrix word = *words.at(i);
    try {
      wrong += evaluator.answer(word) == truth.answer(word) ? 0 : 1;
    } catch (const model::Undefined&) {
      ++wrong;
    }
  }
  return wrong;
}

Rational weight(const model::Trace& trace, std::size_t layer, std::size_t head, int query,
                int key) {
  const model::HeadTrace& found = trace.layers.at(layer).heads.at(head);
  return std::get<Rational>(found.pattern.at(static_cast<std::size_t>(query * found.keys + key)));
}

TEST_SUITE("claims/match_three_bigram_and_local") {
  TEST_CASE("the first layer reads the successor and the last token the blank for 4 tokens") {
    const model::Trace trace =
        model::trace(bigram_form(5), word_of({3, 1, 4, 1}), {.any = model::Tie::average});
    for (int i = 0; i < 4; ++i) {
      for (int j = 0; j < 5; ++j) CHECK(weight(trace, 0, 0, i, j) == (j == i + 1 ? 1 : 0));
    }
  }

  TEST_CASE("each head of the local form is uniform over its block for 8 tokens and K = 1") {
    const model::Trace trace =
        model::trace(local_form(3, 1), word_of({0, 1, 2, 0, 1, 2, 0, 1}), {});
    // Blocks {0, 1, 2}, {3, 4, 5}, {6, 7}; token 4 reads all three, token 0 the blank before and
    // token 7 the blank after.
    for (int j = 0; j < 8; ++j) {
      CHECK(weight(trace, 0, 0, 4, j) == (j <= 2 ? Rational(1, 3) : 0));
      CHECK(weight(trace, 0, 1, 4, j) == (j >= 3 && j <= 5 ? Rational(1, 3) : 0));
      CHECK(weight(trace, 0, 2, 4, j) == (j >= 6 ? Rational(1, 2) : 0));
    }
    for (int j = 0; j < 10; ++j) {
      CHECK(weight(trace, 0, 0, 0, j) == (j == 8 ? 1 : 0));
      CHECK(weight(trace, 0, 2, 7, j) == (j == 9 ? 1 : 0));
    }
  }

  TEST_CASE("the slots of a token hold the tokens within K and 0 outside for 5 tokens and K = 1") {
    const model::Transformer model = local_form(4, 1);
    const model::Trace trace = model::trace(model, word_of({3, 0, 2, 1, 0}), {});
    // v = x + 7. Slot j mod 3; token 2 has tokens 1, 2, 3 around it, token 4 only 3 and 4.
    const int first = model::coordinate(model, "near");
    const auto slots = [&](int token) {
      std::vector<Rational> found;
      for (int k = 0; k < 3; ++k) {
        found.push_back(std::get<Rational>(
            trace.layers.at(0).state.at(static_cast<std::size_t>(token * trace.d + first + k))));
      }
      return found;
    };
    CHECK(slots(0) == std::vector<Rational>{10, 7, 0});
    CHECK(slots(2) == std::vector<Rational>{8, 7, 9});
    CHECK(slots(4) == std::vector<Rational>{8, 7, 0});
  }

  TEST_CASE("a local form that reaches everywhere is Match3 for n = 4 and M = 5") {
    CHECK(wrong_words(local_form(5, 3), task::match_three(5), 4, 5) == 0);
    CHECK(wrong_words(local_form(5, 4), task::match_three(5), 4, 5) == 0);
  }

  TEST_CASE("broken bigram forms are wrong on some of the 625 words of n = 4 and M = 5") {
    const task::Task truth = task::match_three_bigram(5);
    CHECK(wrong_words(bigram_form(5), truth, 4, 5) == 0);
    for (const BigramChoices& broken :
         {BigramChoices{.neighbour = Neighbour::previous},
          BigramChoices{.neighbour = Neighbour::cyclic_next},
          BigramChoices{.penalises_last = false}, BigramChoices{.reduces_sum = false}}) {
      CHECK(wrong_words(bigram_form(5, broken), truth, 4, 5) > 0);
    }
  }

  TEST_CASE("a form that wraps around computes the cyclic task for n = 4 and M = 5") {
    CHECK(wrong_words(bigram_form(5, {.neighbour = Neighbour::cyclic_next}),
                      task::match_three_bigram(5, task::LastToken::wraps_around), 4, 5) == 0);
  }

  TEST_CASE("the width of the local form is 6K + 9 for K from 1 to 6") {
    for (std::int64_t reach = 1; reach <= 6; ++reach) {
      CHECK(derive::resources(local_form(3, reach)).width == 6 * reach + 9);
    }
  }
}

}  // namespace
}  // namespace attest::match_three_bigram_and_local
