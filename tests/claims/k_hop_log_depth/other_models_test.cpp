// SPDX-License-Identifier: Apache-2.0
/// \file
/// Softmax bases and recurrent layers against values worked out beforehand.
#include <doctest/doctest.h>

#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using Symbols = std::vector<std::int64_t>;

/// Pairs (word, k) with k <= 4 on which `machine` is wrong: words of 8 letters over {1, 2} and of 6
/// over {1, 2, 3}, 3940 pairs.
std::int64_t wrong_pairs(Recurrent (*machine)(const Symbols&, std::int64_t, std::int64_t, Broken),
                         Broken how) {
  std::int64_t count = 0;
  for (const auto& [letters, n] : {std::pair{2, 8}, {3, 6}}) {
    const check::CaseSpace words = short_words(letters, n);
    for (std::int64_t i = short_words(letters, n - 1).size; i < words.size; ++i) {
      const check::Case word = *words.at(i);
      Symbols x;
      for (int r = 0; r < word.rows(); ++r) x.push_back(word(r, 0).num().to_int64());
      for (std::int64_t k = 1; k <= 4; ++k) {
        const Symbols y = machine(x, letters, k, how).outputs;
        const std::vector<Rational> found(y.begin(), y.end());
        count += found == task::k_hop(k).answer(word) ? 0 : 1;
      }
    }
  }
  return count;
}

TEST_SUITE("k_hop_log_depth") {
  TEST_CASE("the least base over two letters is 8 for N = 4 and 4N - 7 for N = 5 6 and 7") {
    CHECK(least_base(4) == 8);
    CHECK(least_base(5) == 13);
    CHECK(least_base(6) == 17);
    CHECK(least_base(7) == 21);
  }

  TEST_CASE("without rounding the largest error for N = 8 and k = 7 is as worked out") {
    const Errors small = errors_without_rounding(2, 8, 7, 33);
    CHECK(small.answer > Rational(19145, 10000));
    CHECK(small.answer < Rational(19155, 10000));
    CHECK(small.any > 7);
    const Errors large = errors_without_rounding(2, 8, 7, 4441);
    CHECK(large.answer > Rational(105, 100000));
    CHECK(large.answer < Rational(115, 100000));
    CHECK(large.any < Rational(1, 8));
  }

  TEST_CASE("the depth series counts the published bound at every size and its subjects hold") {
    const std::vector<check::Series> all = series();
    REQUIRE(all.size() == 2);
    const check::Series& depths = all[0];
    CHECK(depths.sizes.size() == 11);
    for (const std::int64_t k : depths.sizes) {
      CHECK(depths.lines[0].count(k) == depths.lines[1].count(k));
      CHECK(depths.lines[2].count(k) == depths.lines[1].count(k));  // powers of two
      CHECK(depths.lines[3].count(k) == Rational(k + 1));
    }
    for (const std::int64_t k : {1, 32, 1024}) {
      const auto subject = depths.subject(k);
      const check::Range range{.begin = 0, .end = subject->cases().size};
      const check::Tally tally = subject->judge(range, false);
      CHECK(tally.judged == 64);
      CHECK(tally.failed == 0);
    }
    CHECK(all[1].lines[0].count(4) == std::nullopt);
    CHECK(all[1].lines[0].count(5) == Rational(13));
  }

  TEST_CASE("recurrent machines are wrong on as many of 3940 pairs of word and k as worked out") {
    CHECK(wrong_pairs(delta_rule_layers, Broken::nothing) == 0);
    CHECK(wrong_pairs(delta_rule_layers, Broken::read_before_write) == 3500);
    CHECK(wrong_pairs(delta_rule_layers, Broken::not_erased) == 3364);
    CHECK(wrong_pairs(delta_rule_layers, Broken::queries_previous) == 3920);
    CHECK(wrong_pairs(delta_rule_layers, Broken::bottom_merged) == 3940);
    CHECK(wrong_pairs(one_pass, Broken::nothing) == 0);
    CHECK(wrong_pairs(one_pass, Broken::read_before_write) > 0);
  }

  TEST_CASE("a delta-rule layer holds s + 1 words and the cascade k s + 1 for s and k <= 5") {
    for (std::int64_t s = 1; s <= 5; ++s) {
      for (std::int64_t k = 1; k <= 5; ++k) {
        CHECK(delta_rule_layers({1}, s, k, Broken::nothing).words == s + 1);
        CHECK(one_pass({1}, s, k, Broken::nothing).words == k * s + 1);
      }
    }
  }
}

}  // namespace
}  // namespace attest::k_hop_log_depth
