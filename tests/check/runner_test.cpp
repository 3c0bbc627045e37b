// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows do not depend on threads or the way a space is cut, and say what was found.
#include "reference/check/runner.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"
#include "tests/check/fake.hpp"

namespace attest::check {
namespace {

using fake::FunctionSubject;
using fake::long_subject;
using fake::MemorySink;
using fake::numbers;
using fake::result_of;
using fake::run_alone;

TEST_CASE("a row is the same for 1 and 2 and 4 threads") {
  for (const bool is_yes_no : {false, true}) {
    std::vector<std::string> results;
    for (const int jobs : {1, 2, 4}) {
      const FunctionSubject subject = long_subject(is_yes_no);
      MemorySink sink;
      const Run done = run_alone(subject, {.jobs = jobs}, sink);
      CHECK(done.ending == Ending::complete);
      CHECK(done.row.verdict == Verdict::holds());
      CHECK(done.row.cases == 200'000 - 200'000 / 7);
      CHECK(done.row.resumed == 0);
      CHECK(subject.judged() == 200'000);
      REQUIRE(sink.rows.size() == 1);
      results.push_back(result_of(done.row));
    }
    CHECK(results[1] == results[0]);
    CHECK(results[2] == results[0]);
  }
}

TEST_CASE("batches cover the space without a gap or an overlap") {
  for (const std::int64_t size : {0, 1, 2, 3, 5, 1000, 65'535, 65'536, 65'537, 300'000}) {
    const FunctionSubject subject(numbers(size), [](std::int64_t) { return fake::holds(1); });
    MemorySink sink;
    const Run done = run_alone(subject, {.jobs = 2}, sink);
    CHECK(done.row.cases == size);
    std::int64_t end = 0;
    for (const Batch& batch : sink.kept(fake::key())) {
      CHECK(batch.range.begin == end);
      CHECK(batch.tally.judged == batch.range.end - batch.range.begin);
      end = batch.range.end;
    }
    CHECK(end == size);
  }
}

TEST_CASE("no range that a subject judges straddles two blocks") {
  class Watching final : public Subject {
   public:
    [[nodiscard]] const CaseSpace& cases() const override { return space_; }
    [[nodiscard]] Tally judge(Range range, bool) const override {
      REQUIRE(range.begin < range.end);
      REQUIRE((range.begin >> block_bits) == ((range.end - 1) >> block_bits));
      Tally tally;
      tally.judged = range.end - range.begin;
      return tally;
    }
    [[nodiscard]] std::string evaluator() const override { return "none"; }
    [[nodiscard]] Arithmetic arithmetic() const override { return Arithmetic::integer; }
    [[nodiscard]] std::string explain(std::int64_t) const override { return {}; }

   private:
    CaseSpace space_ = numbers(3'000'000);
  };
  MemorySink sink;
  CHECK(run_alone(Watching(), {.jobs = 1}, sink).row.cases == 3'000'000);
  CHECK(run_alone(Watching(), {.jobs = 1, .shard = 2, .shards = 3}, sink).row.cases > 0);
}

TEST_CASE("the least of several failing cases is the witness for 1 and 2 threads") {
  for (const std::int64_t least : {0, 1, 777, 65'535, 65'536, 150'000, 199'999}) {
    std::vector<std::string> results;
    for (const int jobs : {1, 2}) {
      const FunctionSubject subject(numbers(200'000),
                                    [least](std::int64_t index) -> std::optional<Outcome> {
                                      const std::uint64_t answer = fake::churn(index, 400);
                                      const bool fails = index >= least && (index - least) % 3 == 0;
                                      return fails ? fake::fails(index) : fake::holds(answer);
                                    });
      MemorySink sink;
      const Run done = run_alone(subject, {.jobs = jobs}, sink);
      CHECK(done.ending == Ending::complete);
      REQUIRE(done.row.verdict.witness.has_value());
      CHECK(done.row.verdict.witness->index == least);
      CHECK(done.row.cases == least + 1);
      CHECK(done.row.digest.empty());
      CHECK(done.row.replay ==
            "./attest show some_claim --statement S1 --set m=3 --set n=4 --case " +
                std::to_string(least));
      results.push_back(result_of(done.row));

      const Run resumed = run_alone(subject, {.jobs = jobs, .is_resuming = true}, sink);
      CHECK(result_of(resumed.row) == results.back());
      CHECK(resumed.row.resumed == resumed.row.cases);
    }
    CHECK(results[0] == results[1]);
  }
}

TEST_CASE("a space without a case that meets the preconditions is vacuous") {
  MemorySink sink;
  for (const std::int64_t size : {0, 10}) {
    const FunctionSubject subject(numbers(size), [](std::int64_t) { return std::nullopt; });
    const Run done = run_alone(subject, {}, sink);
    CHECK(done.ending == Ending::complete);
    CHECK(done.row.verdict.truth == Truth::unknown);
    CHECK(done.row.verdict.reason.starts_with("vacuous: no case of the numbers below "));
  }
}

TEST_CASE("undecided cases leave the verdict unknown with the least of them") {
  MemorySink sink;
  for (const int jobs : {1, 2}) {
    const FunctionSubject subject(numbers(100), [](std::int64_t index) -> std::optional<Outcome> {
      return index % 30 == 17 ? fake::undecided(index) : fake::holds(1);
    });
    const Run done = run_alone(subject, {.jobs = jobs}, sink);
    CHECK(done.row.verdict ==
          Verdict::unknown("3 of 100 cases undecided, the least is case 17: number 17 at 64 bits"));
    CHECK(done.row.digest.size() == 32);
  }
}

TEST_CASE("a failing case outweighs an undecided one before it") {
  MemorySink sink;
  const FunctionSubject subject(numbers(100), [](std::int64_t index) -> std::optional<Outcome> {
    if (index == 3) return fake::undecided(index);
    return index == 50 ? fake::fails(index) : fake::holds(1);
  });
  CHECK(run_alone(subject, {}, sink).row.verdict.witness->index == 50);
}

TEST_CASE("a promise that is not met fails the row") {
  FunctionSubject subject(numbers(10), [](std::int64_t) { return fake::holds(1); });
  subject.promised = {{.quantity = "heads",
                       .formula = "n",
                       .relation = "<=",
                       .value = "4",
                       .used = "5",
                       .is_met = false}};
  MemorySink sink;
  const Run done = run_alone(subject, {}, sink);
  CHECK(done.row.verdict.truth == Truth::fails);
  CHECK(done.row.verdict.witness ==
        Witness{.index = -1, .text = "heads: promised <= n = 4, used 5"});
  CHECK(done.row.replay.starts_with("./attest check "));
}

TEST_CASE("a row repeats key and statement and options") {
  const FunctionSubject subject(numbers(10, Coverage::sampled),
                                [](std::int64_t) { return fake::holds(1); });
  Statement statement = fake::statement();
  statement.standing = Standing::assuming;
  statement.is_recalled = true;
  MemorySink sink;
  const Row row =
      run(fake::key(), statement, subject, {},
          {.rung = Rung::nightly, .replay_flags = "--model m.json", .commit = "abc"}, sink)
          .row;
  CHECK(row.claim == "some_claim");
  CHECK(row.statement == "S1");
  CHECK(row.standing == Standing::assuming);
  CHECK(row.is_recalled);
  CHECK(row.rung == Rung::nightly);
  CHECK(row.coverage == Coverage::sampled);
  CHECK(row.size == 10);
  CHECK(row.is_whole());
  CHECK(row.full_size == "1000000000000");
  CHECK(row.version == "0123456789abcdef");
  CHECK(row.commit == "abc");
  CHECK(row.evaluator == "function");
  CHECK(row.replay.ends_with(" --rung nightly --seed 1 --model m.json"));
}

TEST_CASE("the row of a variant is not kept") {
  const FunctionSubject subject(numbers(10), [](std::int64_t) { return fake::holds(1); });
  Key key = fake::key();
  key.variant = "drop_bias";
  MemorySink sink;
  CHECK(run(key, fake::statement(), subject, {}, {}, sink).row.verdict == Verdict::holds());
  CHECK(sink.rows.empty());
  CHECK(sink.batches.contains(key));
}

TEST_CASE("an exhaustive space smaller than the full space is a broken invariant") {
  CaseSpace space = numbers(10);
  space.full_size = 11;
  const FunctionSubject subject(space, [](std::int64_t) { return fake::holds(1); });
  MemorySink sink;
  CHECK_THROWS_AS(static_cast<void>(run_alone(subject, {}, sink)), BrokenInvariant);
}

TEST_CASE("progress is reported with the label of the row") {
  const FunctionSubject subject = long_subject(false);
  MemorySink sink;
  std::vector<Progress> seen;
  static_cast<void>(run_alone(
      subject, {.jobs = 2, .on_progress = [&](const Progress& now) { seen.push_back(now); }},
      sink));
  std::int64_t last = 0;
  for (const Progress& progress : seen) {
    CHECK(progress.label == "some_claim S1 m=3 n=4");
    CHECK(progress.done >= last);
    CHECK(progress.done <= progress.total);
    CHECK(progress.total == 200'000);
    last = progress.done;
  }
}

}  // namespace
}  // namespace attest::check
