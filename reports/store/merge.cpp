// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ledger::merge_from: batches, rows, then the shards that have become whole.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "reference/check/runner.hpp"
#include "reference/number/error.hpp"
#include "reports/store/ledger.hpp"
#include "reports/store/series_tables.hpp"
#include "reports/store/tables.hpp"

namespace attest::store {
namespace {

std::string place_of(const check::Key& key, const check::Batch& batch) {
  return key.claim + " " + key.statement + " " + check::text_of(key.params) + " cases [" +
         std::to_string(batch.range.begin) + ", " + std::to_string(batch.range.end) + ")";
}

std::string result_of(const check::Row& row) {
  return std::string(name_of(row.verdict.truth)) + " on " + std::to_string(row.cases) +
         " cases, digest " + row.digest;
}

/// Takes over the batches of one key. The larger ones go first: batches are dyadic, so that the
/// largest are disjoint and cover all the others.
std::int64_t take_batches(const check::Key& key, const Tables& from, Tables& into) {
  std::map<std::pair<std::int64_t, std::int64_t>, check::Batch> known;
  for (check::Batch& batch : into.batches(key)) {
    known[{batch.range.begin, batch.range.end}] = std::move(batch);
  }
  std::vector<check::Batch> batches = from.batches(key);
  std::stable_sort(batches.begin(), batches.end(),
                   [](const check::Batch& a, const check::Batch& b) {
                     return a.range.end - a.range.begin > b.range.end - b.range.begin;
                   });
  std::int64_t taken = 0;
  for (const check::Batch& batch : batches) {
    const auto same = known.find({batch.range.begin, batch.range.end});
    if (same == known.end()) {
      taken += into.add(key, batch) ? 1 : 0;
    } else if (!(same->second == batch)) {
      throw InputError("ledger-conflict", place_of(key, batch),
                       "digest " + batch.tally.digest.text() + " in " + from.path().string(),
                       "digest " + same->second.tally.digest.text());
    }
  }
  return taken;
}

/// Takes over one row. \returns whether it was new
bool take_row(const check::Row& row, const Tables& from, Tables& into) {
  const std::optional<check::Row> known = into.row_like(row);
  if (!known) {
    into.put(row);
    return true;
  }
  const std::optional<check::Witness>& witness = row.verdict.witness;
  if (witness && known->verdict.witness && row.digest.empty() && known->digest.empty()) {
    // Both fail; one that was cut short may have another witness than the least.
    if (witness->index < known->verdict.witness->index) into.put(row);
    return false;
  }
  // Verdicts may differ by what mutants did; the cases themselves may not.
  const bool is_same = known->cases == row.cases && known->digest == row.digest;
  if (!is_same) {
    throw InputError("ledger-conflict",
                     row.claim + " " + row.statement + " " + check::text_of(row.params),
                     result_of(row) + " in " + from.path().string(), result_of(*known));
  }
  if (known->mutants.empty() && !row.mutants.empty()) into.put(row);
  return false;
}

/// Takes over counts, which must not contradict each other, and times with their law where there
/// are none of as many sizes and repetitions, and engine tables of machines without one.
void take_series(const check::SeriesRecord& from, const std::string& place, SeriesTables& into,
                 Joined& joined) {
  for (const check::SeriesRow& row : from.counts) {
    const std::optional<check::SeriesRow> known = into.series_like(row);
    if (known) require_same_counts(row, *known, place);
    if (known) continue;
    into.put(row);
    ++joined.series;
  }
  for (const check::Machine& machine : from.machines) into.put(machine);
  for (const check::EngineTable& table : from.engines) {
    if (!into.engine_like(table)) into.put(table);
  }
  for (const auto& [key, times] : times_of(from)) {
    if (times.worth() <= into.times_like(key).worth()) continue;
    into.put(key, times);
    joined.timings += static_cast<std::int64_t>(times.timings.size());
  }
}

/// Joins the shards of every check that has no row of the whole space yet.
std::vector<check::Row> join_shards(Tables& tables) {
  using Check =
      std::tuple<std::string, std::string, check::Params, check::Rung, std::uint64_t, std::string>;
  std::map<Check, std::vector<check::Row>> checks;
  for (check::Row& row : tables.rows(std::nullopt)) {
    Check check{row.claim, row.statement, row.params, row.rung, row.seed, row.version};
    checks[std::move(check)].push_back(std::move(row));
  }
  std::vector<check::Row> joined;
  for (const auto& [check, rows] : checks) {
    if (std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.is_whole(); })) {
      continue;
    }
    const check::Key key{.claim = std::get<0>(check),
                         .statement = std::get<1>(check),
                         .params = std::get<2>(check),
                         .seed = std::get<4>(check),
                         .version = std::get<5>(check),
                         .variant = {}};
    std::optional<check::Row> whole = check::merged(rows, tables.batches(key));
    if (!whole) continue;
    tables.put(*whole);
    joined.push_back(std::move(*whole));
  }
  return joined;
}

}  // namespace

Joined Ledger::merge_from(const std::vector<std::filesystem::path>& others) {
  Joined joined;
  Transaction transaction(tables_->database());
  for (const std::filesystem::path& path : others) {
    const Ledger other(path, Access::read_only);
    if (std::filesystem::equivalent(path, tables_->path())) continue;
    for (const check::Key& key : other.tables_->keys()) {
      joined.batches += take_batches(key, *other.tables_, *tables_);
    }
    for (const check::Row& row : other.rows()) {
      joined.rows += take_row(row, *other.tables_, *tables_) ? 1 : 0;
    }
    take_series(other.series(), path.string(), *series_, joined);
  }
  joined.whole = join_shards(*tables_);
  transaction.commit();
  return joined;
}

}  // namespace attest::store
