// SPDX-License-Identifier: Apache-2.0
/// \file
/// Arcs as tokens; shapes; random networks.
#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/model/builder.hpp"

namespace attest::two_cycle_cut_bound {

using model::CircuitBuilder;
using model::Slice;
using model::Stream;
using model::Wire;

model::Transformer arc_detector() {
  model::Transformer model;
  model.name = "two-cycle detector on arcs";
  model.fields = {"tail", "head"};
  Stream stream;
  const Slice arc = stream.add("arc", 2);
  const Slice norm = stream.add("norm");
  const Slice one = stream.add("one");
  const Slice back = stream.add("back", 2);
  const Slice hit = stream.add("hit");
  const Slice hits = stream.add("hits");
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire tail = embed.input("tail");
  const Wire head = embed.input("head");
  embed.output("arc", 0, tail);
  embed.output("arc", 1, head);
  embed.output("norm", tail * tail + head * head);
  embed.output("one", embed.constant(1));
  model.embed = embed.finish();

  // 2 <(h, t), (t', h')> - t'^2 - h'^2 is largest at the arc nearest to the reversed one, which is
  // the reversed one if it is there.
  model::Head find{.name = "reverse", .norm = model::Norm::leftmost_hardmax};
  find.query = {{.from = arc[1], .to = 0, .weight = {.value = 2}},
                {.from = arc[0], .to = 1, .weight = {.value = 2}},
                {.from = one[0], .to = 2, .weight = {.value = -1}}};
  find.keys.emplace_back();
  model::copy(find.keys[0], arc, 0);
  model::copy(find.keys[0], norm, 2);
  find.values.emplace_back();
  model::copy(find.values[0], arc, 0);
  model::write(find.out, 0, back);
  CircuitBuilder map(model::coordinate_names(model.registers));
  const Wire from = map.input("arc[0]");
  const Wire to = map.input("arc[1]");
  const Wire is_head = map.equal(from, map.input("back[1]"));
  const Wire is_tail = map.equal(to, map.input("back[0]"));
  const Wire is_back = is_head * is_tail;
  const Wire is_loop = map.equal(from, to);
  map.output("hit", is_back * (1 - is_loop));
  model.blocks.push_back(
      {.name = "reverse", .heads = {std::move(find)}, .token_maps = {map.finish()}});

  model::Head sum{.name = "sum", .norm = model::Norm::average_hardmax};
  sum.keys.emplace_back();
  sum.values.emplace_back();
  model::copy(sum.values[0], hit, 0);
  model::write(sum.out, 0, hits);
  model.blocks.push_back({.name = "sum", .heads = {std::move(sum)}});
  model.schedule = {{0, 1}, {1, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const Wire found = decode.input("hits[0]");
  decode.output("two_cycle", decode.less(decode.constant(0), found));
  model.decode = {.circuit = decode.finish(), .at = model::ReadAt::first_input};
  return model;
}

model::Transformer shape_of(std::int64_t layers, std::int64_t heads, std::int64_t dimension) {
  model::Transformer model;
  model.name = "shape";
  model.fields = {"row"};
  Stream stream;
  const Slice x = stream.add("x", static_cast<int>(dimension));
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("row"));
  model.embed = embed.finish();
  model::Block block{.name = "layer"};
  for (std::int64_t h = 0; h < heads; ++h) {
    model::Head head{.name = "h" + std::to_string(h), .norm = model::Norm::linear};
    model::copy(head.query, x, 0);
    head.keys.emplace_back();
    model::copy(head.keys[0], x, 0);
    head.values.emplace_back();
    model::copy(head.values[0], x, 0);
    model::write(head.out, 0, x);
    block.heads.push_back(std::move(head));
  }
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, static_cast<int>(layers)}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("two_cycle", decode.input("x[0]"));
  model.decode = {.circuit = decode.finish(), .at = model::ReadAt::first_input};
  return model;
}

model::Transformer random_network(std::int64_t n, Random& random) {
  const int width = static_cast<int>(random.between(1, 2));
  const std::int64_t values = std::int64_t{1} << random.between(1, 2);
  model::Transformer model = shape_of(random.between(1, 2), 1, width);
  model.name = "random tables";
  CircuitBuilder embed(model.fields);
  for (int c = 0; c < width; ++c) {
    std::vector<model::Weight> table;
    for (std::int64_t row = 0; row < std::int64_t{1} << (2 * n); ++row) {
      table.push_back({.value = random.below(values)});
    }
    embed.output("x", c, embed.table(embed.input("row"), std::move(table)));
  }
  model.embed = embed.finish();
  const model::Norm norms[] = {model::Norm::linear, model::Norm::softmax_base,
                               model::Norm::average_hardmax, model::Norm::relu_mean};
  model::Block& block = model.blocks[0];
  block.heads[0].norm = norms[random.below(4)];
  if (block.heads[0].norm == model::Norm::softmax_base) {
    block.heads[0].base = 2;
    model.schedule = {{0, 1}};  // a second layer would have scores that are no integers
  }
  for (model::Linear* map : {&block.heads[0].query, &block.heads[0].out}) {
    for (model::Entry& entry : *map) entry.weight.value = random.between(-1, 2);
  }
  return model;
}

}  // namespace attest::two_cycle_cut_bound
