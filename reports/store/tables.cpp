// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements of SQL, each beside what it reads or writes.
#include "reports/store/tables.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>
#include <utility>

#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"
#include "reports/store/row_json.hpp"
#include "reports/store/row_reader.hpp"

namespace attest::store {
namespace {

/// What row_of() reads.
constexpr std::string_view row_columns =
    "SELECT content, hash, claim, statement, params, rung, seed, version, first, past FROM rows";

/// The hash that is written beside a batch.
std::string batch_hash(const check::Key& key, const check::Batch& batch, std::string_view tally) {
  Hasher128 hasher;
  for (const std::string& part : {key.claim, key.statement, to_json(key.params),
                                  std::to_string(key.seed), key.version, key.variant}) {
    hasher.add(part);
  }
  hasher.add(static_cast<std::uint64_t>(batch.range.begin));
  hasher.add(static_cast<std::uint64_t>(batch.range.end));
  hasher.add(tally);
  return hasher.finish().to_hex();
}

std::uint64_t seed_of(const std::string& text, const std::string& place) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw InputError("ledger-damaged", place, "seed " + text, "a number");
  }
  return seed;
}

[[noreturn]] void refuse_hash(const std::filesystem::path& path, const std::string& what) {
  throw InputError("ledger-damaged", path.string(), what + " that differs from its hash",
                   "an intact ledger");
}

bool is_inside(check::Range inner, check::Range outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool is_before(const check::Row& a, const check::Row& b) {
  const auto order = [](const check::Row& row) {
    return std::tie(row.claim, row.statement, row.params, row.rung, row.seed, row.shard.begin,
                    row.shard.end, row.version);
  };
  return order(a) < order(b);
}

}  // namespace

Tables::Tables(std::filesystem::path path, Opening opening)
    : path_(std::move(path)), database_(path_, opening) {}

std::vector<check::Key> Tables::keys() const {
  Query query = database_.query(
      "SELECT claim, statement, params, seed, version, variant FROM checks ORDER BY 1,2,3,4,5,6");
  std::vector<check::Key> keys;
  while (query.step()) {
    keys.push_back({.claim = query.text(0),
                    .statement = query.text(1),
                    .params = params_from_json(query.text(2), path_.string()),
                    .seed = seed_of(query.text(3), path_.string()),
                    .version = query.text(4),
                    .variant = query.text(5)});
  }
  return keys;
}

std::optional<std::int64_t> Tables::id_of(const check::Key& key) const {
  Query query = database_.query(
      "SELECT id FROM checks WHERE claim = ? AND statement = ? AND params = ? AND seed = ? AND "
      "version = ? AND variant = ?");
  query.bind(key.claim).bind(key.statement).bind(to_json(key.params));
  query.bind(std::to_string(key.seed)).bind(key.version).bind(key.variant);
  if (!query.step()) return std::nullopt;
  return query.integer(0);
}

std::vector<check::Batch> Tables::batches(const check::Key& key) const {
  std::vector<check::Batch> batches;
  const std::optional<std::int64_t> id = id_of(key);
  if (!id) return batches;
  Query query = database_.query(
      "SELECT first, past, tally, hash FROM batches WHERE check_id = ? ORDER BY first");
  query.bind(*id);
  while (query.step()) {
    check::Batch batch{.range = {.begin = query.integer(0), .end = query.integer(1)}, .tally = {}};
    const std::string tally = query.text(2);
    if (query.text(3) != batch_hash(key, batch, tally)) refuse_hash(path_, "a batch");
    batch.tally = tally_from_json(tally, path_.string() + ": a batch");
    batches.push_back(std::move(batch));
  }
  return batches;
}

bool Tables::add(const check::Key& key, const check::Batch& batch) {
  std::optional<std::int64_t> id = id_of(key);
  if (!id) {
    Query query = database_.query(
        "INSERT INTO checks(claim, statement, params, seed, version, variant) "
        "VALUES(?, ?, ?, ?, ?, ?)");
    query.bind(key.claim).bind(key.statement).bind(to_json(key.params));
    query.bind(std::to_string(key.seed)).bind(key.version).bind(key.variant).run();
    id = id_of(key);
  }
  // Batches are disjoint: of those that begin before this one only the last can reach into it.
  Query overlapping = database_.query(
      "SELECT first, past FROM batches WHERE check_id = ?1 AND first < ?3 AND past > ?2 AND "
      "first >= coalesce((SELECT max(first) FROM batches WHERE check_id = ?1 AND first <= ?2), "
      "?2)");
  overlapping.bind(*id).bind(batch.range.begin).bind(batch.range.end);
  std::vector<check::Range> replaced;
  while (overlapping.step()) {
    const check::Range other{.begin = overlapping.integer(0), .end = overlapping.integer(1)};
    if (is_inside(batch.range, other) && !(batch.range == other)) return false;
    replaced.push_back(other);
  }
  for (const check::Range& other : replaced) {
    database_.query("DELETE FROM batches WHERE check_id = ? AND first = ?")
        .bind(*id)
        .bind(other.begin)
        .run();
  }
  const std::string tally = to_json(batch.tally);
  Query insert = database_.query(
      "INSERT INTO batches(check_id, first, past, tally, hash) VALUES(?, ?, ?, ?, ?)");
  insert.bind(*id).bind(batch.range.begin).bind(batch.range.end).bind(tally);
  insert.bind(batch_hash(key, batch, tally)).run();
  return true;
}

check::Row Tables::row_of(const Query& query) const {
  const std::string content = query.text(0);
  if (query.text(1) != content_hash(content)) refuse_hash(path_, "a row");
  check::Row row = row_from_json(content, path_.string() + ": a row");
  const bool is_in_place =
      query.text(2) == row.claim && query.text(3) == row.statement &&
      query.text(4) == to_json(row.params) && query.text(5) == name_of(row.rung) &&
      query.text(6) == std::to_string(row.seed) && query.text(7) == row.version &&
      query.integer(8) == row.shard.begin && query.integer(9) == row.shard.end;
  if (!is_in_place) refuse_hash(path_, "the key of a row");
  return row;
}

std::vector<check::Row> Tables::rows(std::optional<std::string_view> claim) const {
  // Every row is read, so that one whose key is damaged is not passed over.
  Query query = database_.query(std::string(row_columns));
  std::vector<check::Row> rows;
  while (query.step()) {
    check::Row row = row_of(query);
    if (!claim || row.claim == *claim) rows.push_back(std::move(row));
  }
  std::sort(rows.begin(), rows.end(), is_before);
  return rows;
}

std::optional<check::Row> Tables::row_like(const check::Row& row) const {
  Query query = database_.query(
      std::string(row_columns) +
      " WHERE claim = ? AND statement = ? AND params = ? AND rung = ? AND seed = ? AND "
      "version = ? AND first = ? AND past = ?");
  query.bind(row.claim).bind(row.statement).bind(to_json(row.params)).bind(name_of(row.rung));
  query.bind(std::to_string(row.seed)).bind(row.version);
  query.bind(row.shard.begin).bind(row.shard.end);
  if (!query.step()) return std::nullopt;
  return row_of(query);
}

void Tables::put(const check::Row& row) {
  const std::string content = to_json(row);
  Query query = database_.query(
      "INSERT OR REPLACE INTO rows(claim, statement, params, rung, seed, version, first, past, "
      "content, hash) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.bind(row.claim).bind(row.statement).bind(to_json(row.params)).bind(name_of(row.rung));
  query.bind(std::to_string(row.seed)).bind(row.version);
  query.bind(row.shard.begin).bind(row.shard.end).bind(content).bind(content_hash(content)).run();
}

}  // namespace attest::store
