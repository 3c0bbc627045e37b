// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bitonic sorting of 2^k nodes by attention that reads positions alone.
///
/// A stage (high, low), 0 <= low < high <= k, lets node i meet node i xor 2^low; i keeps the
/// smaller of the two iff s_low(i) s_high(i) = 1, where s_b(i) = 1 - 2 (bit b of i) and s_k = 1.
/// The construction of the claim `positional_scans_and_sorting`, which says why each weight is as
/// it is and checks it; other claims sort packets with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/gadget/bitonic_positions.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::bitonic_sort {

/// Values that are sorted side by side; they share the heads.
struct Channel {
  model::Slice lo;   ///< the smaller of the last two values that met; at the start the value
  model::Slice hi;   ///< the larger; at the start the value
  model::Slice own;  ///< what the node has kept; 0 between layers
  model::Slice par;  ///< what its partner has kept; 0 between layers
};

/// Adds the registers "lo", "hi", "own" and "par", each name followed by `suffix`.
[[nodiscard]] Channel add_channel(model::Stream& stream, const std::string& suffix = "");

/// The layers of all stages, with four heads (two in the first) and units without biases. Which
/// of lo and hi a node has kept is read by the next layer, whose attention knows it. Names begin
/// with `prefix`.
[[nodiscard]] std::vector<model::Block> stage_blocks(const Positions& positions,
                                                     const std::vector<Channel>& channels,
                                                     const std::string& prefix);

/// The last layer: two heads that bring what a node has kept into `own`.
[[nodiscard]] model::Block select_block(const Positions& positions,
                                        const std::vector<Channel>& channels, std::string name);

/// The head that brings what the node `index` has kept, times `weight`, into `own` of every node.
/// It reads one of lo and hi, since positions are known. \pre 0 <= index < 2^bits
[[nodiscard]] model::Head pick_head(const Positions& positions, const Channel& channel,
                                    std::int64_t index, const Rational& weight, std::string name);

/// The layers of all stages with one head each and no layer after them: the units read the
/// direction of a stage. `own` holds the value throughout, and lo and hi are not used.
/// \pre no two values differ by more than `bound`
[[nodiscard]] std::vector<model::Block> indexed_blocks(const Positions& positions,
                                                       const std::vector<Channel>& channels,
                                                       const Integer& bound,
                                                       const std::string& prefix);

}  // namespace attest::gadget::bitonic_sort
