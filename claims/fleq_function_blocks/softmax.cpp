// SPDX-License-Identifier: Apache-2.0
/// \file
/// Models in balls: what the registers hold after the last layer.
#include "claims/fleq_function_blocks/softmax.hpp"

#include <variant>

#include "reference/model/evaluate.hpp"

namespace attest::fleq_function_blocks {

Ball ball_of(const model::Number& number, int precision) {
  if (const auto* exact = std::get_if<Rational>(&number)) return Ball::exact(*exact, precision);
  return std::get<Ball>(number);
}

std::vector<Ball> enclosed_register(const model::Transformer& model, const check::Case& tokens,
                                    const std::string& name, int size, int precision) {
  const model::Trace trace =
      model::trace(model, tokens, {.arithmetic = model::Arithmetic::ball, .precision = precision});
  const int at = model::coordinate(model, name);
  std::vector<Ball> result;
  for (int i = trace.first_input; i < trace.first_input + trace.inputs; ++i) {
    for (int c = 0; c < size; ++c) {
      const auto place = static_cast<std::size_t>(std::int64_t{i} * trace.d + at + c);
      result.push_back(ball_of(trace.layers.back().state[place], precision));
    }
  }
  return result;
}

}  // namespace attest::fleq_function_blocks
