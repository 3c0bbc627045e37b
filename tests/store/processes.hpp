// SPDX-License-Identifier: Apache-2.0
/// \file
/// Batches of fake cases, and child processes that may be killed.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <functional>

#include "tests/check/fake.hpp"

namespace attest::store {

/// The four cases from 4 number on.
inline check::Batch batch_at(std::int64_t number) {
  check::Batch batch{.range = {.begin = 4 * number, .end = 4 * number + 4}, .tally = {}};
  for (std::int64_t i = batch.range.begin; i < batch.range.end; ++i) {
    batch.tally.add(i, check::fake::holds(check::fake::churn(i, 1)), false);
  }
  return batch;
}

/// Runs `action` in a child process. \returns its exit code, or minus the signal that ended it
inline int in_child(const std::function<int()>& action) {
  const pid_t child = fork();
  if (child == 0) {
    int code = 99;
    try {
      code = action();
    } catch (...) {
      code = 98;
    }
    _exit(code);
  }
  REQUIRE(child > 0);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

}  // namespace attest::store
