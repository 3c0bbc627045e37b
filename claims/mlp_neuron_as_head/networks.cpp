// SPDX-License-Identifier: Apache-2.0
/// \file
/// M1 and M2: whole networks of attention and MLPs as heads, under masks and with masks in weights.
#include <utility>

#include "claims/mlp_neuron_as_head/budget.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using task::EnclosedTokens;

constexpr unsigned fraction_bits = 96;

/// A network and its tokens.
struct Instance {
  MlpNetwork network;
  Matrix tokens;
};

Matrix random_matrix(const MlpShape& shape, Random& random) {
  MlpShape square = shape;
  square.tokens = shape.width;
  return random_tokens(square, random);
}

/// Network i at the given parameters: weights and features are quarters up to 3/4, every second one
/// is causal.
Instance instance(const Params& params, std::uint64_t seed, std::int64_t i) {
  Random random(seed, 2, static_cast<std::uint64_t>(i));
  const MlpShape shape{.width = static_cast<int>(params.at("d")),
                       .units = static_cast<int>(params.at("l")),
                       .tokens = static_cast<int>(params.at("n")),
                       .reach = 1,
                       .denominator = 4};
  Instance result{.network = {.width = shape.width, .is_causal = i % 2 == 1}};
  for (std::int64_t b = 0; b < params.at("blocks"); ++b) {
    task::NetworkBlock& block = result.network.blocks.emplace_back();
    for (std::int64_t h = 0; h < params.at("heads"); ++h) {
      Matrix score = random_matrix(shape, random);
      block.heads.push_back({.score = std::move(score), .value = random_matrix(shape, random)});
    }
    block.mlp = random_mlp(shape, random);
    block.mlp.bias = random_mlp(shape, random).units[0].out;
  }
  result.tokens = random_tokens(shape, random);
  return result;
}

check::CaseSpace networks(const Params& params, std::uint64_t seed) {
  const std::int64_t d = params.at("d");
  const std::int64_t entries =
      params.at("blocks") * (params.at("heads") * 2 * d * d + params.at("l") * (2 * d + 1) + d) +
      params.at("n") * d;
  return check::sampled(
      "random networks of attention and SiLU layers, every second one causal",
      params.at("networks"), seed, pow(Integer(9), static_cast<unsigned>(entries)),
      "weights are numbers, of which quarters are drawn",
      [](Random&, std::int64_t i) { return std::optional<check::Case>(check::word_of({i})); });
}

std::int64_t number_of(const check::Case& chosen) { return chosen(0, 0).num().to_int64(); }

std::vector<check::Parameter> network_parameters() {
  return {{.name = "blocks", .meaning = "attention and MLP each", .lo = 1, .hi = 4},
          {.name = "heads", .meaning = "of a block's attention", .lo = 1, .hi = 3},
          {.name = "d", .meaning = "features", .lo = 1, .hi = 4},
          {.name = "l", .meaning = "hidden units of a block", .lo = 1, .hi = 8},
          {.name = "n", .meaning = "tokens", .lo = 2, .hi = 6},
          {.name = "networks", .meaning = "networks drawn", .lo = 1, .hi = 1000}};
}

Params network_point(std::int64_t blocks, std::int64_t heads, std::int64_t d, std::int64_t l,
                     std::int64_t n, std::int64_t networks) {
  return {{"blocks", blocks}, {"heads", heads}, {"d", d},
          {"l", l},           {"n", n},         {"networks", networks}};
}

Agrees in_balls(check::CaseSpace cases, derive::Relation relation) {
  Agrees agrees{.relation = relation};
  agrees.cases = std::move(cases);
  agrees.arithmetic = check::Arithmetic::certified_ball;
  agrees.bits = 192;
  agrees.most_bits = 1536;
  agrees.evaluator = "literal";
  return agrees;
}

/// round(2^96 x) of tokens and of the bias token, whose features should be 0.
std::vector<Ball> rounded_rows(const std::vector<std::vector<Ball>>& rows, int precision) {
  std::vector<Ball> result;
  for (const std::vector<Ball>& row : rows) {
    for (const Ball& entry : row) {
      result.push_back(Ball::exact(rounded_to(fraction_bits, entry), precision));
    }
  }
  return result;
}

Statement whole_networks() {
  Statement result = check::about(
      claim_id,
      {.label = "M1",
       .title = "Whole networks of attention and MLPs as heads alone",
       .sentence = "A network of $L$ blocks of attention and a SiLU layer is one of $2L$ layers of "
                   "heads, in which ordinary heads do not see the bias token: both agree to 96 "
                   "fraction bits on every token, and the bias token is 0 at the end.",
       .standing = check::Standing::finite_instance,
       .published = "Any transformer can be converted to an attention-only transformer.",
       .checked = "Random networks with output biases, natural exponential, both sides in balls "
                  "and rounded.",
       .gap = "A sample; no layer norm; equal when rounded."});
  result.parameters = network_parameters();
  result.points = [](Rung rung) {
    std::vector<Params> points{network_point(2, 1, 2, 2, 3, rung == Rung::fast ? 10 : 100)};
    if (rung != Rung::fast) points.push_back(network_point(3, 2, 3, 4, 5, 100));
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{network_point(2, 1, 2, 2, 3, 2)}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    Agrees agrees = in_balls(networks(params, seed), derive::Relation::equal);
    agrees.enclosed_left = [params, seed](const check::Case& chosen, const std::string& twist,
                                          int precision) {
      const Instance drawn = instance(params, seed, number_of(chosen));
      const std::vector<std::vector<Ball>> rows = features_after(
          heads_of_network(drawn.network, broken_by(twist)), drawn.tokens, precision);
      return rounded_rows({rows.back()}, precision);
    };
    agrees.enclosed_right = [params, seed](const check::Case& chosen, int precision) {
      const Instance drawn = instance(params, seed, number_of(chosen));
      EnclosedTokens rows = task::states_of(drawn.network, drawn.tokens, precision).back();
      rows.emplace_back(static_cast<std::size_t>(drawn.network.width), Ball());
      return rounded_rows(rows, precision);
    };
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "bias_row_open", .why = "the bias token sees everybody", .proof = {}},
       {.name = "bias_token_heard", .why = "ordinary heads see the bias token", .proof = {}},
       {.name = "bias_token_has_features", .why = "its features are 1", .proof = {}},
       {.name = "mask_transposed", .why = "who may see whom, turned around", .proof = {}},
       {.name = "keys_forgotten", .why = "keys of tokens are 0 in units", .proof = {}}});
}

/// Layer by layer: the largest difference at a token, and the largest feature of the bias token.
std::vector<Ball> measured(const Instance& drawn, std::int64_t omega, int precision) {
  const Choices choices{.base = 0, .masking = {.omega = omega, .tokens = drawn.tokens.rows()}};
  const std::vector<std::vector<Ball>> found =
      features_after(heads_of_network(drawn.network, choices), drawn.tokens, precision);
  const std::vector<EnclosedTokens> states =
      task::states_of(drawn.network, drawn.tokens, precision);
  std::vector<Ball> result;
  for (std::size_t l = 0; l < found.size(); ++l) {
    Ball worst;
    Ball bias;
    std::size_t at = 0;
    for (const std::vector<Ball>& row : states[l + 1]) {
      for (const Ball& entry : row) {
        const Ball gap = found[l][at++] - entry;
        worst = max(worst, max(gap, -gap));
      }
    }
    for (; at < found[l].size(); ++at) bias = max(bias, max(found[l][at], -found[l][at]));
    result.push_back(worst);
    result.push_back(bias);
  }
  return result;
}

Params masked_by(std::int64_t omega, Params params) {
  params["omega"] = omega;
  return params;
}

Statement budgets() {
  Statement result = check::about(
      claim_id,
      {.label = "M2",
       .title = "Whole networks with all masks in weights: an error budget",
       .sentence =
           "With every mask as $2\\Omega$ in the scores, each layer of heads is within a budget of "
           "the network's state, and the bias token within one of 0. The budget follows from the "
           "network's own states: what leaks in a layer, times what the layer makes of earlier "
           "errors (softmax: $\\tanh(\\delta/2)$ of the osc of values).",
       .standing = check::Standing::strengthened,
       .published = "Any mask can be moved into W_QK with an error that tends to 0.",
       .checked = "Random networks, after every layer, in balls.",
       .gap = "A sample. The budget is ours."});
  result.parameters = network_parameters();
  result.parameters.push_back(
      {.name = "omega", .meaning = "allowed pairs score 2 omega more", .lo = 4, .hi = 200});
  result.points = [](Rung rung) {
    const Params first = network_point(2, 1, 2, 2, 3, rung == Rung::fast ? 10 : 100);
    std::vector<Params> points{masked_by(20, first)};
    if (rung == Rung::fast) return points;
    points.push_back(masked_by(60, network_point(3, 2, 3, 4, 5, 50)));
    for (const std::int64_t omega : {8, 40, 160}) points.push_back(masked_by(omega, first));
    return points;
  };
  // Over six layers what is carried exceeds the slack of one.
  result.mutant_points = [](Rung) {
    return std::vector<Params>{masked_by(40, network_point(3, 1, 2, 2, 3, 20))};
  };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t omega = params.at("omega");
    Agrees agrees = in_balls(networks(params, seed), derive::Relation::at_least);
    agrees.enclosed_left = [params, seed, omega](const check::Case& chosen,
                                                 const std::string& twist, int precision) {
      const Instance drawn = instance(params, seed, number_of(chosen));
      const auto states = task::states_of(drawn.network, drawn.tokens, precision);
      std::vector<Ball> bounds;
      for (const Budget& budget :
           budget_of(drawn.network, states, omega,
                     distance_of(task::UnitActivation::silu, Rational(1)), twist, precision)) {
        bounds.push_back(budget.tokens);
        bounds.push_back(budget.bias);
      }
      return bounds;
    };
    agrees.enclosed_right = [params, seed, omega](const check::Case& chosen, int precision) {
      return measured(instance(params, seed, number_of(chosen)), omega, precision);
    };
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "omega_doubled", .why = "the budget of 2 omega for a model of omega", .proof = {}},
       {.name = "errors_not_carried", .why = "each layer is said to begin anew", .proof = {}},
       {.name = "bias_row_forgotten", .why = "the bias token is said to stay 0", .proof = {}}});
}

}  // namespace

Choices broken_by(const std::string& mutant) {
  Choices choices{.base = 0};
  if (mutant == "bias_row_open") {
    choices.is_bias_row_open = true;
  } else if (mutant == "bias_token_heard") {
    choices.hears_bias_token = true;
  } else if (mutant == "bias_token_has_features") {
    choices.bias_feature = 1;
  } else if (mutant == "mask_transposed") {
    choices.is_mask_transposed = true;
  } else if (mutant == "keys_forgotten") {
    choices.are_keys_forgotten = true;
  } else if (!mutant.empty()) {
    derive::refuse_mutant(mutant,
                          "bias_row_open, bias_token_heard, bias_token_has_features, "
                          "mask_transposed or keys_forgotten");
  }
  return choices;
}

std::vector<std::vector<Ball>> features_after(const model::Transformer& model, const Matrix& tokens,
                                              int precision) {
  const model::Mode mode{.arithmetic = model::Arithmetic::ball, .precision = precision};
  const model::Trace trace = model::trace(model, tokens, mode);
  std::vector<std::vector<Ball>> result;
  for (const model::LayerTrace& layer : trace.layers) {
    std::vector<Ball>& row = result.emplace_back();
    for (int i = 0; i < trace.n; ++i) {
      for (int c = 0; c < tokens.cols(); ++c) {
        const model::Number& number = layer.state.at(static_cast<std::size_t>(i * trace.d + c));
        const Rational* exact = std::get_if<Rational>(&number);
        row.push_back(exact == nullptr ? std::get<Ball>(number) : Ball(*exact, precision));
      }
    }
  }
  return result;
}

std::vector<Statement> network_statements() { return {whole_networks(), budgets()}; }

}  // namespace attest::mlp_neuron_as_head
