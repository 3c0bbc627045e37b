// SPDX-License-Identifier: Apache-2.0
/// \file
/// Shards of a space.
#include <doctest/doctest.h>

#include <cstdint>
#include <utility>

#include "reference/check/runner.hpp"
#include "reference/number/error.hpp"

namespace attest::check {
namespace {

TEST_CASE("shards cover every space up to 200 and some large ones and are balanced") {
  const auto check = [](std::int64_t size, int shards) {
    std::int64_t end = 0;
    for (int shard = 1; shard <= shards; ++shard) {
      const Range range = shard_range(size, shard, shards);
      REQUIRE(range.begin == end);
      REQUIRE(range.begin <= range.end);
      REQUIRE(range.end - range.begin <= size / shards + size / shards / 4 + 1);
      end = range.end;
    }
    REQUIRE(end == size);
  };
  for (std::int64_t size = 0; size <= 200; ++size) {
    for (int shards = 1; shards <= 12; ++shards) check(size, shards);
  }
  check(std::int64_t{1} << 62, 7);
  check((std::int64_t{1} << 62) - 1, 1000);
  CHECK(shard_range(10'000'000, 1, 3).end % 65'536 == 0);
}

TEST_CASE("shards outside 1 to k are refused") {
  for (const auto& [shard, shards] :
       {std::pair(0, 3), std::pair(4, 3), std::pair(1, 0), std::pair(-1, -1)}) {
    try {
      static_cast<void>(shard_range(10, shard, shards));
      FAIL("accepted");
    } catch (const InputError& error) {
      CHECK(error.id() == "shard-range");
    }
  }
}

}  // namespace
}  // namespace attest::check
