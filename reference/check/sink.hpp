// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sink: where the runner leaves what it found; the ledger implements it.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "reference/check/row.hpp"

namespace attest::check {

/// What identifies a check across runs: equal keys give equal answers on equal ranges.
struct Key {
  std::string claim;
  std::string statement;
  Params params;
  std::uint64_t seed = 0;
  std::string version;
  std::string variant;  ///< empty, or the hash of a user's model, or a mutant's name

  friend bool operator==(const Key&, const Key&) = default;
  /// Order for containers; it carries no meaning.
  friend bool operator<(const Key& a, const Key& b) {
    return std::tie(a.claim, a.statement, a.params, a.seed, a.version, a.variant) <
           std::tie(b.claim, b.statement, b.params, b.seed, b.version, b.variant);
  }
};

/// A judged range of cases. A batch with a failing case ends with it.
struct Batch {
  Range range;
  Tally tally;  ///< of every case of the range

  friend bool operator==(const Batch&, const Batch&) = default;
};

/// Receives batches while a check runs and rows when it ends. Calls come from one thread at a time.
class Sink {
 public:
  Sink() = default;
  Sink(const Sink&) = delete;
  Sink& operator=(const Sink&) = delete;
  virtual ~Sink() = default;

  /// Keeps a batch, durably: a run killed later finds it again. A batch that lies inside a kept one
  /// may be dropped, and replaces those that lie inside it.
  virtual void keep(const Key& key, const Batch& batch) = 0;
  /// Batches kept before under `key`, disjoint, ordered by range.
  [[nodiscard]] virtual std::vector<Batch> kept(const Key& key) const = 0;
  /// Keeps a finished row in place of an earlier one of the same check.
  virtual void keep(const Row& row) = 0;
};

}  // namespace attest::check
