// SPDX-License-Identifier: Apache-2.0
/// \file
/// One-hot registers; see one_hot.hpp.
#include "reference/gadget/one_hot.hpp"

namespace attest::gadget {

void embed_one_hot(model::CircuitBuilder& embed, const std::string& field, const std::string& name,
                   int size, int first) {
  const model::Wire number = embed.input(field);
  for (int i = 0; i < size; ++i) {
    embed.output(name, i, embed.equal(number, embed.constant(first + i)));
  }
}

}  // namespace attest::gadget
