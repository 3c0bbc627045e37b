// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stages of a bitonic sort and the positional registers that its layers read.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/model/builder.hpp"

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

/// The stages that are not dropped.
[[nodiscard]] std::vector<Stage> kept_stages(const Positions& positions);

/// The coordinate that holds the direction of a stage at the node itself.
[[nodiscard]] int direction_coordinate(const Positions& positions, const Stage& stage);

}  // namespace attest::gadget::bitonic_sort
