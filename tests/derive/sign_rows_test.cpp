// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words as signs in rows of small integers.
#include "reference/derive/sign_rows.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace attest::derive {
namespace {

TEST_CASE("a word is written as signs with the most significant bit first and nowhere else") {
  engine::LoopedRows rows(3, 40);
  put_signs(rows, 1, {.at = 14, .size = 5}, -11);  // 10101
  const std::vector<std::int32_t> row = rows.row(1);
  for (int at = 0; at < 40; ++at) {
    const int expected = at < 14 || at >= 19 ? 0 : at % 2 == 0 ? 1 : -1;
    CHECK(row[static_cast<std::size_t>(at)] == expected);
  }
  CHECK(rows.row(0) == std::vector<std::int32_t>(40));
  CHECK(rows.row(2) == std::vector<std::int32_t>(40));
}

TEST_CASE("rows hold the entries of a state wherever a plane ends") {
  for (const int d : {1, 15, 16, 17, 33}) {
    Matrix state(5, d);
    for (int i = 0; i < 5; ++i) {
      for (int at = 0; at < d; ++at) state(i, at) = 100 * i - at;
    }
    const engine::LoopedRows rows = rows_of(state);
    CHECK(rows.n() == 5);
    CHECK(rows.d() == d);
    for (int i = 0; i < 5; ++i) {
      for (int at = 0; at < d; ++at) CHECK(rows.at(i, at) == 100 * i - at);
    }
  }
}

}  // namespace
}  // namespace attest::derive
