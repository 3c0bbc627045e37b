// SPDX-License-Identifier: Apache-2.0
/// \file
/// Softmax heads as arithmetic: sigmoids, products, Newton's iteration; models and certified
/// bounds.
#pragma once

#include <string>
#include <vector>

#include "claims/fleq_function_blocks/parts.hpp"
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

/// A head, or two, for products A^T B of d columns.
struct ProductShape {
  int side = 0;
  int inverse_log2 = 0;  ///< eta = 2^-inverse_log2
  int level = 0;         ///< L: score of the dummy
  bool is_odd = false;   ///< two heads, at eta and -eta, with half weight each
};

/// What twists choose differently.
struct ProductChoices {
  int dummy_sign = -1;              ///< of the dummy's value 1/eta
  int second_sign = -1;             ///< of eta in the second head
  Rational share = Rational(1, 2);  ///< of each of two heads
};

/// Adds to a block the heads that add sign * A^T B to `out` [d], a_j and b_j being registers of
/// column j, scaled by `scale` each: d tokens with e^L / eta in their lane of `gain`, a dummy with
/// -1/eta in every lane.
struct ProductHead {
  std::string name;
  model::Slice keys;     ///< a_j
  model::Slice queries;  ///< b_j
  model::Slice out;
  Rational scale = 1;  ///< of the product
};
/// Registers that the heads share.
struct ProductStream {
  model::Slice gain;   ///< [d] values
  model::Slice dummy;  ///< [1] 1 at the dummy
  model::Slice one;    ///< [1] 1 everywhere
};
void append_product(model::Block& block, const ProductShape& shape, const ProductStream& stream,
                    const ProductHead& head, const ProductChoices& choices = {});
/// Declares these registers.
[[nodiscard]] ProductStream declare_product(model::Stream& stream, int side);
/// What tokens hold in them; the extra token that is the dummy is added to the model.
void embed_product(model::CircuitBuilder& embed, model::Transformer& model,
                   const ProductShape& shape, const ProductChoices& choices = {});

/// One layer: tokens (a_j, b_j), out = columns of A^T B, nearly.
[[nodiscard]] model::Transformer product_block(const ProductShape& shape,
                                               const ProductChoices& choices = {});

/// e^(eta S) (eta S^2 / 2 + theta S), or e^(eta S) (eta^2 S^3 / 6 + theta S) of two heads, with
/// theta = d e^(eta S - L): no entry of size at most S is further off.
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
/// S3: sigmoids.
[[nodiscard]] std::vector<check::Statement> sigmoid_statements();
/// S4: products.
[[nodiscard]] std::vector<check::Statement> product_statements();
/// S5: Newton's identity, its tolerance, and the iteration by softmax.
[[nodiscard]] std::vector<check::Statement> newton_statements();

}  // namespace attest::fleq_function_blocks
