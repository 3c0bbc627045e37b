// SPDX-License-Identifier: Apache-2.0
/// \file
/// Attention by positions alone: which coordinates no token can change, and who reads others.
#pragma once

#include <string>
#include <vector>

#include "reference/model/transformer.hpp"

namespace attest::model {

/// By coordinate: 1 where it depends on the position and the number of tokens alone, in every
/// layer. The embedding computes such a coordinate without a field, and no head, unit or token map
/// writes it. \pre the model is valid
[[nodiscard]] std::vector<char> positional_coordinates(const Transformer& model);

/// The queries and keys that read another coordinate, "block.head.query[3] reads x[0]". Where
/// there are none, the scores are the same for every input of a length. \pre the model is valid
[[nodiscard]] std::vector<std::string> content_reads(const Transformer& model);

/// The positional coordinates that queries and keys read: the width of the positional encoding.
/// \pre the model is valid
[[nodiscard]] int positional_width(const Transformer& model);

/// Refuses a model whose queries or keys read content.
/// \throws InputError model-positional naming the first of them
void require_positional(const Transformer& model, const std::string& place);

}  // namespace attest::model
