// SPDX-License-Identifier: Apache-2.0
/// \file
/// Times by Google Benchmark: CPU time, repeated, in random order.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace attest::benchmarks {

/// One thing to time.
struct Task {
  std::string name;
  std::function<void()> run;
};

/// What it took.
struct Times {
  std::int64_t iterations = 0;  ///< of one repetition
  std::vector<double> seconds;  ///< CPU time of one iteration, by repetition; empty: interrupted
};

/// The median over the repetitions. \pre there is one
[[nodiscard]] double median_of(const Times& times);

/// How long and how often.
struct Effort {
  int repetitions = 7;
  double seconds = 0.02;  ///< least time of one repetition
  std::function<bool()> is_interrupted = [] { return false; };
};

/// Times every task, repetitions of all of them in one random order, so that a slow minute of the
/// machine does not fall on one size. Repetitions that an interruption cut are left out.
[[nodiscard]] std::vector<Times> time_tasks(const std::vector<Task>& tasks, const Effort& effort);

}  // namespace attest::benchmarks
