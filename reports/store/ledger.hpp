// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ledger: what was checked, in a file that survives a killed run.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reference/check/sink.hpp"

namespace attest::store {

class SeriesTables;
class Tables;

/// What a ledger may be used for.
enum class Access {
  read_write,  ///< made if it is not there
  read_only,   ///< must be there; nothing beside it is touched where no process writes to it
};

/// What joining ledgers came to.
struct Joined {
  std::int64_t batches = 0;       ///< taken from the others
  std::int64_t rows = 0;          ///< taken from the others
  std::int64_t series = 0;        ///< counted series, taken from the others
  std::int64_t timings = 0;       ///< taken from the others
  std::vector<check::Row> whole;  ///< rows of whole spaces, joined from shards
};

/// A ledger in an SQLite file. A file that is not an intact ledger of this version is refused and
/// left as it was. Each batch and each row is a transaction, so that a run may be killed at any
/// time; several processes may use one ledger. Thread-safe for one caller at a time.
///
/// Every member function throws InputError `ledger-locked`, `ledger-damaged` or, of those that
/// write, `ledger-unwritable` or `disk-full`; what was kept before stays.
class Ledger final : public check::Sink {
 public:
  /// \throws InputError `ledger-missing`, `ledger-foreign`, `ledger-version`, `ledger-unreadable`
  Ledger(const std::filesystem::path& path, Access access);
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;
  ~Ledger() override;

  void keep(const check::Key& key, const check::Batch& batch) override;
  [[nodiscard]] std::vector<check::Batch> kept(const check::Key& key) const override;
  /// Replaces the row of the same claim, statement, parameters, rung, seed, shard and version. A
  /// row without mutants keeps those of a row with the same digest, and what they did to its
  /// verdict.
  void keep(const check::Row& row) override;

  /// Every row, by claim, statement, parameters, rung, seed and shard.
  [[nodiscard]] std::vector<check::Row> rows() const;
  /// The rows of one version of one claim, in the same order.
  [[nodiscard]] std::vector<check::Row> rows_of_version(std::string_view claim,
                                                        std::string_view version) const;
  /// How many rows of a claim are of another version than the given one.
  [[nodiscard]] std::int64_t rows_of_other_versions(std::string_view claim,
                                                    std::string_view version) const;

  /// Keeps all of a record or nothing. The times of one thing on one machine and their law replace
  /// those of the same claim, series and version as a whole, unless these are of more sizes or of
  /// as many with more repetitions. A law without times is not kept. The table of the engines
  /// replaces the one of the same machine.
  /// \throws InputError `ledger-conflict` where other counts of the same version are there
  void keep(const check::SeriesRecord& record);
  /// Every series, by claim, series, version and size, with the machines that the times are of.
  [[nodiscard]] check::SeriesRecord series() const;
  /// The series of one version of one claim; every machine, no table of the engines.
  [[nodiscard]] check::SeriesRecord series_of_version(std::string_view claim,
                                                      std::string_view version) const;

  /// Takes over the batches, rows and series of other ledgers, and joins shards that now make up a
  /// space: all of it, or nothing where something is wrong.
  /// \throws InputError `ledger-conflict` where two ledgers contradict each other
  Joined merge_from(const std::vector<std::filesystem::path>& others);

  /// How long a write waits for another process before it gives up; 10 s at first.
  void wait_for_locks(std::chrono::milliseconds time);

 private:
  std::unique_ptr<Tables> tables_;
  std::unique_ptr<SeriesTables> series_;  // of the same database
};

}  // namespace attest::store
