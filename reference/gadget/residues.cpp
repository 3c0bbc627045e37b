// SPDX-License-Identifier: Apache-2.0
/// \file
/// Residues as tokens; see residues.hpp.
#include "reference/gadget/residues.hpp"

#include "reference/number/contract.hpp"

namespace attest::gadget {

model::Wire complement(model::CircuitBuilder& circuit, model::Wire x, std::int64_t modulus,
                       Complement kind) {
  switch (kind) {
    case Complement::mod:
      return circuit.mod(0 - x, modulus);
    case Complement::negated:
      return 0 - x;
    case Complement::modulus_minus:
      return modulus - x;
  }
  ATTEST_REQUIRE(false, "a complement outside the enumeration");
}

void embed_angle(model::CircuitBuilder& circuit, model::Wire x, std::int64_t modulus,
                 std::int64_t precision) {
  const model::Wire turns = x * Rational(1, modulus);
  const Rational unit(power_of_two(static_cast<unsigned>(precision)));
  circuit.output("cos", circuit.round(circuit.cos_turns(turns) * unit));
  circuit.output("sin", circuit.round(circuit.sin_turns(turns) * unit));
}

model::ExtraToken blank_token() {
  model::CircuitBuilder blank({});
  blank.output("blank", blank.constant(1));
  return {.name = "blank", .embed = blank.finish(), .is_first = false};
}

}  // namespace attest::gadget
