// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rounding layers; see looped_rounding.hpp.
#include "reference/gadget/looped_rounding.hpp"

#include <algorithm>
#include <utility>

#include "reference/gadget/indicator_units.hpp"
#include "reference/number/contract.hpp"

namespace attest::gadget::looped {
namespace {

using model::Relu;

/// The ramps of one row and the units that take its old value off.
void round_row(std::vector<Relu>& units, const std::string& name, int at, const Rational& e) {
  const Rational slope = Rational(1) / (1 - 2 * e);
  const auto ramp = [&](const char* side, const Rational& bias, const Rational& out) {
    units.push_back(
        {.name = name + side, .in = single(at), .bias = {.value = bias}, .out = single(at, out)});
  };
  ramp(".from_minus_one", 1 - e, slope);
  ramp(".to_zero", e, -slope);
  ramp(".from_zero", -e, slope);
  ramp(".to_one", e - 1, -slope);
  for (const int sign : {1, -1}) {
    units.push_back({.name = name + (sign > 0 ? ".old.plus" : ".old.minus"),
                     .in = single(at, sign),
                     .bias = {},
                     .out = single(at, -sign)});
  }
}

bool has_register(const model::Transformer& model, const std::string& name) {
  return std::ranges::any_of(model.registers,
                             [&](const model::Register& r) { return r.name == name; });
}

/// The first layer of `whole` in two, with a rounding layer between heads and units.
std::vector<model::Block> split_to_round(const model::Transformer& whole) {
  const model::Block& first = whole.blocks.front();
  model::Block read{.name = "read", .heads = first.heads};
  model::Block subtract{.name = "subtract", .heads = {}, .mlp = first.mlp};
  return {std::move(read), rounding_layer(whole, {"b1", "b2"}, rounding_radius(), "round_read"),
          std::move(subtract)};
}

}  // namespace

Rational rounding_radius() { return {1, 4}; }

model::Block rounding_layer(const model::Transformer& model,
                            const std::vector<std::string>& registers, const Rational& e,
                            std::string name) {
  ATTEST_REQUIRE(0 < e && e < Rational(1, 2), "a rounding radius of " + e.to_string());
  model::Block block{.name = std::move(name)};
  // The -1 of all rows.
  Relu minus_one{.name = "minus_one", .in = {}, .bias = {}, .out = {}};
  if (has_register(model, "one")) {
    minus_one.in = single(model::coordinate(model, "one"));
  } else {
    minus_one.bias.value = 1;
  }
  for (const model::Register& r : model.registers) {
    if (std::ranges::find(registers, r.name) == registers.end()) continue;
    for (int i = 0; i < r.size; ++i) {
      const int at = model::coordinate(model, r.name, i);
      round_row(block.mlp, r.name + "[" + std::to_string(i) + "]", at, e);
      minus_one.out.push_back({.at = at, .weight = {.value = -1}});
    }
  }
  block.mlp.push_back(std::move(minus_one));
  return block;
}

std::vector<std::string> rounded_registers(Blocks blocks) {
  if (blocks == Blocks::one_layer) return {"mem", "diff", "ins", "pc1", "bp"};
  return {"mem", "ins", "pc"};
}

model::Transformer softened(model::Transformer model, int kappa) {
  ATTEST_REQUIRE(kappa >= 1, "kappa = " + std::to_string(kappa));
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) {
      head.norm = model::Norm::softmax_base;
      head.base = power_of_two(static_cast<unsigned>(kappa));
    }
  }
  model.name += " with softmax";
  return model;
}

model::Transformer with_softmax(model::Transformer model, Blocks blocks, int kappa) {
  model = softened(std::move(model), kappa);
  if (blocks == Blocks::five_layers || blocks == Blocks::ten_layers) return model;
  model.blocks.push_back(
      rounding_layer(model, rounded_registers(blocks), rounding_radius(), "round"));
  model.schedule.emplace_back(static_cast<int>(model.blocks.size()) - 1, 1);
  return model;
}

model::Transformer five_layer_block(const Size& size) {
  model::Transformer model = two_layer_block(size);
  model.name = "looped_subleq five-layer block";
  std::vector<model::Block> blocks = split_to_round(model);
  blocks.push_back(std::move(model.blocks.back()));
  blocks.push_back(
      rounding_layer(model, rounded_registers(Blocks::five_layers), rounding_radius(), "round"));
  model.blocks = std::move(blocks);
  model.schedule.clear();
  for (int i = 0; i < 5; ++i) model.schedule.emplace_back(i, 1);
  return model;
}

}  // namespace attest::gadget::looped
