// SPDX-License-Identifier: Apache-2.0
/// \file
/// A thin layer over SQLite: handles that close themselves, and its errors as errors of ours.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace attest::store {

/// How a file is opened.
enum class Opening {
  create,      ///< a new file
  read_write,  ///< an existing file
  read_only,   ///< an existing file, with what other processes write to it meanwhile
  immutable,   ///< an existing file that nobody writes to; touches nothing beside it
};

class Query;

/// An open database. Errors of SQLite become InputError with the database's path as place:
/// `disk-full`, `ledger-unwritable`, `ledger-locked`, `ledger-foreign`, and `ledger-damaged` for
/// everything else.
class Database {
 public:
  Database(const std::filesystem::path& path, Opening opening);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Runs statements that return nothing.
  void execute(const std::string& sql);
  /// A statement to bind and step.
  [[nodiscard]] Query query(std::string_view sql) const;
  /// How long a write waits for another process.
  void wait_for_locks(std::chrono::milliseconds time);
  /// Whether closing moves the write-ahead log into the file, which changes its bytes.
  void checkpoint_on_close(bool is_wanted);

 private:
  friend class Query;
  [[noreturn]] void fail() const;

  std::filesystem::path path_;
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Parameters and columns count from 0.
class Query {
 public:
  Query(const Database& database, std::string_view sql);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  /// Binds the next parameter.
  Query& bind(std::int64_t value);
  Query& bind(std::string_view value);
  /// Moves to the next row. \returns whether there is one
  bool step();
  /// Steps a statement that returns no row.
  void run();
  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  const Database& database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// A transaction: undone unless committed.
class Transaction {
 public:
  /// Takes the write lock.
  explicit Transaction(Database& database);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  void commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

/// The hash that is written beside a text, as hexadecimal digits: SQLite has no checksums of its
/// own, and a flipped bit would go unseen.
[[nodiscard]] std::string content_hash(std::string_view content);

}  // namespace attest::store
