// SPDX-License-Identifier: Apache-2.0
/// \file
/// The model of given tables.
#include "reference/protocol/table_layer.hpp"

#include <utility>

#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::protocol {
namespace {

std::vector<model::Weight> weights(const std::vector<Integer>& table, std::size_t size) {
  ATTEST_REQUIRE(table.size() == size, "tables of different sizes");
  std::vector<model::Weight> result;
  result.reserve(size);
  for (const Integer& entry : table) result.push_back({.value = entry});
  return result;
}

/// The decoder that answers with register `slice`.
model::Circuit identity(const std::vector<model::Register>& registers, const std::string& name,
                        int size) {
  model::CircuitBuilder circuit(model::coordinate_names(registers));
  for (int i = 0; i < size; ++i) {
    circuit.output(name, i, circuit.input(name + "[" + std::to_string(i) + "]"));
  }
  return circuit.finish();
}

}  // namespace

model::Transformer table_layer(std::string name, const std::string& field,
                               const std::vector<HeadTable>& heads) {
  ATTEST_REQUIRE(!heads.empty(), "a layer without a head");
  const std::size_t size = heads[0].scores.size();
  int dimensions = 0;
  for (const HeadTable& head : heads) dimensions += static_cast<int>(head.values.size());

  model::Stream stream;
  stream.add("token");
  const model::Slice one = stream.add("one");
  const model::Slice score = stream.add("score", static_cast<int>(heads.size()));
  const model::Slice value = stream.add("value", dimensions);
  const model::Slice out = stream.add("out", dimensions);

  model::CircuitBuilder embed({field});
  const model::Wire token = embed.input(field);
  embed.output("token", token);
  embed.output("one", embed.constant(1));
  model::Block block{.name = "layer"};
  int first = 0;
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const int index = static_cast<int>(h);
    embed.output("score", index, embed.table(token, weights(heads[h].scores, size)));
    model::Head head{.name = "head_" + std::to_string(h),
                     .norm = model::Norm::softmax_base,
                     .base = 2,
                     .keys = {{}},
                     .values = {{}}};
    head.query.push_back({.from = one[0], .to = 0, .weight = {.value = 1}});
    head.keys[0].push_back({.from = score[index], .to = 0, .weight = {.value = 1}});
    ATTEST_REQUIRE(!heads[h].values.empty(), "a head without values");
    for (std::size_t c = 0; c < heads[h].values.size(); ++c) {
      const int to = static_cast<int>(c);
      embed.output("value", first + to, embed.table(token, weights(heads[h].values[c], size)));
      head.values[0].push_back({.from = value[first + to], .to = to, .weight = {.value = 1}});
      head.out.push_back({.from = to, .to = out[first + to], .weight = {.value = 1}});
    }
    first += static_cast<int>(heads[h].values.size());
    block.heads.push_back(std::move(head));
  }

  model::Transformer model{.name = std::move(name), .fields = {field}};
  model.registers = stream.registers();
  model.embed = embed.finish();
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, 1}};
  model.decode.circuit = identity(model.registers, "out", dimensions);
  model.decode.readout = model::Readout::exact;
  model.decode.at = model::ReadAt::first_input;
  return model;
}

}  // namespace attest::protocol
