// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words for people: cases, answers and traces of one evaluation.
#pragma once

#include <string>
#include <vector>

#include "reference/model/evaluate.hpp"

namespace attest::derive {

/// "(3, 4, 0)" for one row, "[(1, 2), (0, 5)]" for several; one field a token is written without
/// brackets.
[[nodiscard]] std::string text_of(const Matrix& tokens);

/// "(1, 0, 1/2)".
[[nodiscard]] std::string text_of(const std::vector<Rational>& answer);

/// Every layer of a trace: scores and weights of each head, then the nonzero registers of each
/// token.
[[nodiscard]] std::string text_of(const model::Transformer& model, const model::Trace& trace);

}  // namespace attest::derive
