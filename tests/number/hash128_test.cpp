// SPDX-License-Identifier: Apache-2.0
/// \file
/// 128-bit hashes: golden values, encoding, mixing and sums.
#include "reference/number/hash128.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <limits>
#include <set>
#include <string>
#include <string_view>

#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

namespace attest {
namespace {

constexpr std::uint64_t ones = std::numeric_limits<std::uint64_t>::max();

template <typename... Values>
Hash128 hash_of(const Values&... values) {
  Hasher128 hasher;
  (hasher.add(values), ...);
  return hasher.finish();
}

TEST_SUITE("number/hash128") {
  TEST_CASE("sums carry from the low word and wrap at 2^128") {
    CHECK(Hash128{.low = ones, .high = 0} + Hash128{.low = 1, .high = 0} ==
          Hash128{.low = 0, .high = 1});
    CHECK(Hash128{.low = ones, .high = ones} + Hash128{.low = 1, .high = 0} == Hash128{});
    CHECK(Hash128{.low = ones, .high = 5} + Hash128{.low = ones, .high = 7} ==
          Hash128{.low = ones - 1, .high = 13});
    Hash128 doubled{.low = ones, .high = 1};
    doubled += doubled;
    CHECK(doubled == Hash128{.low = ones - 1, .high = 3});
  }

  TEST_CASE("a sum of 1000 hashes is the same in every order") {
    Hash128 upwards;
    Hash128 downwards;
    for (std::uint64_t i = 0; i < 1000; ++i) {
      upwards += hash_of(i);
      downwards += hash_of(999 - i);
    }
    CHECK(upwards == downwards);
    CHECK(upwards != hash_of(std::uint64_t{0}));
  }

  TEST_CASE("prints 32 hexadecimal digits with the high word first") {
    CHECK(Hash128{.low = 0x0123456789abcdef, .high = 0xf}.to_hex() ==
          "000000000000000f0123456789abcdef");
  }

  TEST_CASE("hashes of fixed values never change") {
    CHECK(Hasher128().finish().to_hex() == "920821b4456d1bef68d1653a81dff25b");
    CHECK(hash_of(std::uint64_t{1}).to_hex() == "03b32ba6ab64f0b8f527ff18148a16b0");
    CHECK(hash_of(std::string_view("attention")).to_hex() == "88404147b692142482518c0ae640f1fc");
    CHECK(hash_of(Rational(-22, 7)).to_hex() == "07e18267e2795102084caa9eafa78e28");
    CHECK(hash_of(power_of_two(100)).to_hex() == "ce2b9fbc9a2cdaf118f796b2dc1c531a");
  }

  TEST_CASE("different sequences of values hash differently") {
    const std::string_view zero("\0", 1);
    const std::set<Hash128> hashes = {
        hash_of(),
        hash_of(std::uint64_t{0}),
        hash_of(std::uint64_t{0}, std::uint64_t{0}),
        hash_of(zero),
        hash_of(zero, zero),
        hash_of(std::string_view("ab"), std::string_view("c")),
        hash_of(std::string_view("a"), std::string_view("bc")),
        hash_of(std::string_view("abcdefgh")),
        hash_of(std::string_view("abcdefghi")),
        hash_of(Integer(5)),
        hash_of(Integer(-5)),
        hash_of(power_of_two(64) + 5),
        hash_of(Rational(5, 2)),
        hash_of(Rational(2, 5)),
    };
    CHECK(hashes.size() == 14);
  }

  TEST_CASE("both words of the hashes of all pairs below 256 are all different") {
    std::set<std::uint64_t> lows;
    std::set<std::uint64_t> highs;
    for (std::uint64_t a = 0; a < 256; ++a) {
      for (std::uint64_t b = 0; b < 256; ++b) {
        const Hash128 hash = hash_of(a, b);
        lows.insert(hash.low);
        highs.insert(hash.high);
      }
    }
    CHECK(lows.size() == 65536);
    CHECK(highs.size() == 65536);
  }

  TEST_CASE("flipping any input bit flips between 32 and 96 of the 128 output bits") {
    for (std::uint64_t word = 0; word < 16; ++word) {
      for (int bit = 0; bit < 64; ++bit) {
        const Hash128 before = hash_of(word, word);
        const Hash128 after = hash_of(word ^ (std::uint64_t{1} << bit), word);
        const int flipped =
            std::popcount(before.low ^ after.low) + std::popcount(before.high ^ after.high);
        CHECK(flipped >= 32);
        CHECK(flipped <= 96);
      }
    }
  }
}

}  // namespace
}  // namespace attest
