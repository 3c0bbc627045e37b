// SPDX-License-Identifier: Apache-2.0
/// \file
/// From a hardmax transformer over a finite alphabet to a gate list.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reference/engine/sliced_gates.hpp"
#include "reference/engine/sliced_rows.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// One token: a value for each field of the model.
using Letter = std::vector<Rational>;

/// Most rows that a position may have after a layer, and most terms of a gate list.
inline constexpr std::size_t most_rows = 256;
inline constexpr std::int64_t most_terms = std::int64_t{1} << 20;

/// What is read at one token: one of finitely many answers, its number in binary.
struct Reading {
  int position = 0;
  std::vector<std::vector<Rational>> answers = {};
  std::size_t first_bit = 0;  ///< index into the outputs, the least significant bit first
  std::size_t bits = 0;
};

/// A model on all words of one length: inputs are planes (j, v), letter j is v, [inputs x
/// alphabet].
struct SlicedModel {
  GateProgram program = {};
  std::vector<Reading> readings = {};
  std::size_t undefined = 0;  ///< the output that says where the literal evaluator throws Undefined
  std::size_t rows = 0;       ///< greatest number of rows that a position has
};

/// Compiles a model whose heads are hardmax heads, or says why not: another norm, third order, a
/// readout of the whole state, transcendental steps of the decoder, too many rows or gates.
/// any_hardmax heads follow `any`. A model whose embedding of a letter is undefined is refused too.
/// \pre inputs >= 1; letters is not empty; the model is valid
[[nodiscard]] std::variant<SlicedModel, std::string> slice(const model::Transformer& model,
                                                           int inputs,
                                                           const std::vector<Letter>& letters,
                                                           model::Tie any);

}  // namespace attest::engine
