// SPDX-License-Identifier: Apache-2.0
/// \file
/// The random generator against the published vectors of Philox, and its ranges.
#include "reference/number/random.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <set>

#include "reference/number/contract.hpp"

namespace attest {
namespace {

using Block = std::array<std::uint64_t, 4>;

constexpr std::int64_t min64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t max64 = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t ones = std::numeric_limits<std::uint64_t>::max();

TEST_SUITE("number/random") {
  TEST_CASE("blocks equal the known answers of Random123 for philox4x64-10") {
    CHECK(philox4x64({0, 0, 0, 0}, {0, 0}) ==
          Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b});
    CHECK(philox4x64({ones, ones, ones, ones}, {ones, ones}) ==
          Block{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
    // the fractional digits of pi
    CHECK(
        philox4x64({0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89},
                   {0x452821e638d01377, 0xbe5466cf34e90c6c}) ==
        Block{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
  }

  TEST_CASE(
      "words are the blocks of counters (0 and index) then (1 and index) under (seed and stream)") {
    Random random(5, 6, 7);
    for (std::uint64_t block = 0; block < 3; ++block) {
      for (const std::uint64_t word : philox4x64({block, 7, 0, 0}, {5, 6})) {
        CHECK(random.next() == word);
      }
    }
  }

  TEST_CASE("seed and stream and index each select other numbers and repeat the same") {
    std::set<std::uint64_t> firsts;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
      for (std::uint64_t stream = 0; stream < 8; ++stream) {
        for (std::uint64_t index = 0; index < 8; ++index) {
          Random first(seed, stream, index);
          Random second(RandomKey{.seed = seed, .stream = stream}, index);
          const std::uint64_t word = first.next();
          CHECK(word == second.next());
          firsts.insert(word);
        }
      }
    }
    CHECK(firsts.size() == 512);
  }

  TEST_CASE("below(bound) takes every value of its range and no other for bounds <= 40") {
    for (std::int64_t bound = 1; bound <= 40; ++bound) {
      Random random(1, 1, static_cast<std::uint64_t>(bound));
      std::set<std::int64_t> seen;
      for (int draw = 0; draw < 1000; ++draw) seen.insert(random.below(bound));
      CHECK(*seen.begin() == 0);
      CHECK(*seen.rbegin() == bound - 1);
      CHECK(static_cast<std::int64_t>(seen.size()) == bound);
    }
  }

  TEST_CASE("below(bound) refuses the words that would favour some values") {
    // 2^64 mod bound is 2^62 for bound = 3 2^61 * 1, so a generator without refusal would keep
    // every word
    const std::int64_t bound = std::int64_t{3} << 61;
    Random drawn(9, 0, 0);
    Random words(9, 0, 0);
    int used = 0;
    for (int draw = 0; draw < 200; ++draw) {
      const std::int64_t value = drawn.below(bound);
      CHECK(value >= 0);
      CHECK(value < bound);
    }
    const std::uint64_t next = drawn.next();
    while (words.next() != next) ++used;
    CHECK(used > 200);
  }

  TEST_CASE("between(low and high) stays in its range at the ends of int64") {
    Random random(3, 0, 0);
    CHECK(random.between(min64, min64) == min64);
    CHECK(random.between(max64, max64) == max64);
    std::set<std::int64_t> seen;
    bool has_negative = false;
    bool has_positive = false;
    for (int draw = 0; draw < 200; ++draw) {
      seen.insert(random.between(max64 - 2, max64));
      seen.insert(random.between(min64, min64 + 2));
      const std::int64_t wide = random.between(min64, max64);
      has_negative = has_negative || wide < 0;
      has_positive = has_positive || wide > 0;
    }
    CHECK(seen == std::set<std::int64_t>{min64, min64 + 1, min64 + 2, max64 - 2, max64 - 1, max64});
    CHECK(has_negative);
    CHECK(has_positive);
  }

  TEST_CASE("draws of seed 1 and stream 2 and index 3 never change") {
    Random random(1, 2, 3);
    for (const std::int64_t expected : {228, 462, 791, 56, 137, 225, 255, 836})
      CHECK(random.below(1000) == expected);
  }

  TEST_CASE("an empty range is a broken precondition") {
    Random random(0, 0, 0);
    CHECK_THROWS_AS((void)random.below(0), BrokenInvariant);
    CHECK_THROWS_AS((void)random.below(-1), BrokenInvariant);
    CHECK_THROWS_AS((void)random.between(1, 0), BrokenInvariant);
  }
}

}  // namespace
}  // namespace attest
