// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks as registered benchmarks, and a reporter that keeps what each repetition took.
#include "benchmarks/timing.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::benchmarks {
namespace {

/// Keeps times by the name of the task.
class Keeper final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred || run.iterations == 0) continue;
      Times& times = times_[run.run_name.function_name];
      times.iterations = run.iterations;
      times.seconds.push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations));
    }
  }
  [[nodiscard]] Times of(const std::string& name) const {
    const auto found = times_.find(name);
    return found == times_.end() ? Times() : found->second;
  }

 private:
  std::map<std::string, Times> times_;
};

/// The library reads its settings from a command line.
void set_flags() {
  std::string program = "attest";
  std::string order = "--benchmark_enable_random_interleaving=true";
  std::array<char*, 3> words{program.data(), order.data(), nullptr};
  int count = 2;
  benchmark::Initialize(&count, words.data());
}

}  // namespace

double median_of(const Times& times) {
  ATTEST_REQUIRE(!times.seconds.empty(), "a repetition");
  std::vector<double> sorted = times.seconds;
  std::sort(sorted.begin(), sorted.end());
  const std::size_t half = sorted.size() / 2;
  return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

std::vector<Times> time_tasks(const std::vector<Task>& tasks, const Effort& effort) {
  set_flags();
  benchmark::ClearRegisteredBenchmarks();
  for (const Task& task : tasks) {
    benchmark::RegisterBenchmark(task.name.c_str(),
                                 [&task, &effort](benchmark::State& state) {
                                   for (const auto iteration : state) {
                                     static_cast<void>(iteration);
                                     if (effort.is_interrupted()) {
                                       state.SkipWithError("interrupted");
                                       break;
                                     }
                                     task.run();
                                   }
                                 })
        ->Repetitions(effort.repetitions)
        ->MinTime(effort.seconds)
        ->Unit(benchmark::kNanosecond);
  }
  Keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper, "all");
  benchmark::ClearRegisteredBenchmarks();
  std::vector<Times> times;
  times.reserve(tasks.size());
  for (const Task& task : tasks) times.push_back(keeper.of(task.name));
  return times;
}

}  // namespace attest::benchmarks
