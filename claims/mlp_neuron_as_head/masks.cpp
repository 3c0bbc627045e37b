// SPDX-License-Identifier: Apache-2.0
/// \file
/// T3: masks as weights, and what leaks through them, as rationals.
#include "claims/mlp_neuron_as_head/masks.hpp"

#include <algorithm>
#include <utility>

#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

MlpShape shape_of(const Params& params) {
  return {.width = static_cast<int>(params.at("d")),
          .units = static_cast<int>(params.at("l")),
          .tokens = static_cast<int>(params.at("n"))};
}

/// (n-1) mass (|q_i| + max |q_j|) |out|, over all units, mass = b^(-2 omega); at the bias token
/// n mass max |q_j| |out|.
std::vector<Rational> unit_bound(const Rational& mass, const Mlp& mlp, const Matrix& tokens,
                                 const std::string& twist) {
  const int n = tokens.rows();
  const auto d = static_cast<std::size_t>(mlp.width);
  std::vector<Rational> bound((static_cast<std::size_t>(n) + 1) * d);
  const std::int64_t others = n - (twist == "one_key_fewer" ? 2 : 1);
  for (const HiddenUnit& unit : mlp.units) {
    std::vector<Rational> sums;
    for (int i = 0; i < n; ++i) {
      const auto row = tokens.row(i);
      sums.push_back(task::preactivation(unit, {row.begin(), row.end()}).abs());
    }
    const Rational largest = *std::max_element(sums.begin(), sums.end());
    for (std::size_t c = 0; c < d; ++c) {
      const Rational weight = unit.out[c].abs();
      for (std::size_t i = 0; i < sums.size(); ++i) {
        Rational reach = 0;  // the largest |q_j| of the others
        for (std::size_t j = 0; j < sums.size(); ++j) {
          if (j != i) reach = std::max(reach, sums[j]);
        }
        if (twist != "own_value_forgotten") reach += sums[i];
        bound[i * d + c] += mass * others * reach * weight;
      }
      if (twist == "bias_row_forgotten") continue;
      bound[sums.size() * d + c] += mass * n * largest * weight;
    }
  }
  return bound;
}

std::vector<check::Parameter> unit_parameters() {
  return {{.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
          {.name = "omega", .meaning = "allowed pairs score 2 omega more", .lo = 1, .hi = 64},
          {.name = "d", .meaning = "features", .lo = 1, .hi = 4},
          {.name = "l", .meaning = "hidden units", .lo = 1, .hi = 4},
          {.name = "n", .meaning = "tokens", .lo = 1, .hi = 6}};
}

Params unit_point(std::int64_t base, std::int64_t omega, std::int64_t d, std::int64_t l,
                  std::int64_t n) {
  return {{"base", base}, {"omega", omega}, {"d", d}, {"l", l}, {"n", n}};
}

Agrees within_bound(const Params& params, check::CaseSpace cases) {
  const MlpShape shape = shape_of(params);
  Agrees result{.relation = derive::Relation::at_least};
  result.left = [params, shape](const check::Case& chosen, const std::string& twist) {
    return unit_bound(grain(params, twist == "omega_doubled"), mlp_of(chosen, shape),
                      tokens_of(chosen, shape), twist);
  };
  result.right = [params, shape](const check::Case& chosen) {
    const Mlp mlp = mlp_of(chosen, shape);
    const Matrix tokens = tokens_of(chosen, shape);
    return errors(features_of(heads_of(mlp, weights_at(params)), tokens),
                  task::silu_mlp(mlp, params.at("base"), 1, 1).answer(tokens));
  };
  result.cases = std::move(cases);
  result.evaluator = "literal";
  return result;
}

check::Statement about_units(const char* label, const char* title, const char* checked,
                             const char* gap) {
  Statement result = check::about(
      claim_id,
      {.label = label,
       .title = title,
       .sentence =
           "With $I_{n+1}$ appended to the stream and $2\\Omega$ added to the scores of allowed "
           "pairs in place of a mask, a unit's head is off by at most $(n-1) b^{-2\\Omega} (|q_i| "
           "+ \\max_{j \\ne i} |q_j|) |w_2|$ at token $i$, $q = w_1 \\cdot x + b$, whatever the "
           "scores, and by $n b^{-2\\Omega} \\max_j |q_j| |w_2|$ at the bias token.",
       .standing = check::Standing::finite_instance,
       .published = "Any mask can be moved into W_QK with an error that tends to 0.",
       .checked = checked,
       .gap = gap});
  result.parameters = unit_parameters();
  return result;
}

Statement all_units() {
  Statement result = about_units("T3", "Masks in weights: the error of a unit's head",
                                 "Every coordinate of every token and of the bias token: all units "
                                 "and tokens of one feature with entries up to 2.",
                                 "The constants are ours. One feature; an integer base.");
  for (check::Parameter& each : result.parameters) {
    if (each.name == "d" || each.name == "l") each.hi = 1;  // all_neurons
  }
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (const std::int64_t omega : {1, 3, 10}) points.push_back(unit_point(2, omega, 1, 1, 2));
    points.push_back(unit_point(2, 5, 1, 1, 3));
    if (rung != Rung::fast) {
      points.push_back(unit_point(3, 5, 1, 1, 3));
      points.push_back(unit_point(2, 3, 1, 1, 4));
      points.push_back(unit_point(2, 20, 1, 1, 4));
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{unit_point(2, 3, 1, 1, 2)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return within_bound(params, all_neurons(static_cast<int>(params.at("n")), 2));
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "omega_doubled", .why = "the bound of 2 omega for a model of omega", .proof = {}},
       {.name = "own_value_forgotten", .why = "|q_i| left out", .proof = {}},
       {.name = "one_key_fewer", .why = "n - 2 for n - 1 other keys", .proof = {}},
       {.name = "bias_row_forgotten", .why = "the bias token is said to stay", .proof = {}}});
}

Statement random_units() {
  Statement result = about_units("T3.random", "Masks in weights: hidden layers",
                                 "Random MLPs of several units and features, summed over units.",
                                 "A sample. The constants are ours; an integer base.");
  result.points = [](Rung rung) {
    std::vector<Params> points{unit_point(2, 3, 2, 2, 5)};
    if (rung != Rung::fast) {
      for (const std::int64_t omega : {1, 5, 10, 20})
        points.push_back(unit_point(2, omega, 3, 4, 6));
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    return within_bound(params, random_cases(shape_of(params), 100, seed));
  };
  return derive::agrees(std::move(result), make, {});
}

/// |found - expected| in balls, under e; what is expected of the bias token is 0.
std::vector<Ball> natural_errors(const Mlp& mlp, const Matrix& tokens, std::int64_t omega,
                                 int precision) {
  const Choices choices{.base = 0, .masking = {.omega = omega, .tokens = tokens.rows()}};
  std::vector<Ball> result = features_after(heads_of(mlp, choices), tokens, precision).back();
  const MlpNetwork network{.width = mlp.width, .blocks = {{.heads = {}, .mlp = mlp}}};
  const auto states = task::states_of(network, tokens, precision);
  std::size_t at = 0;
  for (const std::vector<Ball>& row : states.back()) {
    for (const Ball& entry : row) result[at++] -= entry;
  }
  for (Ball& entry : result) entry = max(entry, -entry);
  return result;
}

Statement natural_units_by_weights() {
  Statement result = about_units("T3.natural", "Masks in weights under the natural exponential",
                                 "Random MLPs with weights and features in quarters, in balls.",
                                 "A sample. The constants are ours.");
  result.parameters.erase(result.parameters.begin());  // the base is e
  const auto point = [](std::int64_t omega) {
    return Params{{"omega", omega}, {"d", 2}, {"l", 2}, {"n", 4}};
  };
  result.points = [point](Rung rung) {
    std::vector<Params> points{point(5)};
    if (rung == Rung::fast) return points;
    for (const std::int64_t omega : {10, 20, 40}) points.push_back(point(omega));
    return points;
  };
  result.mutant_points = [point](Rung) { return std::vector<Params>{point(5)}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    MlpShape shape = shape_of(params);
    shape.denominator = 4;
    Agrees agrees{.relation = derive::Relation::at_least};
    agrees.cases = random_cases(shape, 40, seed);
    agrees.enclosed_left = [params, shape](const check::Case& chosen, const std::string& twist,
                                           int precision) {
      const std::int64_t gain = (twist == "omega_doubled" ? 4 : 2) * params.at("omega");
      const Ball mass = exp(Ball(-gain, precision));
      std::vector<Ball> bound;
      for (const Rational& entry :
           unit_bound(1, mlp_of(chosen, shape), tokens_of(chosen, shape), twist)) {
        bound.push_back(Ball(entry, precision) * mass);
      }
      return bound;
    };
    agrees.enclosed_right = [params, shape](const check::Case& chosen, int precision) {
      return natural_errors(mlp_of(chosen, shape), tokens_of(chosen, shape), params.at("omega"),
                            precision);
    };
    agrees.arithmetic = check::Arithmetic::certified_ball;
    agrees.bits = 128;
    agrees.most_bits = 1024;
    agrees.evaluator = "literal";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "omega_doubled", .why = "the bound of 2 omega for a model of omega", .proof = {}},
       {.name = "bias_row_forgotten", .why = "the bias token is said to stay", .proof = {}}});
}

}  // namespace

std::vector<Statement> mask_statements() {
  std::vector<Statement> result{all_units(), random_units(), natural_units_by_weights()};
  result[0].figure = check::figure_at(result[0], {{"omega", 2}}, stream_figure);
  for (Statement& statement : closed_forms()) result.push_back(std::move(statement));
  result.push_back(ignoring_heads());
  return result;
}

}  // namespace attest::mlp_neuron_as_head
