// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shards joined into the row of the whole space.
#include <algorithm>
#include <map>
#include <utility>

#include "reference/check/conclusion.hpp"
#include "reference/check/runner.hpp"
#include "reference/number/error.hpp"

namespace attest::check {
namespace {

std::string place_of(const Row& row) {
  return row.claim + " " + row.statement + (row.params.empty() ? "" : " ") + text_of(row.params);
}

std::string text_of(Range range) {
  return "[" + std::to_string(range.begin) + ", " + std::to_string(range.end) + ")";
}

void require_same(const Row& row, const std::string& what, const std::string& found,
                  const std::string& expected) {
  if (found == expected) return;
  throw InputError("ledger-conflict", place_of(row), what + " " + found, what + " " + expected);
}

/// Whether two shards are of one check. \throws InputError if not
void require_same_check(const Row& row, const Row& first) {
  require_same(row, "claim", row.claim, first.claim);
  require_same(row, "statement", row.statement, first.statement);
  require_same(row, "parameters", check::text_of(row.params), check::text_of(first.params));
  require_same(row, "rung", std::string(name_of(row.rung)), std::string(name_of(first.rung)));
  require_same(row, "seed", std::to_string(row.seed), std::to_string(first.seed));
  require_same(row, "version", row.version, first.version);
  require_same(row, "coverage", std::string(name_of(row.coverage)),
               std::string(name_of(first.coverage)));
  require_same(row, "arithmetic", std::string(name_of(row.arithmetic)),
               std::string(name_of(first.arithmetic)));
  require_same(row, "space", row.space, first.space);
  require_same(row, "cases in the space", std::to_string(row.size), std::to_string(first.size));
  require_same(row, "full size", row.full_size, first.full_size);
}

std::string result_of(const Row& row) {
  std::string result = std::string(name_of(row.verdict.truth)) + " on " +
                       std::to_string(row.cases) + " cases, digest " + row.digest;
  if (row.verdict.witness) {
    result += ", witness " + std::to_string(row.verdict.witness->index) + ": " +
              row.verdict.witness->text;
  }
  return result;
}

/// One row for each shard, by first case. \throws InputError where equal shards differ
std::vector<Row> distinct_shards(std::vector<Row> rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::pair(a.shard.begin, a.shard.end) < std::pair(b.shard.begin, b.shard.end);
  });
  std::vector<Row> distinct;
  for (const Row& row : rows) {
    require_same_check(row, rows.front());
    if (distinct.empty() || !(distinct.back().shard == row.shard)) {
      distinct.push_back(row);
      continue;
    }
    require_same(row, "shard " + text_of(row.shard), result_of(row), result_of(distinct.back()));
    if (distinct.back().mutants.empty()) distinct.back().mutants = row.mutants;
  }
  return distinct;
}

std::string result_of(const Batch& batch) {
  const Tally& tally = batch.tally;
  std::string result = std::to_string(tally.judged) + " cases, digest " + tally.digest.text();
  if (tally.least_failure)
    result += ", case " + std::to_string(tally.least_failure->index) + " fails";
  return result;
}

/// Batches by first case. \throws InputError where equal ranges differ, or where a case fails in
/// one batch and not in another
std::vector<Batch> consistent(std::vector<Batch> batches, const std::string& place) {
  std::erase_if(batches, [](const Batch& batch) { return batch.range.begin == batch.range.end; });
  std::stable_sort(batches.begin(), batches.end(), [](const Batch& a, const Batch& b) {
    return std::pair(a.range.begin, a.range.end) < std::pair(b.range.begin, b.range.end);
  });
  const auto require_equal = [&](const Batch& a, const Batch& b) {
    if (a == b) return;
    throw InputError("ledger-conflict", place + " cases " + text_of(a.range), result_of(b),
                     result_of(a));
  };
  for (std::size_t i = 1; i < batches.size(); ++i) {
    if (batches[i - 1].range == batches[i].range) require_equal(batches[i - 1], batches[i]);
  }
  for (const Batch& failing : batches) {
    if (!failing.tally.least_failure) continue;
    const std::int64_t index = failing.tally.least_failure->index;
    for (const Batch& other : batches) {
      const bool has_case = other.range.begin <= index && index < other.range.end;
      if (has_case && other.tally.least_failure != failing.tally.least_failure) {
        require_equal(failing, other);
      }
    }
  }
  return batches;
}

/// Batches that lie end to end from case 0 to the end of the space or to a failing case; empty
/// where there are none. \pre sorted and consistent
std::vector<Batch> tiling(const std::vector<Batch>& batches, std::int64_t size) {
  std::map<std::int64_t, std::size_t> reached_by;  // end of a tiled prefix -> its last batch
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < batches.size() && !last; ++i) {
    const Batch& batch = batches[i];
    if (batch.range.begin != 0 && !reached_by.contains(batch.range.begin)) continue;
    reached_by.emplace(batch.range.end, i);
    if (batch.range.end == size || batch.tally.least_failure) last = i;
  }
  std::vector<Batch> tiles;
  while (last) {
    tiles.push_back(batches[*last]);
    if (tiles.back().range.begin == 0) break;
    last = reached_by.at(tiles.back().range.begin);
  }
  std::reverse(tiles.begin(), tiles.end());
  return tiles;
}

/// What certifies the parts of a row: one proof where all have the same, else a list of them.
std::string joined_proof(const std::vector<Row>& shards) {
  std::string list;
  bool is_one = true;
  for (const Row& shard : shards) {
    is_one = is_one && shard.proof == shards.front().proof;
    list += (list.empty() ? "" : ",") + (shard.proof.empty() ? "null" : shard.proof);
  }
  if (is_one) return shards.front().proof;
  return "{\"kind\":\"proofs of shards\",\"proofs\":[" + list + "]}";
}

}  // namespace

std::optional<Row> merged(const std::vector<Row>& shards, const std::vector<Batch>& batches) {
  if (shards.empty()) return std::nullopt;
  const std::vector<Row> distinct = distinct_shards(shards);
  Row whole = distinct.front();
  const std::vector<Batch> tiles = tiling(consistent(batches, place_of(whole)), whole.size);
  if (tiles.empty() && whole.size > 0) return std::nullopt;

  Tally total;
  for (const Batch& tile : tiles) {
    total.add(tile.tally);
    total.digest.close({.begin = 0, .end = tile.range.end});
  }
  whole.shard = {.begin = 0, .end = whole.size};
  whole.proof = joined_proof(distinct);
  whole.resumed = 0;
  whole.cpu_seconds_approx = 0;
  for (const Row& shard : distinct) {
    whole.resumed += shard.resumed;
    whole.cpu_seconds_approx += shard.cpu_seconds_approx;
    if (whole.mutants.empty()) whole.mutants = shard.mutants;
  }
  whole = concluded(std::move(whole), total);
  const bool has_mutants = !whole.mutants.empty() && !whole.verdict.witness;
  whole.replay = replay_of(whole, has_mutants ? "--mutants" : "");
  for (const Row& shard : distinct) {  // a mutant that must change nothing changed something
    if (whole.verdict.truth != Truth::holds || shard.verdict.truth != Truth::fails) continue;
    whole.verdict = shard.verdict;
    whole.replay = shard.replay;
  }
  return whole;
}

}  // namespace attest::check
