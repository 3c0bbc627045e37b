// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task switching by hand, what is not defined first.
#include "reference/task/task_switching.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace attest::task {
namespace {

/// The symbols of a word over 0 to 9 and IARCK.
std::vector<std::int64_t> stream_of(std::string_view word) {
  std::vector<std::int64_t> symbols;
  for (const char letter : word) {
    const std::size_t control = std::string_view("IARCK").find(letter);
    symbols.push_back(control == std::string_view::npos ? letter - '0'
                                                        : 10 + static_cast<std::int64_t>(control));
  }
  return symbols;
}

/// What follows in ten digits; -1 where that is not defined.
std::int64_t after(std::string_view word) {
  const auto next = next_digit(stream_of(word), 10);
  return next ? next->digit : -1;
}

std::int64_t oldest(std::string_view word) {
  return next_digit(stream_of(word), 10).value().oldest;
}

TEST_SUITE("task/task_switching") {
  TEST_CASE("nothing is defined before a control or with an input missing") {
    CHECK(after("3") == -1);
    CHECK(after("37") == -1);
    CHECK(after("3A") == -1);
    CHECK(after("3R5") == -1);
    CHECK(after("37R55") == -1);
    CHECK(after("37K") == -1);
    CHECK(after("77K") == 7);
  }

  TEST_CASE("every control is as worked out by hand") {
    CHECK(after("9I") == 0);
    CHECK(after("3I4") == 5);
    CHECK(after("37A") == 0);
    CHECK(after("37A5") == 2);
    CHECK(after("37A52") == 7);
    CHECK(after("3A5") == 8);
    CHECK(after("37R") == 7);
    CHECK(after("37R5") == 3);
    CHECK(after("37C5") == 2);
    CHECK(after("37C") == 4);
    CHECK(after("4274K4") == 2);
    CHECK(after("42741K4") == 1);
  }

  TEST_CASE("the last control counts and an image that is a control is the digit before it") {
    CHECK(after("1I2A") == 3);
    CHECK(after("1A2I") == 3);
    // 1 2 I 3 R: the images of what follows are 3, I (so 2), 2, 1.
    CHECK(after("12I3R") == 3);
    CHECK(after("12I3R9") == 2);
    CHECK(after("12I3R99") == 2);
    CHECK(after("12I3R999") == 1);
    CHECK(after("12I3R9999") == -1);
  }

  TEST_CASE("the oldest input is the least position that is used") {
    CHECK(oldest("9I") == 0);
    CHECK(oldest("9I444") == 1);
    CHECK(oldest("37A") == 0);
    CHECK(oldest("37A55") == 2);
    CHECK(oldest("3I7A") == 0);
    CHECK(oldest("12I3R9") == 1);
    CHECK(oldest("37C5") == 1);
    CHECK(oldest("42K14") == 0);
  }

  TEST_CASE("answers are one-hot or a number and streams are checked") {
    Matrix stream(2, 1);
    stream(0, 0) = 1;
    stream(1, 0) = 3;  // I over three digits
    CHECK(task_switching(3, DigitForm::one_hot).answer(stream) == std::vector<Rational>{0, 0, 1});
    CHECK(task_switching(3, DigitForm::number).answer(stream) == std::vector<Rational>{2});
    CHECK(is_stream({0, 3, 1}, 3));
    CHECK(!is_stream({}, 3));
    CHECK(!is_stream({3}, 3));
    CHECK(!is_stream({0, 3, 4}, 3));
    CHECK(!is_stream({0, 8}, 3));
    CHECK(!is_stream({-1}, 3));
  }
}

}  // namespace
}  // namespace attest::task
