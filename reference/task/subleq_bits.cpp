// SPDX-License-Identifier: Apache-2.0
/// \file
/// One SUBLEQ instruction on the bits of a state.
#include "reference/task/subleq_bits.hpp"

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

// The number that some fields of a state hold, the first of them the least significant bit.
std::uint64_t number_at(const Matrix& state, int first, int bits) {
  std::uint64_t number = 0;
  for (int j = bits; j-- > 0;) {
    number = 2 * number + (state(0, first + j).is_zero() ? 0 : 1);
  }
  return number;
}

void append_bits(std::vector<Rational>& bits, std::uint64_t number, int count) {
  for (int j = 0; j < count; ++j) bits.emplace_back(static_cast<int>((number >> j) & 1U));
}

std::vector<Rational> next_bits(const SubleqBits& size, const Matrix& state) {
  const auto count = static_cast<std::uint64_t>(size.words);
  std::vector<std::uint64_t> words;
  for (int i = 0; i < size.words; ++i) {
    words.push_back(number_at(state, i * size.word_bits, size.word_bits));
  }
  std::uint64_t pc = number_at(state, size.words * size.word_bits, size.address_bits());
  const std::uint64_t a = words[pc];
  const std::uint64_t b = words[(pc + 1) % count];
  const std::uint64_t c = words[(pc + 2) % count];
  const std::uint64_t modulus = std::uint64_t{1} << size.word_bits;
  const std::uint64_t difference = (words[b % count] + modulus - words[a % count]) % modulus;
  words[b % count] = difference;
  const bool is_positive = difference != 0 && difference < modulus / 2;
  pc = is_positive ? (pc + 3) % count : c % count;
  std::vector<Rational> result;
  result.reserve(static_cast<std::size_t>(state.cols()));
  for (const std::uint64_t word : words) append_bits(result, word, size.word_bits);
  append_bits(result, pc, size.address_bits());
  return result;
}

}  // namespace

int SubleqBits::address_bits() const {
  int bits = 0;
  while ((1 << bits) < words) ++bits;
  ATTEST_REQUIRE((1 << bits) == words && words >= 2, std::to_string(words) + " words");
  return bits;
}

std::vector<std::string> SubleqBits::fields() const {
  std::vector<std::string> result;
  for (int i = 0; i < words; ++i) {
    for (int j = 0; j < word_bits; ++j) {
      result.push_back("m" + std::to_string(i) + "_" + std::to_string(j));
    }
  }
  for (int j = 0; j < address_bits(); ++j) result.push_back("pc_" + std::to_string(j));
  return result;
}

Task subleq_bits(const SubleqBits& size) {
  return {.id = "subleq_bits words=" + std::to_string(size.words) +
                " word_bits=" + std::to_string(size.word_bits),
          .answer = [size](const Matrix& state) { return next_bits(size, state); }};
}

}  // namespace attest::task
