// SPDX-License-Identifier: Apache-2.0
/// \file
/// The short texts of drawings.
#include "reference/derive/drawing_text.hpp"

#include <doctest/doctest.h>

namespace attest::derive {
namespace {

TEST_SUITE("derive/drawing_text") {
  TEST_CASE("numbers are exact where they fit and rounded where they do not") {
    CHECK(short_text(Rational(1, 3), 5) == "1/3");
    CHECK(short_text(Rational(12345, 67891), 6) == "≈0.182");
    CHECK(short_text(Rational(-123456789), 7) == "≈-1.2e8");
    CHECK(short_text(Rational(1, 1000000007), 9) == "≈1.00e-9");
    CHECK(short_text(Rational(9996, 10000), 6) == "≈1.00");
    CHECK(short_text(Rational(123456), 2) == "•");
    CHECK(short_text(Rational(0), 0) == "•");
    const std::vector<model::Number> signs{Rational(1), Rational(-1), Rational(0)};
    CHECK(cell_text(signs, 9, true) == "+-0");
    CHECK(cell_text(std::vector<model::Number>{Rational(0), Rational(0)}, 9, true) == "·");
    CHECK(cell_text(std::vector<model::Number>{Rational(7), Rational(2)}, 9, false) == "7 2");
    CHECK(cell_text(signs, 2, true) == "•");
    const std::vector<model::Number> unit{Rational(0), Rational(0), Rational(1)};
    CHECK(cell_text(unit, 3, true) == "00+");
    CHECK(cell_text(unit, 2, true) == "#2");
    CHECK(cell_text(unit, 1, true) == "•");
    CHECK(fitted("abcdef", 4) == "abc…");
    CHECK(fitted("ab", 4) == "ab");
    CHECK(wrapped({"aa", "bb", "cc"}, 40, 100) == std::vector<std::string>{"aa, bb,", "cc"});
  }

  TEST_CASE("a sentence is broken at its spaces and a word never") {
    CHECK(lines_of("a short title", 400, 140, true) == std::vector<std::string>{"a short title"});
    const std::vector<std::string> lines = lines_of("a_long_word and more of it", 60, 140, true);
    CHECK(lines.front() == "a_long_word");
    CHECK(lines.size() > 2);
    CHECK(lines_of("", 60, 140, true) == std::vector<std::string>{""});
  }

  TEST_CASE("registers of several signs can be written as signs") {
    CHECK(are_signs(std::vector<model::Number>{Rational(1), Rational(0)}));
    CHECK_FALSE(are_signs(std::vector<model::Number>{Rational(1), Rational(2)}));
    CHECK_FALSE(are_signs(std::vector<model::Number>{Rational(1)}));
  }
}

}  // namespace
}  // namespace attest::derive
