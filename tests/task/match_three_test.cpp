// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 by hand, boundary conventions first.
#include "reference/task/match_three.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

Matrix tokens(std::vector<Rational> x) {
  Matrix result(static_cast<int>(x.size()), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = x[static_cast<std::size_t>(i)];
  return result;
}

using Answer = std::vector<Rational>;

TEST_CASE("a token may be used three times") {
  CHECK(match_three(3).answer(tokens({1})) == Answer{1});  // 1 + 1 + 1 = 3
  CHECK(match_three(3).answer(tokens({0})) == Answer{1});
  CHECK(match_three(4).answer(tokens({1})) == Answer{0});
}

TEST_CASE("a token may be used twice and answers are per token") {
  // 2 + 3 + 3 = 8 holds for both tokens; 2 + 2 + 2 = 6 and 3 + 3 + 3 = 9 do not vanish mod 8.
  CHECK(match_three(8).answer(tokens({2, 3})) == Answer{1, 1});
  // 1 + 1 + 5 = 7 involves tokens 0 and 2; 3 + 3 + 1 = 7 tokens 0 and 1.
  CHECK(match_three(7).answer(tokens({1, 3, 5})) == Answer{1, 1, 1});
  CHECK(match_three(7).answer(tokens({1, 4, 4})) == Answer{0, 0, 0});  // 1,4: 3 6 9 12
}

TEST_CASE("the zero token matches alone and the others need it") {
  CHECK(match_three(10).answer(tokens({0, 1})) == Answer{1, 0});
  CHECK(match_three(10).answer(tokens({0, 1, 9})) == Answer{1, 1, 1});
}

TEST_CASE("tokens are residues: negative ones and those above the modulus count modulo M") {
  CHECK(match_three(5).answer(tokens({-1, 7})) == match_three(5).answer(tokens({4, 2})));
  CHECK(match_three(5).answer(tokens({-1, 7})) == Answer{1, 1});  // 4 + 4 + 2 = 10
}

TEST_CASE("without repeats three different tokens are needed") {
  const auto answer = [](std::vector<Rational> x) {
    return match_three(7, Repeats::excluded).answer(tokens(std::move(x)));
  };
  CHECK(answer({0}) == Answer{0});
  CHECK(answer({1, 3}) == Answer{0, 0});        // 1 + 3 + 3 takes a token twice
  CHECK(answer({1, 3, 3}) == Answer{1, 1, 1});  // and here there are two of them
  CHECK(answer({1, 3, 3, 5}) == Answer{1, 1, 1, 0});
}

TEST_CASE("match_three_at is one entry of match_three for all words of length 3 over 5 residues") {
  for (std::int64_t word = 0; word < 125; ++word) {
    const Matrix x = tokens({word % 5, word / 5 % 5, word / 25});
    const Answer all = match_three(5).answer(x);
    for (int i = 0; i < 3; ++i) {
      CHECK(match_three_at(5, i).answer(x) == Answer{all[static_cast<std::size_t>(i)]});
    }
  }
}

TEST_CASE("a word of one token has no neighbours and is near itself") {
  CHECK(match_three_bigram(3).answer(tokens({0})) == Answer{0});
  CHECK(match_three_bigram(3, LastToken::wraps_around).answer(tokens({0})) == Answer{1});
  CHECK(match_three_local(3, 0).answer(tokens({1})) == Answer{1});
}

TEST_CASE("the last and the first token are neighbours only where words wrap around") {
  // Sums 1 and 0 mod 5: wanted by 4 and by 0.
  CHECK(match_three_bigram(5).answer(tokens({0, 1, 4})) == Answer{1, 0, 1});
  // Sums 3 and 5 mod 6; 3 is wanted by 3; cyclic also 3 + 1 = 4, wanted by 2.
  CHECK(match_three_bigram(6).answer(tokens({1, 2, 3})) == Answer{1, 0, 1});
  CHECK(match_three_bigram(6, LastToken::wraps_around).answer(tokens({1, 2, 3})) ==
        Answer{1, 1, 1});
}

TEST_CASE("tokens beyond the reach do not count") {
  // 1 + 1 + 5 = 7 needs tokens 0 and 2.
  CHECK(match_three_local(7, 1).answer(tokens({1, 4, 5})) == Answer{0, 1, 1});
  CHECK(match_three_local(7, 2).answer(tokens({1, 4, 5})) == Answer{1, 1, 1});
}

}  // namespace
}  // namespace attest::task
