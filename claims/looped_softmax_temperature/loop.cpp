// SPDX-License-Identifier: Apache-2.0
/// \file
/// Loops under softmax; see loop.hpp.
#include "claims/looped_softmax_temperature/loop.hpp"

#include <utility>

#include "reference/derive/looped_snapshots.hpp"
#include "reference/number/ball.hpp"

namespace attest::looped_softmax_temperature {
namespace {

constexpr int precision = 128;  // [bits]
constexpr std::uint64_t stress_stream = 11;

const Rational& rest() {
  static const Rational value = Rational(1) / Rational(power_of_two(64));
  return value;
}

/// Words at which sums carry far: about 0, and about the ends.
std::vector<std::int64_t> extremes(int word_bits) {
  const std::int64_t half = std::int64_t{1} << (word_bits - 1);
  return {-half, 1 - half, -2, -1, 0, 1, 2, half - 1};
}

}  // namespace

Rational lambda_of(int kappa) {
  static const Rational grain{power_of_two(20)};
  const Ball lambda = Ball(kappa, precision) * log(Ball(2, precision));
  return Rational((lambda.upper() * grain).ceil()) / grain;
}

Loop::Loop(model::Transformer block, Blocks blocks, const Size& size, int kappa)
    : truth_(derive::looped::truth(blocks, size)) {
  if (blocks == Blocks::ten_layers) {
    ball_ = std::make_unique<const derive::looped::Softened>(std::move(block), lambda_of(kappa),
                                                             truth_, precision);
    return;
  }
  model_ = gadget::looped::softened(std::move(block), kappa);
  exact_.emplace(model_, model::Arithmetic::rational, 0);
}

bool Loop::is_right(const check::Case& tokens) const {
  if (ball_) return ball_->is_near_next(tokens, rest());
  const std::vector<Rational> next = truth_.answer(tokens);
  Matrix wanted(tokens.rows(), tokens.cols());
  std::size_t field = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    for (int f = 0; f < tokens.cols(); ++f) wanted(i, f) = next.at(field++);
  }
  return exact_->final_state(exact_->embed(tokens), model::Tie::average) == exact_->embed(wanted);
}

model::Trace Loop::trace(const check::Case& tokens) const {
  return ball_ ? ball_->trace(tokens) : exact_->trace(tokens, model::Tie::average);
}

std::optional<std::int64_t> first_wrong(const Loop& loop, const check::CaseSpace& space) {
  for (std::int64_t i = 0; i < space.size; ++i) {
    const std::optional<check::Case> tokens = space.at(i);
    if (tokens && !loop.is_right(*tokens)) return i;
  }
  return std::nullopt;
}

check::CaseSpace stress_states(Blocks blocks, const Size& size) {
  check::CaseSpace all = derive::looped::operand_pairs(blocks, size);
  if (size.word_bits <= 4) return all;
  const std::vector<std::int64_t> words = extremes(size.word_bits);
  const std::int64_t count = static_cast<std::int64_t>(words.size());
  const int variants = gadget::looped::has_pending_write(blocks) ? 3 : 1;
  all.description = "operand pairs of extremes and of words about 0; all else drawn from the index";
  all.size = count * (count + 1) * variants;
  all.at = [=](std::int64_t index) -> std::optional<check::Case> {
    Random random(0, stress_stream, static_cast<std::uint64_t>(index));
    derive::looped::Digits digits(index);
    const int variant = digits.take(variants);
    const std::int64_t y = words[static_cast<std::size_t>(digits.take(count))];
    const int other = digits.take(count + 1);
    const bool is_same = other == count;
    const std::int64_t x = is_same ? y : words[static_cast<std::size_t>(other)];
    return gadget::looped::tokens_of(
        blocks, derive::looped::operand_state(random, size, x, y, is_same, variant));
  };
  return all;
}

}  // namespace attest::looped_softmax_temperature
