// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a model of k hops would decide: one cycle or two.
#include "reference/task/cycles.hpp"

#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/error.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

/// The parameter n, which is even. \throws InputError
std::int64_t even_points(const Params& params) {
  const std::int64_t n = params.at("n");
  if (n % 2 != 0) {
    throw InputError("k-hop-points", "--set n", std::to_string(n), "an even number of points");
  }
  return n;
}

/// Tokens against the length that makes k of order sqrt N, and layers against the depth of k hops.
std::vector<check::Promise> reduction_promises(Points points, std::int64_t n, std::int64_t k,
                                               const model::Transformer& model) {
  const bool is_arcs = points == Points::arcs;
  const std::int64_t tokens = word_length(points, n, k);
  const std::int64_t length = (is_arcs ? 2 : 1) * n * n + 1;
  const derive::Resources used = derive::resources(model);
  const std::int64_t depth = Integer(k).bit_length() + 1;  // floor(log2 k) + 2
  return {check::at_most("tokens", is_arcs ? "2 n^2 + 1" : "n^2 + 1", length, tokens),
          check::at_most("layers", "floor(log2 k) + 2, k = n/2", depth, used.layers)};
}

/// A mutant that reduces with other choices, k = n/2.
NamedMutant wrong_map(Points points, const char* name, const char* why, const Choices& choices) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [=](Computes& broken, const Params& params) {
        const std::int64_t n = params.at("n");
        broken.model = decider(points, n, n / 2, choices);
      }};
}

std::vector<NamedMutant> one_or_two_mutants() {
  return {wrong_map(Points::vertices, "one_alphabet",
                    "one alphabet for all blocks: second halves shadow first halves",
                    {.is_one_alphabet = true}),
          wrong_map(Points::vertices, "one_layer_fewer", "one layer fewer", {.layers_less = 1}),
          wrong_map(Points::vertices, "one_hop_more", "a hop more than blocks", {.extra_hops = 1}),
          {.name = "first_block_first",
           .why = "blocks from the first to the last: hops would have to go to the right",
           .proof = {},
           .apply =
               [](Computes& broken, const Params& params) {
                 const std::int64_t n = params.at("n");
                 broken.inputs = cycle_words(n, n / 2, {.is_first_block_first = true});
               }},
          {.name = "k_is_n",
           .why = "n steps: back in either case",
           .proof = {},
           .apply = [](Computes& broken, const Params& params) {
             const std::int64_t n = params.at("n");
             broken.model = decider(Points::vertices, n, n);
             broken.inputs = cycle_words(n, n);
           }}};
}

Statement one_or_two() {
  Statement statement = check::about(claim_id, "S1", "CONDITIONAL: hops decide one cycle or two");
  statement.sentence =
      "If no massively parallel algorithm with $N^{\\delta}$ words a machine, $\\delta < 1$, tells "
      "one cycle from two in $o(\\log N)$ rounds (a conjecture), then transformers with $mH = "
      "O(N^{1-\\epsilon})$ that compute hop_k for $k = \\Theta(N^{\\xi})$, $\\xi \\in (0, 1/2]$, "
      "have depth $L = \\Omega(\\log k)$. Checked: for every permutation $\\pi$ of even $n$ points "
      "that is one cycle or two of $n/2$, hop_k of its word of $n^2 + 1$ tokens, $k = n/2$, is "
      "back at the start iff there are two cycles.";
  statement.standing = check::Standing::assuming;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Corollary 4.3, CONDITIONAL on the one-versus-two-cycle conjecture: mH = O(N^(1-eps)) "
          "and k = Theta(N^xi), xi in (0, 1/2], force L = Omega(log k).",
      .checked =
          "The reduction, at xi = 1/2: weights of depth floor(log2 k) + 2 run on the word of every "
          "such permutation against its cycles.",
      .gap =
          "CONDITIONAL: the conjecture is assumed. That a transformer of L layers is O(L) rounds "
          "is the paper's theorem, not checked here. Our reduction; the paper's was not seen. The "
          "stated n."};
  statement.parameters = {{.name = "n", .meaning = "points, even", .lo = 2, .hi = 12}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}}, {{"n", 4}}, {{"n", 6}}};
    if (rung != Rung::fast) points.insert(points.end(), {{{"n", 8}}, {{"n", 10}}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}}}; };
  statement.figure.draw = block_figure;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = even_points(params);
    Computes result{.model = decider(Points::vertices, n, n / 2),
                    .task = task::several_cycles(task::Listing::successors),
                    .inputs = cycle_words(n, n / 2)};
    result.promises = reduction_promises(Points::vertices, n, n / 2, result.model);
    return result;
  };
  return derive::computes(std::move(statement), make, one_or_two_mutants());
}

Statement undirected() {
  Statement statement =
      check::about(claim_id, "S1.undirected",
                   "CONDITIONAL: the same from a graph whose circles have no direction");
  statement.sentence =
      "Every vertex $v$ with neighbours $u, w$ lists $(u,v) \\to (v,w)$ and $(w,v) \\to (v,u)$, "
      "nothing else of the graph being known to it. On the word of $2n^2 + 1$ tokens hop_k, $k = "
      "n/2$, is back at its first arc iff the graph is two circles of $n/2$ vertices and not one.";
  statement.standing = check::Standing::assuming;
  statement.fidelity = {
      .published = "-",
      .checked = "Every graph on n labelled vertices that is one circle or two equal ones.",
      .gap = "CONDITIONAL as S1, of which it is a form; the stated n."};
  statement.parameters = {{.name = "n", .meaning = "vertices, even", .lo = 6, .hi = 10}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 6}}};
    if (rung != Rung::fast) points.insert(points.end(), {{{"n", 8}}, {{"n", 10}}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 6}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = even_points(params);
    Computes result{.model = decider(Points::arcs, n, n / 2),
                    .task = task::several_cycles(task::Listing::arcs),
                    .inputs = graph_words(n, n / 2)};
    result.promises = reduction_promises(Points::arcs, n, n / 2, result.model);
    return result;
  };
  return derive::computes(std::move(statement), make,
                          {wrong_map(Points::arcs, "one_alphabet", "one alphabet for all blocks",
                                     {.is_one_alphabet = true}),
                           {.name = "turns_back",
                            .why = "(u, v) goes to (v, u): w = u is allowed",
                            .proof = {},
                            .apply = [](Computes& broken, const Params& params) {
                              const std::int64_t n = params.at("n");
                              broken.inputs = graph_words(n, n / 2, Turn::back);
                            }}});
}

}  // namespace

std::vector<Statement> cycle_statements() { return {one_or_two(), undirected()}; }

}  // namespace attest::k_hop_depth_optimality
