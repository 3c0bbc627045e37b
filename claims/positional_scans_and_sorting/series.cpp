// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers against the number of numbers, and what scaling the input does.
#include "reference/derive/series.hpp"

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/derive/resources.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

constexpr std::int64_t longest_patterns = 64;  // a head of S4 has (n+1)^2 weights

model::Transformer sum_at(std::int64_t n) { return scan_model(task::Scan::sum, n); }
model::Transformer sort_at(std::int64_t n) { return sort_model(n); }

Count scan_bound(std::int64_t n) {
  std::int64_t layers = 0;
  for (std::int64_t reach = 1; reach < n; reach *= 2) ++layers;
  return Rational(layers);
}

Count sort_bound(std::int64_t n) {
  std::int64_t k = 0;
  while (std::int64_t{1} << k < n) ++k;
  return Rational(k * (k + 1) / 2 + 1);
}

Count counted_one_layer(std::int64_t n) {
  if (n > longest_patterns) return std::nullopt;
  return Rational(derive::resources(softmax_sum_model(n)).layers);
}

Count every_number(std::int64_t n) { return Rational(n); }

Series layers() {
  Series series{.name = "layers",
                .title = "Layers that scans and sorting take",
                .size = "n",
                .size_meaning = "numbers",
                .quantity = "depth [layers]",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t n = 2; n <= 1024; n *= 2) series.sizes.push_back(n);
  series.lines = {
      {.name = "one key a head, one head a layer",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil \\log_2 n \\rceil$",
       .note = "with unique maxima L layers let a node depend on at most 2^L numbers",
       .bounded = "scan",
       .count = scan_bound},
      {.name = "scan",
       .note = "S1",
       .count = derive::resource_of(sum_at, &derive::Resources::layers)},
      {.name = "stages of the network and one layer",
       .kind = LineKind::upper_bound,
       .formula = "$k(k+1)/2 + 1$",
       .note = "k = log2 n; S2",
       .bounded = "sort",
       .count = sort_bound},
      {.name = "sort",
       .note = "S2",
       .count = derive::resource_of(sort_at, &derive::Resources::layers)},
      {.name = "prefix sums by softmax",
       .kind = LineKind::competitor,
       .note = "S4; counted up to n = 64, positional width n + floor(log2 n) + 1",
       .count = counted_one_layer},
      {.name = "one number a layer",
       .kind = LineKind::baseline,
       .formula = "$n$",
       .note = "sequential",
       .count = every_number},
  };
  series.subject = [](std::int64_t n) {
    return derive::make_subject(derive::Computes{.model = sum_at(n),
                                                 .task = task::prefix_scan(task::Scan::sum),
                                                 .inputs = rational_lists(n, 100, 5, 1)});
  };
  return series;
}

/// 1000 |F(cX) - c F(X)| at the second of X = (0, 1), rounded down.
Count error_of(bool is_positional, std::int64_t c) {
  const model::Transformer model = content_model(is_positional);
  const Rational one = model::answer(model, Matrix({{0}, {1}}), {}).at(0);
  const Rational found = model::answer(model, Matrix({{0}, {Rational(c)}}), {}).at(0);
  return Rational((1000 * (found - Rational(c) * one).abs()).floor());
}

Count content_error(std::int64_t c) { return error_of(false, c); }
Count positional_error(std::int64_t c) { return error_of(true, c); }
/// c 2^{c^2}/(1 + 2^{c^2}) - 2c/3 < c/3.
Count error_bound(std::int64_t c) { return Rational((1000 * Rational(c, 3)).floor()); }
Count no_error(std::int64_t) { return Rational(0); }

Series scaling() {
  Series series{.name = "scaling_error",
                .title = "Error of scaling X = (0, 1) by c, rounded down",
                .size = "c",
                .size_meaning = "scale of the input",
                .quantity = "|F(cX) - c F(X)| [thousandths]",
                .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32}};
  series.lines = {
      {.name = "weights 2^{ij} of positions", .note = "S5", .count = positional_error},
      {.name = "no error",
       .kind = LineKind::upper_bound,
       .formula = "$0$",
       .note = "S5: positively homogeneous",
       .bounded = "weights 2^{ij} of positions",
       .count = no_error},
      {.name = "weights 2^{x_i x_j} of content",
       .kind = LineKind::competitor,
       .note = "S5.content",
       .count = content_error},
      {.name = "limit of that error",
       .kind = LineKind::baseline,
       .formula = "$c/3$",
       .note = "F(cX) tends to c, and c F(X) is 2c/3",
       .count = error_bound},
  };
  return series;
}

}  // namespace

std::vector<Series> series() { return {layers(), scaling()}; }

}  // namespace attest::positional_scans_and_sorting
