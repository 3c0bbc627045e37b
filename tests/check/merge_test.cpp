// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shards joined into the row of the whole space.
#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/runner.hpp"
#include "reference/number/error.hpp"
#include "tests/check/fake.hpp"

namespace attest::check {
namespace {

using fake::FunctionSubject;
using fake::MemorySink;
using fake::numbers;

FunctionSubject subject_of(std::int64_t size, bool is_yes_no,
                           std::int64_t least_failure = std::int64_t{1} << 40) {
  return FunctionSubject(
      numbers(size),
      [=](std::int64_t index) -> std::optional<Outcome> {
        if (index % 5 == 4) return std::nullopt;
        const std::uint64_t answer = fake::churn(index, 20);
        const bool fails = index >= least_failure;
        return fails ? fake::fails(index) : fake::holds(is_yes_no ? answer & 1 : answer);
      },
      is_yes_no);
}

/// Runs every shard into one sink.
void run_shards(const Subject& subject, int shards, MemorySink& sink) {
  for (int shard = shards; shard >= 1; --shard) {
    static_cast<void>(
        fake::run_alone(subject, {.jobs = 1, .shard = shard, .shards = shards}, sink));
  }
}

std::optional<Row> merged_of(const MemorySink& sink) {
  return merged(sink.rows, sink.kept(fake::key()));
}

std::string conflict_of(const std::vector<Row>& rows, const std::vector<Batch>& batches) {
  try {
    static_cast<void>(merged(rows, batches));
    return "none";
  } catch (const InputError& error) {
    return error.id();
  }
}

TEST_CASE("merged shards 1/k to k/k equal the undisturbed run for k <= 5") {
  for (const std::int64_t size : {1, 3, 100, 70'000, 300'000}) {
    for (const bool is_yes_no : {false, true}) {
      const FunctionSubject subject = subject_of(size, is_yes_no);
      MemorySink undisturbed;
      const Row expected = fake::run_alone(subject, {.jobs = 1}, undisturbed).row;
      for (int shards = 1; shards <= 5; ++shards) {
        MemorySink sink;
        run_shards(subject, shards, sink);
        const std::optional<Row> whole = merged_of(sink);
        REQUIRE(whole.has_value());
        CHECK(whole->digest == expected.digest);
        CHECK(whole->cases == expected.cases);
        CHECK(whole->verdict == expected.verdict);
        CHECK(whole->replay == expected.replay);
        CHECK(whole->is_whole());
      }
    }
  }
}

TEST_CASE("merged shards that fail have the least witness and need no shard behind it") {
  const FunctionSubject subject = subject_of(3000, false, 1200);
  MemorySink undisturbed;
  const Row expected = fake::run_alone(subject, {.jobs = 1}, undisturbed).row;
  MemorySink sink;
  run_shards(subject, 3, sink);
  CHECK(merged_of(sink)->verdict == expected.verdict);
  CHECK(merged_of(sink)->cases == expected.cases);
  CHECK(merged_of(sink)->digest.empty());
  CHECK(merged_of(sink)->replay == expected.replay);
  CHECK(sink.rows[0].replay.ends_with(" --case 2048"));  // the least case of the last shard

  MemorySink first_two;
  for (const int shard : {1, 2}) {
    static_cast<void>(
        fake::run_alone(subject, {.jobs = 1, .shard = shard, .shards = 3}, first_two));
  }
  CHECK(merged_of(first_two)->verdict == expected.verdict);
}

TEST_CASE("shards that leave a gap have no row of the whole space") {
  const FunctionSubject subject = subject_of(3000, false);
  MemorySink sink;
  for (const int shard : {1, 3}) {
    static_cast<void>(fake::run_alone(subject, {.jobs = 1, .shard = shard, .shards = 3}, sink));
  }
  CHECK_FALSE(merged_of(sink).has_value());
  CHECK_FALSE(merged({}, {}).has_value());
}

TEST_CASE("shards certified in different ways keep the proof of each") {
  const FunctionSubject subject = subject_of(100, false);
  MemorySink sink;
  run_shards(subject, 2, sink);
  for (Row& row : sink.rows) row.proof = R"({"bits":31})";
  CHECK(merged_of(sink)->proof == R"({"bits":31})");
  for (Row& row : sink.rows) row.proof = row.shard.begin == 0 ? R"({"bits":31})" : "";
  CHECK(merged_of(sink)->proof == R"({"kind":"proofs of shards","proofs":[{"bits":31},null]})");
}

TEST_CASE("mutants of the first shard are those of the whole space") {
  const Mutant mutant{.name = "m",
                      .origin = Origin::claim,
                      .why = "w",
                      .proof = {},
                      .must_change_nothing = false,
                      .subject = [] {
                        return std::make_unique<FunctionSubject>(
                            numbers(5), [](std::int64_t index) { return fake::fails(index); });
                      }};
  const FunctionSubject subject = subject_of(100, false);
  MemorySink sink;
  for (const int shard : {1, 2}) {
    static_cast<void>(run(fake::key(), fake::statement(), subject, {mutant},
                          {.jobs = 1, .shard = shard, .shards = 2, .with_mutants = true}, sink));
  }
  REQUIRE(merged_of(sink)->mutants.size() == 1);
  CHECK(merged_of(sink)->mutants[0].fate == Fate::refuted);
}

TEST_CASE("equal shards and equal batches of two ledgers count once") {
  const FunctionSubject subject = subject_of(3000, true);
  MemorySink sink;
  run_shards(subject, 2, sink);
  const std::string digest = merged_of(sink)->digest;
  run_shards(subject, 2, sink);
  CHECK(sink.rows.size() == 4);
  CHECK(merged_of(sink)->digest == digest);
}

TEST_CASE("rows of different checks and contradicting results are conflicts") {
  const FunctionSubject subject = subject_of(3000, false);
  MemorySink sink;
  run_shards(subject, 2, sink);
  const std::vector<Batch> batches = sink.kept(fake::key());
  const std::vector<std::function<void(Row&)>> changes = {
      [](Row& row) { row.claim = "other"; },
      [](Row& row) { row.statement = "S2"; },
      [](Row& row) { row.params["n"] = 9; },
      [](Row& row) { row.rung = Rung::nightly; },
      [](Row& row) { row.seed = 2; },
      [](Row& row) { row.version = "fedc"; },
      [](Row& row) { row.size = 3001; },
      [](Row& row) { row.full_size = "3001"; },
      [](Row& row) { row.coverage = Coverage::sampled; },
      [](Row& row) { row.arithmetic = Arithmetic::rational; }};
  for (const auto& change : changes) {
    std::vector<Row> rows = sink.rows;
    change(rows[1]);
    CHECK(conflict_of(rows, batches) == "ledger-conflict");
  }
  std::vector<Row> rows = sink.rows;
  rows.push_back(rows[0]);
  CHECK(conflict_of(rows, batches) == "none");
  rows.back().digest = std::string(32, 'f');
  CHECK(conflict_of(rows, batches) == "ledger-conflict");

  std::vector<Batch> other = batches;
  other.push_back(batches[0]);
  CHECK(conflict_of(sink.rows, other) == "none");
  other.back().tally.digest.sum += Hash128{.low = 1, .high = 0};
  CHECK(conflict_of(sink.rows, other) == "ledger-conflict");
  other.back() = {.range = {.begin = 0, .end = 11}, .tally = tally_of(10, fake::fails(10), false)};
  CHECK(conflict_of(sink.rows, other) == "ledger-conflict");
}

}  // namespace
}  // namespace attest::check
