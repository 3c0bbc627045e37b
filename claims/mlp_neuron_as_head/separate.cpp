// SPDX-License-Identifier: Apache-2.0
/// \file
/// T2: linear maps and activations in layers of their own.
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/family.hpp"
#include "reference/derive/resources.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr std::int64_t most_entry = 1;
constexpr std::int64_t maps = 81;  // 2 x 2 with entries -1, 0, 1

Matrix map_of(std::int64_t member) {
  const std::vector<std::int64_t> digits = check::digits(member, {3, 3, 3, 3});
  Matrix weights(2, 2);
  for (int e = 0; e < 4; ++e) {
    weights(e / 2, e % 2) = digits[static_cast<std::size_t>(e)] - most_entry;
  }
  return weights;
}

/// All n tokens of two features -1, 0, 1.
check::CaseSpace pairs_of_features(std::int64_t n, std::int64_t most) {
  const auto entries = static_cast<std::size_t>(2 * n);
  check::CaseSpace space =
      check::mapped(check::integer_box(std::vector<std::int64_t>(entries, -most),
                                       std::vector<std::int64_t>(entries, most)),
                    [n](const check::Case& row) {
                      check::Case tokens(static_cast<int>(n), 2);
                      for (int e = 0; e < row.cols(); ++e) tokens(e / 2, e % 2) = row(0, e);
                      return std::optional<check::Case>(std::move(tokens));
                    });
  space.description = "all " + std::to_string(n) + " tokens of two features up to " +
                      std::to_string(most) + " in absolute value";
  return space;
}

Statement linear() {
  Statement result = check::about(
      claim_id,
      {.label = "T2",
       .title = "Linear maps are heads that see themselves alone",
       .sentence =
           "For every $W$ of size $d \\times d$ one layer of $d$ heads of dimension 1, in which "
           "every token sees itself alone, turns $x$ into $W x$: the heads add $(W - I) x$.",
       .standing = check::Standing::finite_instance,
       .published = "Linear transformations can be computed by attention heads.",
       .checked = "Every 2 x 2 matrix with entries -1, 0, 1 on every list of tokens.",
       .gap = "Two features; the stated entries."});
  result.parameters = {{.name = "n", .meaning = "tokens", .lo = 1, .hi = 3},
                       {.name = "map", .meaning = "which W; -1: all", .lo = -1, .hi = maps - 1}};
  result.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}, {"map", -1}}, {{"n", 2}, {"map", -1}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}, {"map", -1}});
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 1}, {"map", -1}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Family family{.count = maps,
                          .inputs = pairs_of_features(params.at("n"), most_entry),
                          .member =
                              [](std::int64_t m) {
                                return Computes{.model = linear_by_heads(map_of(m)),
                                                .task = task::linear_map(map_of(m))};
                              },
                          .exemplar = maps - 3};
    const derive::Resources used = derive::resources(linear_by_heads(map_of(0)));
    family.promises = {check::at_most("heads", "d", 2, used.heads),
                       check::at_most("value dimension", "1", 1, used.value_dimension)};
    const auto mutant = [](const char* name, const char* why, const Choices& choices) {
      return derive::FamilyMutant{
          .name = name, .why = why, .apply = [choices](Computes& c, std::int64_t m) {
            c.model = linear_by_heads(map_of(m), choices);
          }};
    };
    return derive::FamilyParts{
        .family = std::move(family),
        .mutants = {mutant("identity_kept", "W in place of W - I", {.keeps_identity = true}),
                    mutant("bias_token_seen", "every token sees the bias token too",
                           {.is_self_unmasked = true})}};
  };
  return derive::family(std::move(result), "map", make);
}

/// SiLU in a base of every feature.
task::Task silu_everywhere(const Integer& base) {
  return {.id = "silu base=" + base.to_string(), .answer = [base](const Matrix& tokens) {
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) {
              for (const Rational& entry : tokens.row(i)) {
                answer.push_back(task::silu_in_base(entry, base));
              }
            }
            return answer;
          }};
}

derive::NamedMutant changed_silu(const char* name, const char* why, void (*change)(Choices&)) {
  return {.name = name, .why = why, .proof = {}, .apply = [change](Computes& c, const Params& p) {
            Choices choices{.base = p.at("base")};
            change(choices);
            c.model = silu_by_heads(2, choices);
          }};
}

Statement activation() {
  Statement result = check::about(
      claim_id,
      {.label = "T2.silu",
       .title = "SiLU in place is one head a feature",
       .sentence = "One head per feature $c$ with scores $-x_c$ towards the token and 0 towards "
                   "the bias token and the value $-x_c$ turns $x_c$ into $x_c - x_c \\sigma(-x_c) "
                   "= \\mathrm{SiLU}(x_c)$.",
       .standing = check::Standing::finite_instance,
       .published = "The activation function can be applied by attention heads.",
       .checked = "Both features of a token up to 10, of two tokens up to 2, as rationals.",
       .gap = "Two features; the base of the exponential is an integer."});
  result.parameters = {{.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
                       {.name = "n", .meaning = "tokens", .lo = 1, .hi = 2},
                       {.name = "most", .meaning = "largest feature", .lo = 1, .hi = 20}};
  result.points = [](Rung rung) {
    std::vector<Params> points{{{"base", 2}, {"n", 1}, {"most", 10}}};
    if (rung != Rung::fast) {
      points.push_back({{"base", 3}, {"n", 1}, {"most", 20}});
      points.push_back({{"base", 2}, {"n", 2}, {"most", 3}});
    }
    return points;
  };
  result.mutant_points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"n", 2}, {"most", 1}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    Computes computes{.model = silu_by_heads(2, {.base = params.at("base")}),
                      .task = silu_everywhere(params.at("base")),
                      .inputs = pairs_of_features(params.at("n"), params.at("most"))};
    const derive::Resources used = derive::resources(computes.model);
    computes.promises = {check::at_most("heads", "d", 2, used.heads),
                         check::at_most("width", "d + 1", 3, used.width)};
    return computes;
  };
  return derive::computes(
      std::move(result), make,
      {changed_silu("score_not_negated", "scores x_c: x_c - x_c sigma(x_c) = SiLU(-x_c) less that",
                    [](Choices& choices) { choices.is_activation_turned = true; }),
       changed_silu("bias_token_has_features", "the features of the bias token are 1",
                    [](Choices& choices) { choices.bias_feature = 1; }),
       changed_silu("mask_transposed", "a token sees itself, the bias token everybody",
                    [](Choices& choices) { choices.is_mask_transposed = true; })});
}

/// An MLP of two units on two features that uses every weight.
Mlp mixed_mlp() {
  return {.width = 2,
          .units = {{.in = {1, -2}, .bias = 1, .out = {1, -1}},
                    {.in = {2, 1}, .bias = -1, .out = {-2, 1}}}};
}

derive::NamedMutant changed_layers(const char* name, const char* why, void (*change)(Choices&)) {
  return {.name = name, .why = why, .proof = {}, .apply = [change](Computes& c, const Params&) {
            Choices choices;
            change(choices);
            c.model = three_layers(mixed_mlp(), choices);
          }};
}

Statement layers() {
  Statement result = check::about(
      claim_id,
      {.label = "T2.layers",
       .title = "A hidden layer as three layers of heads",
       .sentence =
           "A linear map into $l$ hidden features, SiLU in place and a linear map back, each a "
           "layer of $l$ heads, add $\\mathrm{MLP}(x)$ to every token: what one layer does in T1.",
       .standing = check::Standing::finite_instance,
       .published = "Linear transformations and activation functions can be done separately.",
       .checked = "Two units on every list of tokens of two features up to 2, as rationals.",
       .gap = "One MLP; the base of the exponential is 2."});
  result.parameters = {{.name = "n", .meaning = "tokens", .lo = 1, .hi = 3},
                       {.name = "most", .meaning = "largest feature", .lo = 1, .hi = 4}};
  result.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}, {"most", 4}}, {{"n", 2}, {"most", 1}}};
    if (rung != Rung::fast) points.push_back({{"n", 2}, {"most", 2}});
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"most", 1}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Computes computes{.model = three_layers(mixed_mlp()),
                      .task = task::silu_mlp(mixed_mlp(), 2, 1, 1),
                      .inputs = pairs_of_features(params.at("n"), params.at("most"))};
    const derive::Resources used = derive::resources(computes.model);
    computes.promises = {check::at_most("layers", "3", 3, used.layers),
                         check::at_most("heads", "l", 2, used.heads),
                         check::at_most("width", "d + l + 1", 5, used.width)};
    return computes;
  };
  return derive::computes(
      std::move(result), make,
      {changed_layers("linear_heads_see_the_bias_token", "linear heads see the bias token too",
                      [](Choices& choices) { choices.is_self_unmasked = true; }),
       changed_layers("score_not_negated", "scores of SiLU x_c in place of -x_c",
                      [](Choices& choices) { choices.is_activation_turned = true; })});
}

}  // namespace

std::vector<Statement> separate_statements() { return {linear(), activation(), layers()}; }

}  // namespace attest::mlp_neuron_as_head
