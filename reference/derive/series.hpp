// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines of a series: counts that are read off a description, and the law that exact counts follow.
///
/// A claim writes a line of its construction as
///   {.name = "one head", .count = derive::resource_of(build, &Resources::key_dimension)}
///   {.name = "operations", .count = derive::operations_of(build, word)}
/// and bounds and baselines as plain functions of the size.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/counting.hpp"

namespace attest::derive {

/// The count of a line, as check::Line holds it.
using Count = Function<std::optional<Rational>(std::int64_t size)>;
/// The description at a size; a plain function compiles fastest.
using BuildAt = Function<model::Transformer(std::int64_t size)>;
/// The case at a size whose evaluation is counted.
using CaseAt = Function<check::Case(std::int64_t size)>;

/// Reads one count off the description that `build` makes.
[[nodiscard]] Count resource_of(BuildAt build, std::int64_t Resources::*resource);

/// Exact operations of the literal evaluator on one case, decoding included: all of them, or those
/// of one kind.
[[nodiscard]] Count operations_of(BuildAt build, CaseAt tokens);
[[nodiscard]] Count operations_of(BuildAt build, CaseAt tokens,
                                  std::int64_t model::Operations::*kind);

/// The same number at every size.
[[nodiscard]] Count constant(const Rational& value);

/// The law of exact counts by divided differences. A polynomial of degree g is reported where it
/// passes through at least g + 3 points, so that two differences had to vanish by themselves; else
/// doubling ratios. \pre sizes increase; as many counts as sizes
[[nodiscard]] check::Growth growth_of(const std::vector<std::int64_t>& sizes,
                                      const std::vector<std::optional<Rational>>& counts);

/// Every count of a series. \pre the series has at least one line
/// \throws InputError, model::Undefined where a line cannot be counted; BrokenInvariant where a
/// line lies outside a bound of it
[[nodiscard]] check::SeriesRow counted(const check::Series& series);

}  // namespace attest::derive
