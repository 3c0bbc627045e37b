// SPDX-License-Identifier: Apache-2.0
/// \file
/// The same loop on several threads.
#pragma once

#include <chrono>

#include "reference/number/function.hpp"

namespace attest::check {

/// Work that is done within this time is done without starting threads.
inline constexpr std::chrono::milliseconds serial_time{20};

/// Number of threads that `jobs` stands for: itself, or all cores where it is not positive.
[[nodiscard]] int threads_of(int jobs);

/// Calls `loop` once on each of `threads` threads, this one included, and waits for all of them.
/// \throws the first exception that left a loop
void in_parallel(int threads, const Function<void()>& loop);

}  // namespace attest::check
