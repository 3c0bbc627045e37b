// SPDX-License-Identifier: Apache-2.0
/// \file
/// Distances of softened states; see looped_softened.hpp.
#include "reference/derive/looped_softened.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace attest::derive::looped {
namespace {

model::Transformer under_natural_softmax(model::Transformer model, const Rational& scale) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      head.norm = model::Norm::softmax_e;
      for (model::Entry& entry : head.query) entry.weight.value *= scale;
    }
  }
  model.name += " with natural softmax";
  return model;
}

/// Whether |x - wanted| <= radius; nothing where the ball straddles that bound.
std::optional<bool> is_within(const model::Number& x, const Rational& wanted,
                              const Rational& radius) {
  if (const auto* exact = std::get_if<Rational>(&x)) return (*exact - wanted).abs() <= radius;
  const Ball& ball = std::get<Ball>(x);
  const Rational low = ball.lower() - wanted;
  const Rational high = ball.upper() - wanted;
  if (-radius <= low && high <= radius) return true;
  if (high < -radius || radius < low) return false;
  return std::nullopt;
}

}  // namespace

Softened::Softened(model::Transformer model, const Rational& scale, task::Task truth, int precision)
    : model_(under_natural_softmax(std::move(model), scale)),
      evaluator_(model_, model::Arithmetic::ball, precision),
      truth_(std::move(truth)) {}

model::Trace Softened::trace(const check::Case& tokens) const {
  return evaluator_.trace(tokens, model::Tie::as_declared);
}

Matrix Softened::expected(const check::Case& tokens) const {
  const std::vector<Rational> next = truth_.answer(tokens);
  Matrix next_tokens(tokens.rows(), tokens.cols());
  std::size_t field = 0;
  for (int i = 0; i < tokens.rows(); ++i) {
    for (int f = 0; f < tokens.cols(); ++f) next_tokens(i, f) = next.at(field++);
  }
  return evaluator_.embed(next_tokens);
}

bool Softened::is_near(const model::Trace& trace, std::size_t layer, const Matrix& expected,
                       const Rational& radius) {
  const std::vector<model::Number>& state = trace.layers.at(layer).state;
  bool is_undecided = false;
  std::size_t at = 0;
  for (int i = 0; i < trace.n; ++i) {
    for (int c = 0; c < trace.d; ++c) {
      const std::optional<bool> is_close = is_within(state.at(at++), expected(i, c), radius);
      if (!is_close) is_undecided = true;  // another entry may be far off for certain
      if (is_close == false) return false;
    }
  }
  if (is_undecided) throw model::Undecided("an entry lies about as far off as it may");
  return true;
}

bool Softened::is_near_next(const check::Case& tokens, const Rational& radius) const {
  const model::Trace states = trace(tokens);
  return is_near(states, states.layers.size() - 1, expected(tokens), radius);
}

}  // namespace attest::derive::looped
