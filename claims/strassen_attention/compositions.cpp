// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: composition of functions and of relations. S4: of relations in a quotient.
#include <algorithm>
#include <map>
#include <string>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/composition.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

NamedMutant wrong_relation(const char* name, const char* why, const RelationChoices& choices,
                           const char* proof = "") {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [choices](Computes& c, const Params& params) {
            c.model = relation_form(params.at("m"), choices);
          }};
}

std::vector<check::Parameter> function_parameters() {
  return {{.name = "n", .meaning = "elements; 2n+1 tokens", .lo = 1, .hi = 16}};
}

}  // namespace

std::vector<check::Promise> size_promises(const model::Transformer& model, std::int64_t heads,
                                          std::int64_t dimension) {
  const derive::Resources used = derive::resources(model);
  return {check::at_most("heads", std::to_string(heads), heads, Rational(used.heads)),
          check::at_most("coordinates of f, g, h", std::to_string(dimension), dimension,
                         Rational(used.key_dimension))};
}

model::Transformer raw_function(std::int64_t n, const Integer& base) {
  model::Transformer model = function_form(n, base);
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("out", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

std::vector<NamedMutant> relation_mutants() {
  return {wrong_relation("sink_at_2", "the sinks score 2: level with near misses", {.sink = 2}),
          wrong_relation("sink_at_5", "the sinks score 5: above a witness", {.sink = 5}),
          wrong_relation("last_pairing_dropped", "without <h_k, f_i>: l need not be j",
                         {.has_last_pairing = false}),
          wrong_relation("sink_at_4", "the sinks score 4: level with a witness", {.sink = 4},
                         "with a witness the output is at most 1/2, and without one the sinks "
                         "stand higher still"),
          wrong_relation("penalty_zero", "M = 0", {.penalty = 0},
                         "a pair with one sink scores at most 0 and weighs at most b^-3 beside the "
                         "sinks; 2m^2 of them leave the output above 3/4")};
}

check::Statement functions() {
  Statement about{
      .claim = claim_id, .label = "S2.function", .title = "Composition of two functions"};
  about.sentence =
      "For all $g, h: [n] \\to [n]$ and $x \\in [n]$ one Strassen head with 5 coordinates and base "
      "$16n$ has an output that rounds to $h(g(x))$ at the last of $2n+1$ tokens.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published = "A one-layer Strassen transformer of constant size composes functions.",
      .checked = "Exact rational outputs on all g, h and x of the stated n.",
      .gap = "The stated n; base 16n, ours, not the paper's tie breakers."};
  about.parameters = function_parameters();
  about.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 3 : 4);
  };
  about.mutant_points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}});
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Computes result{.model = function_form(n, function_base(n)),
                    .task = task::function_composition(n),
                    .inputs = function_instances(n)};
    result.promises = size_promises(result.model, 1, 5);
    return result;
  };
  return derive::computes(std::move(about), make,
                          {{.name = "base_too_small",
                            .why = "base 2 at n = 2, base 12 beyond: off by more than 1/2",
                            .proof = {},
                            .apply = [](Computes& c, const Params& params) {
                              const std::int64_t n = params.at("n");
                              c.model = function_form(n, n == 2 ? 2 : 12);
                            }}});
}

check::Statement function_error() {
  Statement about{.claim = claim_id,
                  .label = "S2.function.error",
                  .title = "How far the output is from h(g(x))"};
  about.sentence =
      "At base $B = 16n$ the output is off by at most $4.3 (n-1)/B < 1/2$: the weight off the one "
      "maximal pair is at most $4.3/B$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Exact outputs on all g, h and x of the stated n.",
                    .gap = "The stated n."};
  about.parameters = function_parameters();
  about.points = [](Rung) { return check::points_between("n", 1, 3); };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    std::map<std::string, model::Transformer> forms{{"", raw_function(n, function_base(n))}};
    for (const std::int64_t base : {4, 8, 12}) {
      forms.emplace("base_" + std::to_string(base), raw_function(n, base));
    }
    derive::Agrees result{.relation = derive::Relation::at_most};
    result.left = [n, forms](const check::Case& tokens, const std::string& twist) {
      const Rational found = model::answer(forms.at(twist), tokens, {}).at(0);
      return std::vector<Rational>{
          (found - task::function_composition(n).answer(tokens).at(0)).abs()};
    };
    result.right = [n](const check::Case&) {
      return std::vector<Rational>{Rational(43 * (n - 1), 160 * n)};
    };
    result.cases = function_instances(n);
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "base_4", .why = "base 4 in place of 16n", .proof = {}},
                         {.name = "base_8", .why = "base 8 in place of 16n", .proof = {}},
                         {.name = "base_12", .why = "base 12 in place of 16n", .proof = {}}});
}

check::Statement relations() {
  Statement about{
      .claim = claim_id, .label = "S2.relation", .title = "Composition of two relations"};
  about.sentence =
      "For all $A, B \\subseteq [m]^2$ one Strassen head with 12 coordinates, base $4m^4+1$, over "
      "the $m^2$ tokens $(i,j)$ with $A_{ij}, B_{ij}$ and one sink has an output of at most $1/2$ "
      "at $(i,j)$ where some $k$ has $A_{ik} = B_{kj} = 1$, and of at least $3/4$ elsewhere.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published = "A one-layer Strassen transformer of constant size composes relations.",
      .checked = "Exact rational outputs at every token, on all pairs of relations.",
      .gap = "The stated m; weights and base are ours."};
  about.parameters = {{.name = "m", .meaning = "elements; m^2 tokens", .lo = 1, .hi = 8}};
  about.points = [](Rung rung) {
    return check::points_between("m", 1, rung == Rung::fast ? 2 : 3);
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"m", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t m = params.at("m");
    Computes result{.model = relation_form(m),
                    .task = task::relation_composition(m),
                    .inputs = relation_pairs(m)};
    result.promises = size_promises(result.model, 1, 12);
    return result;
  };
  return derive::computes(std::move(about), make, relation_mutants());
}

check::Statement relation_samples() {
  Statement about{.claim = claim_id,
                  .label = "S2.relation.samples",
                  .title = "Composition of larger relations"};
  about.sentence = "The relation form composes seeded relations, dense and sparse ones.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published = "A one-layer Strassen transformer of constant size composes relations.",
      .checked = "Seeded samples up to m = 6.",
      .gap = "A sample."};
  about.parameters = {{.name = "m", .meaning = "elements; m^2 tokens", .lo = 1, .hi = 8}};
  about.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{};
    return std::vector<Params>{{{"m", 4}}, {{"m", 5}}, {{"m", 6}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t m = params.at("m");
    return Computes{.model = relation_form(m),
                    .task = task::relation_composition(m),
                    .inputs = sampled_relations(m, 60, seed)};
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement quotients() {
  Statement about{
      .claim = claim_id, .label = "S4", .title = "Composition of relations in a quotient"};
  about.sentence =
      "The head of S2.relation with colours $\\chi(d), \\chi(k)$ in place of $d, k$ in the middle "
      "pairing finds whether some $k, l$ of one colour, $k = l$ allowed, have $A_{ik} = B_{lj} = "
      "1$.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published =
          "Composition in a quotient separates Strassen attention from ordinary and from "
          "triangular attention.",
      .checked =
          "The half of Strassen attention: all pairs of relations with all colourings up to names.",
      .gap = "The stated m, with our reading of the task. The other half: S4.shattered, S4.sums."};
  about.parameters = {{.name = "m", .meaning = "elements; m^2 tokens", .lo = 1, .hi = 4}};
  about.points = [](Rung) { return check::points_between("m", 1, 2); };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"m", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t m = params.at("m");
    Computes result{.model = quotient_form(m),
                    .task = task::quotient_composition(m),
                    .inputs = coloured_pairs(m)};
    result.promises = size_promises(result.model, 1, 12);
    return result;
  };
  return derive::computes(std::move(about), make,
                          {{.name = "colours_ignored",
                            .why = "ground truth with k = l",
                            .proof = {},
                            .apply = [](Computes& c, const Params& params) {
                              c.task = task::relation_composition(params.at("m"));
                            }}});
}

}  // namespace attest::strassen_attention
