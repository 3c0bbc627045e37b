// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of INDEX, kernel attention by hand, and what is drawn.
#include <doctest/doctest.h>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

TEST_SUITE("one_pass_state_bound") {
  TEST_CASE("the last hop of a word is that of all its hops for words of up to 7 of 3 letters") {
    for (std::int64_t length = 1; length <= 7; ++length) {
      for (const Symbols& word : machine::words_of_length(3, length)) {
        for (const std::int64_t k : {0, 1, 2, 3}) {
          REQUIRE(task::k_hop(k).answer(check::word_of(word)).back() == task::last_hop(word, k));
        }
      }
    }
  }

  TEST_CASE("the words of INDEX ask for a bit as written out by hand") {
    CHECK(index_word({0, 1}, 2) == Symbols{1, 3, 2, 4, 2});
    CHECK(task::last_hop(index_word({0, 1}, 2), 1) == 4);
    CHECK(index_word({0, 1}, 1, {.is_bit_first = true}) == Symbols{3, 1, 4, 2, 1});
    CHECK(task::last_hop(index_word({0, 1}, 1, {.is_bit_first = true}), 1) == 4);
  }

  TEST_CASE("kernel attention weighs two tokens as worked out by hand") {
    // phi(0) = (1, 0, 1), phi(1) = (1, 1, 0): 0 and 1 weigh 1, 0 and 0 weigh 2.
    const Matrix tokens({{1, 1, 7}, {0, 0, 1}});
    CHECK(model::answer(kernel_attention(), tokens, {}) ==
          std::vector<Rational>{7, Rational(7 + 2, 3)});
  }

  TEST_CASE("one hop needs N bits and a delta-rule layer has no fewer for N up to 1024") {
    const check::Series index = series().at(1);
    CHECK(index.sizes.size() == 10);
    for (const std::int64_t n : index.sizes) {
      CHECK(*index.lines[0].count(n) == n);
      CHECK(*index.lines[1].count(n) >= n);
    }
    const check::Series hops = series().at(0);
    CHECK(*hops.lines[0].count(2) == 7);
    CHECK(*hops.lines[2].count(2) == 14);
  }
}

}  // namespace
}  // namespace attest::one_pass_state_bound
