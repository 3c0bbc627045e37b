// SPDX-License-Identifier: Apache-2.0
/// \file
/// Local work of a token machine: what a description does with one token, as instructions.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/transformer_as_mpc/claim.hpp"
#include "reference/machine/mpc_program.hpp"
#include "reference/model/transformer.hpp"

namespace attest::transformer_as_mpc {

/// Instructions of one machine.
using Code = std::vector<machine::mpc::Instruction>;

/// Where a token machine holds what.
struct TokenWords {
  int stream = 0;   ///< the residual stream
  int fields = 0;   ///< of the input token
  int queries = 0;  ///< then keys, then values of all heads of a layer
  int sums = 0;     ///< weighted values of all heads, then the sums of their weights
  int scratch = 0;  ///< for wires of circuits and ReLU units
  int words = 0;    ///< of the machine
};

/// The places of a model's token machines.
[[nodiscard]] TokenWords token_words(const model::Transformer& model);

/// Sets to = sum of weights times words of the stream, for each output coordinate of the map.
void append_linear(Code& code, const model::Linear& map, int stream, int to, int outputs);

/// Runs a circuit on words in, in + 1, .. and writes its outputs to to + place of the output.
/// \param places of the outputs, in their order; none: they stay on their wires, word scratch + wire
void append_circuit(Code& code, const model::Circuit& circuit, int in, int to,
                    const std::vector<int>& places, int scratch, std::int64_t position,
                    std::int64_t length);

/// Places in the stream of a circuit's outputs, which are registers.
[[nodiscard]] std::vector<int> places_in_stream(const model::Transformer& model,
                                                const model::Circuit& circuit);

/// Divides the weighted values by the sums of weights, and adds what the heads give to the stream.
void append_averages(Code& code, const model::Transformer& model, const model::Block& block,
                     const TokenWords& at, const Choices& choices);

/// The units and token maps of a block, on the stream.
void append_block(Code& code, const model::Transformer& model, const model::Block& block,
                  const TokenWords& at, std::int64_t position, std::int64_t length);

/// Widths of a block's heads: of queries (and keys), and of values; all heads together.
struct HeadWidths {
  int keys = 0;
  int values = 0;
  int heads = 0;
};
[[nodiscard]] HeadWidths widths_of(const model::Block& block);
/// Output coordinates of a linear map.
[[nodiscard]] int outputs_of(const model::Linear& map);
/// Key dimension of a head: the outputs of its query and key maps.
[[nodiscard]] int key_width(const model::Head& head);

}  // namespace attest::transformer_as_mpc
