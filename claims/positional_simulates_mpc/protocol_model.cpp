// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layers of a protocol of several rounds of several messages.
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/gadget/units.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc {
namespace {

using model::CircuitBuilder;
using model::Slice;

/// Words 2u and 2u + 1 change places where the first is larger.
model::Block order_block(std::string name, const std::vector<SwitchedChannel>& channels) {
  model::Block block{.name = std::move(name)};
  for (std::size_t t = 0; t + 1 < channels.size(); t += 2) {
    const int first = channels[t].payload[0];
    const int second = channels[t + 1].payload[0];
    block.mlp.push_back(gadget::unit("order" + std::to_string(t), {{first, 1}, {second, -1}},
                                     {{first, -1}, {second, 1}}));
  }
  return block;
}

}  // namespace

int stages_of(const Protocol& protocol) { return 2 * protocol.bits - 1; }

int destination_column(const Protocol& protocol, int round, int word) {
  return protocol.messages + (round * protocol.messages + word) * (1 + stages_of(protocol));
}

std::vector<std::string> protocol_fields(const Protocol& protocol) {
  std::vector<std::string> fields;
  for (int t = 0; t < protocol.messages; ++t) fields.push_back("payload" + std::to_string(t));
  for (int r = 0; r < protocol.rounds; ++r) {
    for (int t = 0; t < protocol.messages; ++t) {
      const std::string place = std::to_string(r) + "." + std::to_string(t);
      fields.push_back("destination" + place);
      for (int s = 0; s < stages_of(protocol); ++s) {
        fields.push_back("setting" + place + "." + std::to_string(s));
      }
    }
  }
  return fields;
}

model::Transformer protocol_model(const Protocol& protocol, const ProtocolChoices& choices) {
  ATTEST_REQUIRE(protocol.bits >= 1 && protocol.rounds >= 1 && protocol.messages >= 1,
                 "a protocol on 2^" + std::to_string(protocol.bits));
  const std::vector<int> bits = switch_bits(protocol.bits, choices.benes.is_order_reversed);
  const int stages = stages_of(protocol);
  model::Transformer model{.name = claim_id, .fields = protocol_fields(protocol)};
  model::Stream stream;
  const auto positions = gadget::bitonic_sort::add_positions(stream, protocol.bits, false);
  const Slice setting = stream.add("setting", protocol.rounds * protocol.messages * stages);
  std::vector<SwitchedChannel> channels;
  for (int t = 0; t < protocol.messages; ++t) {
    const std::string number = std::to_string(t);
    channels.push_back(
        {.payload = stream.add("payload" + number), .other = stream.add("other" + number)});
  }
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  gadget::bitonic_sort::embed_node(embed, embed.position(), positions);
  for (int t = 0; t < protocol.messages; ++t) {
    const std::string name = "payload" + std::to_string(t);
    embed.output(name, embed.input(name));
  }
  for (int at = 0; at < protocol.rounds * protocol.messages; ++at) {
    const int column = destination_column(protocol, at / protocol.messages, at % protocol.messages);
    for (int s = 0; s < stages; ++s) {
      const std::string& name = model.fields[static_cast<std::size_t>(column + 1 + s)];
      embed.output("setting", at * stages + s, embed.input(name));
    }
  }
  model.embed = embed.finish();
  const Rational bound(protocol.payloads - 1 + choices.benes.bound_offset);
  for (int r = 0; r < protocol.rounds - choices.rounds_dropped; ++r) {
    const std::string round = "round" + std::to_string(r + 1);
    for (int s = 0; s < stages - choices.benes.stages_dropped; ++s) {
      for (int t = 0; t < protocol.messages; ++t) {
        const int word = choices.exchanges_settings ? (t + 1) % protocol.messages : t;
        channels[static_cast<std::size_t>(t)].setting =
            setting[(r * protocol.messages + word) * stages + s];
      }
      model.blocks.push_back(benes_stage(round + ".stage" + std::to_string(s + 1), positions,
                                         bits[static_cast<std::size_t>(s)], channels, bound));
    }
    if (choices.computes) model.blocks.push_back(order_block(round + ".order", channels));
  }
  add_schedule(model);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int t = 0; t < protocol.messages; ++t) {
    const std::string name = "payload" + std::to_string(t);
    decode.output(name, decode.input(name + "[0]"));
  }
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::positional_simulates_mpc
