// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ranks and bounds at growing depth and at growing width.
#include "reference/check/series.hpp"

#include "claims/separation_rank_depth/claim.hpp"

namespace attest::separation_rank_depth {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

constexpr std::int64_t most_rank = 250;  // of grids that are filled for a series

/// The certified rank at a shape; nothing where the bound is larger than `most_rank`.
Count rank_at(std::int64_t d, std::int64_t layers, std::int64_t tokens) {
  GridPlan plan{.shape = {.width = d, .layers = layers}, .tokens = tokens};
  const Integer bound = bound_of(plan);
  if (bound > Integer(most_rank)) return std::nullopt;
  plan.size = bound.to_int64() + margin;
  return Rational(certified_rank(plan).rank);
}

Count two_at(std::int64_t d, std::int64_t layers) {
  return Rational(bound_of_two(d, gram_degree(layers)));
}

Count depth_bound_two(std::int64_t layers) { return two_at(2, layers); }
Count depth_rank_two(std::int64_t layers) { return rank_at(2, layers, 2); }
Count depth_bound_three(std::int64_t layers) { return two_at(3, layers); }
Count depth_rank_three(std::int64_t layers) { return rank_at(3, layers, 2); }
Count depth_bound_four(std::int64_t layers) { return two_at(4, layers); }
Count depth_rank_four(std::int64_t layers) { return rank_at(4, layers, 2); }
Count depth_bound_more(std::int64_t layers) {
  return Rational(bound_of_any(2, gram_degree(layers)));
}
Count depth_rank_more(std::int64_t layers) { return rank_at(2, layers, 4); }
Count depth_one(std::int64_t layers) { return Rational(gram_degree(layers) + 1); }

/// Theorem 2 from above, recalled: 3^((2d+1)L) d (8 e^2 / d^2)^d, e rounded up; for L > log_3 d.
Count recalled_deep(std::int64_t d, std::int64_t layers) {
  const Rational e(2718281829, 1000000000);
  const Rational factor = Rational(8) * e * e / Rational(d * d);
  Rational bound =
      Rational(d) * Rational(pow(Integer(3), static_cast<unsigned>((2 * d + 1) * layers)));
  for (std::int64_t i = 0; i < d; ++i) bound *= factor;
  if (pow(Integer(3), static_cast<unsigned>(layers)) <= Integer(d)) return std::nullopt;
  return Rational(bound.ceil());
}

/// Theorem 1, recalled: ((d-1) 3^(2-L) / 2)^(3^(L-2)); for 2 <= L < log_3 d.
Count recalled_shallow(std::int64_t d, std::int64_t layers) {
  if (pow(Integer(3), static_cast<unsigned>(layers)) >= Integer(d)) return std::nullopt;
  const Rational base(Integer(d - 1), 2 * pow(Integer(3), static_cast<unsigned>(layers - 2)));
  Rational bound = 1;
  for (std::int64_t i = 0; i < gram_degree(layers - 1) - gram_degree(layers - 2); ++i)
    bound *= base;
  return bound;
}

Count depth_recalled_two(std::int64_t layers) { return recalled_deep(2, layers); }
Count depth_recalled_four(std::int64_t layers) { return recalled_deep(4, layers); }

check::Series by_depth() {
  check::Series series{.name = "rank_by_depth",
                       .title = "Separation rank against depth, one head",
                       .size = "L",
                       .size_meaning = "layers",
                       .quantity = "separation rank",
                       .sizes = {1, 2, 3, 4, 5, 6, 7, 8},
                       .why_short = "ranks grow as 3^(dL); the closed forms reach 8 layers",
                       .is_log_quantity = true};
  series.lines = {{.name = "bound (1), d = 2",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\binom{K+2}{2}$",
                   .bounded = "rank, d = 2, N = 2",
                   .count = depth_bound_two},
                  {.name = "rank, d = 2, N = 2", .count = depth_rank_two},
                  {.name = "bound (1), d = 3",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\binom{K+3}{3}$",
                   .bounded = "rank, d = 3, N = 2",
                   .count = depth_bound_three},
                  {.name = "rank, d = 3, N = 2", .count = depth_rank_three},
                  {.name = "bound (1), d = 4",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\binom{K+4}{4}$",
                   .bounded = "rank, d = 4, N = 2",
                   .count = depth_bound_four},
                  {.name = "rank, d = 4, N = 2", .count = depth_rank_four},
                  {.name = "bound (2), d = 2",
                   .kind = LineKind::upper_bound,
                   .note = "any number of tokens",
                   .bounded = "rank, d = 2, N = 4",
                   .count = depth_bound_more},
                  {.name = "rank, d = 2, N = 4", .count = depth_rank_more},
                  {.name = "Theorem 2, at most, d = 2",
                   .kind = LineKind::recalled,
                   .formula = "$3^{5L} \\cdot 2 (2e^2)^2$",
                   .note = "any number of tokens",
                   .count = depth_recalled_two},
                  {.name = "Theorem 2, at most, d = 4",
                   .kind = LineKind::recalled,
                   .formula = "$3^{9L} \\cdot 4 (e^2/2)^4$",
                   .note = "L > log_3 4; its lower bound is below 1 here",
                   .count = depth_recalled_four},
                  {.name = "width 1",
                   .kind = LineKind::baseline,
                   .formula = "$K + 1$",
                   .note = "any number of tokens: a polynomial in one number",
                   .count = depth_one}};
  return series;
}

Count width_bound_one(std::int64_t d) { return two_at(d, 1); }
Count width_bound_two(std::int64_t d) { return two_at(d, 2); }
Count width_bound_three(std::int64_t d) { return two_at(d, 3); }
Count width_rank_one(std::int64_t d) { return rank_at(d, 1, 2); }
Count width_rank_two(std::int64_t d) { return rank_at(d, 2, 2); }
Count width_rank_three(std::int64_t d) { return rank_at(d, 3, 2); }

Count width_recalled_two(std::int64_t d) { return recalled_shallow(d, 2); }
Count width_recalled_three(std::int64_t d) { return recalled_shallow(d, 3); }
Count width_recalled_deep(std::int64_t d) { return recalled_deep(d, 3); }

check::Series by_width() {
  check::Series series{.name = "rank_by_width",
                       .title = "Separation rank against width, one head, two tokens",
                       .size = "d",
                       .size_meaning = "width",
                       .quantity = "separation rank",
                       .sizes = {1, 2, 3, 4, 5, 6, 8, 12, 16, 28, 32},
                       .is_log_size = true,
                       .is_log_quantity = true};
  series.lines = {{.name = "bound (1), L = 2",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\binom{d+4}{4}$",
                   .bounded = "rank, L = 2",
                   .count = width_bound_two},
                  {.name = "rank, L = 2", .count = width_rank_two},
                  {.name = "bound (1), L = 3",
                   .kind = LineKind::upper_bound,
                   .formula = "$\\binom{d+13}{13}$",
                   .bounded = "rank, L = 3",
                   .count = width_bound_three},
                  {.name = "rank, L = 3", .count = width_rank_three},
                  {.name = "rank, L = 1", .kind = LineKind::competitor, .count = width_rank_one},
                  {.name = "Theorem 1, at least, L = 2",
                   .kind = LineKind::recalled,
                   .formula = "$(d-1)/2$",
                   .note = "d > 9",
                   .count = width_recalled_two},
                  {.name = "Theorem 1, at least, L = 3",
                   .kind = LineKind::recalled,
                   .formula = "$((d-1)/6)^3$",
                   .note = "d > 27",
                   .count = width_recalled_three},
                  {.name = "Theorem 2, at most, L = 3",
                   .kind = LineKind::recalled,
                   .formula = "$3^{6d+3} d (8e^2/d^2)^d$",
                   .note = "d < 27",
                   .count = width_recalled_deep},
                  {.name = "one layer",
                   .kind = LineKind::baseline,
                   .formula = "$d + 1$",
                   .count = width_bound_one}};
  return series;
}

}  // namespace

std::vector<check::Series> series() { return {by_depth(), by_width()}; }

}  // namespace attest::separation_rank_depth
