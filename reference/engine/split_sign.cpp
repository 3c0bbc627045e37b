// SPDX-License-Identifier: Apache-2.0
/// \file
/// On which side a word is: the sign of its sum, in balls of as many bits as it takes.
#include <map>

#include "reference/engine/split_readout.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Coefficients that are not 0, by exponent.
std::map<Rational, Rational> by_exponent(const ReadoutSum& sum, std::uint64_t word) {
  std::map<Rational, Rational> groups;
  for (const Exponential& term : sum.constant) groups[term.exponent] += term.coefficient;
  for (std::size_t i = 0; i < sum.gain.size(); ++i) {
    const Exponential& term = sum.gain[i][(word >> i) & 1U];
    groups[term.exponent] += term.coefficient;
  }
  std::erase_if(groups, [](const auto& group) { return group.second.is_zero(); });
  return groups;
}

}  // namespace

int sign_of(const ReadoutSum& sum, std::uint64_t word) {
  const std::map<Rational, Rational> groups = by_exponent(sum, word);
  if (groups.empty()) return 0;
  if (groups.size() == 1) return groups.begin()->second.sign();
  constexpr int most_bits = 1 << 24;
  for (int bits = 64; bits <= most_bits; bits *= 2) {
    Ball total(0, bits);
    for (const auto& [exponent, coefficient] : groups) {
      total += Ball(coefficient, bits) * exp(Ball(exponent, bits));
    }
    if (less(Ball(0, bits), total) == true) return 1;
    if (less(total, Ball(0, bits)) == true) return -1;
  }
  broken_invariant(__FILE__, __LINE__, "sign", "a sum that is not 0 has no sign at 2^24 bits");
}

bool is_on_side(const ReadoutSum& sum, std::uint64_t word) {
  const int sign = sign_of(sum, word);
  return sign > 0 || (sign == 0 && !sum.is_strict);
}

std::uint64_t whole_word(const ReadoutSum& sum, std::uint64_t word) {
  const auto bit = [&](int token) { return std::uint64_t{1} << (sum.inputs - 1 - token); };
  std::uint64_t whole = 0;
  for (std::size_t i = 0; i < sum.tokens.size(); ++i) {
    if (((word >> i) & 1U) != 0) whole |= bit(sum.tokens[i]);
  }
  for (const auto& [token, value] : sum.fixed) {
    if (value != 0) whole |= bit(token);
  }
  return whole;
}

}  // namespace attest::engine
