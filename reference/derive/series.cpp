// SPDX-License-Identifier: Apache-2.0
/// \file
/// Newton's divided differences on exact counts, and bounds that no line breaks.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Growth;
using check::LineKind;

/// Vanishing differences beyond the degree that a polynomial needs to be believed.
constexpr std::size_t redundant_points = 2;

/// Coefficients of the polynomial of least degree through all points, the constant first; nothing
/// unless it passes through `redundant_points` more than determine it. \pre xs are distinct
std::optional<std::vector<Rational>> polynomial(const std::vector<Rational>& xs,
                                                const std::vector<Rational>& ys) {
  // Newton's form: column[i] becomes the difference over x_0 .. x_i.
  std::vector<Rational> column = ys;
  for (std::size_t order = 1; order < xs.size(); ++order) {
    for (std::size_t i = xs.size() - 1; i >= order; --i) {
      column[i] = (column[i] - column[i - 1]) / (xs[i] - xs[i - order]);
    }
  }
  while (column.size() > 1 && column.back().is_zero()) column.pop_back();
  if (column.size() + redundant_points > xs.size()) return std::nullopt;
  // Horner's rule on the Newton form, as coefficients.
  std::vector<Rational> result{column.back()};
  for (std::size_t i = column.size() - 1; i-- > 0;) {
    result.insert(result.begin(), Rational());
    for (std::size_t j = 0; j + 1 < result.size(); ++j) result[j] -= xs[i] * result[j + 1];
    result[0] += column[i];
  }
  return result;
}

bool is_power_of_two(std::int64_t x) { return x > 0 && (x & (x - 1)) == 0; }

/// Whether `line` is a bound of the construction `built`.
bool bounds(const check::Line& line, const check::Line& built) {
  if (line.kind != LineKind::lower_bound && line.kind != LineKind::upper_bound) return false;
  return line.bounded == built.name ||
         (line.bounded.empty() && built.kind == LineKind::construction);
}

/// Refuses counts on the wrong side of their bounds.
void require_within_bounds(const check::Series& series, const check::SeriesRow& row) {
  for (std::size_t b = 0; b < row.lines.size(); ++b) {
    const check::CountedLine& bound = row.lines[b];
    for (std::size_t c = 0; c < row.lines.size(); ++c) {
      if (!bounds(series.lines[b], series.lines[c])) continue;
      for (std::size_t i = 0; i < row.sizes.size(); ++i) {
        const std::optional<Rational>& limit = bound.counts[i];
        const std::optional<Rational>& count = row.lines[c].counts[i];
        const bool is_lower = bound.kind == LineKind::lower_bound;
        if (!limit || !count || (is_lower ? *limit <= *count : *count <= *limit)) continue;
        ATTEST_REQUIRE(false, series.name + " at " + series.size + " = " +
                                  std::to_string(row.sizes[i]) + ": " + row.lines[c].name +
                                  " counts " + count->to_string() + ", but " + bound.name + " is " +
                                  (is_lower ? "at least " : "at most ") + limit->to_string());
      }
    }
  }
}

}  // namespace

Count resource_of(BuildAt build, std::int64_t Resources::*resource) {
  return [build = std::move(build), resource](std::int64_t size) {
    return std::optional<Rational>(resources(build(size)).*resource);
  };
}

Count operations_of(BuildAt build, CaseAt tokens) {
  return [build = std::move(build), tokens = std::move(tokens)](std::int64_t size) {
    return std::optional<Rational>(model::operations(build(size), tokens(size)).all());
  };
}

Count operations_of(BuildAt build, CaseAt tokens, std::int64_t model::Operations::*kind) {
  return [build = std::move(build), tokens = std::move(tokens), kind](std::int64_t size) {
    return std::optional<Rational>(model::operations(build(size), tokens(size)).*kind);
  };
}

Count constant(const Rational& value) {
  return [value](std::int64_t) { return std::optional<Rational>(value); };
}

Growth growth_of(const std::vector<std::int64_t>& sizes,
                 const std::vector<std::optional<Rational>>& counts) {
  ATTEST_REQUIRE(sizes.size() == counts.size(), "as many counts as sizes");
  ATTEST_REQUIRE(
      std::adjacent_find(sizes.begin(), sizes.end(), std::greater_equal<>()) == sizes.end(),
      "sizes that increase");
  std::vector<Rational> xs;
  std::vector<Rational> logs;
  std::vector<Rational> ys;
  Growth growth;
  bool are_powers = true;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (!counts[i]) continue;
    xs.emplace_back(sizes[i]);
    logs.emplace_back(Integer(sizes[i]).bit_length() - 1);
    ys.push_back(*counts[i]);
    are_powers = are_powers && is_power_of_two(sizes[i]);
    const auto half = std::find(sizes.begin(), sizes.end(), sizes[i] / 2);
    if (sizes[i] % 2 != 0 || half == sizes.end()) continue;
    const std::optional<Rational>& before = counts[static_cast<std::size_t>(half - sizes.begin())];
    if (before && !before->is_zero()) growth.ratios.emplace_back(*half, *counts[i] / *before);
  }
  if (xs.size() <= redundant_points) return growth;
  if (auto coefficients = polynomial(xs, ys)) {
    growth.kind = Growth::Kind::polynomial;
    growth.coefficients = std::move(*coefficients);
  } else if (are_powers && (coefficients = polynomial(logs, ys))) {
    growth.kind = Growth::Kind::polynomial_of_log;
    growth.coefficients = std::move(*coefficients);
  } else if (!growth.ratios.empty()) {
    growth.kind = Growth::Kind::ratios;
  }
  return growth;
}

check::SeriesRow counted(const check::Series& series) {
  ATTEST_REQUIRE(!series.lines.empty(), "series " + series.name + " without a line");
  check::SeriesRow row{.claim = {},
                       .name = series.name,
                       .version = {},
                       .title = series.title,
                       .size = series.size,
                       .size_meaning = series.size_meaning,
                       .quantity = series.quantity,
                       .why_short = series.why_short,
                       .is_log_size = series.is_log_size,
                       .is_log_quantity = series.is_log_quantity,
                       .sizes = series.sizes,
                       .lines = {}};
  for (const check::Line& line : series.lines) {
    check::CountedLine counted{.name = line.name,
                               .kind = line.kind,
                               .formula = line.formula,
                               .note = line.note,
                               .counts = {},
                               .growth = {}};
    for (const std::int64_t size : series.sizes) counted.counts.push_back(line.count(size));
    counted.growth = growth_of(series.sizes, counted.counts);
    row.lines.push_back(std::move(counted));
  }
  require_within_bounds(series, row);
  return row;
}

}  // namespace attest::derive
