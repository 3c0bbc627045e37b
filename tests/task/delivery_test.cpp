// SPDX-License-Identifier: Apache-2.0
/// \file
/// Delivery by hand.
#include "reference/task/delivery.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

TEST_CASE("messages arrive at the machine that they name by hand") {
  // Machine 1 sends 5 to 2 and nothing; machine 2 sends 0 to itself and 7 to 1.
  CHECK(delivery(2).answer(Matrix({{2, 5, 0, 9}, {2, 0, 1, 7}})) == Answer{0, 0, 0, 8, 6, 0, 1, 0});
  CHECK(delivery(1).answer(Matrix({{0, 3}})) == Answer{0});
  CHECK(delivery(1).answer(Matrix({{1, 3}})) == Answer{4});
}

}  // namespace
}  // namespace attest::task
