// SPDX-License-Identifier: Apache-2.0
/// \file
/// Calls of SQLite and the meaning of its error codes.
#include "reports/store/database.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"

namespace attest::store {
namespace {

/// The path as a URI, so that `immutable=1` can be said.
std::string uri_of(const std::filesystem::path& path) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(path).string()) {
    if (std::strchr("%?#", c) == nullptr) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += {'%', hex[byte >> 4], hex[byte & 15]};
  }
  return uri;
}

int flags_of(Opening opening) {
  switch (opening) {
    case Opening::create:
      return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Opening::read_write:
      return SQLITE_OPEN_READWRITE;
    case Opening::read_only:
    case Opening::immutable:
      return SQLITE_OPEN_READONLY;
  }
  ATTEST_REQUIRE(false, "an opening outside the enumeration");
}

struct Failure {
  std::string id;
  std::string expected;
};

Failure failure_of(int extended_code, int system_error) {
  Failure full{"disk-full", "space for the ledger to grow"};
  // A quota or a limit on file sizes is a failed write to SQLite.
  if (extended_code == SQLITE_IOERR_WRITE || extended_code == SQLITE_IOERR_SHMSIZE) return full;
  switch (extended_code & 0xff) {
    case SQLITE_FULL:
      return full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {"ledger-locked", "a ledger that no other process is writing to"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      if (system_error == ENOSPC || system_error == EDQUOT) return full;
      return {"ledger-unwritable", "a path that may be written"};
    case SQLITE_IOERR:
      return {"ledger-damaged", "a ledger on a working disk"};
    case SQLITE_NOTADB:
      return {"ledger-foreign", "a ledger of attest"};
    default:
      return {"ledger-damaged", "an intact ledger"};
  }
}

}  // namespace

Database::Database(const std::filesystem::path& path, Opening opening) : path_(path) {
  std::string uri = uri_of(path);
  if (opening == Opening::immutable) uri += "?immutable=1";
  const int flags = flags_of(opening) | SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX;
  if (sqlite3_open_v2(uri.c_str(), &handle_, flags, nullptr) == SQLITE_OK) {
    sqlite3_extended_result_codes(handle_, 1);
    return;
  }
  try {
    fail();
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() { sqlite3_close(handle_); }

void Database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

Query Database::query(std::string_view sql) const { return Query(*this, sql); }

void Database::wait_for_locks(std::chrono::milliseconds time) {
  sqlite3_busy_timeout(handle_, static_cast<int>(time.count()));
}

void Database::checkpoint_on_close(bool is_wanted) {
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_wanted ? 0 : 1, nullptr);
}

void Database::fail() const {
  const Failure failure =
      failure_of(sqlite3_extended_errcode(handle_), sqlite3_system_errno(handle_));
  throw InputError(failure.id, path_.string(), sqlite3_errmsg(handle_), failure.expected);
}

Query::Query(const Database& database, std::string_view sql) : database_(database) {
  const int size = static_cast<int>(sql.size());
  if (sqlite3_prepare_v2(database.handle_, sql.data(), size, &statement_, nullptr) != SQLITE_OK) {
    database.fail();
  }
}

Query::~Query() { sqlite3_finalize(statement_); }

Query& Query::bind(std::int64_t value) {
  if (sqlite3_bind_int64(statement_, ++bound_, value) != SQLITE_OK) database_.fail();
  return *this;
}

Query& Query::bind(std::string_view value) {
  const auto size = static_cast<sqlite3_uint64>(value.size());
  const int code =
      sqlite3_bind_text64(statement_, ++bound_, value.data(), size, SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) database_.fail();
  return *this;
}

bool Query::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.fail();
  return false;
}

void Query::run() {
  const bool has_row = step();
  ATTEST_REQUIRE(!has_row, "a statement without a result");
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Query::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  std::string result;
  if (bytes == nullptr) return result;
  result.assign(bytes, bytes + size);
  return result;
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const InputError&) {
    // SQLite has rolled back by itself, as it does when the disk is full.
    is_open_ = false;
  }
}

void Transaction::commit() {
  database_.execute("COMMIT");
  is_open_ = false;
}

std::string content_hash(std::string_view content) {
  Hasher128 hasher;
  hasher.add(content);
  return hasher.finish().to_hex();
}

}  // namespace attest::store
