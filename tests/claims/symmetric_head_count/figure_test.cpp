// SPDX-License-Identifier: Apache-2.0
/// \file
/// The picture of the readout.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"

namespace attest::symmetric_head_count {
namespace {

check::Params point(std::int64_t n, std::int64_t function) {
  check::Params params;
  params["n"] = n;
  params["function"] = function;
  return params;
}

TEST_SUITE("claims/symmetric_head_count/figure") {
  TEST_CASE("the picture of parity shows a pole for each head and every zero") {
    const check::Drawing drawing = output_figure(point(5, -1));
    check::validate(drawing);
    CHECK(drawing.caption.at(0).ends_with("5 heads, zeros at 1/2, 3/2, 5/2, 7/2, 9/2"));
    CHECK(std::count_if(drawing.edges.begin(), drawing.edges.end(), [](const check::Edge& edge) {
            return edge.role == check::Role::pole;
          }) == 5);
  }

  TEST_CASE("a picture with poles too far away or of no function is refused") {
    CHECK_THROWS_AS(static_cast<void>(output_figure(point(60, 1))), InputError);
    CHECK_THROWS_AS(static_cast<void>(output_figure(point(2, 8))), InputError);
  }
}

}  // namespace
}  // namespace attest::symmetric_head_count
