// SPDX-License-Identifier: Apache-2.0
/// \file
/// Loops on several threads, and loops inside them.
#include "reference/check/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>

namespace attest::check {
namespace {

TEST_CASE("a loop is called once for each of up to 5 threads") {
  for (int threads = 1; threads <= 5; ++threads) {
    std::atomic<int> calls = 0;
    in_parallel(threads, [&] { ++calls; });
    CHECK(calls == threads);
  }
}

TEST_CASE("a loop inside a loop is called as often and starts no call of the outer one") {
  std::atomic<int> outer = 0;
  std::atomic<int> inner = 0;
  std::atomic<int> mixed = 0;
  in_parallel(4, [&] {
    thread_local bool is_waiting = false;  // inside the inner loops of an outer call
    if (is_waiting) ++mixed;
    ++outer;
    for (int i = 0; i < 50; ++i) {
      is_waiting = true;
      in_parallel(3, [&] { ++inner; });
      is_waiting = false;
    }
  });
  CHECK(outer == 4);
  CHECK(inner == 4 * 50 * 3);
  CHECK(mixed == 0);
}

TEST_CASE("what a loop throws arrives and the next loop runs") {
  for (const bool is_inner : {false, true}) {
    const auto run_throwing = [&] { in_parallel(3, [] { throw std::runtime_error("stop"); }); };
    CHECK_THROWS_AS(is_inner ? in_parallel(2, run_throwing) : run_throwing(), std::runtime_error);
    std::atomic<int> calls = 0;
    in_parallel(3, [&] { ++calls; });
    CHECK(calls == 3);
  }
}

TEST_CASE("workers call a loop once for each thread and count CPU time that grows") {
  Workers workers(4);
  std::atomic<int> calls = 0;
  const double before_approx = workers.cpu_seconds_approx();
  workers.run([&] { ++calls; });
  CHECK(calls == 4);
  CHECK(workers.threads() == 4);
  CHECK(workers.cpu_seconds_approx() > before_approx);
}

}  // namespace
}  // namespace attest::check
