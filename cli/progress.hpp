// SPDX-License-Identifier: Apache-2.0
/// \file
/// One line on a terminal: what is being checked, how far, how fast, how long still.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "reference/check/runner.hpp"

namespace attest::cli {

/// A progress line that is rewritten at most ten times a second and wiped at the end.
class ProgressLine {
 public:
  /// \param is_shown false: nothing is ever written
  ProgressLine(std::ostream& out, bool is_shown) : out_(out), is_shown_(is_shown) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { wipe(); }

  /// Shows the progress of the current check. \param plan "2 of 12" and the like, put before it
  void show(const check::Progress& progress, const std::string& plan);
  /// Clears the line.
  void wipe();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& out_;
  bool is_shown_;
  bool is_written_ = false;
  std::string label_;
  Clock::time_point start_;         // of the check that is shown
  std::int64_t done_at_start_ = 0;  // cases taken from the ledger have no rate
  Clock::time_point last_;
};

/// "12 s", "3 min 5 s", "2 h 10 min".
[[nodiscard]] std::string duration_text(std::int64_t seconds);

/// "850 cases/s", "1.2 M cases/s".
[[nodiscard]] std::string rate_text(std::int64_t cases, std::int64_t milliseconds);

}  // namespace attest::cli
