// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which drawings can be read.
#include "reports/diagram/legible.hpp"

#include <doctest/doctest.h>

namespace attest::diagram {
namespace {

/// Cells, some of which do not show their value.
check::Drawing cells(int shown, int cut, int height) {
  check::Drawing drawing;
  drawing.high = {400, height};
  for (int i = 0; i < shown + cut; ++i) {
    drawing.nodes.push_back({.id = std::to_string(i), .lines = {i < shown ? "1" : "•"}});
  }
  return drawing;
}

TEST_CASE("a drawing of more than two pages or with a quarter of its values cut is not legible") {
  CHECK(legibility_of(cells(8, 0, 2000)) == Legibility::full);
  CHECK(legibility_of(cells(8, 0, 2001)) == Legibility::none);
  CHECK(legibility_of(cells(9, 3, 100)) == Legibility::cut);
  CHECK(legibility_of(cells(8, 3, 100)) == Legibility::none);
  CHECK(legibility_of(cells(0, 0, 100)) == Legibility::full);
}

}  // namespace
}  // namespace attest::diagram
