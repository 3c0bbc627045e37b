// SPDX-License-Identifier: Apache-2.0
/// \file
/// Settings and the grids they make.
#include "cli/grid.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

std::string error_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

check::Statement statement() {
  check::Statement result;
  result.claim = "fake";
  result.label = "S1";
  result.parameters = {{.name = "n", .meaning = "context length", .lo = 1, .hi = 100'000},
                       {.name = "modulus", .meaning = "M", .lo = -5, .hi = 9}};
  return result;
}

const std::vector<check::Params> base{{{"n", 2}, {"modulus", 5}}, {{"n", 3}, {"modulus", 7}}};

std::vector<check::Params> grid_of(const std::vector<std::string>& texts) {
  return grid(statement(), "fake S1", base, settings_of(texts));
}

TEST_CASE("a setting is a name with a value or a range") {
  CHECK(settings_of({"n=3"}) == std::vector<Setting>{{.name = "n", .lo = 3, .hi = 3}});
  CHECK(settings_of({"n=-3..4", "m=0"}) ==
        std::vector<Setting>{{.name = "n", .lo = -3, .hi = 4}, {.name = "m", .lo = 0, .hi = 0}});
  CHECK(settings_of({"n=9223372036854775807"}).front().hi == 9223372036854775807);
}

TEST_CASE("a setting of any other form is refused") {
  for (const char* text :
       {"", "n", "n=", "=3", "n=x", "n=3..", "n=..3", "n=3..2", "n=3...5", "n=3..4..5", "n=1.5",
        "n= 3", "n=3 ", "n=0x3", "n=9223372036854775808", "n=1..99999999999999999999"}) {
    INFO(text);
    CHECK(error_of([&] { static_cast<void>(settings_of({text})); }) == "set-syntax");
  }
  CHECK(error_of([] { static_cast<void>(settings_of({"n=3", "n=4"})); }) == "set-twice");
}

TEST_CASE("without settings the points are those of the rung") { CHECK(grid_of({}) == base); }

TEST_CASE("a range makes a point of each value with the other parameters of the rung") {
  const std::vector<check::Params> expected{{{"n", 4}, {"modulus", 5}},
                                            {{"n", 5}, {"modulus", 5}},
                                            {{"n", 4}, {"modulus", 7}},
                                            {{"n", 5}, {"modulus", 7}}};
  CHECK(grid_of({"n=4..5"}) == expected);
}

TEST_CASE("settings of every parameter give each combination once") {
  CHECK(grid_of({"n=1..3", "modulus=-1..2"}).size() == 12);
  CHECK(grid_of({"n=8", "modulus=9"}) == std::vector<check::Params>{{{"n", 8}, {"modulus", 9}}});
}

TEST_CASE("values outside the range of a parameter and unknown parameters are refused") {
  const auto error = [](const std::vector<std::string>& texts) {
    return error_of([&] { static_cast<void>(grid_of(texts)); });
  };
  CHECK(error({"n=0"}) == "parameter-range");
  CHECK(error({"n=100001"}) == "parameter-range");
  CHECK(error({"n=1..100001"}) == "parameter-range");
  CHECK(error({"modulus=-6..0"}) == "parameter-range");
  CHECK(error({"n=9223372036854775807"}) == "parameter-range");
  CHECK(error({"k=1"}) == "parameter-unknown");
}

TEST_CASE("a grid of more than ten thousand points is refused before it is made") {
  const auto error = [](const std::vector<std::string>& texts) {
    return error_of([&] { static_cast<void>(grid_of(texts)); });
  };
  CHECK(grid_of({"n=1..5000"}).size() == 10'000);
  CHECK(error({"n=1..5001"}) == "set-grid");
  CHECK(error({"n=1..100000"}) == "set-grid");
  CHECK(error({"n=1..1000", "modulus=-5..9"}) == "set-grid");
}

TEST_CASE("a parameter that neither the rung nor a setting gives is asked for") {
  CHECK(error_of([] {
          static_cast<void>(grid(statement(), "fake S1", {}, settings_of({"n=3"})));
        }) == "parameter-missing");
  CHECK(grid(statement(), "fake S1", {}, settings_of({"n=3", "modulus=2"})).size() == 1);
}

TEST_CASE("one point takes the first of the rung and refuses ranges") {
  CHECK(point(statement(), "fake S1", base, {}) == base.front());
  CHECK(point(statement(), "fake S1", base, settings_of({"n=9"})) ==
        check::Params{{"n", 9}, {"modulus", 5}});
  CHECK(error_of([] {
          static_cast<void>(point(statement(), "fake S1", base, settings_of({"n=1..2"})));
        }) == "set-range");
}

}  // namespace
}  // namespace attest::cli
