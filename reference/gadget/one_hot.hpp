// SPDX-License-Identifier: Apache-2.0
/// \file
/// Numbers in fields as one-hot registers.
#pragma once

#include <string>

#include "reference/model/builder.hpp"

namespace attest::gadget {

/// Assigns [number - first = i] to coordinate i < size of a register, the number being a field's.
void embed_one_hot(model::CircuitBuilder& embed, const std::string& field, const std::string& name,
                   int size, int first = 0);

}  // namespace attest::gadget
