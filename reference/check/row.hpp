// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows: what one check of one statement at one parameter point established.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/statement.hpp"

namespace attest::check {

/// How one mutant ended.
enum class Fate {
  refuted,     ///< it fails, with a witness
  equivalent,  ///< no decided answer changed on an exhaustive space
  alive,       ///< neither: sampled space, or the budget ran out
};

/// One mutant's record.
struct MutantRow {
  std::string name;
  Origin origin = Origin::generic;
  Fate fate = Fate::alive;
  std::string witness;  ///< "case INDEX: TEXT" of the least failing case; empty unless refuted
  std::string why;      ///< what was broken; unless refuted also the reason of its fate

  friend bool operator==(const MutantRow&, const MutantRow&) = default;
};

/// One row of the ledger.
struct Row {
  std::string claim;
  std::string statement;
  Standing standing = Standing::as_stated;
  bool is_recalled = false;
  Rung rung = Rung::fast;
  Params params;
  Coverage coverage = Coverage::exhaustive;
  Arithmetic arithmetic = Arithmetic::integer;
  int bits = 0;  ///< precision at which balls decided [bits]; 0 where exact
  std::string evaluator;
  std::string proof;         ///< JSON: what certifies the evaluator; empty where nothing has to
  std::string space;         ///< the case space in words
  std::int64_t cases = 0;    ///< judged, taken from the ledger included
  std::int64_t resumed = 0;  ///< of these, taken from the ledger
  std::string full_size;     ///< size of the full space, decimal
  std::string why_sampled;
  std::uint64_t seed = 0;
  std::int64_t size = 0;  ///< number of case indices of the space
  Range shard;            ///< the case indices of this row; [0, size) unless sharded
  /// Over the decided answers of every case of `shard`, 32 hex digits; empty where the run stopped
  /// early: at a failing case, at the end of the budget, or interrupted.
  std::string digest;
  Verdict verdict;
  std::string replay;  ///< command that shows the witness, or reruns the row
  std::vector<Promise> promised;
  std::map<std::string, std::string> used;  ///< resources of the description
  std::vector<MutantRow> mutants;
  double cpu_seconds_approx = 0;
  std::string version;  ///< hash of the claim's folder, reference/ and the compiler
  std::string commit;

  /// Whether the row is about every case of its space rather than a shard of them.
  [[nodiscard]] bool is_whole() const { return shard == Range{.begin = 0, .end = size}; }
};

/// "fails", "equivalent", "alive".
[[nodiscard]] std::string_view name_of(Fate fate);

}  // namespace attest::check
