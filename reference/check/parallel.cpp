// SPDX-License-Identifier: Apache-2.0
/// \file
/// Threads by oneTBB.
#include "reference/check/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <cstddef>
#include <ctime>
#include <utility>

#include "reference/number/function.hpp"

namespace attest::check {

namespace {

/// Whether this thread is inside a loop of in_parallel, whose threads a loop within shares.
thread_local bool is_inside_loop = false;

/// `loop` with is_inside_loop set.
void call(const Function<void()>& loop) {
  const bool was_inside = std::exchange(is_inside_loop, true);
  try {
    loop();
  } catch (...) {
    is_inside_loop = was_inside;
    throw;
  }
  is_inside_loop = was_inside;
}

/// CPU time of this thread [ns].
std::int64_t thread_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

int threads_of(int jobs) { return jobs > 0 ? jobs : tbb::info::default_concurrency(); }

void in_parallel(int threads, const Function<void()>& loop) {
  if (threads <= 1) {
    loop();
    return;
  }
  const auto call_on_each = [&] {
    tbb::task_group group;
    for (int i = 1; i < threads; ++i) group.run([&] { call(loop); });
    group.run_and_wait([&] { call(loop); });
  };
  if (is_inside_loop) {
    // Isolated: while this thread waits it starts no work of the loop around it.
    tbb::this_task_arena::isolate(call_on_each);
    return;
  }
  // More threads than cores are granted too: they are what the user asked for.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(call_on_each);
}

Workers::Workers(int threads)
    : threads_(threads), owner_(std::this_thread::get_id()), start_(thread_nanoseconds()) {}

void Workers::run(const Function<void()>& loop) {
  in_parallel(threads_, [&] {
    if (std::this_thread::get_id() == owner_) {
      loop();
      return;
    }
    const std::int64_t start = thread_nanoseconds();
    try {
      loop();
    } catch (...) {
      others_ += thread_nanoseconds() - start;
      throw;
    }
    others_ += thread_nanoseconds() - start;
  });
}

double Workers::cpu_seconds_approx() const {
  const double spent_approx = static_cast<double>(thread_nanoseconds() - start_ + others_);
  return 1e-9 * spent_approx;
}

}  // namespace attest::check
