// SPDX-License-Identifier: Apache-2.0
/// \file
/// Signs one by one; see sign_rows.hpp.
#include "reference/derive/sign_rows.hpp"

#include <limits>

#include "reference/number/contract.hpp"

namespace attest::derive {

engine::LoopedRows rows_of(const Matrix& state) {
  engine::LoopedRows rows(state.rows(), state.cols());
  for (int column = 0; column < state.rows(); ++column) {
    for (int at = 0; at < state.cols(); ++at) {
      const Rational& entry = state(column, at);
      ATTEST_REQUIRE(
          entry.is_integer() && entry.num().abs() <= std::numeric_limits<std::int32_t>::max(),
          "a small integer");
      rows.at(column, at) = static_cast<std::int32_t>(entry.num().to_int64());
    }
  }
  return rows;
}

void put_signs(engine::LoopedRows& rows, int column, const SignPlace& place, std::int64_t word) {
  ATTEST_REQUIRE(1 <= place.size && place.size <= 64 && 0 <= place.at &&
                     place.at + place.size <= rows.d() && 0 <= column && column < rows.n(),
                 "a code inside a row");
  auto bits = static_cast<std::uint64_t>(word);
  for (int i = place.size; i-- > 0; bits >>= 1U) {
    rows.at(column, place.at + i) = static_cast<std::int32_t>(bits & 1U) * 2 - 1;
  }
}

}  // namespace attest::derive
