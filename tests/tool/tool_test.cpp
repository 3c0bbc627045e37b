// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of others: what they read and print, and what is said where they fail.
#include "reports/tool/tool.hpp"

#include <doctest/doctest.h>

#include <string>

#include "reference/number/error.hpp"

namespace attest::tool {
namespace {

std::string error_of(const Tool& tool, const std::string& input) {
  try {
    static_cast<void>(output_of(tool, input));
  } catch (const InputError& error) {
    return error.id() + ": " + error.found();
  }
  return {};
}

TEST_CASE("what a program reads and prints passes through up to ten megabytes") {
  const Tool cat{.command = {"cat"}, .package = "coreutils"};
  CHECK(output_of(cat, "").empty());
  CHECK(output_of(cat, "a\nb") == "a\nb");
  const std::string large(10'000'000, 'x');
  CHECK(output_of(cat, large) == large);
}

TEST_CASE("a program that reads nothing does not stop the writer") {
  const Tool deaf{.command = {"echo", "heard"}, .package = "coreutils"};
  CHECK(output_of(deaf, std::string(1'000'000, 'x')) == "heard\n");
}

TEST_CASE("a program sees the C locale and the time zone UTC") {
  const Tool shell{.command = {"sh", "-c", "echo $LC_ALL $TZ"}, .package = "dash"};
  CHECK(output_of(shell, "") == "C.UTF-8 UTC\n");
}

TEST_CASE("a program that is not there or fails is bad input with its own words") {
  CHECK(error_of({.command = {"no-such-program"}, .package = "none"}, "")
            .starts_with("tool-missing"));
  const Tool failing{.command = {"sh", "-c", "echo why >&2; exit 3"}, .package = "dash"};
  CHECK(error_of(failing, "") == "tool-failed: why\n");
  const Tool killed{.command = {"sh", "-c", "kill -9 $$"}, .package = "dash"};
  CHECK(error_of(killed, "").starts_with("tool-failed"));
}

}  // namespace
}  // namespace attest::tool
