// SPDX-License-Identifier: Apache-2.0
/// \file
/// Players in a row: outputs, messages and bits by hand.
#include "reference/protocol/segments.hpp"

#include <doctest/doctest.h>

namespace attest::protocol {
namespace {

TEST_CASE("three players of two layers over two letters send twelve words of two values and one") {
  const SegmentRun run = run_in_segments({1, 2, 1, 2, 1}, 2, 2, 3, HandOver::state);
  CHECK(run.messages == 4);
  CHECK(run.words == 12);
  CHECK(run.bits() == 20);  // 3^12 = 531441 <= 2^20
  // find = 0 0 2 3 4, find^2 = 0 0 0 2 3.
  CHECK(run.outputs == machine::recurrent::Symbols{0, 0, 0, 2, 1});
}

TEST_CASE("one player sends nothing and more players than letters do no harm") {
  const SegmentRun alone = run_in_segments({1, 1, 2}, 2, 1, 1, HandOver::state);
  CHECK(alone.messages == 0);
  CHECK(alone.bits() == 0);
  const SegmentRun many = run_in_segments({1, 1, 2}, 2, 1, 5, HandOver::state);
  CHECK(many.outputs == alone.outputs);
  CHECK(many.messages == 4);
}

}  // namespace
}  // namespace attest::protocol
