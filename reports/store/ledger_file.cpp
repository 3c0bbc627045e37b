// SPDX-License-Identifier: Apache-2.0
/// \file
/// The header of SQLite's file format, 2.1 of sqlite.org/fileformat2.html, and our schema.
#include "reports/store/ledger_file.hpp"

#include <unistd.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "reference/number/error.hpp"

namespace attest::store {
namespace {

constexpr std::string_view magic{"SQLite format 3\0", 16};
constexpr std::size_t header_size = 100;           // [bytes]
constexpr std::size_t version_at = 60;             // [bytes] of the user version, big-endian
constexpr std::size_t application_at = 68;         // [bytes] of the application id, big-endian
constexpr std::uint32_t application = 0x61747374;  // "atst"
constexpr std::uint32_t schema_version = 1;
constexpr std::size_t page_size_at = 16;   // [bytes] two of them, big-endian; 1 means 2^16
constexpr std::size_t page_count_at = 28;  // [bytes] of the number of pages, big-endian

// Seeds and hashes are texts: 64 and 128 bits do not fit SQLite's integers.
constexpr std::string_view schema = R"sql(
CREATE TABLE checks(
  id INTEGER PRIMARY KEY,
  claim TEXT NOT NULL, statement TEXT NOT NULL, params TEXT NOT NULL, seed TEXT NOT NULL,
  version TEXT NOT NULL, variant TEXT NOT NULL,
  UNIQUE(claim, statement, params, seed, version, variant)) STRICT;
CREATE TABLE batches(
  check_id INTEGER NOT NULL REFERENCES checks(id),
  first INTEGER NOT NULL, past INTEGER NOT NULL,
  tally TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(check_id, first)) STRICT, WITHOUT ROWID;
CREATE TABLE rows(
  claim TEXT NOT NULL, statement TEXT NOT NULL, params TEXT NOT NULL, rung TEXT NOT NULL,
  seed TEXT NOT NULL, version TEXT NOT NULL, first INTEGER NOT NULL, past INTEGER NOT NULL,
  content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(claim, statement, params, rung, seed, version, first, past)) STRICT, WITHOUT ROWID;
)sql";

// Ledgers made before there were series lack these. Sizes are compared as numbers.
constexpr std::string_view series_schema = R"sql(
CREATE TABLE IF NOT EXISTS series(
  claim TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
  content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(claim, name, version)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS timings(
  claim TEXT NOT NULL, series TEXT NOT NULL, version TEXT NOT NULL, size INTEGER NOT NULL,
  what TEXT NOT NULL, machine TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(claim, series, version, size, what, machine)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fits(
  claim TEXT NOT NULL, series TEXT NOT NULL, version TEXT NOT NULL,
  what TEXT NOT NULL, machine TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(claim, series, version, what, machine)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS machines(
  id TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(id)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS engines(
  machine TEXT NOT NULL, content TEXT NOT NULL, hash TEXT NOT NULL,
  PRIMARY KEY(machine)) STRICT, WITHOUT ROWID;
)sql";

std::uint32_t big_endian_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

std::string beginning_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw InputError("ledger-unreadable", path.string(), "a file that cannot be read",
                     "a ledger of attest");
  }
  std::array<char, header_size> bytes{};
  file.read(bytes.data(), header_size);
  return {bytes.data(), static_cast<std::size_t>(file.gcount())};
}

[[noreturn]] void unwritable(const std::filesystem::path& path, const std::error_code& error) {
  const bool is_full = error == std::errc::no_space_on_device;
  throw InputError(is_full ? "disk-full" : "ledger-unwritable", path.string(), error.message(),
                   is_full ? "free space" : "a path that may be written");
}

/// A name beside `path` that no other process uses.
std::filesystem::path draft_of(const std::filesystem::path& path) {
  std::filesystem::path draft = path;
  draft.replace_filename("." + path.filename().string() + "." + std::to_string(getpid()));
  return draft;
}

void write_draft(const std::filesystem::path& draft) {
  Database database(draft, Opening::create);
  database.execute("PRAGMA application_id = " + std::to_string(application));
  database.execute("PRAGMA user_version = " + std::to_string(schema_version));
  database.execute("BEGIN");
  database.execute(std::string(schema));
  add_series_tables(database);
  database.execute("COMMIT");
  database.execute("PRAGMA journal_mode = WAL");
}

}  // namespace

void create_ledger(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) return;
  if (path.filename().empty()) unwritable(path, std::make_error_code(std::errc::is_a_directory));
  const std::filesystem::path folder = path.parent_path();
  if (!folder.empty()) {
    std::filesystem::create_directory(folder, error);
    if (error) unwritable(path, error);
  }
  const std::filesystem::path draft = draft_of(path);
  std::filesystem::remove(draft, error);
  try {
    write_draft(draft);
  } catch (...) {
    std::filesystem::remove(draft, error);
    throw;
  }
  // A link fails where another process was faster; file systems without links get a renamed file.
  std::filesystem::create_hard_link(draft, path, error);
  if (error && error != std::errc::file_exists) {
    std::filesystem::rename(draft, path, error);
    if (error) unwritable(path, error);
    return;
  }
  std::filesystem::remove(draft, error);
}

void require_header(const std::filesystem::path& path) {
  constexpr std::string_view expected = "a ledger of attest";
  const auto refuse = [&](const std::string& id, const std::string& found) {
    throw InputError(id, path.string(), found, std::string(expected));
  };
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) refuse("ledger-missing", "no such file");
  if (!std::filesystem::is_regular_file(status)) refuse("ledger-foreign", "no regular file");
  const std::string bytes = beginning_of(path);
  if (bytes.empty()) refuse("ledger-damaged", "an empty file");
  if (bytes.compare(0, magic.size(), magic.substr(0, bytes.size())) != 0) {
    refuse("ledger-foreign", "a file of another kind");
  }
  if (bytes.size() < header_size) {
    refuse("ledger-damaged", "a file of " + std::to_string(bytes.size()) + " bytes");
  }
  if (big_endian_at(bytes, application_at) != application) {
    refuse("ledger-foreign", "a database of another program");
  }
  const std::uint32_t version = big_endian_at(bytes, version_at);
  if (version != schema_version) {
    throw InputError("ledger-version", path.string(),
                     "a ledger of version " + std::to_string(version),
                     "version " + std::to_string(schema_version));
  }
  if (has_log(path)) return;  // which may hold further pages
  const std::uint32_t page_field = big_endian_at(bytes, page_size_at) >> 16;
  const std::uintmax_t size =
      std::uintmax_t{page_field == 1 ? 65'536 : page_field} * big_endian_at(bytes, page_count_at);
  const std::uintmax_t found = std::filesystem::file_size(path, error);
  if (error || found != size) {
    throw InputError("ledger-damaged", path.string(), std::to_string(found) + " bytes",
                     std::to_string(size) + " bytes, as the header says");
  }
}

void add_series_tables(Database& database) { database.execute(std::string(series_schema)); }

bool has_log(const std::filesystem::path& path) {
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path.string() + "-wal", error);
  return !error && size > 0;
}

void require_intact(const Database& database, const std::filesystem::path& path) {
  Query check = database.query("PRAGMA integrity_check(1)");
  const std::string result = check.step() ? check.text(0) : "nothing";
  if (result != "ok") {
    throw InputError("ledger-damaged", path.string(), result, "an intact ledger");
  }
  Query orphans = database.query("PRAGMA foreign_key_check");
  if (orphans.step()) {
    throw InputError("ledger-damaged", path.string(), "a batch of no check", "an intact ledger");
  }
  Query tables = database.query(
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN "
      "('checks', 'batches', 'rows')");
  if (!tables.step() || tables.integer(0) != 3) {
    throw InputError("ledger-damaged", path.string(), "a ledger without its tables",
                     "an intact ledger");
  }
}

}  // namespace attest::store
