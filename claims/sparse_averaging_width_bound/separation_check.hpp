// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecking that an embedding is defeated. Knows nothing of how a counterexample was found.
#pragma once

#include <string>
#include <vector>

#include "claims/sparse_averaging_width_bound/claim.hpp"
#include "reference/number/matrix.hpp"

namespace attest::sparse_averaging_width_bound {

/// Two inputs and the token that is read.
struct Separation {
  Matrix first;   ///< [n x (1+q)] tokens z, y1, .., yq
  Matrix second;  ///< the same but for the last token
  int reader = 0;
};

/// A token and how it is seen.
struct CodedToken {
  std::vector<Rational> token;  ///< z, y1, .., yq
  std::vector<Rational> code;
};

/// How far apart the answers at the reader are. \pre the tokens point to tokens
[[nodiscard]] Rational distance_at_reader(const Separation& separation);

/// Why this is no counterexample to the embedding; empty if it is one: one code, values of at most
/// 1, inputs that agree outside the last token, whose tokens these two are, answers at least 2/q
/// apart.
[[nodiscard]] std::string objection(const CodedToken& x, const CodedToken& x_prime,
                                    const Separation& separation);

}  // namespace attest::sparse_averaging_width_bound
