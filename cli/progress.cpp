// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writes the progress line, in whole numbers.
#include "cli/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <utility>

namespace attest::cli {
namespace {

constexpr std::chrono::milliseconds pause{100};  // between two writes
constexpr std::size_t narrow_terminal = 79;
constexpr std::string_view wipe_line = "\r\x1b[K";

/// Cases a second; the number of cases is cut at 2^53, so that the product stays below 2^63.
std::int64_t rate_of(std::int64_t cases, std::int64_t milliseconds) {
  return std::min(cases, std::int64_t{1} << 53) * 1000 / std::max<std::int64_t>(milliseconds, 1);
}

/// 0 to 100; of large totals without the product, which might not fit.
std::int64_t percent_of(std::int64_t done, std::int64_t total) {
  constexpr std::int64_t large = 1'000'000;
  if (total <= 0) return 100;
  return total < large ? done * 100 / total : done / (total / 100 + 1);
}

}  // namespace

std::string duration_text(std::int64_t seconds) {
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

std::string rate_text(std::int64_t cases, std::int64_t milliseconds) {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 3> units{
      {{1'000'000'000, "G"}, {1'000'000, "M"}, {1'000, "k"}}};
  const std::int64_t rate = rate_of(cases, milliseconds);
  for (const auto& [size, name] : units) {
    if (rate < size) continue;
    return fmt::format("{}.{} {} cases/s", rate / size, rate % size * 10 / size, name);
  }
  return fmt::format("{} cases/s", rate);
}

void ProgressLine::show(const check::Progress& progress, const std::string& plan) {
  if (!is_shown_) return;
  const Clock::time_point now = Clock::now();
  if (progress.label != label_) {
    label_ = progress.label;
    start_ = now;
    done_at_start_ = progress.done;
  } else if (now - last_ < pause) {
    return;
  }
  last_ = now;
  const std::int64_t milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now - start_).count();
  const std::int64_t done = progress.done - done_at_start_;
  std::string line = plan;
  if (label_.ends_with(" mutants")) {
    line += fmt::format("{} of {}", progress.done, progress.total);
  } else {
    line += fmt::format("{} %", percent_of(progress.done, progress.total));
    const std::int64_t per_second = rate_of(done, milliseconds);
    if (per_second > 0) {
      line += fmt::format(", {}, {} left", rate_text(done, milliseconds),
                          duration_text((progress.total - progress.done) / per_second));
    }
  }
  // A line that wraps could not be wiped: the label at its end is cut.
  line = (line + ": " + label_).substr(0, narrow_terminal);
  out_ << wipe_line << line << std::flush;
  is_written_ = true;
}

void ProgressLine::wipe() {
  if (is_written_) out_ << wipe_line << std::flush;
  is_written_ = false;
}

}  // namespace attest::cli
