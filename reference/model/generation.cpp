// SPDX-License-Identifier: Apache-2.0
/// \file
/// Steps of autoregressive models, evaluated as they are defined.
#include "reference/model/generation.hpp"

#include <algorithm>
#include <string>

#include "reference/number/error.hpp"

namespace attest::model {

void require_generates(const Transformer& model) {
  if (model.decode.at != ReadAt::last_input || model.decode.readout == Readout::whole_state) {
    throw InputError("model-generates", model.name + ": decode.at",
                     std::string(name_of(model.decode.at)) + ", read as " +
                         std::string(name_of(model.decode.readout)),
                     "the last input, whose answer is the next token");
  }
  const std::size_t entries =
      model.decode.readout == Readout::argmax ? 1 : model.decode.circuit.out.size();
  if (entries == model.fields.size()) return;
  throw InputError("model-generates", model.name + ": decode.circuit",
                   std::to_string(entries) + " entries",
                   "the " + std::to_string(model.fields.size()) + " fields of a token");
}

Matrix context_of(const Matrix& tokens, int window) {
  if (window == 0 || tokens.rows() <= window) return tokens;
  Matrix context(window, tokens.cols());
  for (int i = 0; i < window; ++i) {
    std::ranges::copy(tokens.row(tokens.rows() - window + i), context.row(i).begin());
  }
  return context;
}

std::vector<Rational> next_token(const Evaluator& evaluator, const Matrix& context) {
  return evaluator.answer(context);
}

Matrix appended(const Matrix& tokens, const std::vector<Rational>& token) {
  Matrix result(tokens.rows() + 1, static_cast<int>(token.size()));
  for (int i = 0; i < tokens.rows(); ++i) {
    std::ranges::copy(tokens.row(i), result.row(i).begin());
  }
  std::ranges::copy(token, result.row(tokens.rows()).begin());
  return result;
}

Matrix generated(const Transformer& model, const Matrix& prompt, int window, int steps) {
  const Evaluator evaluator(model, Arithmetic::rational, 0);
  Matrix tokens = prompt;
  for (int i = 0; i < steps; ++i) {
    tokens = appended(tokens, next_token(evaluator, context_of(tokens, window)));
  }
  Matrix result(steps, static_cast<int>(model.fields.size()));
  for (int i = 0; i < steps; ++i) {
    std::ranges::copy(tokens.row(prompt.rows() + i), result.row(i).begin());
  }
  return result;
}

}  // namespace attest::model
