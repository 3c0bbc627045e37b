// SPDX-License-Identifier: Apache-2.0
/// \file
/// Units, linear maps, activations and whole networks as heads; masks, or weights in their place.
#include <string>
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/model/builder.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using model::Block;
using model::CircuitBuilder;
using model::Head;
using model::Linear;
using model::Slice;
using model::Wire;

/// Adds an entry, 0 too.
void keep(Linear& map, int from, int to, const Rational& value) {
  map.push_back({.from = from, .to = to, .weight = {.value = value}});
}

void add(Linear& map, int from, int to, const Rational& value) {
  if (!value.is_zero()) keep(map, from, to, value);
}

/// Writes a description of heads over tokens, one bias token behind them.
class HeadWriter {
 public:
  HeadWriter(std::string name, int width, int hidden, Choices choices)
      : choices_(std::move(choices)) {
    model_.name = std::move(name);
    model::Stream stream;
    x = stream.add("x", width);
    one = stream.add("one");
    if (hidden > 0) this->hidden = stream.add("hidden", hidden);
    const auto positions = static_cast<int>(choices_.masking.tokens) + 1;
    if (choices_.masking.is_in_weights()) at_ = stream.add("at", positions);
    model_.registers = stream.registers();
    for (int c = 0; c < width; ++c) model_.fields.push_back("x" + std::to_string(c));
    CircuitBuilder embed(model_.fields);
    CircuitBuilder bias((std::vector<std::string>()));
    for (int c = 0; c < width; ++c) {
      embed.output("x", c, embed.input(model_.fields[static_cast<std::size_t>(c)]));
      if (!choices_.bias_feature.is_zero()) {
        bias.output("x", c, bias.constant(choices_.bias_feature));
      }
    }
    embed.output("one", embed.constant(1));
    for (int j = 0; j + 1 < at_.size; ++j) {
      embed.output("at", j, embed.equal(embed.position(), embed.constant(j)));
    }
    if (at_.size > 0) bias.output("at", at_.size - 1, bias.constant(1));
    model_.embed = embed.finish();
    model_.extra_tokens = {{.name = "bias", .embed = bias.finish()}};
  }

  /// Appends an empty layer.
  void add_layer(const std::string& name) {
    model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), 1);
    model_.blocks.push_back({.name = name});
  }

  /// Appends a head of key dimension `dimension` to the last layer; its maps are empty.
  Head& add_head(const std::string& name, Sight sight, int dimension) {
    Block& block = model_.blocks.back();
    Head& head = block.heads.emplace_back();
    head.name = name;
    head.norm = choices_.base.is_zero() ? model::Norm::softmax_e : model::Norm::softmax_base;
    head.base = choices_.base;
    head.keys.emplace_back();
    head.values.emplace_back();
    if (choices_.masking.is_in_weights()) {
      mask_by_weights(head, sight, dimension);
    } else {
      head.mask = mask_index(sight);
    }
    return head;
  }

  model::Transformer finish() {
    CircuitBuilder decode(model::coordinate_names(model_.registers));
    for (int c = 0; c < x.size; ++c) {
      decode.output("x", c, decode.input("x[" + std::to_string(c) + "]"));
    }
    model_.decode.circuit = decode.finish();
    return std::move(model_);
  }

  Slice x;
  Slice one;
  Slice hidden;

 private:
  int mask_index(Sight sight) {
    for (std::size_t m = 0; m < sights_.size(); ++m) {
      if (sights_[m] == sight) return static_cast<int>(m);
    }
    sights_.push_back(sight);
    model_.masks.push_back(mask_of(sight, choices_));
    return static_cast<int>(sights_.size()) - 1;
  }

  /// The scores of allowed pairs gain 2 omega: positions are one-hot, so a pair of them has a
  /// weight of its own.
  void mask_by_weights(Head& head, Sight sight, int dimension) const {
    const Rational gain(2 * choices_.masking.omega);
    for (int j = 0; j < at_.size; ++j) {
      for (int i = 0; i < at_.size; ++i) {
        if (sees(sight, i, j, at_.size - 1)) add(head.query, at_[i], dimension + j, gain);
      }
      add(head.keys[0], at_[j], dimension + j, 1);
    }
  }

  Choices choices_;
  Slice at_;
  std::vector<Sight> sights_;
  model::Transformer model_;
};

/// in . x + bias, scaled, at coordinate 0 of a head. At the bias token it is 0: `one` is.
void add_sum(Linear& map, const HeadWriter& at, const HiddenUnit& unit, const Rational& scale) {
  for (int c = 0; c < at.x.size; ++c) {
    add(map, at.x[c], 0, scale * unit.in[static_cast<std::size_t>(c)]);
  }
  keep(map, at.one[0], 0, scale * unit.bias);  // a map without an entry would have no dimension
}

/// What a head's value is worth at each feature.
void add_out(Head& head, const HeadWriter& at, const std::vector<Rational>& out,
             const Rational& scale) {
  for (int c = 0; c < at.x.size; ++c) {
    add(head.out, 0, at.x[c], scale * out[static_cast<std::size_t>(c)]);
  }
}

/// The units and the bias of an MLP in the last layer.
void add_mlp(HeadWriter& writer, const Mlp& mlp, const Choices& choices) {
  for (std::size_t u = 0; u < mlp.units.size(); ++u) {
    const HiddenUnit& unit = mlp.units[u];
    // Of token i the score s = inner (in . x_i + b) towards itself and 0 towards the bias token,
    // the values s / inner and 0: it reads sigma(s) s / inner.
    Head& head = writer.add_head("unit" + std::to_string(u), Sight::itself_and_bias, 1);
    add_sum(head.query, writer, unit, choices.inner);
    if (!choices.are_keys_forgotten) add(head.keys[0], writer.one[0], 0, 1);
    add_sum(head.values[0], writer, unit, 1);
    add_out(head, writer, unit.out, choices.inner * choices.outer);
  }
  if (mlp.bias.empty()) return;
  Head& head = writer.add_head("bias", Sight::itself, 0);  // reads 1 at tokens, 0 at the bias token
  add(head.values[0], writer.one[0], 0, 1);
  add_out(head, writer, mlp.bias, 1);
}

/// x_c - x_c sigma(-x_c) = x_c sigma(x_c), in the last layer.
void add_silu(HeadWriter& writer, const Slice& features, const Choices& choices) {
  for (int c = 0; c < features.size; ++c) {
    Head& head = writer.add_head("silu" + std::to_string(c), Sight::itself_and_bias, 1);
    add(head.query, features[c], 0, choices.is_activation_turned ? 1 : -1);
    add(head.keys[0], writer.one[0], 0, 1);
    add(head.values[0], features[c], 0, -1);
    add(head.out, 0, features[c], 1);
  }
}

}  // namespace

model::Transformer heads_of(const Mlp& mlp, const Choices& choices) {
  HeadWriter writer("an MLP as heads", mlp.width, 0, choices);
  writer.add_layer("units");
  add_mlp(writer, mlp, choices);
  return writer.finish();
}

model::Transformer linear_by_heads(const Matrix& weights, const Choices& choices) {
  const int d = weights.rows();
  HeadWriter writer("a linear map as heads", d, 0, choices);
  writer.add_layer("linear");
  for (int c = 0; c < d; ++c) {
    // The stream keeps x, so the head adds (W - I) x: column c times x_c.
    Head& head = writer.add_head("column" + std::to_string(c), Sight::itself, 0);
    add(head.values[0], writer.x[c], 0, 1);
    for (int r = 0; r < d; ++r) {
      const bool is_diagonal = r == c && !choices.keeps_identity;
      add(head.out, 0, writer.x[r], weights(r, c) - Rational(is_diagonal ? 1 : 0));
    }
  }
  return writer.finish();
}

model::Transformer silu_by_heads(int width, const Choices& choices) {
  HeadWriter writer("SiLU in place as heads", width, 0, choices);
  writer.add_layer("silu");
  add_silu(writer, writer.x, choices);
  return writer.finish();
}

model::Transformer three_layers(const Mlp& mlp, const Choices& choices) {
  HeadWriter writer("linear and SiLU and linear as heads", mlp.width,
                    static_cast<int>(mlp.units.size()), choices);
  writer.add_layer("linear");
  for (std::size_t u = 0; u < mlp.units.size(); ++u) {
    Head& head = writer.add_head("sum" + std::to_string(u), Sight::itself, 0);
    add_sum(head.values[0], writer, mlp.units[u], 1);
    add(head.out, 0, writer.hidden[static_cast<int>(u)], 1);
  }
  writer.add_layer("silu");
  add_silu(writer, writer.hidden, choices);
  writer.add_layer("readout");
  for (std::size_t u = 0; u < mlp.units.size(); ++u) {
    Head& head = writer.add_head("unit" + std::to_string(u), Sight::itself, 0);
    add(head.values[0], writer.hidden[static_cast<int>(u)], 0, 1);
    add_out(head, writer, mlp.units[u].out, 1);
  }
  return writer.finish();
}

model::Transformer heads_of_network(const MlpNetwork& network, const Choices& choices) {
  const int d = network.width;
  HeadWriter writer("a network as heads", d, 0, choices);
  for (std::size_t b = 0; b < network.blocks.size(); ++b) {
    const task::NetworkBlock& block = network.blocks[b];
    if (!block.heads.empty()) writer.add_layer("attention" + std::to_string(b));
    for (std::size_t h = 0; h < block.heads.size(); ++h) {
      // The bias token is ignored: its score is 0 less 2 omega, or it is masked.
      Head& head = writer.add_head("head" + std::to_string(h),
                                   network.is_causal ? Sight::earlier_tokens : Sight::tokens, d);
      for (int r = 0; r < d; ++r) {
        for (int c = 0; c < d; ++c) {
          // On the diagonal 0 too: each dimension has an entry.
          (r == c ? keep : add)(head.query, writer.x[r], c, block.heads[h].score(r, c));
          (r == c ? keep : add)(head.values[0], writer.x[r], c, block.heads[h].value(r, c));
        }
        add(head.keys[0], writer.x[r], r, 1);
      }
      model::write(head.out, 0, writer.x);
    }
    if (block.mlp.units.empty() && block.mlp.bias.empty()) continue;
    writer.add_layer("units" + std::to_string(b));
    add_mlp(writer, block.mlp, choices);
  }
  return writer.finish();
}

model::Transformer read_at_bias(model::Transformer model) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  const int width = model.registers[0].size;
  for (int c = 0; c < width; ++c) {
    decode.output("x", c, decode.input("x[" + std::to_string(c) + "]"));
  }
  decode.output("one", decode.input("one[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

}  // namespace attest::mlp_neuron_as_head
