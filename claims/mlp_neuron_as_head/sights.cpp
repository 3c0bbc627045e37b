// SPDX-License-Identifier: Apache-2.0
/// \file
/// Who may see whom: as masks, and pair by pair for weights.
#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::mlp_neuron_as_head {

model::Circuit mask_of(Sight sight, const Choices& choices) {
  model::CircuitBuilder mask({"query", "key"});
  const model::Wire query = mask.input(choices.is_mask_transposed ? "key" : "query");
  const model::Wire key = mask.input(choices.is_mask_transposed ? "query" : "key");
  const model::Wire bias = mask.length() - 1;
  const model::Wire is_self = mask.equal(query, key);
  switch (sight) {
    case Sight::itself:
      mask.output("visible",
                  choices.is_self_unmasked ? mask.max(is_self, mask.equal(key, bias)) : is_self);
      break;
    case Sight::itself_and_bias: {
      model::Wire visible = mask.max(is_self, mask.equal(key, bias));
      if (choices.is_bias_row_open) visible = mask.max(visible, mask.equal(query, bias));
      mask.output("visible", visible);
      break;
    }
    case Sight::tokens:
    case Sight::earlier_tokens: {
      model::Wire visible = mask.equal(mask.less(query, bias), mask.less(key, bias));
      if (sight == Sight::earlier_tokens) visible = visible * (Rational(1) - mask.less(query, key));
      if (choices.hears_bias_token) visible = mask.max(visible, mask.equal(key, bias));
      mask.output("visible", visible);
      break;
    }
  }
  return mask.finish();
}

bool sees(Sight sight, int query, int key, int bias) {
  switch (sight) {
    case Sight::itself:
      return query == key;
    case Sight::itself_and_bias:
      return query == key || key == bias;
    case Sight::tokens:
      return (query == bias) == (key == bias);
    case Sight::earlier_tokens:
      return (query == bias) == (key == bias) && key <= query;
  }
  broken_invariant(__FILE__, __LINE__, "sight", "a sight outside the enumeration");
}

}  // namespace attest::mlp_neuron_as_head
