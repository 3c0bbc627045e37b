// SPDX-License-Identifier: Apache-2.0
/// \file
/// Positional networks with drawn weights.
#include <string>
#include <utility>

#include "claims/positional_scans_and_sorting/parts.hpp"
#include "reference/model/builder.hpp"

namespace attest::positional_scans_and_sorting {
namespace {

/// Draws the weights of one network.
class DrawnNetwork {
 public:
  DrawnNetwork(Random& random, const std::string& twist) : random_(random), twist_(twist) {
    model::Stream stream;
    place_ = stream.add("place");
    value_ = stream.add("value", 2);
    model_.registers = stream.registers();
    model_.name = claim_id;
    model_.fields = {"x"};
    embed();
    for (int layer = 0; layer < 2; ++layer) add_layer(layer);
    model::CircuitBuilder decode(model::coordinate_names(model_.registers));
    decode.output("first", decode.input("value[0]"));
    decode.output("second", decode.input("value[1]"));
    model_.decode.circuit = decode.finish();
  }

  [[nodiscard]] model::Transformer take() { return std::move(model_); }

 private:
  model::Weight any() { return {.value = random_.between(-2, 2)}; }
  model::Weight odd() { return {.value = 2 * random_.between(-1, 1) + 1}; }

  void embed() {
    model::CircuitBuilder circuit(model_.fields);
    const model::Wire x = circuit.input("x");
    std::vector<model::Weight> places;
    for (int i = 0; i < 4; ++i) places.push_back(any());
    circuit.output("place", circuit.table(circuit.position(), std::move(places)));
    for (int c = 0; c < 2; ++c) circuit.output("value", c, x * circuit.constant(odd()));
    model_.embed = circuit.finish();
  }

  void add_layer(int layer) {
    model::Block block{.name = "layer" + std::to_string(layer + 1)};
    model::Head head{.name = "head", .keys = {{}}, .values = {{}}};
    if (layer == 0) {
      head.norm = model::Norm::softmax_base;
      head.base = 2;
    }
    const int read = twist_ == "content_read" ? value_[0] : place_[0];
    head.query = {{.from = read, .to = 0, .weight = odd()}};
    head.keys[0] = {{.from = read, .to = 0, .weight = odd()}};
    for (int c = 0; c < 2; ++c) {
      head.values[0].push_back({.from = value_[c], .to = 0, .weight = odd()});
      head.out.push_back({.from = 0, .to = value_[c], .weight = any()});
    }
    block.heads = {std::move(head)};
    for (int u = 0; u < 2; ++u) {
      model::Relu unit{.name = "drawn"};
      for (int c = 0; c < 2; ++c) {
        unit.in.push_back({.at = value_[c], .weight = odd()});
        unit.out.push_back({.at = value_[c], .weight = odd()});
      }
      if (twist_ == "unit_bias") unit.bias.value = 1;
      block.mlp.push_back(std::move(unit));
    }
    model_.blocks.push_back(std::move(block));
    model_.schedule.emplace_back(layer, 1);
  }

  Random& random_;
  const std::string& twist_;
  model::Transformer model_;
  model::Slice place_;
  model::Slice value_;
};

}  // namespace

model::Transformer drawn_network(Random& random, const std::string& twist) {
  return DrawnNetwork(random, twist).take();
}

}  // namespace attest::positional_scans_and_sorting
