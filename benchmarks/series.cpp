// SPDX-License-Identifier: Apache-2.0
/// \file
/// Verifies before it times.
#include "benchmarks/series.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "benchmarks/fit.hpp"
#include "reference/derive/series.hpp"
#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

constexpr std::int64_t block = std::int64_t{1} << check::block_bits;

/// Judges every case, block by block as subjects ask.
check::Tally judge(const check::Subject& subject) {
  check::Tally total;
  for (std::int64_t begin = 0; begin < subject.cases().size; begin += block) {
    const std::int64_t end = std::min(begin + block, subject.cases().size);
    total.add(subject.judge({.begin = begin, .end = end}, true));
    if (total.failed > 0) break;
  }
  return total;
}

check::Verdict verdict_of(const check::Subject& subject, std::int64_t& judged) {
  const check::Tally tally = judge(subject);
  judged = tally.judged;
  if (tally.failed > 0) return check::Verdict::fails(tally.least_failure.value());
  for (const check::Promise& promise : subject.promises()) {
    if (!promise.is_met) {
      return check::Verdict::fails({.index = -1,
                                    .text = promise.quantity + " is " + promise.used +
                                            ", promised " + promise.relation + " " +
                                            promise.value});
    }
  }
  if (tally.undecided > 0) return check::Verdict::unknown("a case is undecided");
  if (tally.judged == 0) return check::Verdict::unknown("no case meets the preconditions");
  return check::Verdict::holds();
}

/// Times of one evaluator at sizes that increase.
void add_fit(std::vector<check::FitRow>& fits, const std::vector<check::TimingRow>& timings) {
  std::vector<std::int64_t> sizes;
  std::vector<std::vector<double>> repetitions;
  for (const check::TimingRow& row : timings) {
    if (row.what != timings.front().what || row.seconds_approx.size() < least_repetitions) return;
    sizes.push_back(row.size);
    repetitions.push_back(row.seconds_approx);
  }
  if (sizes.size() < 4 || sizes.front() < 1) return;
  check::FitRow row = fit(sizes, repetitions, bootstrap_seed);
  const check::TimingRow& first = timings.front();
  row.claim = first.claim;
  row.series = first.series;
  row.version = first.version;
  row.what = first.what;
  row.machine = first.machine;
  fits.push_back(std::move(row));
}

}  // namespace

check::SeriesRow count(const check::Claim& claim, const check::Series& series,
                       const std::string& version) {
  check::SeriesRow row = derive::counted(series);
  row.claim = claim.id;
  row.version = version;
  return row;
}

Timed time_series(const check::Claim& claim, const check::Series& series,
                  const check::TimingRow& context, const Effort& effort) {
  Timed result;
  if (!series.subject) return result;
  std::vector<std::unique_ptr<check::Subject>> subjects;
  std::vector<std::int64_t> judged;
  for (const std::int64_t size : series.sizes) {
    if (effort.is_interrupted()) return result;
    subjects.push_back(series.subject(size));
    result.verdict = verdict_of(*subjects.back(), judged.emplace_back());
    result.size = size;
    if (result.verdict.truth != check::Truth::holds) return result;
  }
  std::vector<Task> tasks;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    tasks.push_back({.name = claim.id + "/" + series.name + "/" + std::to_string(series.sizes[i]),
                     .run = [rehearsed = subjects[i]->rehearsed(), expected = judged[i]] {
                       const check::Tally tally = rehearsed();
                       ATTEST_REQUIRE(tally.failed == 0 && tally.judged == expected,
                                      "a timed subject gives what was verified");
                     }});
  }
  const std::vector<Times> times = time_tasks(tasks, effort);
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i].seconds.empty()) continue;
    check::TimingRow row = context;
    row.claim = claim.id;
    row.series = series.name;
    row.size = series.sizes[i];
    row.what = "judging a case, " + subjects[i]->evaluator();
    row.cases = judged[i];
    row.iterations = times[i].iterations;
    for (const double seconds : times[i].seconds) {
      row.seconds_approx.push_back(seconds / static_cast<double>(judged[i]));
    }
    result.timings.push_back(std::move(row));
  }
  if (result.timings.size() == series.sizes.size()) add_fit(result.fits, result.timings);
  return result;
}

}  // namespace attest::benchmarks
