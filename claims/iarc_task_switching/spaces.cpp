// SPDX-License-Identifier: Apache-2.0
/// \file
/// The streams that are enumerated, and random ones.
#include <optional>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::iarc_task_switching {
namespace {

using Symbols = std::vector<std::int64_t>;

const Integer most_streams = power_of_two(40);
constexpr std::int64_t control_chance = 6;  // one in so many, after a digit

/// The stream as a case, if its next digit is defined.
std::optional<check::Case> defined(const Symbols& symbols, std::int64_t digits) {
  if (!task::next_digit(symbols, digits)) return std::nullopt;
  return check::word_of(symbols);
}

/// The ways to go on for 0, 1, .. tokens after a digit.
std::vector<Integer> ways_after_digit(std::int64_t digits, std::int64_t controls,
                                      std::int64_t most) {
  std::vector<Integer> ways{1};
  for (std::int64_t left = 1; left <= most; ++left) {
    // A digit, or a control with a digit after it unless the stream ends there.
    const Integer after_control = left == 1 ? Integer(1) : digits * ways.end()[-2];
    ways.push_back(digits * ways.back() + controls * after_control);
  }
  return ways;
}

}  // namespace

std::int64_t controls_of(const Shape& shape) { return shape.has_induction ? 5 : 4; }

Integer stream_count(std::int64_t digits, std::int64_t controls, std::int64_t length) {
  return digits * ways_after_digit(digits, controls, length - 1).back();
}

check::CaseSpace streams(std::int64_t digits, std::int64_t controls, std::int64_t length) {
  const Integer count = stream_count(digits, controls, length);
  if (count > most_streams) {
    throw InputError("case-space-size", "digits and length", "more than 2^40 streams",
                     "at most 2^40");
  }
  std::vector<std::int64_t> ways;
  for (const Integer& after : ways_after_digit(digits, controls, length - 1)) {
    ways.push_back(after.to_int64());
  }
  check::CaseSpace space{.size = count.to_int64(), .full_size = count};
  space.description = "all streams of " + std::to_string(length) + " tokens over " +
                      std::to_string(digits) + " digits and " + std::to_string(controls) +
                      " controls; those whose next digit is not defined are left out";
  space.at = [digits, ways = std::move(ways)](std::int64_t index) -> std::optional<check::Case> {
    Symbols symbols;
    std::int64_t left = std::ssize(ways);  // tokens still to be written
    bool is_digit_due = true;
    while (left > 0) {
      --left;
      const std::int64_t after = ways[static_cast<std::size_t>(left)];
      if (is_digit_due || index < digits * after) {
        symbols.push_back(index / after);
        index %= after;
        is_digit_due = false;
        continue;
      }
      index -= digits * after;
      const std::int64_t after_control =
          left == 0 ? 1 : digits * ways[static_cast<std::size_t>(left - 1)];
      symbols.push_back(digits + index / after_control);
      index %= after_control;
      is_digit_due = true;
    }
    return defined(symbols, digits);
  };
  return space;
}

check::CaseSpace random_streams(std::int64_t digits, std::int64_t controls, std::int64_t length,
                                std::int64_t size, std::uint64_t seed) {
  return check::sampled(
      "random streams of " + std::to_string(length) + " tokens over " + std::to_string(digits) +
          " digits and " + std::to_string(controls) + " controls, one after a digit in " +
          std::to_string(control_chance) + "; those whose next digit is not defined are left out",
      size, seed, stream_count(digits, controls, length),
      "streams of " + std::to_string(length) + " tokens are too many to enumerate",
      [=](Random& random, std::int64_t) -> std::optional<check::Case> {
        Symbols symbols{random.below(digits)};
        while (std::ssize(symbols) < length) {
          const bool is_control = symbols.back() < digits && random.below(control_chance) == 0;
          symbols.push_back(is_control ? digits + random.below(controls) : random.below(digits));
        }
        return defined(symbols, digits);
      });
}

}  // namespace attest::iarc_task_switching
