// SPDX-License-Identifier: Apache-2.0
/// \file
/// Threads by oneTBB.
#include "reference/check/parallel.hpp"

#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>

#include <cstddef>

#include "reference/number/function.hpp"

namespace attest::check {

int threads_of(int jobs) { return jobs > 0 ? jobs : tbb::info::default_concurrency(); }

void in_parallel(int threads, const Function<void()>& loop) {
  if (threads <= 1) {
    loop();
    return;
  }
  // More threads than cores are granted too: they are what the user asked for.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::task_group group;
    for (int i = 0; i < threads; ++i) group.run(loop);
    group.wait();
  });
}

}  // namespace attest::check
