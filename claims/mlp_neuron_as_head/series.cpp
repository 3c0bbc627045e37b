// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits that a mask in weights keeps, multiplications of heads against those of the MLP, and width.
#include "reference/check/series.hpp"

#include <optional>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/series.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

constexpr std::int64_t series_tokens = 5;
constexpr std::int64_t series_feature = 16;  // 16 at token 0, -16 elsewhere: T3.attained

Mlp series_unit() { return {.width = 1, .units = {{.in = {1}, .bias = 0, .out = {1}}}}; }

Matrix opposed_tokens() {
  Matrix tokens(static_cast<int>(series_tokens), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = i == 0 ? series_feature : -series_feature;
  return tokens;
}

/// floor(-log2 x) of 0 < x < 1.
Rational leading_zeros(Rational x) {
  std::int64_t bits = 0;
  for (; x * 2 <= 1; x *= 2) ++bits;
  return bits;
}

Count kept_bits_of(std::int64_t omega) {
  const model::Transformer model =
      heads_of(series_unit(), {.masking = {.omega = omega, .tokens = series_tokens}});
  const Matrix tokens = opposed_tokens();
  const Matrix state =
      model::final_state(model, model::embed(model, tokens), model::Tie::as_declared);
  return leading_zeros(
      (state(0, 0) - task::silu_mlp(series_unit(), 2, 1, 1).answer(tokens)[0]).abs());
}

/// 2 q (n-1) b^(-2 omega) = 2^(7 - 2 omega).
Count promised_bits_of(std::int64_t omega) { return Rational(2 * omega - 7); }
/// Single precision keeps 24 bits of the larger of two summed numbers: 16 + SiLU(16) is below 2^6.
Count single_bits(std::int64_t) { return Rational(18); }

Series kept_bits() {
  Series series{.name = "bits",
                .title = "Bits that a mask in weights keeps of a unit's value",
                .size = "omega",
                .size_meaning = "allowed pairs score 2 omega more",
                .quantity = "floor(-log2 error) [bits]",
                .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
                .is_log_size = true};
  series.lines = {{.name = "no fewer",
                   .kind = LineKind::lower_bound,
                   .formula = "$2\\Omega - 7$",
                   .note = "T3 in base 2: n = 5, q = 16 and -16",
                   .bounded = "mask in weights, measured",
                   .count = promised_bits_of},
                  {.name = "mask in weights, measured", .note = "run", .count = kept_bits_of},
                  {.name = "rounding to single precision",
                   .kind = LineKind::baseline,
                   .formula = "$18$",
                   .note = "half a unit in the last place of 32",
                   .count = single_bits}};
  return series;
}

constexpr std::int64_t cost_tokens = 8;
constexpr std::int64_t cost_width = 4;

/// l units on four features without a weight 0; weights are 1 and -1.
Mlp dense_mlp(std::int64_t units) {
  Mlp mlp{.width = static_cast<int>(cost_width)};
  for (std::int64_t u = 0; u < units; ++u) {
    HiddenUnit unit{.bias = 1};
    for (std::int64_t c = 0; c < cost_width; ++c) {
      unit.in.emplace_back((u >> c & 1) != 0 ? -1 : 1);
      unit.out.emplace_back((u >> (c + 2) & 1) != 0 ? -1 : 1);
    }
    mlp.units.push_back(std::move(unit));
  }
  return mlp;
}

model::Transformer dense_heads(std::int64_t units) { return heads_of(dense_mlp(units)); }
model::Transformer dense_layers(std::int64_t units) { return three_layers(dense_mlp(units)); }
model::Transformer dense_weights(std::int64_t units) {
  return heads_of(dense_mlp(units), {.masking = {.omega = 10, .tokens = cost_tokens}});
}

/// n tokens of four small features.
check::Case tokens_at(std::int64_t n) {
  Matrix tokens(static_cast<int>(n), static_cast<int>(cost_width));
  for (int i = 0; i < tokens.rows(); ++i) {
    for (int c = 0; c < tokens.cols(); ++c) tokens(i, c) = (3 * i + 5 * c) % 7 + 1;
  }
  return tokens;
}
check::Case dense_tokens(std::int64_t) { return tokens_at(cost_tokens); }

/// d products into a unit, one for SiLU and d out of it, for each token.
Count plain_products(std::int64_t units) {
  return Rational(cost_tokens * units * (2 * cost_width + 1));
}

Count products_of_heads(std::int64_t units) {
  return Rational(cost_tokens * units * (3 * cost_width + 5));
}

Series cost() {
  Series series{.name = "cost",
                .title = "Multiplications of a hidden layer as heads",
                .size = "l",
                .size_meaning = "hidden units",
                .quantity = "multiplications",
                .sizes = {1, 2, 4, 8, 16, 32, 48, 64},
                .is_log_size = true,
                .is_log_quantity = true};
  series.lines = {
      {.name = "the MLP itself",
       .kind = LineKind::baseline,
       .formula = "$n l (2d + 1)$",
       .note = "n = 8, d = 4",
       .count = plain_products},
      {.name = "a head a unit, masks: no more",
       .kind = LineKind::upper_bound,
       .formula = "$n l (3d + 5)$",
       .note = "d + 1 for query and value each, d for out, 3 at the two keys",
       .bounded = "a head a unit, masks",
       .count = products_of_heads},
      {.name = "a head a unit, masks",
       .note = "T1; masked pairs cost nothing here",
       .count =
           derive::operations_of(dense_heads, dense_tokens, &model::Operations::multiplications)},
      {.name = "a head a unit, masks in weights",
       .note = "T3; all (n+1)^2 pairs",
       .count =
           derive::operations_of(dense_weights, dense_tokens, &model::Operations::multiplications)},
      {.name = "three layers of heads",
       .kind = LineKind::competitor,
       .note = "T2",
       .count =
           derive::operations_of(dense_layers, dense_tokens, &model::Operations::multiplications)}};
  series.subject = [](std::int64_t units) {
    derive::Computes computes{.model = dense_heads(units),
                              .task = task::silu_mlp(dense_mlp(units), 2, 1, 1)};
    computes.inputs = check::integer_box({0}, {0});
    computes.inputs = check::mapped(std::move(computes.inputs), [](const check::Case&) {
      return std::optional<check::Case>(dense_tokens(0));
    });
    return derive::make_subject(std::move(computes));
  };
  return series;
}

constexpr std::int64_t length_units = 8;

model::Transformer masks_at(std::int64_t) { return dense_heads(length_units); }
model::Transformer weights_at_length(std::int64_t n) {
  return heads_of(dense_mlp(length_units), {.masking = {.omega = 10, .tokens = n}});
}
Count plain_at(std::int64_t n) { return Rational(n * length_units * (2 * cost_width + 1)); }
Count heads_at(std::int64_t n) { return Rational(n * length_units * (3 * cost_width + 5)); }

Series length() {
  Series series{.name = "length",
                .title = "Multiplications of eight units as heads at growing length",
                .size = "n",
                .size_meaning = "tokens",
                .quantity = "multiplications",
                .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
                .is_log_size = true,
                .is_log_quantity = true};
  series.lines = {
      {.name = "the MLP itself",
       .kind = LineKind::baseline,
       .formula = "$n l (2d + 1)$",
       .note = "l = 8, d = 4",
       .count = plain_at},
      {.name = "masks: no more",
       .kind = LineKind::upper_bound,
       .formula = "$n l (3d + 5)$",
       .note = "as in cost",
       .bounded = "a head a unit, masks",
       .count = heads_at},
      {.name = "a head a unit, masks",
       .note = "two keys a token",
       .count = derive::operations_of(masks_at, tokens_at, &model::Operations::multiplications)},
      {.name = "a head a unit, masks in weights",
       .note = "all (n+1)^2 pairs: a factor n",
       .count = derive::operations_of(weights_at_length, tokens_at,
                                      &model::Operations::multiplications)}};
  return series;
}

}  // namespace

std::vector<Series> series() { return {kept_bits(), cost(), length()}; }

}  // namespace attest::mlp_neuron_as_head
