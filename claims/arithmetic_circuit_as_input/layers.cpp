// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2 and S3: what holds after every second layer, and which tokens a head reads.
#include <algorithm>
#include <memory>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

constexpr const char* layer_too_early = "after_odd_layers";

/// A model that is ready for many circuits.
struct Ready {
  Ready(int depth, const Choices& choices)
      : model(construction(depth, choices)), evaluator(model, model::Arithmetic::rational, 0) {}

  model::Transformer model;
  model::Evaluator evaluator;
};

/// The right model and the broken ones, each made once.
Function<model::Trace(const check::Case&, const std::string&)> traces(int depth) {
  std::vector<std::pair<std::string, std::shared_ptr<const Ready>>> all;
  all.emplace_back("", std::make_shared<const Ready>(depth, Choices{}));
  for (const Wrong& wrong : wrong_choices(Heads::four)) {
    all.emplace_back(wrong.name, std::make_shared<const Ready>(depth, wrong.choices));
  }
  return [all](const check::Case& tokens, const std::string& twist) {
    auto found = std::ranges::find(all, twist, [](const auto& each) { return each.first; });
    if (found == all.end()) found = all.begin();  // what is broken is not the model
    return found->second->evaluator.trace(tokens, model::Tie::as_declared);
  };
}

/// Depth of the gate at every token; -1 at wires.
std::vector<int> depth_at(const check::Case& tokens) {
  const std::vector<int> depths = machine::netlist::depths(netlist_of(tokens));
  std::vector<int> result;
  for (int i = 0; i < tokens.rows(); ++i) {
    const bool is_wire = tokens(i, Field::op).is_zero();
    // Gates are numbered 1, 2, .. in the order of the netlist.
    const std::size_t gate =
        is_wire ? 0 : static_cast<std::size_t>(tokens(i, Field::id).num().to_int64() - 1);
    result.push_back(is_wire ? -1 : depths[gate]);
  }
  return result;
}

/// For r = 0, .., rounds the numbers of `at(r, token)` at gates of depth at most r.
template <typename NumberAt>
std::vector<Rational> settled(const check::Case& tokens, int rounds, const NumberAt& at) {
  const std::vector<int> depths = depth_at(tokens);
  std::vector<Rational> result;
  for (int r = 0; r <= rounds; ++r) {
    for (int i = 0; i < tokens.rows(); ++i) {
      const int depth = depths[static_cast<std::size_t>(i)];
      if (0 <= depth && depth <= r) result.push_back(at(r, i));
    }
  }
  return result;
}

Agrees after_every_second_layer(int rounds, check::CaseSpace cases) {
  Agrees result{.relation = derive::Relation::equal};
  const auto trace_of = traces(rounds);
  const int value = model::coordinate(construction(1), "value");
  result.left = [=](const check::Case& tokens, const std::string& twist) {
    const model::Trace trace = trace_of(tokens, twist);
    const int early = twist == layer_too_early ? 1 : 0;
    return settled(tokens, rounds, [&](int r, int token) {
      const int layers = std::max(2 * r - early, 0);
      const std::vector<model::Number>& state =
          layers == 0 ? trace.embedded : trace.layers[static_cast<std::size_t>(layers - 1)].state;
      return std::get<Rational>(state[static_cast<std::size_t>(token * trace.d + value)]);
    });
  };
  result.right = [rounds](const check::Case& tokens) {
    const std::vector<Rational> values = gate_values().answer(tokens);
    return settled(tokens, rounds,
                   [&](int, int token) { return values[static_cast<std::size_t>(token)]; });
  };
  result.cases = std::move(cases);
  result.evaluator = "literal, layer by layer";
  return result;
}

std::vector<derive::Twist> twists(const std::vector<std::string>& names) {
  std::vector<derive::Twist> result;
  for (const Wrong& wrong : wrong_choices(Heads::four)) {
    if (std::ranges::find(names, wrong.name) == names.end()) continue;
    result.push_back(derive::twist_of(wrong));
  }
  return result;
}

Statement layers_small() {
  Statement statement =
      check::about(claim_id, "S2", "After 2r layers every gate of depth at most r is right");
  statement.sentence =
      "For every $r \\ge 0$: after $2r$ layers the value of every gate of depth at most $r$ is "
      "right, and it stays right. Nothing is scheduled: every token is computed anew in every "
      "layer.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every circuit of the stated gates with every input, for every r "
                            "up to the number of gates.",
                        .gap = "Circuits of the stated size."};
  statement.parameters = {
      {.name = "gates", .meaning = "gates besides the two inputs", .lo = 1, .hi = 3}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"gates", 1}}, {{"gates", 2}}};
    if (rung != Rung::fast) points.push_back({{"gates", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"gates", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int gates = static_cast<int>(params.at("gates"));
    return after_every_second_layer(gates, small_circuits(gates));
  };
  std::vector<derive::Twist> all = twists({"mean_not_sum", "slot_bonus_dropped"});
  all.push_back({.name = layer_too_early, .why = "after 2r-1 layers", .proof = {}});
  return derive::agrees(std::move(statement), make, std::move(all));
}

Statement layers_random() {
  Statement statement = check::about(claim_id, "S2.random", "The same on random circuits");
  statement.sentence =
      "After $2r$ layers every gate of depth at most $r$ is right, on random circuits in any "
      "order.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Random circuits, tokens shuffled, for every r.",
                        .gap = "A sample."};
  statement.parameters = {
      {.name = "gates", .meaning = "gates besides the inputs", .lo = 1, .hi = 60},
      {.name = "levels", .meaning = "levels of the gates", .lo = 1, .hi = 16},
      {.name = "circuits", .meaning = "cases", .lo = 1, .hi = 1000}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"gates", 6}, {"levels", 4}, {"circuits", 20}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"gates", 9}, {"levels", 6}, {"circuits", 150}});
    points.push_back({{"gates", 40}, {"levels", 6}, {"circuits", 20}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int levels = static_cast<int>(params.at("levels"));
    return after_every_second_layer(levels, random_circuits(static_cast<int>(params.at("gates")),
                                                            levels, params.at("circuits"), seed));
  };
  return derive::agrees(std::move(statement), make, {});
}

/// Calls `take(head, query, key)` for every head, every token that uses what it fetches, and every
/// token: 0 to 3 are the heads source, wires, first, second.
template <typename Take>
void each_use(const check::Case& tokens, const Take& take) {
  for (int query = 0; query < tokens.rows(); ++query) {
    const Rational& op = tokens(query, Field::op);
    const bool is_used[] = {op == 0, op == 2 || op == 4, op == 3, op == 3};
    for (int head = 0; head < 4; ++head) {
      if (!is_used[head]) continue;
      for (int key = 0; key < tokens.rows(); ++key) take(head, query, key);
    }
  }
}

/// Whether the head should read the key: the source of a wire, or the wires of a gate.
bool is_meant(const check::Case& tokens, int head, int query, int key) {
  const bool is_wire = tokens(key, Field::op).is_zero();
  if (head == 0) return !is_wire && tokens(key, Field::id) == tokens(query, Field::source);
  return is_wire && tokens(key, Field::id) == tokens(query, Field::id) &&
         (head == 1 || tokens(key, Field::slot) == head - 1);
}

Agrees readers(check::CaseSpace cases) {
  Agrees result{.relation = derive::Relation::equal};
  const auto trace_of = traces(1);
  result.left = [trace_of](const check::Case& tokens, const std::string& twist) {
    const model::Trace trace = trace_of(tokens, twist);
    std::vector<Rational> reads;
    each_use(tokens, [&](int head, int query, int key) {
      const model::HeadTrace& found = trace.layers[0].heads[static_cast<std::size_t>(head)];
      const auto at = static_cast<std::size_t>(query * trace.n + key);
      reads.emplace_back(model::is_zero(found.pattern[at]) ? 0 : 1);
    });
    return reads;
  };
  result.right = [](const check::Case& tokens) {
    std::vector<Rational> reads;
    each_use(tokens, [&](int head, int query, int key) {
      reads.emplace_back(is_meant(tokens, head, query, key) ? 1 : 0);
    });
    return reads;
  };
  result.cases = std::move(cases);
  result.evaluator = "literal patterns";
  return result;
}

/// Score by score, the largest and minus the least, against G^2 + 1 and G^2.
Agrees scores(check::CaseSpace cases) {
  Agrees result{.relation = derive::Relation::at_most};
  const auto trace_of = traces(1);
  result.left = [trace_of](const check::Case& tokens, const std::string& twist) {
    const model::Trace trace = trace_of(tokens, twist);
    Rational largest = 0;
    Rational least = 0;
    for (const model::HeadTrace& head : trace.layers[0].heads) {
      for (const model::Number& number : head.scores) {
        const auto& score = std::get<Rational>(number);
        ATTEST_REQUIRE(score.is_integer(), "scores are integers");
        largest = std::max(largest, score);
        least = std::min(least, score);
      }
    }
    return std::vector<Rational>{largest, -least};
  };
  result.right = [](const check::Case& tokens) {
    const Rational gates = std::ssize(netlist_of(tokens).nodes);
    return std::vector<Rational>{gates * gates + 1, gates * gates};
  };
  result.cases = std::move(cases);
  result.arithmetic = check::Arithmetic::integer;
  result.evaluator = "literal scores";
  return result;
}

Statement routing(bool is_scores) {
  Statement statement =
      is_scores ? check::about(claim_id, "S3.scores", "Scores are small integers")
                : check::about(claim_id, "S3", "Each head reads exactly the tokens that are meant");
  statement.sentence =
      is_scores
          ? "With $G$ gates every score of every head is an integer from $-G^2$ to $G^2+1$, "
            "whatever the number of tokens."
          : "At every token that uses what a head fetches, the keys of maximal score are the "
            "source of a wire, the wires of a gate, the first and the second wire of a product, "
            "and no others.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every circuit of the stated gates; scores do not depend on the "
                            "layer, nor on values.",
                        .gap = "Circuits of the stated size; the inequality is in the README."};
  statement.parameters = {
      {.name = "gates", .meaning = "gates besides the two inputs", .lo = 1, .hi = 3}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"gates", rung == Rung::fast ? 2 : 3}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"gates", 2}}}; };
  const auto make = [is_scores](const Params& params, std::uint64_t) {
    check::CaseSpace cases = wirings(static_cast<int>(params.at("gates")));
    return is_scores ? scores(std::move(cases)) : readers(std::move(cases));
  };
  return derive::agrees(std::move(statement), make,
                        is_scores ? twists({"larger_bonus", "penalty_for_bonus"})
                                  : twists({"bonus_dropped", "slot_bonus_dropped"}));
}

}  // namespace

std::vector<Statement> layer_statements() { return {layers_small(), layers_random()}; }

std::vector<Statement> routing_statements() { return {routing(false), routing(true)}; }

}  // namespace attest::arithmetic_circuit_as_input
