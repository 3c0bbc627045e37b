// SPDX-License-Identifier: Apache-2.0
/// \file
/// Block strings written out by hand.
#include "reference/gadget/block_string.hpp"

#include <doctest/doctest.h>

namespace attest::gadget {
namespace {

using Symbols = std::vector<std::int64_t>;

TEST_CASE("the block string of a swap and of a rotation are as written out by hand") {
  // Points 0 1 with blocks 1 2 3: (0,2)(1,3) (1,2)(0,3) | (0,1)(1,2) (1,1)(0,2) | (0,1).
  CHECK(symbols_of(block_tokens({1, 0}, 2, 0, {}), 2) == Symbols{3, 6, 4, 5, 1, 4, 2, 3, 1});
  CHECK(symbols_of(block_tokens({1, 2, 0}, 1, 2, {}), 3) == Symbols{1, 5, 2, 6, 3, 4, 3});
  CHECK(symbols_of(block_tokens({0}, 0, 0, {}), 1) == Symbols{1});
}

TEST_CASE("orders and broken layouts of a block string are as written out by hand") {
  CHECK(symbols_of(block_tokens({1, 2, 0}, 1, 2, {.orders = {{2, 0, 1}}}), 3) ==
        Symbols{3, 4, 1, 5, 2, 6, 3});
  CHECK(symbols_of(block_tokens({1, 0}, 2, 0, {.is_first_block_first = true}), 2) ==
        Symbols{1, 4, 2, 3, 3, 6, 4, 5, 1});
  CHECK(symbols_of(block_tokens({1, 0}, 2, 0, {.is_one_alphabet = true}), 2) ==
        Symbols{1, 2, 2, 1, 1, 2, 2, 1, 1});
}

}  // namespace
}  // namespace attest::gadget
