// SPDX-License-Identifier: Apache-2.0
/// \file
/// The tables of checks: checks, batches and rows.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/sink.hpp"
#include "reports/store/database.hpp"

namespace attest::store {

/// Reads and writes a ledger's tables; transactions are the caller's. What is read is compared with
/// the hash that was written with it. \throws InputError `ledger-damaged` from everything that
/// reads
class Tables {
 public:
  Tables(std::filesystem::path path, Opening opening);

  [[nodiscard]] Database& database() { return database_; }
  [[nodiscard]] const Database& database() const { return database_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  /// The keys of all batches.
  [[nodiscard]] std::vector<check::Key> keys() const;
  /// The batches of a key, by first case.
  [[nodiscard]] std::vector<check::Batch> batches(const check::Key& key) const;
  /// Adds a batch, in place of those inside it; a batch inside another changes nothing.
  /// \returns whether it was added
  bool add(const check::Key& key, const check::Batch& batch);

  /// Every row, or those of one claim, in the order of Ledger::rows().
  [[nodiscard]] std::vector<check::Row> rows(std::optional<std::string_view> claim) const;
  /// The row of the same check and shard.
  [[nodiscard]] std::optional<check::Row> row_like(const check::Row& row) const;
  /// Writes a row in place of row_like(row).
  void put(const check::Row& row);

 private:
  [[nodiscard]] std::optional<std::int64_t> id_of(const check::Key& key) const;
  [[nodiscard]] check::Row row_of(const Query& query) const;

  std::filesystem::path path_;
  Database database_;
};

}  // namespace attest::store
