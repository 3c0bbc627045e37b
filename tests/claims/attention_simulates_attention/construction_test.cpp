// SPDX-License-Identifier: Apache-2.0
/// \file
/// The simulator: heads by hand, sizes of case spaces, what one model serves.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/attention_simulates_attention/operations.hpp"
#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::attention_simulates_attention {
namespace {

Matrix two_by_two(int a, int b, int c, int d) {
  return Matrix(std::vector<std::vector<Rational>>{{a, b}, {c, d}});
}

/// Scores 5 and 4 of the first query, 4 and 4 of the second; values (4, 2) and (2, 2).
task::AttentionHead with_tie() {
  return {.tokens = two_by_two(1, 2, 0, 2),
          .query = two_by_two(1, 0, -1, 1),
          .key = two_by_two(1, 1, 0, 1),
          .value = two_by_two(2, 0, 1, 1)};
}

/// The output, entry by entry.
std::vector<Rational> simulated(const Shape& shape, const task::AttentionHead& head) {
  const check::Case tokens = tokens_of(head, shape.steps);
  const std::vector<Rational> answer = model::answer(construction(shape), tokens, {});
  std::vector<Rational> output;
  for (int i = 0; i < tokens.rows(); ++i) {
    if (tokens(i, Field::kind) == static_cast<int>(Kind::projected)) {
      output.push_back(answer[static_cast<std::size_t>(i)]);
    } else {
      CHECK(answer[static_cast<std::size_t>(i)].is_zero());
    }
  }
  return output;
}

TEST_SUITE("attention_simulates_attention") {
  TEST_CASE("a head worked by hand in every form") {
    using Entries = std::vector<Rational>;
    for (const Steps steps : {Steps::shown, Steps::fused}) {
      const auto shape = [steps](Attention attention) {
        return Shape{.attention = attention, .steps = steps};
      };
      CHECK(simulated(shape(Attention::linear), with_tie()) == Entries{28, 18, 24, 16});
      CHECK(simulated(shape(Attention::average_hardmax), with_tie()) == Entries{4, 2, 3, 2});
      CHECK(simulated(shape(Attention::softmax_base), with_tie()) ==
            Entries{Rational(10, 3), 2, 3, 2});
    }
  }

  TEST_CASE("one model has so many layers and heads whatever the sizes") {
    const derive::Resources linear = derive::resources(construction({}));
    CHECK(linear.layers == 6);
    CHECK(linear.heads_in_all == 10);
    CHECK(linear.key_dimension == 3);
    const derive::Resources hardmax =
        derive::resources(construction({.attention = Attention::average_hardmax}));
    CHECK(hardmax.layers == 8);
    CHECK(hardmax.heads_in_all == 12);
    const derive::Resources five = derive::resources(
        construction({.attention = Attention::average_hardmax, .steps = Steps::fused}));
    CHECK(five.layers == 5);
    CHECK(five.heads_in_all == 9);
    for (const Attention attention : {Attention::linear, Attention::kernel,
                                      Attention::average_hardmax, Attention::softmax_base}) {
      for (const Steps steps : {Steps::shown, Steps::fused}) {
        for (const Mixing mixing : {Mixing::none, Mixing::linformer}) {
          const Shape shape{.attention = attention, .mixing = mixing, .steps = steps};
          CHECK(derive::resources(construction(shape)).layers == layer_count(shape));
        }
      }
    }
  }

  TEST_CASE("tokens hold the head that they were made of") {
    task::AttentionHead head = with_tie();
    CHECK(head_of(tokens_of(head)) == head);
    CHECK(head_of(tokens_of(head, Steps::fused)) == head);
    CHECK(tokens_of(head).rows() == 40);
    CHECK(tokens_of(head, Steps::fused).rows() == 36);
    head.key_mix = Matrix(std::vector<std::vector<Rational>>{{1, -1}});
    head.value_mix = Matrix(std::vector<std::vector<Rational>>{{0, 3}});
    CHECK(head_of(tokens_of(head)) == head);
    CHECK(tokens_of(head).rows() == token_count(sizes_of(head), {.mixing = Mixing::linformer}));
  }

  TEST_CASE("so many heads decide forms as there are monomials") {
    // (c d)^3 products of unit matrices, C(n c + 2, 3) monomials of degree 3.
    CHECK(cubic_forms({.n = 2, .c = 2, .d = 2, .m = 2}).size == 64 * 20);
    CHECK(cubic_forms({.n = 3, .c = 1, .d = 1, .m = 3}).size == 10);
    CHECK(small_heads({.n = 2, .c = 1, .d = 1, .m = 2}, Mixing::none, 3).size == 243);
    CHECK(small_heads({.n = 2, .c = 1, .d = 1, .m = 1}, Mixing::linformer, 2).size == 512);
  }

  TEST_CASE("fractions and rows of larger scores do not disturb each other") {
    // Rows with scores 1000 and -1/1000: the rank of the first is close to 1, of the second to 0.
    const task::AttentionHead head{
        .tokens = Matrix(std::vector<std::vector<Rational>>{{1000}, {Rational(-1, 1000)}}),
        .query = Matrix(std::vector<std::vector<Rational>>{{1}}),
        .key = Matrix(std::vector<std::vector<Rational>>{{1}}),
        .value = Matrix(std::vector<std::vector<Rational>>{{1}})};
    for (const Steps steps : {Steps::shown, Steps::fused}) {
      CHECK(simulated({.attention = Attention::average_hardmax, .steps = steps}, head) ==
            std::vector<Rational>{1000, Rational(-1, 1000)});
    }
  }

  TEST_CASE("operations worked by hand") {
    const Matrix matrix(std::vector<std::vector<Rational>>{{2, 0, 1}, {1, 1, 0}, {0, 3, 1}});
    const std::vector<Rational> inverse =
        model::answer(inverse_model(), unary_tokens(matrix, 3, 3), {});
    const Rational fifth(1, 5);
    const std::vector<Rational> expected = {fifth, 3 * fifth, -fifth,     -fifth,   2 * fifth,
                                            fifth, 3 * fifth, -6 * fifth, 2 * fifth};
    CHECK(std::equal(expected.begin(), expected.end(), inverse.begin() + 9, inverse.end()));
    CHECK(inverse_task().answer(unary_tokens(matrix, 3, 3)) == inverse);
    CHECK_FALSE(has_inverse(Matrix(3, 3)));
    const std::vector<Rational> pairs = model::answer(
        max_min_model(),
        unary_tokens(Matrix(std::vector<std::vector<Rational>>{{1, 4, 3, -2}}), 1, 4), {});
    CHECK(pairs == std::vector<Rational>{0, 0, 0, 0, 4, 1, 3, -2});
  }
}

}  // namespace
}  // namespace attest::attention_simulates_attention
