// SPDX-License-Identifier: Apache-2.0
/// \file
/// Autoregressive models: what is read at the last token of a sequence is its next token.
///
/// A step evaluates the model on the whole sequence, or on the last `window` tokens of it as on a
/// sequence of their own, whose positions count from 0. The answer, one entry a field, is appended.
#pragma once

#include <vector>

#include "reference/model/evaluate.hpp"

namespace attest::model {

/// Requires that what is decoded at the last token is a token.
/// \throws InputError model-generates
void require_generates(const Transformer& model);

/// The tokens that the next step sees: the last `window` of them, or all where there are no more.
/// \param window 0: all
[[nodiscard]] Matrix context_of(const Matrix& tokens, int window);

/// The next token, by the literal evaluation of `context`. \throws Undefined
[[nodiscard]] std::vector<Rational> next_token(const Evaluator& evaluator, const Matrix& context);

/// `tokens` and one more row.
[[nodiscard]] Matrix appended(const Matrix& tokens, const std::vector<Rational>& token);

/// The tokens that follow a prompt, `steps` of them, each step evaluated literally.
/// \pre require_generates(model) \throws Undefined
[[nodiscard]] Matrix generated(const Transformer& model, const Matrix& prompt, int window,
                               int steps);

}  // namespace attest::model
