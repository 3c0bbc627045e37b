// SPDX-License-Identifier: Apache-2.0
/// \file
/// Nothing is timed before every size is verified, and every series of the build keeps the rules.
#include "benchmarks/series.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include "reference/derive/series.hpp"
#include "registry/registry.hpp"
#include "tests/check/fake.hpp"

namespace attest::benchmarks {
namespace {

namespace fake = check::fake;

/// A series whose subject fails at size `wrong`.
check::Series series_of(std::int64_t wrong) {
  check::Series series{.name = "numbers",
                       .title = "Numbers",
                       .size = "n",
                       .size_meaning = "size",
                       .quantity = "numbers",
                       .sizes = {1, 2, 3, 4},
                       .lines = {{.name = "three", .count = derive::constant(3)}}};
  series.subject = [wrong](std::int64_t size) -> std::unique_ptr<check::Subject> {
    return std::make_unique<fake::FunctionSubject>(
        fake::numbers(size), [=](std::int64_t index) -> std::optional<check::Outcome> {
          return size == wrong && index == 1 ? fake::fails(index) : fake::holds(1);
        });
  };
  return series;
}

TEST_CASE("a series that fails at one of 4 sizes is not timed and says where") {
  const Timed timed = time_series({.id = "some"}, series_of(3), {}, {});
  CHECK(timed.verdict.truth == check::Truth::fails);
  CHECK(timed.size == 3);
  CHECK(timed.verdict.witness->index == 1);
  CHECK(timed.timings.empty());
  CHECK(timed.fits.empty());
}

TEST_CASE("a series that is interrupted before it is verified has no times") {
  const Timed timed =
      time_series({.id = "some"}, series_of(0), {}, {.is_interrupted = [] { return true; }});
  CHECK(timed.timings.empty());
}

TEST_CASE("a series without a subject has counts and no times") {
  check::Series series = series_of(0);
  series.subject = {};
  CHECK(time_series({.id = "some"}, series, {}, {}).timings.empty());
  const check::SeriesRow row = count({.id = "some"}, series, "v1");
  CHECK(row.claim == "some");
  CHECK(row.version == "v1");
  CHECK(row.lines.at(0).counts.size() == 4);
}

TEST_CASE("every series of this build has 8 sizes over a factor of 16 and its three lines") {
  for (const check::Claim& claim : registry::claims()) {
    std::set<std::string> names;
    for (const check::Series& series : claim.series) {
      INFO(claim.id, " ", series.name);
      CHECK(names.insert(series.name).second);
      CHECK(std::adjacent_find(series.sizes.begin(), series.sizes.end(), std::greater_equal<>()) ==
            series.sizes.end());
      REQUIRE_FALSE(series.sizes.empty());
      const bool is_long = series.sizes.size() >= 8 && series.sizes.front() >= 1 &&
                           series.sizes.back() >= 16 * series.sizes.front();
      CHECK(is_long == series.why_short.empty());
      const auto has = [&](check::LineKind kind) {
        return std::any_of(series.lines.begin(), series.lines.end(),
                           [&](const check::Line& line) { return line.kind == kind; });
      };
      CHECK((has(check::LineKind::lower_bound) || has(check::LineKind::upper_bound)));
      CHECK(has(check::LineKind::construction));
      CHECK(has(check::LineKind::baseline));
      std::set<std::string> lines;
      for (const check::Line& line : series.lines) CHECK(lines.insert(line.name).second);
      for (const check::Line& line : series.lines) {
        CHECK((line.bounded.empty() || lines.contains(line.bounded)));
      }
    }
  }
}

}  // namespace
}  // namespace attest::benchmarks
