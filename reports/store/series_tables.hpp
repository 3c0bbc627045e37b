// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of series: counts, times, laws and machines.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reports/store/database.hpp"

namespace attest::store {

/// Reads and writes the tables of series; transactions are the caller's. What is read is compared
/// with the hash that was written with it. A ledger without these tables has no series.
/// \throws InputError `ledger-damaged` from everything that reads
class SeriesTables {
 public:
  /// \pre `database` outlives the tables
  SeriesTables(const Database& database, std::filesystem::path path)
      : database_(database), path_(std::move(path)) {}

  void put(const check::SeriesRow& row);
  void put(const check::TimingRow& row);
  void put(const check::FitRow& row);
  void put(const check::Machine& machine);

  /// The entry with the same key.
  [[nodiscard]] std::optional<check::SeriesRow> series_like(const check::SeriesRow& row) const;
  [[nodiscard]] std::optional<check::TimingRow> timing_like(const check::TimingRow& row) const;
  [[nodiscard]] std::optional<check::FitRow> fit_like(const check::FitRow& row) const;

  /// Everything, in the order of the keys.
  [[nodiscard]] check::SeriesRecord all() const;

 private:
  struct Table;
  struct Entry {
    std::vector<std::string> key;
    std::string content;
  };
  void write(const Table& table, const Entry& entry);
  [[nodiscard]] std::vector<Entry> read(const Table& table,
                                        const std::vector<std::string>& key) const;
  static const Table series_table;
  static const Table timings_table;
  static const Table fits_table;
  static const Table machines_table;

  const Database& database_;
  std::filesystem::path path_;
};

}  // namespace attest::store
