// SPDX-License-Identifier: Apache-2.0
/// \file
/// Softmax heads as arithmetic: sigmoids, products, Newton's iteration; models and certified
/// bounds.
#pragma once

#include <string>
#include <vector>

#include "claims/fleq_function_blocks/parts.hpp"
#include "claims/fleq_function_blocks/product.hpp"
#include "reference/number/ball.hpp"

namespace attest::fleq_function_blocks {

/// One sigmoid unit: weight * sigma(<direction, x> + offset).
struct SigmoidUnit {
  std::vector<Rational> direction;  ///< [D]
  Rational offset = 0;
  Rational weight = 1;
};

/// One layer with a head a unit: out = sum over units, at each of M columns with its own x. Column
/// 0 is the one that is weighed against M - 1 others, which score 0.
/// \param biases of units, in place of ln(M - 1), which is not rational
[[nodiscard]] model::Transformer sigmoid_block(const std::vector<SigmoidUnit>& units,
                                               const std::vector<Rational>& biases);

/// One layer: tokens (a_j, b_j), out = columns of A^T B, nearly.
[[nodiscard]] model::Transformer product_block(const ProductShape& shape,
                                               const ProductChoices& choices = {});

/// e^(eta S) (eta S^2 / 2 + theta S), or e^(eta S) (eta^2 S^3 / 6 + theta S) of two heads, with
/// theta = e^(eta S - L) times d, or the number of columns: no entry of size at most S is further
/// off.
[[nodiscard]] Ball product_error(const ProductShape& shape, const Rational& most, int precision);

/// The state of a register after the last layer of a model in balls, tokens by rows.
[[nodiscard]] std::vector<Ball> enclosed_register(const model::Transformer& model,
                                                  const check::Case& tokens,
                                                  const std::string& name, int size, int precision);

/// The ball of a number.
[[nodiscard]] Ball ball_of(const model::Number& number, int precision);

/// Correct bits of a product by softmax.
[[nodiscard]] check::Series accuracy_series();
/// S3.base.
[[nodiscard]] check::Statement sigmoid_in_base_two();
/// S3.sampling.
[[nodiscard]] check::Statement sampling_statement();
/// S3: sigmoids.
[[nodiscard]] std::vector<check::Statement> sigmoid_statements();
/// S4: products.
[[nodiscard]] std::vector<check::Statement> product_statements();
/// S4.called: an instruction that calls a product by softmax.
[[nodiscard]] check::Statement call_statement();
/// S5.loop: a program that does.
[[nodiscard]] check::Statement loop_statement();
/// S5: Newton's identity, its tolerance, and the iteration by softmax.
[[nodiscard]] std::vector<check::Statement> newton_statements();

}  // namespace attest::fleq_function_blocks
