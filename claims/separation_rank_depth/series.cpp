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

check::Series by_width() {
  check::Series series{.name = "rank_by_width",
                       .title = "Separation rank against width, one head, two tokens",
                       .size = "d",
                       .size_meaning = "width",
                       .quantity = "separation rank",
                       .sizes = {1, 2, 3, 4, 5, 6, 8, 12, 16},
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
                  {.name = "one layer",
                   .kind = LineKind::baseline,
                   .formula = "$d + 1$",
                   .count = width_bound_one}};
  return series;
}

}  // namespace

std::vector<check::Series> series() { return {by_depth(), by_width()}; }

}  // namespace attest::separation_rank_depth
