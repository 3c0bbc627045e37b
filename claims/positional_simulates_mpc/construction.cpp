// SPDX-License-Identifier: Apache-2.0
/// \file
/// Routing by Benes stages whose settings are given, and by sorting.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/gadget/units.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_simulates_mpc {
namespace {

namespace bitonic = gadget::bitonic_sort;
using gadget::unit;
using model::CircuitBuilder;
using model::Slice;
using model::Transformer;
using model::Wire;

/// The head that reads the packets of the node whose address differs in one bit: its score is
/// `bits` there and at most bits - 2 elsewhere.
model::Head crossing_head(const bitonic::Positions& positions, int bit,
                          const std::vector<SwitchedChannel>& channels) {
  model::Head head{
      .name = "across", .norm = model::Norm::unique_hardmax, .keys = {{}}, .values = {{}}};
  for (int b = 0; b < positions.bits; ++b) {
    const bool is_turned = b == bit;
    head.query.push_back(
        {.from = positions.sign[b],
         .to = b,
         .weight = {.value = is_turned ? -1 : 1,
                    .slack = is_turned ? model::Slack::at_most : model::Slack::at_least,
                    .why = "any sign bit that counts tells the node apart"}});
    head.keys[0].push_back({.from = positions.sign[b], .to = b, .weight = {.value = 1}});
  }
  int to = 0;
  for (const SwitchedChannel& channel : channels) {
    model::copy(head.values[0], channel.payload, to);
    model::write(head.out, to, channel.other);
    ++to;
  }
  return head;
}

}  // namespace

std::vector<int> switch_bits(int bits, bool is_order_reversed) {
  std::vector<int> result;
  for (int b = 0; b < bits; ++b) result.push_back(is_order_reversed ? bits - 1 - b : b);
  for (int b = bits - 2; b >= 0; --b) result.push_back(is_order_reversed ? bits - 1 - b : b);
  return result;
}

model::Block benes_stage(std::string name, const bitonic::Positions& positions, int bit,
                         const std::vector<SwitchedChannel>& channels, const Rational& bound) {
  model::Block block{.name = std::move(name)};
  block.heads = {crossing_head(positions, bit, channels)};
  const int node = positions.node[0];
  for (const auto& [payload, other, setting] : channels) {
    const int own = payload[0];
    const int read = other[0];
    block.mlp.push_back(
        unit("gain", {{read, 1}, {own, -1}, {setting, bound}, {node, -bound}}, {{own, 1}}));
    block.mlp.push_back(
        unit("loss", {{own, 1}, {read, -1}, {setting, bound}, {node, -bound}}, {{own, -1}}));
    block.mlp.push_back(unit("read", {{read, 1}}, {{read, -1}}));
  }
  return block;
}

void add_schedule(Transformer& model) {
  for (int b = 0; b < static_cast<int>(model.blocks.size()); ++b) model.schedule.emplace_back(b, 1);
}

Transformer benes_model(int bits, std::int64_t payloads, const BenesChoices& choices) {
  ATTEST_REQUIRE(bits >= 1 && payloads >= 1, "a network of 2^" + std::to_string(bits));
  const std::vector<int> stages = switch_bits(bits, choices.is_order_reversed);
  const int count = static_cast<int>(stages.size());
  Transformer model{.name = claim_id, .fields = {"destination", "payload"}};
  for (int s = 0; s < count; ++s) model.fields.push_back("setting" + std::to_string(s + 1));
  model::Stream stream;
  const bitonic::Positions positions = bitonic::add_positions(stream, bits, false);
  const Slice setting = stream.add("setting", count);
  const Slice payload = stream.add("payload");
  const Slice other = stream.add("other");
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  bitonic::embed_node(embed, embed.position(), positions);
  for (int s = 0; s < count; ++s) {
    embed.output("setting", s, embed.input("setting" + std::to_string(s + 1)));
  }
  embed.output("payload", embed.input("payload"));
  model.embed = embed.finish();
  // |other - payload| <= B - 1, so -(B - 1)(1 - setting) silences both units of a straight switch.
  const Rational bound(payloads - 1 + choices.bound_offset);
  for (int s = 0; s < count - choices.stages_dropped; ++s) {
    model.blocks.push_back(benes_stage("stage" + std::to_string(s + 1), positions,
                                       stages[static_cast<std::size_t>(s)],
                                       {{payload, other, setting[s]}}, bound));
  }
  add_schedule(model);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("payload", decode.input("payload[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Transformer permutation_model(int bits, std::int64_t payloads, Sorter sorter,
                              const SortChoices& choices) {
  ATTEST_REQUIRE(bits >= 1 && payloads >= 1, "2^" + std::to_string(bits) + " packets");
  const std::int64_t nodes = std::int64_t{1} << bits;
  const bool is_selected = sorter == Sorter::selected;
  Transformer model{.name = claim_id, .fields = {"destination", "payload"}};
  model::Stream stream;
  const bitonic::Positions positions =
      bitonic::add_positions(stream, bits, is_selected, choices.sort);
  stream.add("index");
  const bitonic::Channel channel =
      is_selected ? bitonic::add_channel(stream)
                  : bitonic::Channel{.own = stream.add("own"), .par = stream.add("par")};
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire at = is_selected ? embed.position() - 1 : embed.position();
  bitonic::embed_node(embed, at, positions);
  embed.output("index", at);
  const Wire content =
      choices.is_payload_first
          ? embed.input("payload") * Rational(nodes) + embed.input("destination")
          : embed.input("destination") * Rational(payloads) + embed.input("payload");
  if (is_selected) {
    embed.output("lo", content);
    embed.output("hi", content);
  } else {
    embed.output("own", content);
  }
  model.embed = embed.finish();
  if (is_selected) {
    CircuitBuilder dummy({});
    bitonic::embed_dummy(dummy);
    model.extra_tokens = {{.name = "dummy", .embed = dummy.finish(), .is_first = true}};
    model.blocks = bitonic::stage_blocks(positions, {channel}, "");
    model.blocks.push_back(bitonic::select_block(positions, {channel}, "select"));
  } else {
    // Contents are 0, .., N B - 1.
    model.blocks = bitonic::indexed_blocks(positions, {channel}, Integer(nodes) * payloads - 1, "");
  }
  add_schedule(model);
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire own = decode.input("own[0]");
  const Wire place = decode.input("index[0]");
  decode.output("payload", choices.is_payload_first
                               ? decode.floor(own * (Rational(1) / Rational(nodes)))
                               : own - place * Rational(payloads));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::positional_simulates_mpc
