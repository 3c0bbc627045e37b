// SPDX-License-Identifier: Apache-2.0
/// \file
/// The rows about enumeration: outputs equal, and what is measured.
#include "benchmarks/enumeration_rows.hpp"

#include <doctest/doctest.h>

namespace attest::benchmarks {
namespace {

TEST_CASE("bit-sliced heads equal doubles on 2^16 words and softmax equals MAJORITY on 2^32") {
  const std::vector<EngineRow> rows = enumeration_rows({.repetitions = 1, .seconds = 0.001});
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].name == "enumeration_vs_naive_double");
  CHECK(rows[0].equal);
  CHECK(rows[1].name == "threshold_2_40");
  CHECK(rows[1].equal);
  CHECK_FALSE(rows[1].is_met);  // 2^32 words are not 2^40
  for (const EngineRow& row : rows) {
    MESSAGE(row.name << ": " << row.ours << " " << row.unit << ", peer " << row.peer << ", ratio "
                     << row.ratio << "; " << row.note);
  }
}

}  // namespace
}  // namespace attest::benchmarks
