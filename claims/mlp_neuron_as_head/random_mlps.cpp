// SPDX-License-Identifier: Apache-2.0
/// \file
/// T1.random and T1.natural: hidden layers as layers of heads, exactly and under e.
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/family.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// The stated number of random MLPs.
derive::Family random_family(const MlpShape& shape, std::int64_t count, std::int64_t inputs,
                             std::uint64_t seed) {
  derive::Family family{.count = count};
  family.inputs = check::sampled("random tokens", inputs, seed,
                                 pow(Integer(2 * shape.reach * shape.denominator + 1),
                                     static_cast<unsigned>(shape.tokens * shape.width)),
                                 "features are numbers, of which a grid is drawn",
                                 [shape](Random& random, std::int64_t) {
                                   return std::optional<check::Case>(random_tokens(shape, random));
                                 });
  family.text = [shape, seed](std::int64_t m) {
    Random random(seed, 1, static_cast<std::uint64_t>(m));
    return text_of(random_mlp(shape, random));
  };
  return family;
}

std::vector<check::Parameter> random_parameters() {
  return {{.name = "d", .meaning = "features", .lo = 1, .hi = 6},
          {.name = "l", .meaning = "hidden units", .lo = 1, .hi = 8},
          {.name = "n", .meaning = "tokens", .lo = 1, .hi = 6},
          {.name = "mlps", .meaning = "random MLPs, by ten lists of tokens", .lo = 1, .hi = 100},
          {.name = "mlp", .meaning = "which one; -1: all", .lo = -1, .hi = 99}};
}

MlpShape shape_at(const Params& params) {
  return {.width = static_cast<int>(params.at("d")),
          .units = static_cast<int>(params.at("l")),
          .tokens = static_cast<int>(params.at("n")),
          .reach = 3};
}

Statement many_units() {
  Statement result = check::about(
      claim_id,
      {.label = "T1.random",
       .title = "A hidden layer of l SiLU units is l heads",
       .sentence = "$x + \\mathrm{MLP}(x)$ with $l$ hidden SiLU units is one layer of $l$ heads.",
       .standing = check::Standing::finite_instance,
       .published = "A transformer's MLP layer can be converted to attention heads, one a neuron.",
       .checked = "Random MLPs on ten random lists of tokens each, as rationals, base 2.",
       .gap = "A sample."});
  result.parameters = random_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t l = 1; l <= 4; ++l) {
      points.push_back(
          {{"d", 3}, {"l", l}, {"n", 1 + l}, {"mlps", rung == Rung::fast ? 10 : 30}, {"mlp", -1}});
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const MlpShape shape = shape_at(params);
    derive::Family family = random_family(shape, params.at("mlps"), 10, seed);
    family.member = [shape, seed](std::int64_t m) {
      Random random(seed, 1, static_cast<std::uint64_t>(m));
      const Mlp mlp = random_mlp(shape, random);
      return Computes{.model = heads_of(mlp), .task = task::silu_mlp(mlp, 2, 1, 1)};
    };
    Random first(seed, 1, 0);
    family.promises = promises_of(random_mlp(shape, first), {});
    return derive::FamilyParts{.family = std::move(family), .mutants = {}};
  };
  return derive::family(std::move(result), "mlp", make);
}

constexpr unsigned decoded_bits = 96;  // fraction bits that are compared
constexpr int natural_bits = 256;

/// round(2^96 y) of every coordinate y, in place of y.
model::Transformer rounded(model::Transformer model) {
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int c = 0; c < model.registers[0].size; ++c) {
    const model::Wire x = decode.input("x[" + std::to_string(c) + "]");
    decode.output("x", c, decode.round(x * Rational(power_of_two(decoded_bits))));
  }
  model.decode.circuit = decode.finish();
  return model;
}

/// round(2^96 y) of x + MLP(x) under the natural exponential.
task::Task rounded_mlp(const Mlp& mlp) {
  return {.id = "rounded silu_mlp", .answer = [mlp](const Matrix& tokens) {
            const MlpNetwork network{.width = mlp.width, .blocks = {{.heads = {}, .mlp = mlp}}};
            const auto states = task::states_of(network, tokens, natural_bits);
            std::vector<Rational> answer;
            for (const std::vector<Ball>& row : states.back()) {
              for (const Ball& entry : row) answer.push_back(rounded_to(decoded_bits, entry));
            }
            return answer;
          }};
}

Statement natural_units() {
  Statement result = check::about(
      claim_id,
      {.label = "T1.natural",
       .title = "The same under the natural exponential",
       .sentence = "T1 with $e$ for the base: heads and MLP agree to 96 fraction bits on every "
                   "coordinate, for features and weights up to 40 as for small ones.",
       .standing = check::Standing::finite_instance,
       .published = "SiLU(x) = x e^x / (1 + e^x).",
       .checked = "Enclosures at 256 bits of both sides, rounded to 96 fraction bits.",
       .gap = "A sample; equal when rounded."});
  result.parameters = random_parameters();
  result.parameters.push_back(
      {.name = "reach", .meaning = "largest weight and feature", .lo = 1, .hi = 40});
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t reach : {1, 40}) {
      points.push_back({{"d", 2},
                        {"l", 3},
                        {"n", 3},
                        {"mlps", rung == Rung::fast ? 5 : 50},
                        {"mlp", -1},
                        {"reach", reach}});
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    MlpShape shape = shape_at(params);
    shape.reach = params.at("reach");
    shape.denominator = 4;
    derive::Family family = random_family(shape, params.at("mlps"), 4, seed);
    family.member = [shape, seed](std::int64_t m) {
      Random random(seed, 1, static_cast<std::uint64_t>(m));
      const Mlp mlp = random_mlp(shape, random);
      return Computes{.model = rounded(heads_of(mlp, {.base = 0})),
                      .task = rounded_mlp(mlp),
                      .arithmetic = model::Arithmetic::ball,
                      .precision = natural_bits};
    };
    return derive::FamilyParts{.family = std::move(family), .mutants = {}};
  };
  return derive::family(std::move(result), "mlp", make);
}

}  // namespace

std::string text_of(const Mlp& mlp) {
  std::string text;
  for (const HiddenUnit& unit : mlp.units) {
    text += text.empty() ? "units" : ";";
    for (const Rational& weight : unit.in) text += " " + weight.to_string();
    text += " bias " + unit.bias.to_string() + " out";
    for (const Rational& weight : unit.out) text += " " + weight.to_string();
  }
  return text;
}

std::vector<check::Promise> promises_of(const Mlp& mlp, const Choices& choices) {
  const derive::Resources used = derive::resources(heads_of(mlp, choices));
  return {check::at_most("layers", "1", 1, used.layers),
          check::at_most("heads", "l", std::ssize(mlp.units), used.heads),
          check::at_most("key dimension", "1", 1, used.key_dimension),
          check::at_most("value dimension", "1", 1, used.value_dimension),
          check::at_most("width", "d + 1", mlp.width + 1, used.width)};
}

Rational rounded_to(unsigned bits, const Ball& x) {
  const Ball scaled = x * Ball::exact(Rational(power_of_two(bits)), x.precision());
  const std::optional<Integer> nearest = round_half_up(scaled);
  if (!nearest) throw model::Undecided("a rounded coordinate is not decided");
  return *nearest;
}

std::vector<Statement> random_mlps() { return {many_units(), natural_units()}; }

}  // namespace attest::mlp_neuron_as_head
