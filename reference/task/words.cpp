// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arithmetic on words.
#include "reference/task/words.hpp"

#include <string>
#include <vector>

namespace attest::task {
namespace {

// The word that is congruent to `value`.
Rational as_word(const Integer& value, int bits) {
  const Integer half = power_of_two(static_cast<unsigned>(bits - 1));
  return floor_mod(value + half, half + half) - half;
}

std::string of_bits(int bits) { return " bits=" + std::to_string(bits); }

}  // namespace

Task is_not_positive() {
  return {.id = "is_not_positive", .answer = [](const Matrix& tokens) {
            return std::vector<Rational>{tokens(0, 0).sign() <= 0 ? 1 : 0};
          }};
}

Task opposite(int bits) {
  return {.id = "opposite" + of_bits(bits), .answer = [bits](const Matrix& tokens) {
            return std::vector<Rational>{as_word(-tokens(0, 0).num(), bits)};
          }};
}

Task word_sum(int bits) {
  return {.id = "word_sum" + of_bits(bits), .answer = [bits](const Matrix& tokens) {
            return std::vector<Rational>{as_word(tokens(0, 0).num() + tokens(0, 1).num(), bits)};
          }};
}

Task successor(int bits) {
  return {.id = "successor" + of_bits(bits), .answer = [bits](const Matrix& tokens) {
            const Integer all = power_of_two(static_cast<unsigned>(bits));
            return std::vector<Rational>{floor_mod(tokens(0, 0).num() + 1, all)};
          }};
}

}  // namespace attest::task
