// SPDX-License-Identifier: Apache-2.0
/// \file
/// The file of a ledger: how it is made, and what is refused before anything touches it.
#pragma once

#include <filesystem>

#include "reports/store/database.hpp"

namespace attest::store {

/// Makes an empty ledger at `path` unless there is a file; its folder is made if only that is
/// missing. The file appears complete or not at all.
/// \throws InputError `ledger-unwritable`, `disk-full`
void create_ledger(const std::filesystem::path& path);

/// Refuses what is not a ledger of this schema, without opening it as a database.
/// \throws InputError `ledger-missing`, `ledger-foreign`, `ledger-damaged`, `ledger-version`
void require_header(const std::filesystem::path& path);

/// Adds the tables of series to a ledger made before there were any; does nothing to others.
void add_series_tables(Database& database);

/// Whether a write-ahead log lies beside the file: another process writes, or one was killed.
[[nodiscard]] bool has_log(const std::filesystem::path& path);

/// Reads the whole database and refuses a damaged one. \throws InputError `ledger-damaged`
void require_intact(const Database& database, const std::filesystem::path& path);

}  // namespace attest::store
