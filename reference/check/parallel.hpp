// SPDX-License-Identifier: Apache-2.0
/// \file
/// The same loop on several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "reference/number/function.hpp"

namespace attest::check {

/// Work that is done within this time is done without starting threads.
inline constexpr std::chrono::milliseconds serial_time{20};

/// Number of threads that `jobs` stands for: itself, or all cores where it is not positive.
[[nodiscard]] int threads_of(int jobs);

/// Calls `loop` once on each of `threads` threads, this one included, and waits for all of them.
/// Called inside such a loop, it takes only those of its threads that have run out of work; this
/// thread makes the calls that none of them took, and no call of anybody else.
/// \throws the first exception that left a loop
void in_parallel(int threads, const Function<void()>& loop);

/// The threads that share one piece of work, and the CPU time that it takes them.
class Workers {
 public:
  /// Starts to count, on the thread that does the work.
  explicit Workers(int threads);
  [[nodiscard]] int threads() const { return threads_; }
  /// As in_parallel.
  void run(const Function<void()>& loop);
  /// CPU time of this thread since the start, and of the others inside `run`: for people.
  /// \pre called by the thread that made it
  [[nodiscard]] double cpu_seconds_approx() const;

 private:
  int threads_;
  std::thread::id owner_;
  std::int64_t start_;                    // on the owner's clock [ns]
  std::atomic<std::int64_t> others_ = 0;  // [ns]
};

}  // namespace attest::check
