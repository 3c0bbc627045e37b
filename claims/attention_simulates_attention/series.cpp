// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the simulation costs beside the head itself: tokens and operations.
#include "reference/derive/series.hpp"

#include <memory>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

constexpr Shape counted_shape = {.attention = Attention::average_hardmax};

/// A head of these sizes with entries -2, .., 2.
task::AttentionHead counted_head(int n, int c, int d) {
  std::int64_t next = 0;
  const auto filled = [&next](int rows, int columns) {
    Matrix result(rows, columns);
    for (int i = 0; i < rows; ++i) {
      for (Rational& entry : result.row(i)) {
        entry = next % 5 - 2;
        next += 3;
      }
    }
    return result;
  };
  return {
      .tokens = filled(n, c), .query = filled(c, d), .key = filled(c, d), .value = filled(c, d)};
}

Sizes cube(std::int64_t n) {
  const int size = static_cast<int>(n);
  return {.n = size, .c = size, .d = size, .m = size};
}

Count built_tokens(std::int64_t n) {
  const Sizes sizes = cube(n);
  return Rational(tokens_of(counted_head(sizes.n, sizes.c, sizes.d)).rows());
}
Count fused_tokens(std::int64_t n) {
  const Sizes sizes = cube(n);
  return Rational(tokens_of(counted_head(sizes.n, sizes.c, sizes.d), Steps::fused).rows());
}
Count promised_tokens(std::int64_t n) { return Rational(token_count(cube(n), {})); }
Count entries(std::int64_t n) { return Rational(4 * n * n); }
/// n c d products for each projection, n^2 d each for scores and output.
Count direct_products(std::int64_t n) { return Rational(5 * n * n * n); }
/// The head as an arithmetic circuit in the input: a token a gate and a token a wire. Gates: 4 n^2
/// inputs, 5 n^3 products, 3 n^2 + n^2 + n^2 sums; wires: two a product, and one for each of 5 n^3
/// products that are added up.
Count circuit_tokens(std::int64_t n) { return Rational(9 * n * n + 20 * n * n * n); }

check::Series token_series() {
  return {.name = "tokens",
          .title = "Tokens to simulate a head with n = c = d",
          .size = "n",
          .size_meaning = "tokens, channels and width of the head",
          .quantity = "tokens [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every entry is a token",
                     .kind = LineKind::lower_bound,
                     .formula = "$4n^2$",
                     .note = "one entry a token",
                     .count = entries},
                    {.name = "entries and work tokens",
                     .kind = LineKind::upper_bound,
                     .formula = "$nc+3cd+ncd+nd+n^2d+n^2$",
                     .note = "S1",
                     .count = promised_tokens},
                    {.name = "tokens of the input", .count = built_tokens},
                    {.name = "tokens for five layers", .note = "S9", .count = fused_tokens},
                    {.name = "the head as a circuit, a token a gate and a wire",
                     .kind = LineKind::competitor,
                     .formula = "$20n^3+9n^2$",
                     .note = "linear attention",
                     .count = circuit_tokens},
                    {.name = "products of the head itself",
                     .kind = LineKind::baseline,
                     .formula = "$5n^3$",
                     .note = "no simulation",
                     .count = direct_products}}};
}

// One channel and one coordinate: n^2 pairs make most of the tokens.
check::Case column_case(std::int64_t n) {
  return tokens_of(counted_head(static_cast<int>(n), 1, 1));
}
check::Case fused_column_case(std::int64_t n) {
  return tokens_of(counted_head(static_cast<int>(n), 1, 1), Steps::fused);
}
model::Transformer column_model(std::int64_t) { return construction(counted_shape); }
model::Transformer fused_column_model(std::int64_t) {
  return construction({.attention = counted_shape.attention, .steps = Steps::fused});
}
Sizes column_sizes(std::int64_t n) {
  return {.n = static_cast<int>(n), .c = 1, .d = 1, .m = static_cast<int>(n)};
}
Count column_scores(std::int64_t n) {
  const std::int64_t count = token_count(column_sizes(n), {});
  return Rational(12 * count * count);
}
Count column_products(std::int64_t n) { return Rational(3 * n + 2 * n * n); }

std::unique_ptr<check::Subject> column_at(std::int64_t n) {
  const check::Case tokens = column_case(n);
  return derive::make_subject(
      {.model = construction(counted_shape),
       .task = head_output(weighting_of(counted_shape.attention), 2),
       .inputs = {.description = "one head",
                  .coverage = check::Coverage::given,
                  .size = 1,
                  .full_size = 1,
                  .why_sampled = {},
                  .at = [tokens](std::int64_t) { return std::optional(tokens); }}});
}

check::Series operation_series() {
  return {.name = "operations",
          .title = "Operations to simulate average hard attention",
          .size = "n",
          .size_meaning = "tokens of the head, with one channel and one coordinate",
          .quantity = "operations of exact arithmetic [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every entry is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$(n+3)/2$",
                     .note = "two an operation",
                     .count = [](std::int64_t n) -> Count { return Rational(n + 3, 2); }},
                    {.name = "8 layers, literal evaluator",
                     .count = derive::operations_of(column_model, column_case)},
                    {.name = "5 layers, literal evaluator",
                     .note = "S9",
                     .count = derive::operations_of(fused_column_model, fused_column_case)},
                    {.name = "scores of 12 heads",
                     .kind = LineKind::competitor,
                     .formula = "$12 (2n^2+3n+3)^2$",
                     .note = "8 layers; each counted as one",
                     .count = column_scores},
                    {.name = "products of the head itself",
                     .kind = LineKind::baseline,
                     .formula = "$2n^2+3n$",
                     .note = "no simulation",
                     .count = column_products}},
          .subject = column_at};
}

}  // namespace

std::vector<check::Series> series() { return {token_series(), operation_series()}; }

}  // namespace attest::attention_simulates_attention
