// SPDX-License-Identifier: Apache-2.0
/// \file
/// S8: what stands at work tokens between layers.
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::Params;
using check::Rung;

constexpr Shape step_shape = {.attention = Attention::average_hardmax};

// Layers after which a step is done.
constexpr int projected_layer = 2;
constexpr int scored_layer = 4;
constexpr int weighted_layer = 6;
constexpr int last_layer = 8;

/// A model with the registers that are read.
struct ReadyModel {
  explicit ReadyModel(const Choices& choices)
      : model(construction(step_shape, choices)),
        evaluator(model, model::Arithmetic::rational, 0) {}

  model::Transformer model;
  model::Evaluator evaluator;
};

/// Queries, keys and values of all R, scores and weights of all A, outputs of all R.
std::vector<Rational> held(const ReadyModel& ready, const check::Case& tokens) {
  const model::Trace trace = ready.evaluator.trace(tokens, model::Tie::as_declared);
  std::vector<Rational> result;
  const auto take = [&](Kind kind, int layer, const char* name) {
    const int at = model::coordinate(ready.model, name);
    for (int i = 0; i < trace.n; ++i) {
      if (tokens(i, Field::kind) != static_cast<int>(kind)) continue;
      result.push_back(std::get<Rational>(trace.layers[static_cast<std::size_t>(layer - 1)]
                                              .state[static_cast<std::size_t>(i * trace.d + at)]));
    }
  };
  for (const char* name : {"query", "key", "value"}) take(Kind::projected, projected_layer, name);
  take(Kind::score, scored_layer, "score");
  take(Kind::score, weighted_layer, "weight");
  take(Kind::projected, last_layer, "output");
  return result;
}

/// The same by plain loops.
std::vector<Rational> steps_by_loops(const check::Case& tokens) {
  const task::AttentionSteps steps =
      task::attend(head_of(tokens), weighting_of(step_shape.attention));
  std::vector<Rational> result;
  for (const Matrix* matrix :
       {&steps.queries, &steps.keys, &steps.values, &steps.scores, &steps.weights, &steps.output}) {
    for (int i = 0; i < matrix->rows(); ++i) {
      result.insert(result.end(), matrix->row(i).begin(), matrix->row(i).end());
    }
  }
  return result;
}

derive::Agrees steps_agree(check::CaseSpace cases) {
  std::map<std::string, std::shared_ptr<const ReadyModel>> all;
  all[""] = std::make_shared<const ReadyModel>(Choices{});
  for (const Wrong& wrong : wrong_choices(step_shape)) {
    all[wrong.name] = std::make_shared<const ReadyModel>(wrong.choices);
  }
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [all](const check::Case& tokens, const std::string& twist) {
    return held(*all.at(twist), tokens);
  };
  result.right = steps_by_loops;
  result.cases = std::move(cases);
  result.evaluator = "literal, layer by layer";
  return result;
}

}  // namespace

check::Statement steps_statement() {
  check::Statement statement =
      check::about(claim_id, "S8", "What stands at work tokens between layers");
  statement.sentence =
      "In the model of S2 the tokens $R(i,j)$ hold query, key and value after layer 2, the tokens "
      "$A(i,a)$ the scores after layer 4 and the weights after layer 6, and $R(i,j)$ the output "
      "after layer 8.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every register named, on every small head up to the stated "
                            "sizes, or on the six heads of family 3.",
                        .gap = "The stated sizes and entries."};
  statement.parameters = head_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points{heads_point(2, 1, 1, two_values), heads_point(3, 2, 2, quadratic)};
    if (rung != Rung::fast) points.push_back(heads_point(2, 2, 1, two_values));
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{heads_point(3, 2, 2, quadratic)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    return steps_agree(heads_at(params, step_shape));
  };
  std::vector<derive::Twist> twists = derive::twists_of(wrong_choices(step_shape));
  // Between layers those show that cancel in the answer.
  for (derive::Twist& twist : twists) twist.proof.clear();
  return derive::agrees(std::move(statement), make, std::move(twists));
}

}  // namespace attest::attention_simulates_attention
