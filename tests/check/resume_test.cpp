// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs that are interrupted, out of budget or broken off go on where they ended.
#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/runner.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "tests/check/fake.hpp"

namespace attest::check {
namespace {

using fake::FunctionSubject;
using fake::long_subject;
using fake::MemorySink;
using fake::numbers;
using fake::result_of;
using fake::run_alone;

TEST_CASE("a run that was interrupted three times resumes to the digest of an undisturbed run") {
  for (const bool is_yes_no : {false, true}) {
    MemorySink undisturbed;
    const FunctionSubject subject = long_subject(is_yes_no);
    const std::string expected = result_of(run_alone(subject, {.jobs = 1}, undisturbed).row);
    for (const int jobs : {1, 2}) {
      MemorySink sink;
      std::int64_t before = 0;
      for (int i = 0; i < 3; ++i) {
        const Run part = run_alone(
            subject, {.jobs = jobs, .is_resuming = true, .is_interrupted = fake::interrupted_at(9)},
            sink);
        CHECK(part.ending == Ending::interrupted);
        CHECK(part.row.verdict.truth == Truth::unknown);
        CHECK(part.row.verdict.reason.starts_with("interrupted after "));
        CHECK(part.row.digest.empty());
        CHECK(part.row.resumed == before);
        CHECK(part.row.cases > before);
        before = part.row.cases;
      }
      CHECK(sink.rows.empty());
      const std::int64_t judged = subject.judged();
      const Run done = run_alone(subject, {.jobs = jobs, .is_resuming = true}, sink);
      CHECK(result_of(done.row) == expected);
      CHECK(done.row.resumed == before);
      CHECK(subject.judged() - judged < 200'000);

      const std::int64_t judged_before = subject.judged();
      const Run again = run_alone(subject, {.jobs = jobs, .is_resuming = true}, sink);
      CHECK(result_of(again.row) == expected);
      CHECK(again.row.resumed == again.row.cases);
      CHECK(subject.judged() == judged_before);
    }
  }
}

TEST_CASE("batches kept in any places are not judged again") {
  const FunctionSubject subject = long_subject(true);
  MemorySink undisturbed;
  const std::string expected = result_of(run_alone(subject, {.jobs = 1}, undisturbed).row);
  MemorySink sink;
  std::int64_t kept = 0;
  for (const Range range :
       {Range{.begin = 5, .end = 6}, Range{.begin = 6, .end = 1000},
        Range{.begin = 65'000, .end = 65'536}, Range{.begin = 131'072, .end = 140'000},
        Range{.begin = 199'999, .end = 200'000}}) {
    sink.keep(fake::key(), {.range = range, .tally = subject.judge(range, false)});
    kept += sink.kept(fake::key()).back().tally.judged;
  }
  const std::int64_t judged = subject.judged();
  const Run done = run_alone(subject, {.jobs = 2, .is_resuming = true}, sink);
  CHECK(result_of(done.row) == expected);
  CHECK(done.row.resumed == kept);
  CHECK(subject.judged() - judged == 200'000 - (1 + 994 + 536 + 8928 + 1));
}

TEST_CASE("a run that does not resume judges every case") {
  const FunctionSubject subject(numbers(100), [](std::int64_t) { return fake::holds(1); });
  MemorySink sink;
  const Run first = run_alone(subject, {.jobs = 1}, sink);
  const Run second = run_alone(subject, {.jobs = 1}, sink);
  CHECK(subject.judged() == 200);
  CHECK(second.row.resumed == 0);
  CHECK(second.row.digest == first.row.digest);
}

TEST_CASE("an interruption before the first case leaves an unknown row that is not kept") {
  const FunctionSubject subject(numbers(100), [](std::int64_t) { return fake::holds(1); });
  MemorySink sink;
  const Run done = run_alone(subject, {.jobs = 1, .is_interrupted = [] { return true; }}, sink);
  CHECK(done.ending == Ending::interrupted);
  CHECK(done.row.verdict == Verdict::unknown("interrupted after 0 of 100 cases"));
  CHECK(sink.rows.empty());
}

TEST_CASE("a spent budget leaves an unknown row and a budget that suffices does not") {
  const FunctionSubject subject(numbers(100), [](std::int64_t) { return fake::holds(1); });
  MemorySink sink;
  const Run none = run_alone(subject, {.jobs = 1, .budget_seconds_approx = 0}, sink);
  CHECK(none.ending == Ending::budget_spent);
  CHECK(none.row.verdict == Verdict::unknown("budget spent after 0 of 100 cases"));
  CHECK(none.row.replay ==
        "./attest check some_claim --statement S1 --set m=3 --set n=4 --rung fast --seed 1");
  for (const double seconds_approx : {1e6, 1e300}) {
    const Run ample = run_alone(subject, {.budget_seconds_approx = seconds_approx}, sink);
    CHECK(ample.ending == Ending::complete);
    CHECK(ample.row.verdict == Verdict::holds());
  }
}

TEST_CASE("a failing case that was found before an interruption is the verdict") {
  const FunctionSubject subject(numbers(1000), [](std::int64_t index) -> std::optional<Outcome> {
    return index == 0 ? fake::fails(index) : fake::holds(1);
  });
  MemorySink sink;
  const Run done = run_alone(subject, {.jobs = 1, .is_interrupted = fake::interrupted_at(2)}, sink);
  CHECK(done.row.verdict.truth == Truth::fails);
  CHECK(sink.rows.size() == 1);
}

TEST_CASE("an error from a subject ends the run and keeps what was judged") {
  for (const int jobs : {1, 2}) {
    const FunctionSubject subject(numbers(200'000),
                                  [](std::int64_t index) -> std::optional<Outcome> {
                                    if (index == 150'000) throw InputError("x", "y", "z", "w");
                                    return fake::holds(fake::churn(index, 400));
                                  });
    MemorySink sink;
    CHECK_THROWS_AS(static_cast<void>(run_alone(subject, {.jobs = jobs}, sink)), InputError);
    CHECK(sink.rows.empty());
    CHECK_FALSE(sink.kept(fake::key()).empty());
  }
}

}  // namespace
}  // namespace attest::check
