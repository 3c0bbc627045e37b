// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads by hand, what leaks under e, how often broken ones are wrong, and the two constants.
#include <doctest/doctest.h>

#include "claims/mlp_neuron_as_head/budget.hpp"
#include "claims/mlp_neuron_as_head/suprema.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using Rows = std::vector<std::vector<Rational>>;

Mlp silu_unit() { return {.width = 1, .units = {{.in = {1}, .bias = 0, .out = {1}}}}; }

/// What token 0 of n weighs of the others under e, all features being q; at 256 bits.
Ball leak(std::int64_t omega, int n, const Rational& q) {
  Matrix tokens(n, 1);
  for (int i = 0; i < n; ++i) tokens(i, 0) = q;
  const model::Trace trace =
      model::trace(heads_of(silu_unit(), {.base = 0, .masking = {.omega = omega, .tokens = n}}),
                   tokens, {.arithmetic = model::Arithmetic::ball, .precision = 256});
  Ball sum;
  for (std::size_t j = 1; j < static_cast<std::size_t>(n); ++j) {
    sum += std::get<Ball>(trace.layers[0].heads[0].pattern[j]);
  }
  return sum;
}

Integer scaled_floor(const Ball& x, unsigned digits) {
  const std::optional<Integer> found = floor(x * Ball(Rational(pow(Integer(10), digits)), 256));
  REQUIRE(found.has_value());
  return *found;
}

/// Random MLPs that broken heads get wrong at a token or at the bias token, of 200.
int wrong_of_200(const Choices& choices) {
  int wrong = 0;
  for (std::uint64_t i = 0; i < 200; ++i) {
    Random random(3, 0, i);
    const MlpShape shape{.width = 2,
                         .units = static_cast<int>(1 + random.below(4)),
                         .tokens = static_cast<int>(1 + random.below(5))};
    const Mlp mlp = random_mlp(shape, random);
    const Matrix tokens = random_tokens(shape, random);
    const model::Transformer broken = heads_of(mlp, choices);
    const bool is_right =
        model::answer(broken, tokens, {}) == task::silu_mlp(mlp, 2, 1, 1).answer(tokens) &&
        model::answer(read_at_bias(broken), tokens, {}) ==
            std::vector<Rational>(static_cast<std::size_t>(shape.width) + 1);
    wrong += is_right ? 0 : 1;
  }
  return wrong;
}

TEST_SUITE("mlp_neuron_as_head") {
  TEST_CASE("the head of SiLU in base 2 turns 1 into 1 + 2/3 and 0 into 0 and -2 into -12/5") {
    CHECK(model::answer(heads_of(silu_unit()), Matrix(Rows{{1}, {0}, {-2}}), {}) ==
          std::vector<Rational>{Rational(5, 3), 0, Rational(-12, 5)});
  }

  TEST_CASE("masks in weights add a coordinate for each token and one for the bias token") {
    const Choices choices{.masking = {.omega = 3, .tokens = 5}};
    CHECK(derive::resources(heads_of(silu_unit(), choices)).width == 2 + 6);
    CHECK(derive::resources(heads_of(silu_unit(), choices)).key_dimension == 1 + 6);
    CHECK(derive::resources(heads_of(silu_unit())).width == 2);
  }

  TEST_CASE("a token of large score leaks 5 e^(-2 omega) of six and half of it at score 0") {
    CHECK(scaled_floor(leak(5, 6, 200), 6) == 226);
    CHECK(scaled_floor(leak(10, 6, 200), 10) == 103);
    CHECK(scaled_floor(leak(20, 6, 200), 18) == 21);
    CHECK(scaled_floor(leak(40, 6, 200), 36) == 90);
    CHECK(scaled_floor(leak(10, 6, 0), 10) == 51);
  }

  TEST_CASE("none of 200 random MLPs is wrong and nearly all are when the heads are broken") {
    CHECK(wrong_of_200({}) == 0);
    CHECK(wrong_of_200({.is_bias_row_open = true}) >= 190);
    CHECK(wrong_of_200({.bias_feature = 1}) >= 190);
    CHECK(wrong_of_200({.are_keys_forgotten = true}) >= 180);
    CHECK(wrong_of_200({.is_mask_transposed = true}) >= 180);
  }

  TEST_CASE("the distance from ReLU is 0.278464542 and from GELU 0.020334872") {
    const auto billionths = [](const Difference& about) {
      return (supremum_of(about).lower * 1000000000).floor();
    };
    CHECK(billionths({.activation = task::UnitActivation::relu}) == 278464542);
    CHECK(billionths({.activation = task::UnitActivation::gelu, .gain = gelu_gain()}) == 20334872);
    CHECK((lambert_of_inverse_e().lower * 1000000000).floor() == 278464542);
  }

  TEST_CASE("a case of an MLP and tokens is read back as it was") {
    Random random(1, 0, 0);
    const MlpShape shape{.width = 3, .units = 2, .tokens = 4, .denominator = 4};
    const Mlp mlp = random_mlp(shape, random);
    const Matrix tokens = random_tokens(shape, random);
    const check::Case row = case_of(mlp, tokens);
    CHECK(tokens_of(row, shape) == tokens);
    CHECK(case_of(mlp_of(row, shape), tokens_of(row, shape)) == row);
  }

  TEST_CASE("the budget of masks is zero and that of weights grows from layer to layer") {
    Random random(2, 0, 0);
    const MlpShape shape{.width = 2, .units = 2, .tokens = 3};
    MlpNetwork network{.width = 2};
    for (int b = 0; b < 2; ++b) {
      Matrix score = random_tokens({.width = 2, .tokens = 2}, random);
      network.blocks.push_back(
          {.heads = {{.score = score, .value = score}}, .mlp = random_mlp(shape, random)});
    }
    const Matrix tokens = random_tokens(shape, random);
    const auto states = task::states_of(network, tokens, 128);
    const UnitDistance silu = distance_of(task::UnitActivation::silu, 1);
    const auto masks = budget_of(network, states, 0, silu, {}, 128);
    const auto weights = budget_of(network, states, 20, silu, {}, 128);
    REQUIRE(masks.size() == 4);
    for (const Budget& budget : masks) CHECK(budget.tokens.contains(0));
    for (std::size_t l = 1; l < weights.size(); ++l) {
      CHECK(less(weights[l - 1].tokens, weights[l].tokens) == true);
    }
  }
}

}  // namespace
}  // namespace attest::mlp_neuron_as_head
