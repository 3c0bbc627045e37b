// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layers with positional attention, content attention, and two positional layers.
#include <set>
#include <utility>

#include "claims/positional_lookup_bound/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::positional_lookup_bound {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Stream;
using model::Wire;

std::vector<model::Weight> weights_of(const std::vector<Rational>& values) {
  std::vector<model::Weight> weights;
  for (const Rational& value : values) weights.push_back({.value = value});
  return weights;
}

/// Bit y of floor(2^n v).
model::Circuit spelled_bit(const std::vector<std::string>& coordinates, std::int64_t n,
                           const std::string& number) {
  CircuitBuilder decode(coordinates);
  std::vector<Rational> powers;
  for (std::int64_t j = 0; j < n; ++j) powers.emplace_back(power_of_two(static_cast<unsigned>(j)));
  const Wire whole = decode.input(number) * Rational(power_of_two(static_cast<unsigned>(n)));
  const Wire shifted = whole / decode.table(decode.input("y[0]"), weights_of(powers));
  decode.output("answer", decode.mod(decode.floor(shifted), Rational(2)));
  return decode.finish();
}

model::Relu unit(std::string name, std::vector<model::Term> in, std::int64_t bias, int to,
                 std::int64_t slope) {
  return {.name = std::move(name),
          .in = std::move(in),
          .bias = {.value = bias},
          .out = {{.at = to, .weight = {.value = slope}}}};
}

}  // namespace

model::Transformer table_layer(std::int64_t n, const std::vector<HeadTables>& heads, Sees sees) {
  Stream stream;
  const Slice one = stream.add("one");
  const Slice pointer = stream.add("y");
  model::Transformer model{.name = "positional layer", .fields = {"z", "y"}};
  CircuitBuilder embed(model.fields);
  const Wire z = embed.input("z");
  const Wire y = embed.input("y");
  const Wire position = embed.position();
  embed.output("one", embed.constant(1));
  embed.output("y", y);
  model::Block layer{.name = "layer"};
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const HeadTables& tables = heads[h];
    const std::string name = "head" + std::to_string(h);
    const auto size = static_cast<int>(tables.slopes.size());
    const Slice score = stream.add("score" + std::to_string(h));
    const Slice value = stream.add("value" + std::to_string(h), size);
    std::vector<Rational> scores(tables.scores.begin(), tables.scores.end());
    embed.output("score" + std::to_string(h), embed.table(position, weights_of(scores)));
    for (int c = 0; c < size; ++c) {
      std::vector<Rational> slopes = tables.slopes[static_cast<std::size_t>(c)];
      slopes.emplace_back(0);  // of the query token
      embed.output("value" + std::to_string(h), c, z * embed.table(position, weights_of(slopes)));
    }
    Head head{.name = name, .norm = model::Norm::softmax_base, .base = 2};
    model::copy(head.query, one, 0);
    if (sees == Sees::pointer) model::copy(head.query, pointer, 0);  // score times 1 + y
    head.keys.emplace_back();
    model::copy(head.keys[0], score, 0);
    head.values.emplace_back();
    model::copy(head.values[0], value, 0);
    model::write(head.out, 0, stream.add("out" + std::to_string(h), size));
    layer.heads.push_back(std::move(head));
  }
  model.registers = stream.registers();
  model.embed = embed.finish();
  model.blocks = {std::move(layer)};
  model.schedule = {{0, 1}};
  model.decode.circuit = spelled_bit(model::coordinate_names(model.registers), n, "out0[0]");
  model.decode.at = model::ReadAt::last_input;
  return model;
}

std::vector<int> read_out_coordinates(const model::Transformer& layer) {
  std::set<int> coordinates;
  for (const Head& head : layer.blocks.at(0).heads) {
    for (const model::Entry& entry : head.out) coordinates.insert(entry.to);
  }
  return {coordinates.begin(), coordinates.end()};
}

model::Transformer rounded(model::Transformer layer, int bits) {
  const std::vector<std::string> names = model::coordinate_names(layer.registers);
  CircuitBuilder map(names);
  const Rational scale = power_of_two(static_cast<unsigned>(bits));
  for (const int at : read_out_coordinates(layer)) {
    const std::string& name = names[static_cast<std::size_t>(at)];
    const std::size_t bracket = name.rfind('[');
    map.output(name.substr(0, bracket), std::stoi(name.substr(bracket + 1)),
               map.floor(map.input(name) * scale) * (1 / scale));
  }
  // What follows the heads comes after the rounding, in a block of its own.
  model::Block rest{.name = "rest",
                    .heads = {},
                    .mlp = std::move(layer.blocks[0].mlp),
                    .token_maps = std::move(layer.blocks[0].token_maps)};
  layer.blocks[0].mlp.clear();
  layer.blocks[0].token_maps = {map.finish()};
  layer.schedule = {{0, 1}};
  if (!rest.mlp.empty() || !rest.token_maps.empty()) {
    layer.blocks.insert(layer.blocks.begin() + 1, std::move(rest));
    layer.schedule.emplace_back(1, 1);
  }
  return layer;
}

model::Transformer spelling_layer(std::int64_t n) {
  ATTEST_REQUIRE(n >= 1 && n <= 60, "n = " + std::to_string(n));
  HeadTables tables;
  // Weights 2^j of the bits and 1 of the query token, 2^n in all.
  for (std::int64_t j = 0; j < n; ++j) tables.scores.push_back(j);
  tables.scores.push_back(0);
  tables.slopes.emplace_back(static_cast<std::size_t>(n), Rational(1));
  return table_layer(n, {tables});
}

model::Transformer random_layer(std::int64_t n, Random& random, Sees sees) {
  std::vector<HeadTables> heads(static_cast<std::size_t>(random.between(1, 2)));
  const auto size = static_cast<std::size_t>(random.between(1, 2));
  for (HeadTables& tables : heads) {
    for (std::int64_t j = 0; j <= n; ++j) tables.scores.push_back(random.between(0, 3));
    tables.slopes.resize(size);
    for (std::vector<Rational>& slopes : tables.slopes) {
      for (std::int64_t j = 0; j < n; ++j) slopes.emplace_back(random.between(1, 7), 8);
    }
  }
  return table_layer(n, heads, sees);
}

model::Transformer content_form() {
  Stream stream;
  const Slice one = stream.add("one");
  const Slice z = stream.add("z");
  const Slice y = stream.add("y");
  const Slice place = stream.add("place");
  const Slice place2 = stream.add("place2");
  const Slice out = stream.add("out");
  model::Transformer model{.name = "content_form", .fields = {"z", "y"}};
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire position = embed.position();
  embed.output("one", embed.constant(1));
  embed.output("z", embed.input("z"));
  embed.output("y", embed.input("y"));
  embed.output("place", position);
  embed.output("place2", position * position);
  model.embed = embed.finish();
  // Score 2yj - j^2 = y^2 - (y-j)^2: token y alone is maximal.
  Head head{.name = "pointer", .norm = model::Norm::unique_hardmax};
  model::copy(head.query, y, 0, 2);
  model::copy(head.query, one, 1, -1);
  head.keys.emplace_back();
  model::copy(head.keys[0], place, 0);
  model::copy(head.keys[0], place2, 1);
  head.values.emplace_back();
  model::copy(head.values[0], z, 0);
  model::write(head.out, 0, out);
  model.blocks = {{.name = "layer", .heads = {std::move(head)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("answer", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

model::Transformer two_layer_form() {
  Stream stream;
  const Slice one = stream.add("one");
  const Slice z = stream.add("z");
  const Slice y = stream.add("y");
  const Slice place = stream.add("place");
  const Slice is_query = stream.add("is_query");  // [position = n]
  const Slice asked = stream.add("asked");        // y, at every token
  const Slice here = stream.add("here");          // 1 at position y, else at most 0
  const Slice hit = stream.add("hit");            // z_j [j = y]
  const Slice mean = stream.add("mean");
  model::Transformer model{.name = "two_layer_form", .fields = {"z", "y"}};
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire position = embed.position();
  embed.output("one", embed.constant(1));
  embed.output("z", embed.input("z"));
  embed.output("y", embed.input("y"));
  embed.output("place", position);
  embed.output("is_query", embed.equal(position, embed.length() - 1));
  model.embed = embed.finish();
  // The query token scores 1 and every other 0: everybody reads the pointer.
  Head tell{.name = "tell", .norm = model::Norm::unique_hardmax};
  model::copy(tell.query, one, 0);
  tell.keys.emplace_back();
  model::copy(tell.keys[0], is_query, 0);
  tell.values.emplace_back();
  model::copy(tell.values[0], y, 0);
  model::write(tell.out, 0, asked);
  // relu(d+1) - 2 relu(d) for whole d = asked - place: 1 at d = 0, else at most 0.
  const std::vector<model::Term> distance{{.at = asked[0], .weight = {.value = 1}},
                                          {.at = place[0], .weight = {.value = -1}}};
  std::vector<model::Relu> hat{unit("rises", distance, 1, here[0], 1),
                               unit("falls", distance, 0, here[0], -2)};
  hat[1].out[0].weight.slack = model::Slack::at_most;
  hat[1].out[0].weight.why = "at d = 1 the first unit has risen to 2";
  const std::vector<model::Term> both{{.at = z[0], .weight = {.value = 1}},
                                      {.at = here[0], .weight = {.value = 1}}};
  // No scores: the mean over all n + 1 tokens.
  Head collect{.name = "collect", .norm = model::Norm::average_hardmax};
  collect.keys.emplace_back();
  collect.values.emplace_back();
  model::copy(collect.values[0], hit, 0);
  model::write(collect.out, 0, mean);
  model.blocks = {
      {.name = "tell", .heads = {std::move(tell)}, .mlp = std::move(hat), .token_maps = {}},
      {.name = "and", .heads = {}, .mlp = {unit("hit", both, -1, hit[0], 1)}, .token_maps = {}},
      {.name = "collect", .heads = {std::move(collect)}, .mlp = {}, .token_maps = {}}};
  model.schedule = {{0, 1}, {1, 1}, {2, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("answer", decode.input("mean[0]") * decode.length());
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

}  // namespace attest::positional_lookup_bound
