// SPDX-License-Identifier: Apache-2.0
/// \file
/// One SUBLEQ instruction on bits, by hand.
#include "reference/task/subleq_bits.hpp"

#include <doctest/doctest.h>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

using attest::Matrix;
using attest::Rational;

/// The bits of a state, words and pc as unsigned numbers.
Matrix state_of(const SubleqBits& size, const std::vector<unsigned>& words, unsigned pc) {
  Matrix result(1, size.words * size.word_bits + size.address_bits());
  int field = 0;
  const auto put = [&](unsigned number, int bits) {
    for (int j = 0; j < bits; ++j) result(0, field++) = static_cast<int>((number >> j) & 1U);
  };
  for (const unsigned word : words) put(word, size.word_bits);
  put(pc, size.address_bits());
  return result;
}

std::vector<Rational> entries(const Matrix& state) {
  return {state.row(0).begin(), state.row(0).end()};
}

}  // namespace

TEST_CASE("a difference of zero branches and one of 1 goes on at pc + 3 mod M") {
  const SubleqBits size{.words = 4, .word_bits = 3};
  const Task task = subleq_bits(size);
  // m[1] - m[0] = 1 - 0: pc = 3 + 0 mod 4.
  CHECK(task.answer(state_of(size, {0, 1, 2, 7}, 0)) == entries(state_of(size, {0, 1, 2, 7}, 3)));
  // a = 7 mod 4 = 3, b = 0, c = 1: m[0] - m[3] = 0 - 7 = 1 mod 8, positive.
  CHECK(task.answer(state_of(size, {0, 1, 2, 7}, 3)) == entries(state_of(size, {1, 1, 2, 7}, 2)));
  // a = 2, b = 2: 0, to c = 5 mod 4.
  CHECK(task.answer(state_of(size, {2, 2, 5, 0}, 0)) == entries(state_of(size, {2, 2, 0, 0}, 1)));
}

TEST_CASE("the least word is negative and words shorter than addresses name the first ones") {
  const SubleqBits size{.words = 4, .word_bits = 1};
  const Task task = subleq_bits(size);
  // a = 1, b = 0: m[0] = 0 - 1 = 1 mod 2, the sign bit: branch to c = m[3] = 1.
  CHECK(task.answer(state_of(size, {0, 1, 0, 1}, 1)) == entries(state_of(size, {1, 1, 0, 1}, 1)));
  CHECK(size.fields().back() == "pc_1");
  CHECK(size.fields().size() == 6);
  const SubleqBits three{.words = 3, .word_bits = 1};
  CHECK_THROWS_AS(static_cast<void>(three.address_bits()), attest::BrokenInvariant);
}

}  // namespace attest::task
