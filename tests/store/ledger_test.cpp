// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a ledger keeps, replaces and finds again, and runs that resume from it.
#include "reports/store/ledger.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/store/row_json.hpp"
#include "tests/check/fake.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::Batch;
using check::Key;
using check::Row;
namespace fake = check::fake;

Batch batch_of(std::int64_t begin, std::int64_t end) {
  Batch batch{.range = {.begin = begin, .end = end}, .tally = {}};
  for (std::int64_t i = begin; i < end; ++i) {
    batch.tally.add(i, fake::holds(fake::churn(i, 1)), false);
  }
  return batch;
}

Row row_of(std::int64_t cases) {
  Row row;
  row.claim = "some_claim";
  row.statement = "S1";
  row.params = {{"n", 4}};
  row.version = "v1";
  row.size = 100;
  row.shard = {.begin = 0, .end = 100};
  row.cases = cases;
  row.digest = std::string(32, 'a');
  row.verdict = check::Verdict::holds();
  return row;
}

std::vector<std::string> texts_of(const std::vector<Row>& rows) {
  std::vector<std::string> texts;
  texts.reserve(rows.size());
  for (const Row& row : rows) texts.push_back(to_json(row));
  return texts;
}

std::vector<check::Range> ranges_of(const Ledger& ledger) {
  std::vector<check::Range> ranges;
  for (const Batch& batch : ledger.kept(fake::key())) ranges.push_back(batch.range);
  return ranges;
}

TEST_CASE("batches and rows are found again in the file") {
  const Scratch scratch;
  const Batch first = batch_of(0, 10);
  const Batch second = batch_of(10, 25);
  {
    Ledger ledger(scratch / "ledger.db", Access::read_write);
    ledger.keep(fake::key(), second);
    ledger.keep(fake::key(), first);
    ledger.keep(row_of(25));
  }
  CHECK(scratch.files().size() == 1);
  for (const Access access : {Access::read_write, Access::read_only}) {
    const Ledger ledger(scratch / "ledger.db", access);
    CHECK(ledger.kept(fake::key()) == std::vector<Batch>{first, second});
    CHECK(texts_of(ledger.rows()) == texts_of({row_of(25)}));
  }
}

TEST_CASE("the folder of a ledger is made if only that is missing") {
  const Scratch scratch;
  const Ledger ledger(scratch / ".attest" / "ledger.db", Access::read_write);
  CHECK(ledger.rows().empty());
  CHECK(error_of([&] {
          const Ledger other(scratch / "a" / "b" / "ledger.db", Access::read_write);
        }) == "ledger-unwritable");
}

TEST_CASE("batches of different keys do not meet") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  std::vector<Key> keys(7, fake::key());
  keys[1].claim = "other";
  keys[2].statement = "S2";
  keys[3].params["n"] = 5;
  keys[4].seed = ~std::uint64_t{0};
  keys[5].version = "other";
  keys[6].variant = "drop_bias";
  for (std::size_t i = 0; i < keys.size(); ++i) {
    ledger.keep(keys[i], batch_of(static_cast<std::int64_t>(i), 20));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::vector<Batch> kept = ledger.kept(keys[i]);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].range.begin == static_cast<std::int64_t>(i));
  }
}

TEST_CASE("a batch replaces those inside it and gives way to one around it") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  ledger.keep(fake::key(), batch_of(0, 4));
  ledger.keep(fake::key(), batch_of(4, 8));
  ledger.keep(fake::key(), batch_of(16, 32));
  ledger.keep(fake::key(), batch_of(0, 16));
  CHECK(ranges_of(ledger) ==
        std::vector<check::Range>{{.begin = 0, .end = 16}, {.begin = 16, .end = 32}});
  ledger.keep(fake::key(), batch_of(8, 12));
  ledger.keep(fake::key(), batch_of(16, 32));
  CHECK(ranges_of(ledger).size() == 2);
  CHECK(ledger.kept(fake::key())[0] == batch_of(0, 16));
}

TEST_CASE("a row replaces the row of the same check and no other") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  ledger.keep(row_of(1));
  ledger.keep(row_of(2));
  CHECK(texts_of(ledger.rows()) == texts_of({row_of(2)}));
  std::vector<Row> others(8, row_of(3));
  others[0].claim = "other";
  others[1].statement = "S2";
  others[2].params["n"] = 10;
  others[3].rung = check::Rung::nightly;
  others[4].seed = 2;
  others[5].shard.begin = 50;
  others[6].shard.end = 50;
  others[7].version = "v2";
  for (const Row& row : others) ledger.keep(row);
  CHECK(ledger.rows().size() == 9);
}

TEST_CASE("rows come by claim and statement and the value of parameters") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  std::vector<Row> expected;
  for (const char* claim : {"a", "b"}) {
    for (const std::int64_t n : {2, 10}) {
      for (const check::Rung rung : {check::Rung::fast, check::Rung::nightly}) {
        Row row = row_of(1);
        row.claim = claim;
        row.params = {{"n", n}};
        row.rung = rung;
        expected.push_back(row);
      }
    }
  }
  std::vector<Row> backwards = expected;
  std::reverse(backwards.begin(), backwards.end());
  for (const Row& row : backwards) ledger.keep(row);
  CHECK(texts_of(ledger.rows()) == texts_of(expected));
}

TEST_CASE("rows of one version are told from those of others") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  for (const char* version : {"v1", "v2", "v3"}) {
    Row row = row_of(1);
    row.version = version;
    ledger.keep(row);
  }
  CHECK(ledger.rows_of_version("some_claim", "v2").size() == 1);
  CHECK(ledger.rows_of_version("some_claim", "v2")[0].version == "v2");
  CHECK(ledger.rows_of_other_versions("some_claim", "v2") == 2);
  CHECK(ledger.rows_of_version("other", "v2").empty());
  CHECK(ledger.rows_of_other_versions("other", "v2") == 0);
}

TEST_CASE("a row without mutants keeps those of a row with the same digest") {
  const Scratch scratch;
  Ledger ledger(scratch / "ledger.db", Access::read_write);
  Row with_mutants = row_of(25);
  with_mutants.mutants = {{.name = "m",
                           .origin = check::Origin::claim,
                           .fate = check::Fate::refuted,
                           .witness = "case 1: x",
                           .why = "w"}};
  with_mutants.verdict = check::Verdict::fails({.index = 1, .text = "mutant m"});
  with_mutants.replay = "attest show";
  ledger.keep(with_mutants);
  ledger.keep(row_of(25));
  CHECK(texts_of(ledger.rows()) == texts_of({with_mutants}));
  Row changed = row_of(25);
  changed.digest = std::string(32, 'b');
  ledger.keep(changed);
  CHECK(texts_of(ledger.rows()) == texts_of({changed}));
}

TEST_CASE("runs that were interrupted resume from the file to the digest of an undisturbed run") {
  const auto judge = [](std::int64_t index) -> std::optional<check::Outcome> {
    return fake::holds(fake::churn(index, 50) & 1);
  };
  const fake::FunctionSubject subject(fake::numbers(400'000), judge, true);
  const Scratch scratch;
  Ledger undisturbed(scratch / "undisturbed.db", Access::read_write);
  const std::string digest = fake::run_alone(subject, {.jobs = 1}, undisturbed).row.digest;
  for (const int jobs : {1, 2}) {
    const std::string name = "ledger" + std::to_string(jobs) + ".db";
    std::int64_t before = 0;
    for (int i = 0; i < 3; ++i) {
      Ledger ledger(scratch / name, Access::read_write);
      const check::Run part = fake::run_alone(
          subject, {.jobs = jobs, .is_resuming = true, .is_interrupted = fake::interrupted_at(10)},
          ledger);
      CHECK(part.ending == check::Ending::interrupted);
      CHECK(part.row.resumed == before);
      before = part.row.cases;
    }
    Ledger ledger(scratch / name, Access::read_write);
    CHECK(ledger.rows().empty());
    const check::Run done = fake::run_alone(subject, {.jobs = jobs, .is_resuming = true}, ledger);
    CHECK(done.row.resumed == before);
    CHECK(before > 0);
    CHECK(done.row.digest == digest);
    CHECK(ledger.rows().size() == 1);
  }
}

}  // namespace
}  // namespace attest::store
