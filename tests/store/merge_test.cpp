// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ledgers joined into one.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reports/store/ledger.hpp"
#include "reports/store/row_json.hpp"
#include "tests/check/fake.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::Row;
namespace fake = check::fake;

fake::FunctionSubject subject_of(bool is_yes_no, std::int64_t salt = 0) {
  return fake::FunctionSubject(
      fake::numbers(3000),
      [=](std::int64_t index) -> std::optional<check::Outcome> {
        const std::uint64_t answer = fake::churn(index + salt, 1);
        return fake::holds(is_yes_no ? answer & 1 : answer);
      },
      is_yes_no);
}

/// One shard of 3 in a ledger of its own.
void write_shard(const std::filesystem::path& path, const check::Subject& subject, int shard,
                 int shards = 3) {
  Ledger ledger(path, Access::read_write);
  static_cast<void>(
      fake::run_alone(subject, {.jobs = 1, .shard = shard, .shards = shards}, ledger));
}

std::string content_of(const Ledger& ledger) {
  std::string content;
  for (const Row& row : ledger.rows()) content += to_json(row) + "\n";
  for (const check::Batch& batch : ledger.kept(fake::key())) content += to_json(batch.tally) + "\n";
  return content;
}

TEST_CASE("ledgers of shards 1/3 to 3/3 join to the row of an undisturbed run in any order") {
  for (const bool is_yes_no : {false, true}) {
    const fake::FunctionSubject subject = subject_of(is_yes_no);
    const Scratch scratch;
    fake::MemorySink undisturbed;
    const Row expected = fake::run_alone(subject, {.jobs = 1}, undisturbed).row;
    std::vector<std::filesystem::path> paths;
    for (const int shard : {1, 2, 3}) {
      paths.push_back(scratch / ("shard" + std::to_string(shard) + ".db"));
      write_shard(paths.back(), subject, shard);
    }
    for (int turn = 0; turn < 3; ++turn) {
      std::rotate(paths.begin(), paths.begin() + 1, paths.end());
      const std::filesystem::path path = scratch / ("all" + std::to_string(turn) + ".db");
      Ledger all(path, Access::read_write);
      const Joined joined = all.merge_from(paths);
      CHECK(joined.rows == 3);
      CHECK(joined.batches >= 3);
      REQUIRE(joined.whole.size() == 1);
      CHECK(joined.whole[0].digest == expected.digest);
      CHECK(joined.whole[0].cases == 3000);
      CHECK(joined.whole[0].verdict == check::Verdict::holds());
      CHECK(all.rows().size() == 4);

      const std::string content = content_of(all);
      const Joined again = all.merge_from({paths[0], path, paths[0]});
      CHECK(again.rows == 0);
      CHECK(again.batches == 0);
      CHECK(again.whole.empty());
      CHECK(content_of(all) == content);
    }
  }
}

TEST_CASE("shards that leave a gap are kept but not joined") {
  const fake::FunctionSubject subject = subject_of(true);
  const Scratch scratch;
  write_shard(scratch / "a.db", subject, 1);
  write_shard(scratch / "b.db", subject, 3);
  Ledger all(scratch / "all.db", Access::read_write);
  const Joined joined = all.merge_from({scratch / "a.db", scratch / "b.db"});
  CHECK(joined.rows == 2);
  CHECK(joined.whole.empty());
  write_shard(scratch / "c.db", subject, 2);
  CHECK(all.merge_from({scratch / "c.db"}).whole.size() == 1);
}

TEST_CASE("a part of a shard beside the whole shard does not keep shards from joining") {
  const fake::FunctionSubject subject = subject_of(true);
  const Scratch scratch;
  for (const int shard : {1, 2}) {
    write_shard(scratch / (std::to_string(shard) + ".db"), subject, shard, 2);
  }
  {
    Ledger part(scratch / "part.db", Access::read_write);
    static_cast<void>(
        fake::run_alone(subject, {.jobs = 1, .is_interrupted = fake::interrupted_at(4)}, part));
    CHECK_FALSE(part.kept(fake::key()).empty());
  }
  Ledger all(scratch / "all.db", Access::read_write);
  const Joined joined = all.merge_from({scratch / "part.db", scratch / "2.db", scratch / "1.db"});
  CHECK(joined.whole.size() == 1);
}

TEST_CASE("ledgers that contradict each other are refused and nothing is taken") {
  const Scratch scratch;
  write_shard(scratch / "a.db", subject_of(false), 1);
  write_shard(scratch / "b.db", subject_of(false), 2);
  write_shard(scratch / "other.db", subject_of(false, 1), 1);
  for (const std::string& order : {std::string("a.db"), std::string("other.db")}) {
    Ledger all(scratch / ("all_" + order), Access::read_write);
    static_cast<void>(all.merge_from({scratch / order}));
    const std::string content = content_of(all);
    const std::string contrary = order == "a.db" ? "other.db" : "a.db";
    CHECK(error_of([&] {
            static_cast<void>(all.merge_from({scratch / "b.db", scratch / contrary}));
          }) == "ledger-conflict");
    CHECK(content_of(all) == content);
  }
}

TEST_CASE("a source that is missing or damaged is refused and nothing is taken") {
  const Scratch scratch;
  write_shard(scratch / "a.db", subject_of(false), 1);
  write_bytes(scratch / "text.db", "no ledger");
  Ledger all(scratch / "all.db", Access::read_write);
  CHECK(error_of([&] {
          static_cast<void>(all.merge_from({scratch / "a.db", scratch / "missing.db"}));
        }) == "ledger-missing");
  CHECK(error_of([&] {
          static_cast<void>(all.merge_from({scratch / "a.db", scratch / "text.db"}));
        }) == "ledger-foreign");
  CHECK(all.rows().empty());
  CHECK(all.kept(fake::key()).empty());
}

TEST_CASE("sources are left as they were") {
  const Scratch scratch;
  write_shard(scratch / "a.db", subject_of(false), 1);
  const std::string before = bytes_of(scratch / "a.db");
  {
    Ledger all(scratch / "all.db", Access::read_write);
    static_cast<void>(all.merge_from({scratch / "a.db"}));
  }
  CHECK(bytes_of(scratch / "a.db") == before);
  CHECK(scratch.files().size() == 2);
}

}  // namespace
}  // namespace attest::store
