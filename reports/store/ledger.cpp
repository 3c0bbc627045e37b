// SPDX-License-Identifier: Apache-2.0
/// \file
/// Opening with care, keeping in transactions.
#include "reports/store/ledger.hpp"

#include <utility>

#include "reports/store/ledger_file.hpp"
#include "reports/store/series_tables.hpp"
#include "reports/store/tables.hpp"

namespace attest::store {
namespace {

constexpr std::chrono::milliseconds patience{10'000};

/// Opens and checks; the bytes of a file that is refused stay as they were.
std::unique_ptr<Tables> opened(const std::filesystem::path& path, Access access) {
  const bool is_written = access == Access::read_write;
  if (is_written) create_ledger(path);
  require_header(path);
  if (!has_log(path)) {
    auto untouched = std::make_unique<Tables>(path, Opening::immutable);
    require_intact(untouched->database(), path);
    if (!is_written) return untouched;
  }
  auto tables = std::make_unique<Tables>(path, Opening::read_write);
  Database& database = tables->database();
  database.wait_for_locks(patience);
  if (has_log(path)) {
    // Closing would write the log into the file: not before both are known to be intact.
    database.checkpoint_on_close(false);
    require_intact(database, path);
    database.checkpoint_on_close(is_written);
  }
  if (!is_written) {
    database.execute("PRAGMA query_only = 1");
    return tables;
  }
  // A commit survives a killed process; a crash of the machine may undo the last ones.
  database.execute("PRAGMA synchronous = NORMAL");
  Transaction probe(database);  // refuses now what could not be written later
  add_series_tables(database);
  probe.commit();
  return tables;
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& path, Access access)
    : tables_(opened(path, access)),
      series_(std::make_unique<SeriesTables>(tables_->database(), tables_->path())) {}

Ledger::~Ledger() = default;

void Ledger::keep(const check::Key& key, const check::Batch& batch) {
  Transaction transaction(tables_->database());
  tables_->add(key, batch);
  transaction.commit();
}

std::vector<check::Batch> Ledger::kept(const check::Key& key) const {
  return tables_->batches(key);
}

void Ledger::keep(const check::Row& row) {
  Transaction transaction(tables_->database());
  check::Row written = row;
  const std::optional<check::Row> earlier = tables_->row_like(row);
  const bool is_same = earlier && !row.digest.empty() && earlier->digest == row.digest;
  if (is_same && row.mutants.empty() && !earlier->mutants.empty()) {
    written.mutants = earlier->mutants;
    written.verdict = earlier->verdict;
    written.replay = earlier->replay;
  }
  tables_->put(written);
  transaction.commit();
}

std::vector<check::Row> Ledger::rows() const { return tables_->rows(std::nullopt); }

std::vector<check::Row> Ledger::rows_of_version(std::string_view claim,
                                                std::string_view version) const {
  std::vector<check::Row> rows = tables_->rows(claim);
  std::erase_if(rows, [&](const check::Row& row) { return row.version != version; });
  return rows;
}

std::int64_t Ledger::rows_of_other_versions(std::string_view claim,
                                            std::string_view version) const {
  Query query =
      tables_->database().query("SELECT count(*) FROM rows WHERE claim = ? AND version <> ?");
  query.bind(claim).bind(version);
  return query.step() ? query.integer(0) : 0;
}

void Ledger::keep(const check::SeriesRecord& record) {
  Transaction transaction(tables_->database());
  for (const check::SeriesRow& row : record.counts) {
    if (const auto known = series_->series_like(row)) require_same_counts(row, *known, "this run");
    series_->put(row);
  }
  for (const check::Machine& machine : record.machines) series_->put(machine);
  for (const check::EngineTable& table : record.engines) series_->put(table);
  for (const auto& [key, times] : times_of(record)) {
    if (times.worth() >= series_->times_like(key).worth()) series_->put(key, times);
  }
  transaction.commit();
}

check::SeriesRecord Ledger::series() const { return series_->all(); }

check::SeriesRecord Ledger::series_of_version(std::string_view claim,
                                              std::string_view version) const {
  check::SeriesRecord record = series_->all();
  const auto is_other = [&](const auto& row) {
    return row.claim != claim || row.version != version;
  };
  std::erase_if(record.counts, is_other);
  std::erase_if(record.timings, is_other);
  std::erase_if(record.fits, is_other);
  record.engines.clear();
  return record;
}

void Ledger::wait_for_locks(std::chrono::milliseconds time) {
  tables_->database().wait_for_locks(time);
}

}  // namespace attest::store
