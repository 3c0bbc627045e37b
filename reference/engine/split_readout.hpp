// SPDX-License-Identifier: Apache-2.0
/// \file
/// One attention readout over boolean tokens as the sign of a sum over tokens.
///
/// With weights w_j > 0 the output at the token read is c + sum w_j u_j / sum w_j, where u_j is
/// what the decoder makes of the value of token j. So "output >= threshold" is the sign of sum w_j
/// (u_j + c - threshold), to which token j adds one number for each of its two values.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// coefficient * e^exponent; a rational number has exponent 0.
struct Exponential {
  Rational coefficient = 0;
  Rational exponent = 0;

  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// Which answer is asked for.
enum class Side {
  accept,  ///< is the answer 1?
  reject,  ///< is the answer 0?
};

/// The words that have certain values at some tokens: those are on the asked side whose sum
/// constant + sum over i of gain[i][value of token tokens[i]] is positive (or zero, unless
/// `is_strict`).
struct ReadoutSum {
  int inputs = 0;                                     ///< length of the word
  std::vector<int> tokens = {};                       ///< input tokens that are free
  std::vector<std::pair<int, int>> fixed = {};        ///< (input token, its value)
  std::vector<Exponential> constant = {};             ///< a sum
  std::vector<std::array<Exponential, 2>> gain = {};  ///< [free tokens] by value
  bool is_strict = false;                             ///< > 0 is asked for, else >= 0
};

/// The sums that together cover every word of n tokens, each 0 or 1, of a model with one layer of
/// one head (softmax or average_hardmax), no units and no token maps, whose decoder is affine in
/// the final state: one sum, or one for each value of the token where the answer is read. The
/// reason where the model is not of this kind.
/// \throws InputError if the model is not valid; model::Undefined where it has no value
[[nodiscard]] std::variant<std::vector<ReadoutSum>, std::string> readout_sums(
    const model::Transformer& model, int n, Side side);

/// The sign of the sum for a word of free tokens (bit i: the value of tokens[i]), decided exactly:
/// terms of one exponent are added up, and if not all vanish neither does the sum (Lindemann and
/// Weierstrass: e to different rational powers are linearly independent over the rationals), so
/// that a ball of some precision has a sign.
[[nodiscard]] int sign_of(const ReadoutSum& sum, std::uint64_t word);

/// Whether a word of free tokens is on the asked side.
[[nodiscard]] bool is_on_side(const ReadoutSum& sum, std::uint64_t word);

/// The word of all tokens, the first token most significant, that has `word` at the free tokens.
[[nodiscard]] std::uint64_t whole_word(const ReadoutSum& sum, std::uint64_t word);

}  // namespace attest::engine
