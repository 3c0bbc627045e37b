// SPDX-License-Identifier: Apache-2.0
/// \file
/// Signal handlers: a flag, and an alarm that ends a command that does not look at it.
#include "cli/interrupt.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace attest::cli {
namespace {

std::atomic<bool> has_come = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a handler may only touch lock-free atomics");

constexpr int exit_code = 130;

extern "C" void end_now(int) { ::_exit(exit_code); }

extern "C" void remember(int) {
  // The ledger is safe against any abrupt end: its batches are committed transactions.
  if (has_come.exchange(true)) ::_exit(exit_code);
  ::alarm(1);
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

void watch_for_interrupts() {
  handle(SIGALRM, end_now);
  handle(SIGINT, remember);
  handle(SIGTERM, remember);
}

bool is_interrupted() { return has_come.load(std::memory_order_relaxed); }

}  // namespace attest::cli
