// SPDX-License-Identifier: Apache-2.0
/// \file
/// One layer delivers a round.
#include "reference/task/delivery.hpp"

#include <map>
#include <memory>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"

namespace attest::mpc_round_per_layer {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;
using derive::NamedMutant;

Statement one_layer() {
  Statement statement = check::about(claim_id, "S2", "One head delivers any s-relation");
  statement.sentence =
      "For all $N$ and $s$ one average-hardmax head with key dimension $2s+1$, value dimension $1 "
      "+ 3nQ$ and integer queries, keys and values delivers every message of every round in which "
      "each of $N$ machines sends and receives at most $s$ messages, in any pattern.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Exact weights on every relation: equal messages of one pair, "
                            "messages to oneself and empty outboxes among them.",
                        .gap =
                            "The stated N and s; payloads 0 and 1. What stands after the head is a "
                            "circuit that divides, counted apart."};
  statement.parameters = {{.name = "n", .meaning = "N: machines", .lo = 1, .hi = 16},
                          {.name = "s", .meaning = "messages a machine", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"s", 1}}, {{"n", 3}, {"s", 1}}, {{"n", 2}, {"s", 2}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 4}, {"s", 1}});
    points.push_back({{"n", 3}, {"s", 2}});
    points.push_back({{"n", 4}, {"s", 2}});
    points.push_back({{"n", 2}, {"s", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"s", 2}}}; };
  statement.figure.draw = cell_figure;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const std::int64_t s = params.at("s");
    Computes result{.model = router({.machines = n, .messages = s}),
                    .task = task::delivery(s),
                    .inputs = relations(n, s)};
    result.promises = layer_promises(result.model, n, s, "1", 1);
    return result;
  };
  std::vector<Wrong> wrong = wrong_choices();
  // Its code has one point, and no cell holds two messages.
  std::erase_if(wrong, [](const Wrong& each) {
    return each.choices.points_less > 0 || !each.choices.needs_count_one;
  });
  const auto broken = [](const Choices& choices, const Params& params) {
    return router({.machines = params.at("n"), .messages = params.at("s"), .choices = choices});
  };
  return derive::computes(std::move(statement), make, derive::computes_mutants(wrong, broken));
}

/// Models by the name of the twist.
using Models = std::map<std::string, model::Transformer>;

std::shared_ptr<const Models> shared_models(std::int64_t machines) {
  Models models{{"", router({.machines = machines, .messages = 2})}};
  for (const Wrong& wrong : wrong_choices()) {
    models.emplace(wrong.name,
                   router({.machines = machines, .messages = 2, .choices = wrong.choices}));
  }
  return std::make_shared<const Models>(std::move(models));
}

Statement random_rounds() {
  Statement statement = check::about(claim_id, "S2.random", "Random rounds of many machines");
  statement.sentence = "The same on random s-relations of more machines.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "-", .checked = "Exact weights on seeded relations.", .gap = "A sample."};
  statement.parameters = {{.name = "n", .meaning = "N: machines", .lo = 1, .hi = 128},
                          {.name = "s", .meaning = "messages a machine", .lo = 1, .hi = 4}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 12}, {"s", 2}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 32}, {"s", 2}});
    points.push_back({{"n", 64}, {"s", 2}});
    points.push_back({{"n", 16}, {"s", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const std::int64_t s = params.at("s");
    Computes result{.model = router({.machines = n, .messages = s}),
                    .task = task::delivery(s),
                    .inputs = random_relations(n, s, n <= 12 ? 12 : 60, seed)};
    result.promises = layer_promises(result.model, n, s, "1", 1);
    return result;
  };
  return derive::computes(std::move(statement), make, {});
}

Statement shared() {
  Statement statement = check::about(claim_id, "S2.shared", "Superposed messages are told apart");
  statement.sentence =
      "An attention value is the same for every reader: two machines with full outboxes that send "
      "one message each to a common receiver lay four messages over each other there, and the code "
      "($Q, k, n = 5, 2, 4$ for ten machines, $s = 2$) leaves each of them a cell of its own.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "The router on every pair of senders and choice of the messages "
                            "that meet, literally.",
                        .gap = "Ten machines, s = 2; the stated receivers."};
  statement.parameters = {{.name = "receivers", .meaning = "1 to receivers", .lo = 1, .hi = 10}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"receivers", rung == Rung::fast ? 1 : 10}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"receivers", 1}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto models = shared_models(10);
    return Agrees{
        .relation = derive::Relation::equal,
        .left =
            [models](const check::Case& tokens, const std::string& twist) {
              return model::answer(models->at(twist), tokens, {});
            },
        .right = [](const check::Case& tokens) { return task::delivery(2).answer(tokens); },
        .cases = shared_receivers(10, params.at("receivers")),
        .evaluator = "literal"};
  };
  return derive::agrees(std::move(statement), make, derive::twists_of(wrong_choices()));
}

}  // namespace

std::vector<check::Promise> layer_promises(const model::Transformer& model, std::int64_t machines,
                                           std::int64_t messages, const char* formula,
                                           std::int64_t layers) {
  const derive::Resources used = derive::resources(model);
  const std::int64_t cells = machine::mpc::best_code(machines, messages).cells();
  return {check::at_most("layers", formula, layers, used.layers),
          check::at_most("heads a layer", "1", 1, used.heads),
          check::at_most("query, key and value coordinates", "2(2s+1) + 1 + 3nQ",
                         2 * (2 * messages + 1) + 1 + 3 * cells,
                         2 * used.key_dimension + used.value_dimension)};
}

std::vector<Wrong> wrong_choices() {
  return {
      {"sentinel_unmarked",
       "no sentinel: nothing says how many senders there are, and means are read for sums",
       {.has_sentinel = false}},
      {"not_squared", "factors t - d in the key, which change their sign", {.is_squared = false}},
      {"constant_dropped",
       "the key without its constant term, which depends on the key",
       {.has_constant = false}},
      {"not_rescaled", "means are read for sums", {.is_rescaled = false}},
      {"one_point", "n = 1", {.points_less = 3}},
      {"count_at_least_one",
       "cells that hold several messages are read",
       {.needs_count_one = false}},
      {"one_point_fewer",
       "n - 1 points",
       {.points_less = 1},
       "for s = 2 and N <= 70 the formula's last point is not needed (S2.least)"}};
}

std::vector<Statement> delivery_statements() { return {one_layer(), shared(), random_rounds()}; }

}  // namespace attest::mpc_round_per_layer
