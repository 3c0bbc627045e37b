// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task switching by plain loops; see task_switching.hpp.
#include "reference/task/task_switching.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

using Symbols = std::vector<std::int64_t>;

/// The digits of a stream from left to right, with their positions.
struct Digits {
  std::vector<std::int64_t> value;
  std::vector<std::int64_t> at;
};

Digits digits_of(const Symbols& symbols, std::int64_t digits) {
  Digits result;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    if (symbols[i] >= digits) continue;
    result.value.push_back(symbols[i]);
    result.at.push_back(static_cast<std::int64_t>(i));
  }
  return result;
}

/// The last digit that stands at or before `position`, by its number among the digits.
/// \pre there is one
std::size_t last_at(const Digits& list, std::int64_t position) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < list.at.size(); ++i) {
    if (list.at[i] <= position) found = i;
  }
  return found;
}

/// The digit after the last x, the last digit, that a digit follows at once.
std::optional<NextDigit> after_last_match(const Symbols& symbols, std::int64_t digits,
                                          std::int64_t x) {
  for (std::size_t j = symbols.size() - 1; j >= 1; --j) {
    if (symbols[j] < digits && symbols[j - 1] == x) {
      return NextDigit{.digit = symbols[j], .oldest = static_cast<std::int64_t>(j) - 1};
    }
  }
  return std::nullopt;
}

}  // namespace

bool is_stream(const Symbols& symbols, std::int64_t digits) {
  if (symbols.empty()) return false;
  bool is_digit_due = true;
  for (const std::int64_t symbol : symbols) {
    if (symbol < 0 || symbol >= digits + most_controls) return false;
    if (symbol >= digits && is_digit_due) return false;
    is_digit_due = symbol >= digits;
  }
  return true;
}

std::optional<NextDigit> next_digit(const Symbols& symbols, std::int64_t digits) {
  ATTEST_REQUIRE(is_stream(symbols, digits), "no stream of digits and controls");
  const std::int64_t t = std::ssize(symbols) - 1;
  std::int64_t p = -1;
  for (std::int64_t i = 0; i <= t; ++i) {
    if (symbols[static_cast<std::size_t>(i)] >= digits) p = i;
  }
  if (p < 0) return std::nullopt;
  const Digits list = digits_of(symbols, digits);
  const std::size_t last = list.value.size() - 1;
  const std::int64_t x = list.value[last];
  const auto sum = [&](std::size_t other, std::int64_t oldest) {
    return NextDigit{.digit = (x + list.value[other]) % digits, .oldest = std::min(oldest, p)};
  };
  switch (static_cast<Control>(symbols[static_cast<std::size_t>(p)] - digits)) {
    case Control::increment:
      return NextDigit{.digit = (x + 1) % digits, .oldest = std::min(list.at[last], p)};
    case Control::addition:
      if (last == 0) return std::nullopt;
      return sum(last - 1, list.at[last - 1]);
    case Control::reverse: {
      const std::int64_t mirror = 2 * p - t - 1;
      if (mirror < 0) return std::nullopt;
      const std::size_t image = last_at(list, mirror);
      return NextDigit{.digit = list.value[image], .oldest = list.at[image]};
    }
    case Control::context:
      return sum(last_at(list, p), p - 1);
    case Control::induction: {
      std::optional<NextDigit> found = after_last_match(symbols, digits, x);
      if (found) found->oldest = std::min(found->oldest, p);
      return found;
    }
  }
  return std::nullopt;
}

Task task_switching(std::int64_t digits, DigitForm form) {
  const char* name = form == DigitForm::one_hot ? "task_switching" : "task_switching_number";
  return {.id = name + std::string(" digits=") + std::to_string(digits),
          .answer = [digits, form](const Matrix& tokens) {
            Symbols symbols;
            for (int i = 0; i < tokens.rows(); ++i) {
              symbols.push_back(tokens(i, 0).num().to_int64());
            }
            const std::optional<NextDigit> next = next_digit(symbols, digits);
            ATTEST_REQUIRE(next, "the next digit is not defined");
            if (form == DigitForm::number) return std::vector<Rational>{next->digit};
            std::vector<Rational> one_hot(static_cast<std::size_t>(digits), Rational(0));
            one_hot[static_cast<std::size_t>(next->digit)] = 1;
            return one_hot;
          }};
}

}  // namespace attest::task
