// SPDX-License-Identifier: Apache-2.0
/// \file
/// Signs of nodes and of pairs of address bits; see bitonic_positions.hpp.
#include "reference/gadget/bitonic_positions.hpp"

#include "reference/number/contract.hpp"

namespace attest::gadget::bitonic_sort {
namespace {

using model::CircuitBuilder;
using model::Wire;

/// Where s_a s_b stands in `pair`, a < b.
int pair_index(int a, int b) { return b * (b - 1) / 2 + a; }

/// s_b(i), or 1 for b = k.
Wire sign_of(CircuitBuilder& circuit, Wire index, int b) { return 1 - 2 * circuit.bit(index, b); }

/// Signs and previous direction of i + 2^low mod 2^k, stage by stage.
void embed_shifted(CircuitBuilder& circuit, Wire index, const Positions& positions) {
  const std::vector<Stage> all = stages(positions.bits);
  int at = 0;
  for (std::size_t s = 0; s < all.size(); ++s) {
    const Rational distance(power_of_two(static_cast<unsigned>(all[s].low)));
    const Rational nodes(power_of_two(static_cast<unsigned>(positions.bits)));
    const Wire partner = circuit.mod(index + distance, nodes);
    for (int b = 0; b < positions.bits; ++b) {
      circuit.output("shifted", at++, sign_of(circuit, partner, b));
    }
    if (s > 0) {
      const Stage& previous = all[s - 1];
      Wire direction = sign_of(circuit, partner, previous.low);
      if (previous.high < positions.bits && !positions.choices.is_direction_low_bit) {
        direction = direction * sign_of(circuit, partner, previous.high);
      }
      circuit.output("shifted", at, direction);
    }
    ++at;
  }
}

}  // namespace

int address_bits(std::int64_t n) {
  int bits = 1;
  while (std::int64_t{1} << bits < n) ++bits;
  return bits;
}

std::vector<Stage> stages(int bits) {
  std::vector<Stage> result;
  for (int high = 1; high <= bits; ++high) {
    for (int low = high - 1; low >= 0; --low) result.push_back({.high = high, .low = low});
  }
  return result;
}

Positions add_positions(model::Stream& stream, int bits, bool has_dummy, const Choices& choices) {
  ATTEST_REQUIRE(bits >= 1, "2^" + std::to_string(bits) + " nodes");
  Positions result{.bits = bits, .choices = choices};
  result.node = stream.add("node");
  result.sign = stream.add("sign", bits);
  if (bits > 1) result.pair = stream.add("pair", bits * (bits - 1) / 2);
  if (has_dummy) result.dummy = stream.add("dummy");
  if (choices.is_partner_shifted) {
    result.shifted = stream.add("shifted", bits * (bits + 1) / 2 * (bits + 1));
  }
  return result;
}

void embed_node(CircuitBuilder& circuit, Wire index, const Positions& positions) {
  circuit.output("node", circuit.constant(1));
  std::vector<Wire> signs;
  for (int b = 0; b < positions.bits; ++b) {
    signs.push_back(sign_of(circuit, index, b));
    circuit.output("sign", b, signs.back());
  }
  for (int b = 1; b < positions.bits; ++b) {
    for (int a = 0; a < b; ++a) {
      circuit.output("pair", pair_index(a, b),
                     signs[static_cast<std::size_t>(a)] * signs[static_cast<std::size_t>(b)]);
    }
  }
  if (positions.choices.is_partner_shifted) embed_shifted(circuit, index, positions);
}

void embed_dummy(CircuitBuilder& circuit) { circuit.output("dummy", circuit.constant(1)); }

std::vector<Stage> kept_stages(const Positions& positions) {
  std::vector<Stage> result = stages(positions.bits);
  const auto dropped = static_cast<std::size_t>(positions.choices.stages_dropped);
  ATTEST_REQUIRE(dropped <= result.size(), "more stages dropped than there are");
  result.resize(result.size() - dropped);
  return result;
}

int direction_coordinate(const Positions& positions, const Stage& stage) {
  if (stage.high == positions.bits || positions.choices.is_direction_low_bit) {
    return positions.sign[stage.low];
  }
  return positions.pair[pair_index(stage.low, stage.high)];
}

}  // namespace attest::gadget::bitonic_sort
