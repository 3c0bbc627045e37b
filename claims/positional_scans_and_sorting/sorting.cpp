// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bitonic network as a model, and the median read off it.
#include <utility>

#include "claims/positional_scans_and_sorting/claim.hpp"
#include "reference/model/builder.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

namespace bitonic = gadget::bitonic_sort;

/// A model that sorts, up to its last layer.
struct Sorter {
  model::Transformer model;
  bitonic::Positions positions;
  bitonic::Channel channel;
};

/// Assigns the positional registers and the value of a node; node 0 stands after the dummy.
void embed_value(model::CircuitBuilder& circuit, const bitonic::Positions& positions,
                 model::Wire value) {
  bitonic::embed_node(circuit, circuit.position() - 1, positions);
  circuit.output("lo", value);
  circuit.output("hi", value);
}

Sorter unread_sorter(std::int64_t n, const Rational& bound, const bitonic::Choices& choices) {
  Sorter result;
  model::Transformer& model = result.model;
  model::Stream stream;
  const int bits = bitonic::address_bits(n);
  result.positions = bitonic::add_positions(stream, bits, true, choices);
  result.channel = bitonic::add_channel(stream);
  model.registers = stream.registers();
  model.name = claim_id;
  model.fields = {"x"};

  model::CircuitBuilder embed(model.fields);
  embed_value(embed, result.positions, embed.input("x"));
  model.embed = embed.finish();
  model::CircuitBuilder dummy({});
  bitonic::embed_dummy(dummy);
  model.extra_tokens = {{.name = "dummy", .embed = dummy.finish(), .is_first = true}};
  for (std::int64_t i = n; i < std::int64_t{1} << bits; ++i) {
    model::CircuitBuilder padding({});
    embed_value(padding, result.positions,
                padding.constant({.value = bound,
                                  .slack = model::Slack::at_least,
                                  .why = "no number exceeds it, so it stands after them"}));
    model.extra_tokens.push_back(
        {.name = "padding" + std::to_string(i), .embed = padding.finish(), .is_first = false});
  }
  model.blocks = bitonic::stage_blocks(result.positions, {result.channel}, "");
  return result;
}

/// Adds the last layer and reads `own`.
model::Transformer read(Sorter sorter, model::Block last, const char* output, model::ReadAt at) {
  model::Transformer model = std::move(sorter.model);
  model.blocks.push_back(std::move(last));
  for (int b = 0; b < static_cast<int>(model.blocks.size()); ++b) model.schedule.emplace_back(b, 1);
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output(output, decode.input("own[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = at;
  return model;
}

}  // namespace

model::Transformer sort_model(std::int64_t n, const Rational& bound,
                              const bitonic::Choices& choices) {
  Sorter sorter = unread_sorter(n, bound, choices);
  model::Block last = bitonic::select_block(sorter.positions, {sorter.channel}, "select");
  return read(std::move(sorter), std::move(last), "sorted", model::ReadAt::every_input);
}

model::Transformer median_model(std::int64_t n, const Rational& bound,
                                const bitonic::Choices& choices, std::int64_t offset) {
  Sorter sorter = unread_sorter(n, bound, choices);
  model::Block last{.name = "middle"};
  const std::int64_t lower = (n - 1) / 2 + offset;
  const std::int64_t upper = n / 2 + offset;
  const Rational share = lower == upper ? Rational(1) : Rational(1, 2);
  const auto pick = [&](std::int64_t node, const char* name) {
    last.heads.push_back(bitonic::pick_head(sorter.positions, sorter.channel, node, share, name));
  };
  pick(lower, "lower");
  if (lower != upper) pick(upper, "upper");
  return read(std::move(sorter), std::move(last), "median", model::ReadAt::first_input);
}

}  // namespace attest::positional_scans_and_sorting
