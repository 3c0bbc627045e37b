// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task switching: the digit that follows a stream of digits and control tokens.
///
/// Symbols 0, .., N-1 are digits, N + c is control c. A stream begins with a digit, and no two
/// controls are adjacent. With t the last position, p that of the last control and x the last
/// digit: increment x + 1; addition x + y, y the digit before x; reverse the last digit at or
/// before 2p - t - 1, the mirror image of what follows p; context x plus the digit before p;
/// induction the digit after the last earlier x that a digit follows. Sums are taken mod N. Our
/// formalisation of streams with control tokens for these tasks (Gros, 2025), of which the
/// definition was not read.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// The control tokens in the order of their symbols.
enum class Control { increment, addition, reverse, context, induction };
inline constexpr std::int64_t most_controls = 5;

/// What follows a stream, and how far back one has to look for it.
struct NextDigit {
  std::int64_t digit = 0;
  std::int64_t oldest = 0;  ///< least position of a token that is used

  friend bool operator==(const NextDigit&, const NextDigit&) = default;
};

/// Whether it begins with a digit, no two controls are adjacent, and all symbols are digits or
/// controls.
[[nodiscard]] bool is_stream(const std::vector<std::int64_t>& symbols, std::int64_t digits);

/// What follows; nothing where the task does not say: no control yet, a digit missing before the
/// last one, a mirror image before the stream, no earlier x that a digit follows. \pre is_stream
[[nodiscard]] std::optional<NextDigit> next_digit(const std::vector<std::int64_t>& symbols,
                                                  std::int64_t digits);

/// How the digit is written.
enum class DigitForm { one_hot, number };

/// The next digit, as N entries of which one is 1, or as a number. Cases: field 0 of each row is
/// the symbol. \pre the case is a stream whose next digit is defined
[[nodiscard]] Task task_switching(std::int64_t digits, DigitForm form);

}  // namespace attest::task
