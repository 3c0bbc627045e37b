// SPDX-License-Identifier: Apache-2.0
/// \file
/// Input errors and contracts: what they say.
#include "reference/number/error.hpp"

#include <doctest/doctest.h>

#include <string>

#include "reference/number/contract.hpp"

namespace attest {
namespace {

TEST_SUITE("number/error") {
  TEST_CASE("an input error keeps its four parts and says them in one line") {
    const InputError error("unknown-flag", "--jbos", "\"--jbos\"", "a flag of check");
    CHECK(error.id() == "unknown-flag");
    CHECK(error.place() == "--jbos");
    CHECK(error.found() == "\"--jbos\"");
    CHECK(error.expected() == "a flag of check");
    CHECK(std::string(error.what()) ==
          "unknown-flag: --jbos: found \"--jbos\", expected a flag of check");
  }

  TEST_CASE("a broken contract names file and condition and message") {
    const int heads = 0;
    try {
      ATTEST_REQUIRE(heads >= 1, "heads = " + std::to_string(heads));
      FAIL("passed");
    } catch (const BrokenInvariant& error) {
      const std::string text = error.what();
      CHECK(text.find("error_test.cpp:") != std::string::npos);
      CHECK(text.ends_with(": heads >= 1: heads = 0"));
    }
  }

  TEST_CASE("a contract that holds evaluates its condition once and its message never") {
    int conditions = 0;
    int messages = 0;
    const auto message = [&] {
      ++messages;
      return std::string();
    };
    ATTEST_REQUIRE(++conditions == 1, message());
    CHECK(conditions == 1);
    CHECK(messages == 0);
  }
}

}  // namespace
}  // namespace attest
