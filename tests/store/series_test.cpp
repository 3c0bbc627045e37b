// SPDX-License-Identifier: Apache-2.0
/// \file
/// Series in a ledger: kept, found again, replaced, merged, and refused where damaged.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "reports/store/database.hpp"
#include "reports/store/ledger.hpp"
#include "reports/store/series_json.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::FitRow;
using check::Growth;
using check::LineKind;
using check::Machine;
using check::SeriesRecord;
using check::SeriesRow;
using check::TimingRow;

SeriesRow series_row(const std::string& name = "width") {
  SeriesRow row{.claim = "some_claim",
                .name = name,
                .version = "v1",
                .title = "Width \"of\" things",
                .size = "n",
                .size_meaning = "tokens",
                .quantity = "d [channels]",
                .why_short = "it is a test",
                .is_log_size = true,
                .is_log_quantity = false,
                .sizes = {1, 2, 4},
                .lines = {}};
  row.lines.push_back({.name = "built",
                       .kind = LineKind::construction,
                       .formula = "$n$",
                       .note = "exact",
                       .counts = {Rational(1), std::nullopt, Rational::parse("7/2")},
                       .growth = {.kind = Growth::Kind::ratios,
                                  .coefficients = {},
                                  .ratios = {{2, Rational::parse("123456789012345678901/3")}}}});
  row.lines.push_back({.name = "bound",
                       .kind = LineKind::upper_bound,
                       .formula = "",
                       .note = "",
                       .counts = {Rational(1), Rational(2), Rational(4)},
                       .growth = {.kind = Growth::Kind::polynomial,
                                  .coefficients = {Rational(0), Rational(1)},
                                  .ratios = {}}});
  return row;
}

const Machine machine{.cpu = "a processor",
                      .cores = 2,
                      .caches = "L1d 48K",
                      .governor = "",
                      .compiler = "GNU 12",
                      .flags = "-O2",
                      .kernel = "baseline",
                      .library = "a timer"};

TimingRow timing_row(std::int64_t size, const std::vector<double>& seconds) {
  return {.claim = "some_claim",
          .series = "width",
          .version = "v1",
          .size = size,
          .what = "judging",
          .machine = id_of(machine),
          .cases = 12,
          .iterations = 34,
          .seconds_approx = seconds,
          .load_approx = 0.25,
          .megahertz_approx = 2600,
          .commit = "abc"};
}

FitRow fit_row() {
  return {.claim = "some_claim",
          .series = "width",
          .version = "v1",
          .what = "judging",
          .machine = id_of(machine),
          .terms = {{"n^2",
                     {.value_approx = 1e-9, .interval_approx = check::IntervalApprox{0.1, 0.3}}}},
          .leading_share_approx = 0.75,
          .relative_error_approx = 0.03,
          .local_exponents_approx = {1.5, 2},
          .exponent = check::EstimateApprox{.value_approx = 2,
                                            .interval_approx = check::IntervalApprox{1.9, 2.1}},
          .why_no_exponent = ""};
}

void fill(const std::filesystem::path& path) {
  Ledger ledger(path, Access::read_write);
  ledger.keep({.counts = {series_row()},
               .timings = {timing_row(16, {3, 1, 2}), timing_row(2, {0.1, 0.2})},
               .fits = {fit_row()},
               .machines = {machine}});
}

std::string content_of(const std::filesystem::path& path) {
  return bench_json(Ledger(path, Access::read_only).series());
}

TEST_CASE("series and times and laws and machines are found again as they were") {
  const Scratch scratch;
  fill(scratch / "ledger.db");
  const SeriesRecord record = Ledger(scratch / "ledger.db", Access::read_only).series();
  CHECK(record.counts == std::vector<SeriesRow>{series_row()});
  CHECK(record.timings ==
        std::vector<TimingRow>{timing_row(2, {0.1, 0.2}), timing_row(16, {3, 1, 2})});
  CHECK(record.fits == std::vector<FitRow>{fit_row()});
  CHECK(record.machines == std::vector<Machine>{machine});
}

TEST_CASE("texts of series give back what they were made from") {
  CHECK(series_from_json(to_json(series_row()), "here") == series_row());
  CHECK(timing_from_json(to_json(timing_row(4, {0.3})), "here") == timing_row(4, {0.3}));
  FitRow fit = fit_row();
  fit.exponent.reset();
  fit.terms[0].second.interval_approx.reset();
  CHECK(fit_from_json(to_json(fit), "here") == fit);
  CHECK(machine_from_json(to_json(machine), "here") == machine);
}

TEST_CASE("texts that are not of a series are refused") {
  const std::string good = to_json(series_row());
  const auto without = [&](const std::string& part, const std::string& other) {
    std::string text = good;
    const std::size_t at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
  };
  for (const std::string& text :
       {std::string(), std::string("[]"), without("\"7/2\"", "\"7/0\""), without("\"7/2\"", "3.5"),
        without("construction", "invention"), without("\"note\"", "\"notes\""),
        without("[1,2,4]", "[1,2]"), without("[1,2,4]", "[1,2,4.5]"),
        without("[1,2,4]", "[1,2,\"12345678901234567890\"]")}) {
    CHECK(error_of([&] { static_cast<void>(series_from_json(text, "here")); }) == "ledger-damaged");
  }
  std::string times = to_json(timing_row(4, {0.5}));
  times.replace(times.find("[0.5]"), 5, "[0.6]");
  CHECK(error_of([&] { static_cast<void>(timing_from_json(times, "here")); }) == "ledger-damaged");
}

TEST_CASE("the series of a version are those of the claim and version alone") {
  const Scratch scratch;
  fill(scratch / "ledger.db");
  const Ledger ledger(scratch / "ledger.db", Access::read_only);
  CHECK(ledger.series_of_version("some_claim", "v1").timings.size() == 2);
  CHECK(ledger.series_of_version("some_claim", "v2").counts.empty());
  CHECK(ledger.series_of_version("other", "v1").fits.empty());
}

TEST_CASE("times of all sizes replace those of as many or fewer sizes and repetitions as a whole") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  const std::vector<TimingRow> three{timing_row(4, {1, 2, 3}), timing_row(8, {1, 2, 3})};
  ledger.keep({.timings = three, .fits = {fit_row()}});
  FitRow other = fit_row();
  other.relative_error_approx = 0.5;
  for (const std::vector<TimingRow>& fewer :
       {std::vector<TimingRow>{timing_row(4, {4, 5}), timing_row(8, {4, 5, 6})},
        std::vector<TimingRow>{timing_row(4, {4, 5, 6, 7})}}) {
    ledger.keep({.timings = fewer, .fits = {other}});
    CHECK(ledger.series().timings == three);
    CHECK(ledger.series().fits == std::vector<FitRow>{fit_row()});
  }
  const std::vector<TimingRow> later{timing_row(4, {4, 5, 6}), timing_row(16, {4, 5, 6})};
  ledger.keep({.timings = later});
  CHECK(ledger.series().timings == later);
  CHECK(ledger.series().fits.empty());
  ledger.keep({.fits = {fit_row()}});
  CHECK(ledger.series().fits.empty());
}

TEST_CASE("other counts of one version are refused and nothing of their record is kept") {
  const Scratch scratch;
  fill(scratch / "ledger.db");
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  SeriesRow other = series_row();
  other.title = "Another title";
  ledger.keep({.counts = {other}});
  CHECK(ledger.series().counts == std::vector<SeriesRow>{other});
  *other.lines[1].counts[2] += 1;
  CHECK(error_of([&] {
          ledger.keep({.counts = {series_row("aaa"), other}});
        }) == "ledger-conflict");
  CHECK(ledger.series().counts.size() == 1);
  other.version = "v2";
  ledger.keep({.counts = {other}});
  CHECK(ledger.series().counts.size() == 2);
}

TEST_CASE("ledgers join their series and the second time nothing is taken") {
  const Scratch scratch;
  fill(scratch / "a.db");
  {
    Ledger other(scratch / "b.db", Access::read_write);
    other.keep({.counts = {series_row("depth")}, .timings = {timing_row(16, {9, 9, 9, 9})}});
  }
  Ledger all(scratch / "all.db", Access::read_write);
  const Joined joined = all.merge_from({scratch / "a.db", scratch / "b.db"});
  CHECK(joined.series == 2);
  CHECK(joined.timings == 2);
  CHECK(all.series().counts.size() == 2);
  CHECK(all.series().timings.at(1) == timing_row(16, {3, 1, 2}));
  CHECK(all.series().machines.size() == 1);
  const Joined again = all.merge_from({scratch / "b.db", scratch / "a.db"});
  CHECK(again.series == 0);
  CHECK(again.timings == 0);
}

TEST_CASE("ledgers with other counts of one version are refused and nothing is taken") {
  const Scratch scratch;
  fill(scratch / "a.db");
  {
    SeriesRow other = series_row();
    *other.lines[0].counts[0] += 1;
    Ledger ledger(scratch / "b.db", Access::read_write);
    ledger.keep({.counts = {series_row("aaa"), other}});
  }
  Ledger all(scratch / "all.db", Access::read_write);
  static_cast<void>(all.merge_from({scratch / "a.db"}));
  CHECK(error_of([&] { static_cast<void>(all.merge_from({scratch / "b.db"})); }) ==
        "ledger-conflict");
  CHECK(all.series().counts == std::vector<SeriesRow>{series_row()});
}

TEST_CASE("a changed text or key of a series is noticed") {
  for (const std::string change :
       {"UPDATE series SET content = replace(content, 'tokens', 'tokenz')",
        "UPDATE series SET name = 'other'", "UPDATE timings SET size = 17 WHERE size = 16",
        "UPDATE fits SET hash = ''", "UPDATE machines SET id = 'x'"}) {
    const Scratch scratch;
    fill(scratch / "ledger.db");
    Database(scratch / "ledger.db", Opening::read_write).execute(change);
    CHECK(error_of([&] { static_cast<void>(content_of(scratch / "ledger.db")); }) ==
          "ledger-damaged");
  }
}

TEST_CASE("a ledger made before there were series reads as one without and takes them") {
  const Scratch scratch;
  const std::filesystem::path path = scratch / "old.db";
  { const Ledger made(path, Access::read_write); }
  {
    Database database(path, Opening::read_write);
    for (const std::string table : {"series", "timings", "fits", "machines"}) {
      database.execute("DROP TABLE " + table);
    }
  }
  CHECK(Ledger(path, Access::read_only).series().counts.empty());
  fill(path);
  CHECK(Ledger(path, Access::read_only).series().counts.size() == 1);
}

}  // namespace
}  // namespace attest::store
