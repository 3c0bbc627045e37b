// SPDX-License-Identifier: Apache-2.0
/// \file
/// The softmax head that is a product of matrices, as a part of a block.
#pragma once

#include <string>

#include "claims/fleq_function_blocks/claim.hpp"

namespace attest::fleq_function_blocks {

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
/// Declares gain and dummy.
[[nodiscard]] ProductStream declare_product(model::Stream& stream, int side,
                                            const model::Slice& one);
/// What tokens hold in them; the extra token that is the dummy is added to the model.
void embed_product(model::CircuitBuilder& embed, model::Transformer& model,
                   const ProductShape& shape, const ProductChoices& choices = {});

}  // namespace attest::fleq_function_blocks
