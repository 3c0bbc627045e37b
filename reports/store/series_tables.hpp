// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of series: counts, times, laws, machines; and of the engines' speed.
#pragma once

#include <compare>
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reports/store/database.hpp"

namespace attest::store {

/// What the times of one thing at all sizes share with their law.
struct TimesKey {
  std::string claim;
  std::string series;
  std::string version;
  std::string what;
  std::string machine;

  friend bool operator<(const TimesKey& a, const TimesKey& b) {
    return std::tie(a.claim, a.series, a.version, a.what, a.machine) <
           std::tie(b.claim, b.series, b.version, b.what, b.machine);
  }
};

/// Times that were taken together, and the law fitted to them: kept, replaced and merged as one.
struct Times {
  std::vector<check::TimingRow> timings;  ///< one a size
  std::optional<check::FitRow> fit;

  /// Less than that of other times that should replace these: the number of sizes, then the least
  /// number of repetitions.
  [[nodiscard]] std::pair<std::size_t, std::size_t> worth() const;
};

/// The times of a record by what they are of. A law without times is left out.
[[nodiscard]] std::map<TimesKey, Times> times_of(const check::SeriesRecord& record);

/// Refuses other counts of the same claim, series and version.
/// \param place where `row` comes from
/// \throws InputError ledger-conflict
void require_same_counts(const check::SeriesRow& row, const check::SeriesRow& known,
                         const std::string& place);

/// Reads and writes the tables of series; transactions are the caller's. What is read is compared
/// with the hash that was written with it. A ledger without these tables has no series.
/// \throws InputError `ledger-damaged` from everything that reads
class SeriesTables {
 public:
  /// \pre `database` outlives the tables
  SeriesTables(const Database& database, std::filesystem::path path)
      : database_(database), path_(std::move(path)) {}

  void put(const check::SeriesRow& row);
  void put(const check::Machine& machine);
  /// In the place of the table of the same machine.
  void put(const check::EngineTable& table);
  /// Puts times and their law in the place of those under the same key.
  void put(const TimesKey& key, const Times& times);

  /// The entry with the same key.
  [[nodiscard]] std::optional<check::SeriesRow> series_like(const check::SeriesRow& row) const;
  [[nodiscard]] Times times_like(const TimesKey& key) const;
  [[nodiscard]] std::optional<check::EngineTable> engine_like(
      const check::EngineTable& table) const;

  /// Everything, in the order of the keys.
  [[nodiscard]] check::SeriesRecord all() const;

 private:
  struct Table;
  struct Entry {
    std::vector<std::string> key;
    std::string content;
  };
  struct Condition;
  void write(const Table& table, const Entry& entry);
  void remove(const Table& table, const Condition& condition);
  [[nodiscard]] std::vector<Entry> read(const Table& table, const Condition& condition) const;
  static const Table series_table;
  static const Table timings_table;
  static const Table fits_table;
  static const Table machines_table;
  static const Table engines_table;

  const Database& database_;
  std::filesystem::path path_;
};

}  // namespace attest::store
