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

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::bitonic_sort {

/// Node i meets i xor 2^low.
struct Stage {
  int high = 1;
  int low = 0;
};

/// Least k >= 1 with 2^k >= n: the address bits of n nodes.
[[nodiscard]] int address_bits(std::int64_t n);

/// The k(k+1)/2 stages in order: (1,0), (2,1), (2,0), (3,2), ... \pre bits >= 0
[[nodiscard]] std::vector<Stage> stages(int bits);

/// What a mutant breaks; the defaults are the construction.
struct Choices {
  bool is_partner_shifted = false;    ///< i meets i + 2^low mod n
  bool is_direction_low_bit = false;  ///< i keeps the smaller iff s_low(i) = 1
  int stages_dropped = 0;             ///< of the last ones
  Rational bias = 0;                  ///< of every unit
};

/// The positional registers: `node` (1), `sign` (s_0, .., s_{k-1}) and `pair` (s_a s_b, a < b < k)
/// of a node, and `dummy`, which is 1 at the dummy alone, where the others are 0.
struct Positions {
  int bits = 1;
  Choices choices = {};
  model::Slice node;
  model::Slice sign;
  model::Slice pair;     ///< size 0 for one bit
  model::Slice dummy;    ///< size 0 without a dummy
  model::Slice shifted;  ///< signs and previous direction of i + 2^low, stage by stage; else size 0
};

/// Adds the registers of 2^bits nodes. \pre bits >= 1
[[nodiscard]] Positions add_positions(model::Stream& stream, int bits, bool has_dummy,
                                      const Choices& choices = {});

/// Assigns the registers of the node on the wire `index`.
void embed_node(model::CircuitBuilder& circuit, model::Wire index, const Positions& positions);

/// Assigns the register of the dummy.
void embed_dummy(model::CircuitBuilder& circuit);

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
