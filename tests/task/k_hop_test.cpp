// SPDX-License-Identifier: Apache-2.0
/// \file
/// hop_k by hand, boundary conventions first.
#include "reference/task/k_hop.hpp"

#include <doctest/doctest.h>

#include <string_view>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

/// One token a letter: '1' to '9' are 1 to 9, 'a' is 1, 'b' is 2, ...
Matrix word(std::string_view letters) {
  Matrix result(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < result.rows(); ++i) {
    const char letter = letters[static_cast<std::size_t>(i)];
    result(i, 0) = letter >= 'a' ? letter - 'a' + 1 : letter - '0';
  }
  return result;
}

/// hop_k as letters, '.' for bottom.
std::string hops(std::string_view letters, std::int64_t k) {
  std::string result;
  for (const Rational& symbol : k_hop(k).answer(word(letters))) {
    const std::int64_t value = symbol.num().to_int64();
    const char first = letters[0] >= 'a' ? 'a' : '1';
    result += value == 0 ? '.' : static_cast<char>(first + value - 1);
  }
  return result;
}

TEST_SUITE("task/k_hop") {
  TEST_CASE("a position may find itself") {
    CHECK(k_hop_source(1).answer(word("11")) == Answer{0, 2});
    CHECK(k_hop_source(5).answer(word("111")) == Answer{0, 2, 3});
    CHECK(hops("aaa", 1000000000000) == ".aa");
  }

  TEST_CASE(
      "the first position and a new symbol find nothing and no hop leaves the word as it is") {
    CHECK(k_hop_source(1).answer(word("7")) == Answer{0});
    CHECK(k_hop_source(1).answer(word("123")) == Answer{0, 0, 0});
    CHECK(k_hop_source(0).answer(word("12")) == Answer{1, 2});
    CHECK(hops("abc", 0) == "abc");
    CHECK(k_hop(3).answer(Matrix(0, 1)).empty());
  }

  TEST_CASE("all powers of find on 1213121312 are as worked out by hand") {
    CHECK(k_hop_source(1).answer(word("1213121312")) == Answer{0, 0, 2, 0, 4, 3, 6, 5, 8, 7});
    CHECK(k_hop_source(2).answer(word("1213121312")) == Answer{0, 0, 0, 0, 0, 2, 3, 4, 5, 6});
    CHECK(k_hop_source(3).answer(word("1213121312")) == Answer{0, 0, 0, 0, 0, 0, 2, 0, 4, 3});
    CHECK(k_hop_source(4).answer(word("1213121312")) == Answer{0, 0, 0, 0, 0, 0, 0, 0, 0, 2});
    CHECK(hops("1213121312", 1) == "..2.312131");
    CHECK(hops("1213121312", 2) == ".....21312");
    CHECK(hops("1213121312", 3) == "......2.31");
    CHECK(hops("1213121312", 4) == ".........2");
    CHECK(hops("1213121312", 5) == "..........");
  }

  TEST_CASE("hops on 112212 and abracadabra and banana are as worked out by hand") {
    CHECK(k_hop_source(1).answer(word("112212")) == Answer{0, 2, 0, 4, 3, 5});
    CHECK(hops("112212", 1) == ".1.221");
    CHECK(hops("112212", 2) == ".1.2.2");
    CHECK(hops("112212", 3) == ".1.2..");
    CHECK(k_hop_source(1).answer(word("abracadabra")) == Answer{0, 0, 0, 2, 0, 5, 0, 7, 3, 4, 9});
    CHECK(hops("abracadabra", 1) == "...b.c.drab");
    CHECK(hops("abracadabra", 2) == ".........br");
    CHECK(hops("abracadabra", 3) == "...........");
    CHECK(hops("banana", 1) == "...nan");
    CHECK(hops("banana", 2) == "....na");
    CHECK(hops("banana", 3) == ".....n");
  }

  TEST_CASE("hops on periodic words go back one less than a period each for P from 1 to 7") {
    for (std::int64_t period = 1; period <= 7; ++period) {
      Matrix x(60, 1);
      for (int i = 0; i < 60; ++i) x(i, 0) = 1 + i % period;
      for (std::int64_t k = 1; k <= 20; ++k) {
        const Answer found = k_hop_source(k).answer(x);
        for (std::int64_t i = 1; i <= 60; ++i) {
          // The last of the k hops starts at i - (k - 1)(P - 1), which must have an equal before
          // it.
          const bool is_far = i - (k - 1) * (period - 1) <= period;
          CHECK(found[static_cast<std::size_t>(i - 1)] == (is_far ? 0 : i - k * (period - 1)));
        }
      }
    }
  }

  TEST_CASE("k hops from the end of a block string walk its permutation of three points") {
    // Blocks 3 2 1 of u -> u + 1 mod 3, the pair (u, r) written 3 r + u; the end is (0, 1).
    Matrix x(19, 1);
    int at = 0;
    for (int r = 3; r >= 1; --r) {
      for (int u = 0; u < 3; ++u) {
        x(at++, 0) = 3 * r + u;
        x(at++, 0) = 3 * (r + 1) + (u + 1) % 3;
      }
    }
    x(at, 0) = 3;
    CHECK(k_hop(1).answer(x).back() == 3 * 2 + 1);
    CHECK(k_hop(2).answer(x).back() == 3 * 3 + 2);
    CHECK(k_hop(3).answer(x).back() == 3 * 4 + 0);
    CHECK(k_hop(4).answer(x).back() == 0);
  }

  TEST_CASE("a state lists the symbol and its predecessor and the pointer and the value") {
    CHECK(k_hop_state(1, 0, HopColumns::pointer_and_value).answer(word("121")) ==
          Answer{1, 0, 1, 2, 0, 2, 1, 2, 1});
    CHECK(k_hop_state(1, 1, HopColumns::with_previous).answer(word("121")) ==
          Answer{1, 0, 0, 0, 2, 1, 0, 0, 1, 2, 2, 2});
  }
}

}  // namespace
}  // namespace attest::task
