// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads series, times, laws, machines and engine tables.
#include <optional>
#include <utility>

#include "reports/store/json_bridge.hpp"
#include "reports/store/series_json.hpp"

namespace attest::store {
namespace {

using check::CountedLine;
using check::EngineRow;
using check::EngineTable;
using check::EstimateApprox;
using check::FitRow;
using check::Growth;
using check::LineKind;
using check::Machine;
using check::SeriesRow;
using check::TimingRow;

Rational rational_of(const Json& json, const std::string& place) {
  if (!json.is_string()) damaged(place, json.type_name(), "an exact number in a string");
  try {
    return Rational::parse(json.get<std::string>());
  } catch (const InputError& error) {
    damaged(place, error.what(), "an exact number");
  }
}

std::int64_t size_of(const Json& json, const std::string& place) {
  const Rational size = rational_of(json.is_string() ? json : Json(json.dump()), place);
  if (!size.is_integer() || !size.num().fits_int64()) {
    damaged(place, size.to_string(), "an integer of 64 bits");
  }
  return size.num().to_int64();
}

std::vector<double> numbers_of_approx(Object& object, const std::string& name) {
  std::vector<double> numbers;
  for (const Json& json : object.array(name)) {
    if (!json.is_number()) damaged(object.place_of(name), json.type_name(), "a number");
    numbers.push_back(json.get<double>());
  }
  return numbers;
}

Growth growth_of(const Json& json, const std::string& place) {
  Object object(json, place);
  Growth growth;
  growth.kind = object.choice("kind", {Growth::Kind::polynomial, Growth::Kind::polynomial_of_log,
                                       Growth::Kind::ratios, Growth::Kind::none});
  for (const Json& c : object.array("coefficients")) {
    growth.coefficients.push_back(rational_of(c, object.place_of("coefficients")));
  }
  for (const Json& pair : object.array("doubling_ratios")) {
    const std::string inside = object.place_of("doubling_ratios");
    if (!pair.is_array() || pair.size() != 2) damaged(inside, pair.dump(), "[size, ratio]");
    growth.ratios.emplace_back(size_of(pair[0], inside), rational_of(pair[1], inside));
  }
  object.require_no_more();
  return growth;
}

CountedLine line_of(const Json& json, const std::string& place) {
  Object object(json, place);
  CountedLine line{
      .name = object.text("name"),
      .kind = object.choice(
          "kind", {LineKind::lower_bound, LineKind::upper_bound, LineKind::construction,
                   LineKind::baseline, LineKind::competitor, LineKind::recalled, LineKind::fitted}),
      .formula = object.text("formula"),
      .note = object.text("note"),
      .counts = {},
      .growth = {}};
  for (const Json& count : object.array("counts")) {
    line.counts.push_back(
        count.is_null() ? std::nullopt
                        : std::optional<Rational>(rational_of(count, object.place_of("counts"))));
  }
  line.growth = growth_of(object.member("growth"), object.place_of("growth"));
  object.require_no_more();
  return line;
}

EstimateApprox estimate_of(const Json& json, const std::string& place) {
  Object object(json, place);
  EstimateApprox estimate{.value_approx = object.number_approx("value")};
  const bool has_interval = !object.member("low").is_null() || !object.member("high").is_null();
  if (has_interval) {
    estimate.interval_approx = check::IntervalApprox{.low_approx = object.number_approx("low"),
                                                     .high_approx = object.number_approx("high")};
  }
  object.require_no_more();
  return estimate;
}

/// A number, or null.
std::optional<double> optional_approx(Object& object, const std::string& name) {
  if (object.member(name).is_null()) return std::nullopt;
  return object.number_approx(name);
}

EngineRow engine_row_of(const Json& json, const std::string& place) {
  Object object(json, place);
  EngineRow row{.name = object.text("name"),
                .ours_approx = object.number_approx("ours"),
                .peer_approx = optional_approx(object, "peer"),
                .peer_name = object.text("peer_name"),
                .unit = object.text("unit"),
                .is_equal = object.flag("equal"),
                .ratio_approx = optional_approx(object, "ratio"),
                .target_approx = object.number_approx("target"),
                .is_met = object.flag("met"),
                .limit_fraction_approx = optional_approx(object, "limit_fraction"),
                .note = object.text("note")};
  object.require_no_more();
  return row;
}

}  // namespace

SeriesRow series_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  SeriesRow row{.claim = object.text("claim"),
                .name = object.text("name"),
                .version = object.text("version"),
                .title = object.text("title"),
                .size = object.text("size"),
                .size_meaning = object.text("size_meaning"),
                .quantity = object.text("quantity"),
                .why_short = object.text("why_short"),
                .is_log_size = object.flag("log_size"),
                .is_log_quantity = object.flag("log_quantity"),
                .sizes = {},
                .lines = {}};
  for (const Json& size : object.array("sizes")) {
    row.sizes.push_back(size_of(size, object.place_of("sizes")));
  }
  for (const Json& line : object.array("lines")) {
    row.lines.push_back(line_of(line, object.place_of("lines")));
    if (row.lines.back().counts.size() != row.sizes.size()) {
      damaged(object.place_of("lines"), std::to_string(row.lines.back().counts.size()) + " counts",
              std::to_string(row.sizes.size()) + ", one a size");
    }
  }
  object.require_no_more();
  return row;
}

TimingRow timing_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  TimingRow row{.claim = object.text("claim"),
                .series = object.text("series"),
                .version = object.text("version"),
                .size = object.number<std::int64_t>("size"),
                .what = object.text("what"),
                .machine = object.text("machine"),
                .cases = object.number<std::int64_t>("cases"),
                .iterations = object.number<std::int64_t>("iterations"),
                .seconds_approx = numbers_of_approx(object, "seconds"),
                .load_approx = object.number_approx("load"),
                .megahertz_approx = object.number_approx("megahertz"),
                .commit = object.text("commit")};
  const auto repetitions = object.number<std::size_t>("repetitions");
  const double median = object.number_approx("median_seconds");
  const double least = object.number_approx("least_seconds");
  if (repetitions == 0 || repetitions != row.seconds_approx.size() ||
      median != row.median_approx() || least != row.least_approx()) {
    damaged(object.place_of("seconds"), "times that differ from their median, minimum or number",
            "the times they were made from");
  }
  object.require_no_more();
  return row;
}

FitRow fit_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  FitRow row{.claim = object.text("claim"),
             .series = object.text("series"),
             .version = object.text("version"),
             .what = object.text("what"),
             .machine = object.text("machine"),
             .terms = {},
             .leading_share_approx = object.number_approx("leading_share"),
             .relative_error_approx = object.number_approx("relative_error"),
             .local_exponents_approx = numbers_of_approx(object, "local_exponents"),
             .exponent = {},
             .why_no_exponent = object.text("why_no_exponent")};
  for (const Json& entry : object.array("terms")) {
    Object term(entry, object.place_of("terms"));
    std::string function = term.text("function");
    row.terms.emplace_back(std::move(function),
                           estimate_of(term.member("seconds"), term.place_of("seconds")));
    term.require_no_more();
  }
  const Json& exponent = object.member("exponent");
  if (!exponent.is_null()) row.exponent = estimate_of(exponent, object.place_of("exponent"));
  object.require_no_more();
  return row;
}

Machine machine_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  Machine machine{.cpu = object.text("cpu"),
                  .cores = object.number<int>("cores"),
                  .caches = object.text("caches"),
                  .governor = object.text("governor"),
                  .compiler = object.text("compiler"),
                  .flags = object.text("flags"),
                  .kernel = object.text("kernel"),
                  .library = object.text("library")};
  object.require_no_more();
  return machine;
}

EngineTable engine_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  EngineTable table{.machine = object.text("machine"),
                    .commit = object.text("commit"),
                    .load_approx = object.number_approx("load"),
                    .megahertz_approx = object.number_approx("megahertz"),
                    .rows = {}};
  for (const Json& row : object.array("rows")) {
    table.rows.push_back(engine_row_of(row, object.place_of("rows")));
  }
  object.require_no_more();
  return table;
}

}  // namespace attest::store
