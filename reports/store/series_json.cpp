// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writes series, times, laws, machines and engine tables.
#include "reports/store/series_json.hpp"

#include <optional>
#include <utility>

#include "reports/store/json_bridge.hpp"

namespace attest::store {
namespace {

using check::CountedLine;
using check::EngineRow;
using check::EngineTable;
using check::EstimateApprox;
using check::FitRow;
using check::Growth;
using check::Machine;
using check::SeriesRow;
using check::TimingRow;
using store::json_of;

Json json_of(const Growth& growth) {
  Json coefficients = Json::array();
  for (const Rational& c : growth.coefficients) coefficients.push_back(c.to_string());
  Json ratios = Json::array();
  for (const auto& [size, ratio] : growth.ratios) {
    ratios.push_back(Json::array({json_of(size), ratio.to_string()}));
  }
  return {{"kind", name_of(growth.kind)},
          {"coefficients", std::move(coefficients)},
          {"doubling_ratios", std::move(ratios)}};
}

Json json_of(const CountedLine& line) {
  Json counts = Json::array();
  for (const std::optional<Rational>& count : line.counts) {
    counts.push_back(count ? Json(count->to_string()) : Json(nullptr));
  }
  return {{"name", line.name}, {"kind", name_of(line.kind)}, {"formula", line.formula},
          {"note", line.note}, {"counts", counts},           {"growth", json_of(line.growth)}};
}

Json json_of(const SeriesRow& row) {
  Json sizes = Json::array();
  for (const std::int64_t size : row.sizes) sizes.push_back(json_of(size));
  Json lines = Json::array();
  for (const CountedLine& line : row.lines) lines.push_back(json_of(line));
  return {{"claim", row.claim},
          {"name", row.name},
          {"version", row.version},
          {"title", row.title},
          {"size", row.size},
          {"size_meaning", row.size_meaning},
          {"quantity", row.quantity},
          {"why_short", row.why_short},
          {"log_size", row.is_log_size},
          {"log_quantity", row.is_log_quantity},
          {"sizes", std::move(sizes)},
          {"lines", std::move(lines)}};
}

Json json_of(const TimingRow& row) {
  return {{"claim", row.claim},
          {"series", row.series},
          {"version", row.version},
          {"size", json_of(row.size)},
          {"what", row.what},
          {"machine", row.machine},
          {"cases", json_of(row.cases)},
          {"iterations", json_of(row.iterations)},
          {"repetitions", row.seconds_approx.size()},
          {"median_seconds", row.median_approx()},
          {"least_seconds", row.least_approx()},
          {"seconds", row.seconds_approx},
          {"load", row.load_approx},
          {"megahertz", row.megahertz_approx},
          {"commit", row.commit}};
}

Json json_of(const EstimateApprox& estimate) {
  const auto& interval = estimate.interval_approx;
  return {{"value", estimate.value_approx},
          {"low", interval ? Json(interval->low_approx) : Json(nullptr)},
          {"high", interval ? Json(interval->high_approx) : Json(nullptr)}};
}

Json json_of(const FitRow& row) {
  Json terms = Json::array();
  for (const auto& [function, coefficient] : row.terms) {
    terms.push_back({{"function", function}, {"seconds", json_of(coefficient)}});
  }
  return {{"claim", row.claim},
          {"series", row.series},
          {"version", row.version},
          {"what", row.what},
          {"machine", row.machine},
          {"terms", std::move(terms)},
          {"leading_share", row.leading_share_approx},
          {"relative_error", row.relative_error_approx},
          {"local_exponents", row.local_exponents_approx},
          {"exponent", row.exponent ? json_of(*row.exponent) : Json(nullptr)},
          {"why_no_exponent", row.why_no_exponent}};
}

Json json_of(const Machine& machine) {
  return {{"cpu", machine.cpu},           {"cores", machine.cores},
          {"caches", machine.caches},     {"governor", machine.governor},
          {"compiler", machine.compiler}, {"flags", machine.flags},
          {"kernel", machine.kernel},     {"library", machine.library}};
}

Json json_of(const std::optional<double>& value_approx) {
  return value_approx ? Json(*value_approx) : Json(nullptr);
}

/// What everybody is shown of a row.
Json public_json_of(const EngineRow& row) {
  return {{"name", row.name},
          {"ours", row.ours_approx},
          {"peer", json_of(row.peer_approx)},
          {"peer_name", row.peer_name},
          {"unit", row.unit},
          {"equal", row.is_equal},
          {"ratio", json_of(row.ratio_approx)},
          {"target", row.target_approx},
          {"limit_fraction", json_of(row.limit_fraction_approx)}};
}

Json json_of(const EngineRow& row) {
  Json json = public_json_of(row);
  json["met"] = row.is_met;
  json["note"] = row.note;
  return json;
}

template <typename Row>
Json list_of(const std::vector<Row>& rows) {
  Json list = Json::array();
  for (const Row& row : rows) list.push_back(json_of(row));
  return list;
}

}  // namespace

std::string to_json(const SeriesRow& row) { return text_of(json_of(row), -1); }
std::string to_json(const TimingRow& row) { return text_of(json_of(row), -1); }
std::string to_json(const FitRow& row) { return text_of(json_of(row), -1); }
std::string to_json(const Machine& machine) { return text_of(json_of(machine), -1); }
std::string to_json(const EngineTable& table) {
  return text_of({{"machine", table.machine},
                  {"commit", table.commit},
                  {"load", table.load_approx},
                  {"megahertz", table.megahertz_approx},
                  {"rows", list_of(table.rows)}},
                 -1);
}

std::string bench_json(const check::SeriesRecord& record) {
  Json machines = Json::array();
  for (const Machine& machine : record.machines) {
    Json entry{{"id", id_of(machine)}};
    entry.update(json_of(machine));
    machines.push_back(std::move(entry));
  }
  return text_of({{"schema", "attest.bench/1"},
                  {"machines", std::move(machines)},
                  {"series", list_of(record.counts)},
                  {"timings", list_of(record.timings)},
                  {"fits", list_of(record.fits)}},
                 2) +
         "\n";
}

std::string engine_json(const EngineTable& table) {
  Json rows = Json::array();
  for (const EngineRow& row : table.rows) rows.push_back(public_json_of(row));
  return text_of({{"schema", "attest.engine/1"}, {"rows", std::move(rows)}}, 2) + "\n";
}

}  // namespace attest::store
