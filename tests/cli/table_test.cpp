// SPDX-License-Identifier: Apache-2.0
/// \file
/// Text tables, durations and rates.
#include "cli/table.hpp"

#include <doctest/doctest.h>

#include "cli/progress.hpp"

namespace attest::cli {
namespace {

TEST_CASE("columns are as wide as their widest cell and empty columns are left out") {
  CHECK(table({"name", ">n", "note"}, {{"a", "1", ""}, {"bcdef", "100", ""}}) ==
        "name     n\n"
        "a        1\n"
        "bcdef  100\n");
}

TEST_CASE("characters are counted and not bytes") {
  CHECK(table({"x", "y"}, {{"†", "1"}, {"ab", "2"}}) == "x   y\n†   1\nab  2\n");
}

TEST_CASE("a text is indented after its first line") {
  CHECK(indented("a\nb\nc\n\n", 2) == "a\n  b\n  c");
  CHECK(indented("", 2).empty());
}

TEST_CASE("durations and rates are whole numbers with a unit") {
  CHECK(duration_text(0) == "0 s");
  CHECK(duration_text(59) == "59 s");
  CHECK(duration_text(185) == "3 min 5 s");
  CHECK(duration_text(7800) == "2 h 10 min");
  CHECK(rate_text(850, 1000) == "850 cases/s");
  CHECK(rate_text(1'250'000, 1000) == "1.2 M cases/s");
  CHECK(rate_text(5, 0) == "5.0 k cases/s");
  CHECK(rate_text(9'223'372'036'854'775'807, 1) == "9007199254.7 G cases/s");
}

}  // namespace
}  // namespace attest::cli
