// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest merge`: joins ledgers, and the shards in them.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/jobs.hpp"
#include "cli/rows.hpp"
#include "reports/store/ledger.hpp"

namespace attest::cli {
namespace {

namespace fs = std::filesystem;

/// Joins into `out`; a ledger that was made for it goes again if that fails.
store::Joined joined(const fs::path& out, const std::vector<fs::path>& others) {
  for (const fs::path& other : others) {
    const store::Ledger readable(other, store::Access::read_only);
  }
  std::error_code error;
  const bool was_there = fs::exists(fs::symlink_status(out, error));
  try {
    store::Ledger ledger(out, store::Access::read_write);
    return ledger.merge_from(others);
  } catch (...) {
    if (!was_there) {
      for (const char* part : {"", "-wal", "-shm"}) fs::remove(out.string() + part, error);
    }
    throw;
  }
}

Exit run_merge(const Values& values, Context& context) {
  const std::vector<std::string> names = values.texts("IN");
  const store::Joined result =
      joined(values.word("OUT"), std::vector<fs::path>(names.begin(), names.end()));
  if (values.has("--json")) {
    context.out << merge_json(result);
  } else {
    context.out << fmt::format(
        "taken: {} batches, {} rows, {} series, {} timings; joined: {} rows of whole spaces\n",
        result.batches, result.rows, result.series, result.timings, result.whole.size());
    if (!result.whole.empty()) context.out << "\n" << rows_text(result.whole);
  }
  const bool is_good = std::all_of(result.whole.begin(), result.whole.end(), is_as_expected);
  return is_good ? Exit::as_expected : Exit::unexpected;
}

}  // namespace

Command merge_command() {
  return {
      .syntax = {.command = "merge",
                 .about = "Joins ledgers; shards that make up a space become one row.",
                 .example = "  attest merge all.db shard1.db shard2.db shard3.db",
                 .arguments = {{"OUT", "OUT.db", "the ledger to join into; made if missing",
                                Takes::required_word},
                               {"IN", "IN.db", "the ledgers to take from", Takes::required_words},
                               {"--json", "", "print attest.merge/1", Takes::nothing}}},
      .run = run_merge};
}

}  // namespace attest::cli
