// SPDX-License-Identifier: Apache-2.0
/// \file
/// Partial permutations: sorted packets spread to their destinations, the largest distance first.
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/gadget/read_back.hpp"
#include "reference/gadget/units.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc {
namespace {

namespace bitonic = gadget::bitonic_sort;
using gadget::add_step;
using gadget::unit;
using model::CircuitBuilder;
using model::Slice;
using model::Transformer;
using model::Wire;

/// A packet with e places to go and payload v is the one number e B + v; 0 is no packet.
struct Travel {
  Slice packet;
  Slice read;   ///< what stands 2^b back
  Slice moves;  ///< 1 where the own packet has bit b of its distance
  Slice comes;  ///< the same of what was read
};

Travel add_travel(model::Stream& stream) {
  return {.packet = stream.add("packet"),
          .read = stream.add("read"),
          .moves = stream.add("moves"),
          .comes = stream.add("comes")};
}

/// Adds [bit b of the distance of `packet`] to `flag`: a step up at each odd multiple of 2^b B
/// below `reach` B, and down at each even one.
void add_bit(std::vector<model::Relu>& mlp, const std::string& name, int packet, int flag,
             std::int64_t unit_distance, std::int64_t reach, std::int64_t payloads) {
  for (std::int64_t t = 1; t * unit_distance < reach; ++t) {
    add_step(mlp, name, {{packet, 1}}, Rational(t * unit_distance * payloads),
             {{flag, t % 2 == 1 ? 1 : -1}});
  }
}

/// The layers that spread, each with a second layer of units that keeps or takes.
std::vector<model::Block> spreading_blocks(int bits, std::int64_t payloads,
                                           const gadget::Line& line, const Travel& travel,
                                           bool is_ascending) {
  const std::int64_t nodes = std::int64_t{1} << bits;
  // Every packet is below N B.
  const Rational bound(nodes * payloads);
  std::vector<model::Block> result;
  for (int l = 0; l < bits; ++l) {
    const int b = is_ascending ? l : bits - 1 - l;
    const std::int64_t distance = std::int64_t{1} << b;
    // Going down, the distance is below 2^(b+1) already, and one step tells its bit.
    const std::int64_t reach = is_ascending ? nodes : 2 * distance;
    model::Block block{.name = "spread" + std::to_string(distance)};
    block.heads = {gadget::read_back("back", line, distance, {travel.packet}, {travel.read})};
    const int packet = travel.packet[0];
    const int read = travel.read[0];
    const int moves = travel.moves[0];
    const int comes = travel.comes[0];
    add_bit(block.mlp, "moves", packet, moves, distance, reach, payloads);
    add_bit(block.mlp, "comes", read, comes, distance, reach, payloads);
    result.push_back(std::move(block));
    model::Block keep{.name = "keep" + std::to_string(distance)};
    keep.mlp = {unit("kept", {{packet, 1}, {moves, -bound}}, {{packet, 1}}),
                unit("taken", {{read, 1}, {comes, bound}}, {{packet, 1}},
                     -bound - Rational(distance * payloads)),
                unit("old packet", {{packet, 1}}, {{packet, -1}}),
                unit("read", {{read, 1}}, {{read, -1}}),
                unit("moves", {{moves, 1}}, {{moves, -1}}),
                unit("comes", {{comes, 1}}, {{comes, -1}})};
    result.push_back(std::move(keep));
  }
  return result;
}

/// The node before all others that holds no packet.
void add_dummy_token(Transformer& model, bool is_sorted_before) {
  CircuitBuilder dummy({});
  if (is_sorted_before) bitonic::embed_dummy(dummy);
  gadget::embed_line(dummy, dummy.position());
  model.extra_tokens = {{.name = "dummy", .embed = dummy.finish(), .is_first = true}};
}

void decode_packet(Transformer& model) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("payload", decode.input("packet[0]"));
  model.decode.circuit = decode.finish();
}

}  // namespace

Transformer spreading_model(int bits, std::int64_t payloads, const SortChoices& choices) {
  Transformer model{.name = claim_id, .fields = {"destination", "payload"}};
  model::Stream stream;
  const gadget::Line line = gadget::add_line(stream);
  const Travel travel = add_travel(stream);
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire position = embed.position();
  gadget::embed_line(embed, position);
  const Wire destination = embed.input("destination");
  const Wire is_present = embed.less(destination, embed.constant(std::int64_t{1} << bits));
  const Wire packet = (destination - (position - 1)) * Rational(payloads) + embed.input("payload");
  embed.output("packet", is_present * packet);
  model.embed = embed.finish();
  add_dummy_token(model, false);
  if (choices.has_spreading) {
    model.blocks = spreading_blocks(bits, payloads, line, travel, choices.is_spreading_ascending);
  }
  add_schedule(model);
  decode_packet(model);
  return model;
}

Transformer partial_model(int bits, std::int64_t payloads, const SortChoices& choices) {
  ATTEST_REQUIRE(bits >= 1 && payloads >= 1, "2^" + std::to_string(bits) + " packets");
  const std::int64_t nodes = std::int64_t{1} << bits;
  Transformer model{.name = claim_id, .fields = {"destination", "payload"}};
  model::Stream stream;
  const bitonic::Positions positions = bitonic::add_positions(stream, bits, true, choices.sort);
  const gadget::Line line = gadget::add_line(stream);
  const bitonic::Channel channel = bitonic::add_channel(stream);
  const Travel travel = add_travel(stream);
  const Slice absent = stream.add("absent");
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  bitonic::embed_node(embed, embed.position() - 1, positions);
  gadget::embed_line(embed, embed.position());
  const Wire destination = embed.input("destination");
  Wire content = destination * Rational(payloads) + embed.input("payload");
  if (choices.is_absent_first) {
    content = content * embed.less(destination, embed.constant(nodes));
  }
  embed.output("lo", content);
  embed.output("hi", content);
  model.embed = embed.finish();
  add_dummy_token(model, true);
  model.blocks = bitonic::stage_blocks(positions, {channel}, "");

  // Contents of N B and more are absent; the others keep content - i B, i = at - 1.
  const Rational whole(nodes * payloads);
  const int own = channel.own[0];
  const int missing = absent[0];
  const int packet = travel.packet[0];
  model::Block select = bitonic::select_block(positions, {channel}, "select");
  add_step(select.mlp, "absent", {{own, 1}}, whole, {{missing, 1}});
  model.blocks.push_back(std::move(select));
  model::Block start{.name = "distance"};
  start.mlp = {
      unit("packet",
           {{own, 1}, {missing, -whole}, {line.at[0], -payloads}, {positions.node[0], payloads}},
           {{packet, 1}}),
      unit("old content", {{own, 1}}, {{own, -1}}),
      unit("absent", {{missing, 1}}, {{missing, -1}})};
  model.blocks.push_back(std::move(start));
  if (choices.has_spreading) {
    for (model::Block& block :
         spreading_blocks(bits, payloads, line, travel, choices.is_spreading_ascending)) {
      model.blocks.push_back(std::move(block));
    }
  }
  add_schedule(model);
  decode_packet(model);
  return model;
}

}  // namespace attest::positional_simulates_mpc
