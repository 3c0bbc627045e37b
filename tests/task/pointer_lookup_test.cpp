// SPDX-License-Identifier: Apache-2.0
/// \file
/// Pointers followed by hand.
#include "reference/task/pointer_lookup.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// The bits of the word, then the pointer.
Matrix tokens_of(const std::vector<std::int64_t>& bits, std::int64_t y) {
  Matrix tokens(static_cast<int>(bits.size()) + 1, 2);
  for (std::size_t j = 0; j < bits.size(); ++j) tokens(static_cast<int>(j), 0) = bits[j];
  tokens(tokens.rows() - 1, 1) = y;
  return tokens;
}

using Answer = std::vector<Rational>;

TEST_SUITE("task/pointer_lookup") {
  TEST_CASE("the first bit is bit 0 and the last one bit n - 1") {
    CHECK(pointer_lookup().answer(tokens_of({1, 0, 0}, 0)) == Answer{1});
    CHECK(pointer_lookup().answer(tokens_of({1, 0, 0}, 2)) == Answer{0});
    CHECK(pointer_lookup().answer(tokens_of({0, 0, 1}, 2)) == Answer{1});
  }

  TEST_CASE("counted from 1 the pointer 1 points to the first bit") {
    CHECK(pointer_lookup(FirstBit::one).answer(tokens_of({1, 0, 0}, 1)) == Answer{1});
    CHECK(pointer_lookup(FirstBit::one).answer(tokens_of({1, 0, 0}, 0)) == Answer{0});
  }

  TEST_CASE("a pointer beyond the bits breaks the contract") {
    CHECK_THROWS_AS(pointer_lookup().answer(tokens_of({1, 0}, 2)), BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest::task
