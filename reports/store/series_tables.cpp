// SPDX-License-Identifier: Apache-2.0
/// \file
/// Five tables of one shape: key columns, a JSON text, its hash.
#include "reports/store/series_tables.hpp"

#include <algorithm>

#include "reference/number/error.hpp"
#include "reports/store/series_json.hpp"

namespace attest::store {

/// Which entries are meant: "claim = ? AND name = ?" with its values; empty: all.
struct SeriesTables::Condition {
  const char* where = "";
  std::vector<std::string> values = {};
};

/// Names of a table's key columns, with commas between them.
struct SeriesTables::Table {
  const char* name;
  const char* columns;
  int size;
};

const SeriesTables::Table SeriesTables::series_table{"series", "claim, name, version", 3};
const SeriesTables::Table SeriesTables::timings_table{
    "timings", "claim, series, version, size, what, machine", 6};
const SeriesTables::Table SeriesTables::fits_table{"fits", "claim, series, version, what, machine",
                                                   5};
const SeriesTables::Table SeriesTables::machines_table{"machines", "id", 1};
const SeriesTables::Table SeriesTables::engines_table{"engines", "machine", 1};

namespace {

using Key = std::vector<std::string>;

/// Of timings and of fits.
constexpr const char* where_times =
    "claim = ? AND series = ? AND version = ? AND what = ? AND machine = ?";
constexpr const char* where_series = "claim = ? AND name = ? AND version = ?";

Key values_of(const TimesKey& key) {
  return {key.claim, key.series, key.version, key.what, key.machine};
}

Key key_of(const check::SeriesRow& row) { return {row.claim, row.name, row.version}; }
Key key_of(const check::TimingRow& row) {
  return {row.claim, row.series, row.version, std::to_string(row.size), row.what, row.machine};
}
Key key_of(const check::FitRow& row) {
  return {row.claim, row.series, row.version, row.what, row.machine};
}
Key key_of(const check::Machine& machine) { return {id_of(machine)}; }
Key key_of(const check::EngineTable& table) { return {table.machine}; }

/// The rows of entries that stand where they belong. \throws InputError ledger-damaged
template <typename Row, typename Entries, typename Reader>
std::vector<Row> rows_of(const Entries& entries, const std::string& place, Reader reader) {
  std::vector<Row> rows;
  for (const auto& entry : entries) {
    rows.push_back(reader(entry.content, place));
    if (key_of(rows.back()) == entry.key) continue;
    throw InputError("ledger-damaged", place, "the key of a series that differs from its content",
                     "an intact ledger");
  }
  return rows;
}

template <typename Row>
std::optional<Row> first_of(std::vector<Row> rows) {
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

}  // namespace

std::pair<std::size_t, std::size_t> Times::worth() const {
  std::size_t least = timings.empty() ? 0 : timings.front().seconds_approx.size();
  for (const check::TimingRow& row : timings) least = std::min(least, row.seconds_approx.size());
  return {timings.size(), least};
}

std::map<TimesKey, Times> times_of(const check::SeriesRecord& record) {
  const auto key = [](const auto& row) {
    return TimesKey{row.claim, row.series, row.version, row.what, row.machine};
  };
  std::map<TimesKey, Times> all;
  for (const check::TimingRow& row : record.timings) all[key(row)].timings.push_back(row);
  for (const check::FitRow& row : record.fits) {
    if (const auto found = all.find(key(row)); found != all.end()) found->second.fit = row;
  }
  return all;
}

void require_same_counts(const check::SeriesRow& row, const check::SeriesRow& known,
                         const std::string& place) {
  const auto is_same_line = [](const check::CountedLine& a, const check::CountedLine& b) {
    return a.name == b.name && a.counts == b.counts;
  };
  if (row.sizes == known.sizes &&
      std::equal(row.lines.begin(), row.lines.end(), known.lines.begin(), known.lines.end(),
                 is_same_line)) {
    return;
  }
  throw InputError("ledger-conflict", row.claim + " " + row.name,
                   "other counts of version " + row.version + " in " + place, "the same counts");
}

void SeriesTables::write(const Table& table, const Entry& entry) {
  std::string places;
  for (int i = 0; i < table.size; ++i) places += "?, ";
  Query query = database_.query("INSERT OR REPLACE INTO " + std::string(table.name) + "(" +
                                table.columns + ", content, hash) VALUES(" + places + "?, ?)");
  for (const std::string& part : entry.key) query.bind(part);
  query.bind(entry.content).bind(content_hash(entry.content)).run();
}

void SeriesTables::remove(const Table& table, const Condition& condition) {
  Query query =
      database_.query("DELETE FROM " + std::string(table.name) + " WHERE " + condition.where);
  for (const std::string& value : condition.values) query.bind(value);
  query.run();
}

std::vector<SeriesTables::Entry> SeriesTables::read(const Table& table,
                                                    const Condition& condition) const {
  const std::string name = table.name;
  Query known =
      database_.query("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?");
  known.bind(name);
  if (!known.step() || known.integer(0) == 0) return {};
  const std::string columns = table.columns;
  const std::string where =
      condition.values.empty() ? std::string() : std::string(" WHERE ") + condition.where;
  Query query = database_.query("SELECT content, hash, " + columns + " FROM " + name + where +
                                " ORDER BY " + columns);
  for (const std::string& value : condition.values) query.bind(value);
  std::vector<Entry> entries;
  while (query.step()) {
    Entry entry{.key = {}, .content = query.text(0)};
    for (int i = 0; i < table.size; ++i) entry.key.push_back(query.text(2 + i));
    if (query.text(1) != content_hash(entry.content)) {
      throw InputError("ledger-damaged", path_.string(),
                       "an entry of " + name + " that differs from its hash", "an intact ledger");
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

void SeriesTables::put(const check::SeriesRow& row) {
  write(series_table, {.key = key_of(row), .content = to_json(row)});
}
void SeriesTables::put(const check::Machine& machine) {
  write(machines_table, {.key = key_of(machine), .content = to_json(machine)});
}
void SeriesTables::put(const check::EngineTable& table) {
  write(engines_table, {.key = key_of(table), .content = to_json(table)});
}

void SeriesTables::put(const TimesKey& key, const Times& times) {
  const Condition same{.where = where_times, .values = values_of(key)};
  remove(timings_table, same);
  remove(fits_table, same);
  for (const check::TimingRow& row : times.timings) {
    write(timings_table, {.key = key_of(row), .content = to_json(row)});
  }
  if (times.fit) write(fits_table, {.key = key_of(*times.fit), .content = to_json(*times.fit)});
}

std::optional<check::SeriesRow> SeriesTables::series_like(const check::SeriesRow& row) const {
  return first_of(
      rows_of<check::SeriesRow>(read(series_table, {.where = where_series, .values = key_of(row)}),
                                path_.string(), series_from_json));
}
Times SeriesTables::times_like(const TimesKey& key) const {
  const Condition same{.where = where_times, .values = values_of(key)};
  const std::string place = path_.string();
  return {.timings = rows_of<check::TimingRow>(read(timings_table, same), place, timing_from_json),
          .fit = first_of(rows_of<check::FitRow>(read(fits_table, same), place, fit_from_json))};
}

std::optional<check::EngineTable> SeriesTables::engine_like(const check::EngineTable& table) const {
  return first_of(rows_of<check::EngineTable>(
      read(engines_table, {.where = "machine = ?", .values = key_of(table)}), path_.string(),
      engine_from_json));
}

check::SeriesRecord SeriesTables::all() const {
  const std::string place = path_.string();
  return {.counts = rows_of<check::SeriesRow>(read(series_table, {}), place, series_from_json),
          .timings = rows_of<check::TimingRow>(read(timings_table, {}), place, timing_from_json),
          .fits = rows_of<check::FitRow>(read(fits_table, {}), place, fit_from_json),
          .machines = rows_of<check::Machine>(read(machines_table, {}), place, machine_from_json),
          .engines = rows_of<check::EngineTable>(read(engines_table, {}), place, engine_from_json)};
}

}  // namespace attest::store
