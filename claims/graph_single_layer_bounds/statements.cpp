// SPDX-License-Identifier: Apache-2.0
/// \file
/// The reductions: right on every pair of inputs, simple graphs of constant size, from problems
/// that are hard; and the claim.
#include <algorithm>
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/check/papers.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/derive/instances.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::MutantOf;
using derive::Reduces;
using task::EdgeQuestion;

const check::Parameter n_parameter{.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 11};

/// A mutant whose map is rebuilt from wrong choices; `proof` where it is equivalent, for n up to
/// `equivalent_to`.
MutantOf<Reduces> wrong_choice(std::string name, std::string why, Gadget gadget,
                               EdgeQuestion question, const Choices& choices,
                               const char* proof = "", std::int64_t equivalent_to = 100) {
  return {.name = std::move(name),
          .why = std::move(why),
          .apply =
              [=](Reduces& map, const Params& params) {
                map = reduction(gadget, params.at("n"), question, choices);
              },
          .proof = [=](const Params& params) -> std::string {
            return params.at("n") <= equivalent_to ? proof : "";
          }};
}

constexpr const char* one_side =
    "dummies of one party alone: a path between two of them comes back to the vertices that it "
    "left";
constexpr const char* short_cycles =
    "a way through shared dummies is longer than the two or three edges that are asked for";

/// Dummies of both parties, of one, and of the other shared.
std::vector<MutantOf<Reduces>> sharing_mutants(Gadget gadget, EdgeQuestion question,
                                               const char* proof, std::int64_t equivalent_to) {
  return {
      wrong_choice("dummies_shared", "one dummy vertex of each party for all indices", gadget,
                   question, {.shares_alices = true, .shares_bobs = true}, proof, equivalent_to),
      wrong_choice("alices_dummies_shared", "one dummy vertex of Alice's for all indices", gadget,
                   question, {.shares_alices = true}, one_side),
      wrong_choice("bobs_dummies_shared", "one dummy vertex of Bob's for all indices", gadget,
                   question, {.shares_bobs = true}, one_side)};
}

Statement map_is_right(Gadget gadget, EdgeQuestion question, std::string label, std::string title,
                       std::string sentence, std::vector<MutantOf<Reduces>> mutants) {
  Statement about{.claim = claim_id, .label = std::move(label), .title = std::move(title)};
  about.sentence = std::move(sentence);
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The instance map on all 4^n pairs, against a search in the graph.",
                    .gap = "The stated n; the argument for every n is in the README."};
  about.parameters = {n_parameter};
  about.points = [question](Rung rung) {
    if (rung == Rung::fast) return check::points_between("n", 1, 5);
    // Triangles are counted over all triples of 5n vertices.
    return check::points_between(
        "n", 1, question == EdgeQuestion::triangle && rung == Rung::nightly ? 10 : 11);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 3, 3); };
  about.figure.draw = [gadget, name = about.label, title = about.title](const Params&) {
    return gadget_figure(gadget, name, title);
  };
  return derive::reduces(
      std::move(about),
      [gadget, question](const Params& params) {
        return std::vector<Reduces>{reduction(gadget, params.at("n"), question)};
      },
      std::move(mutants));
}

Statement paths() {
  return map_is_right(Gadget::path, EdgeQuestion::path, "S2.path", "A path between two vertices",
                      "For all $a, b \\in \\{0,1\\}^n$: with edges $(s, x_i)$ if $a_i = 1$ else "
                      "$(x_i, xa_i)$, and $(x_i, t)$ if $b_i = 1$ else $(x_i, xb_i)$, there is a "
                      "path from $s$ to $t$ iff $a \\wedge b \\ne 0$.",
                      sharing_mutants(Gadget::path, EdgeQuestion::path,
                                      "a detour from s needs an index with a_i = 1, one with "
                                      "neither and one with b_i = 1: three of them",
                                      2));
}

Statement distances() {
  return map_is_right(Gadget::path, EdgeQuestion::distance, "S2.distance",
                      "Two vertices at distance 2",
                      "In the same graph $s$ and $t$ are at distance 2 iff $a \\wedge b \\ne 0$.",
                      sharing_mutants(Gadget::path, EdgeQuestion::distance, short_cycles, 100));
}

Statement cycles() {
  return map_is_right(
      Gadget::cycle, EdgeQuestion::cycle, "S2.cycle", "A cycle",
      "For all $a, b$: with fixed edges $(u_i, w_i)$, edges $(u_i, v_i)$ if $a_i = 1$ else $(u_i, "
      "p_i)$, and $(w_i, v_i)$ if $b_i = 1$ else $(w_i, r_i)$, there is a cycle iff $a \\wedge b "
      "\\ne 0$.",
      {wrong_choice("dummies_shared", "one dummy vertex of each party for all indices",
                    Gadget::cycle, EdgeQuestion::cycle,
                    {.shares_alices = true, .shares_bobs = true}),
       wrong_choice("alices_dummies_shared", "one dummy vertex of Alice's for all indices",
                    Gadget::cycle, EdgeQuestion::cycle, {.shares_alices = true}, one_side),
       wrong_choice("bobs_dummies_shared", "one dummy vertex of Bob's for all indices",
                    Gadget::cycle, EdgeQuestion::cycle, {.shares_bobs = true}, one_side)});
}

Statement triangles() {
  return map_is_right(Gadget::cycle, EdgeQuestion::triangle, "S2.triangle", "A triangle",
                      "In the same graph there is a triangle iff $a \\wedge b \\ne 0$.",
                      sharing_mutants(Gadget::cycle, EdgeQuestion::triangle, short_cycles, 100));
}

Statement connectivity() {
  return map_is_right(
      Gadget::connected, EdgeQuestion::connected, "S2.connected", "The whole graph connected",
      "For all $a, b$: with fixed edges $(d, y_i)$ and $(c, w_i)$, edges $(c, x_i)$ if $a_i = 1$ "
      "else $(c, y_i)$, and $(d, x_i)$ if $b_i = 1$ else $(d, w_i)$, all $3n + 2$ vertices are "
      "connected iff $a \\vee b$ is all ones.",
      {wrong_choice("bridge", "a fixed edge (c, d) more", Gadget::connected,
                    EdgeQuestion::connected, {.has_bridge = true},
                    "for every index one of x_i, y_i, w_i joins c and d already, unless it is x_i "
                    "alone that is cut off, which an edge (c, d) does not mend"),
       {.name = "intersection_asked",
        .why = "a AND b in place of a OR b",
        .apply = [](Reduces& map, const Params& params) {
          map.source = reduction(Gadget::path, params.at("n")).source;
        }}});
}

/// The edges of a graph of the gadget: how many tokens name one, how many are different, and how
/// many loops there are besides the question.
std::vector<Rational> layout_of(Gadget gadget, std::int64_t n, const check::Case& pair,
                                const std::string& twist) {
  const Choices choices{.is_dummy_common = twist == "dummies_coincide"};
  const derive::Instances instances(reduction(gadget, n, choices));
  const std::int64_t b = pair(0, 1).num().to_int64();
  const Matrix tokens = instances.tokens(pair(0, 0).num().to_int64(), b);
  std::vector<task::Edge> edges = task::edges_of_codes(tokens, vertices_of(gadget, n));
  if (twist == "bobs_zeros_left_out") {
    for (std::int64_t i = 0; i < n; ++i) {
      if ((b >> i & 1) == 0) edges.pop_back();
    }
  }
  const Rational named = std::ssize(edges);
  const Rational loops = tokens.rows() - 1 - std::ssize(edges);
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return {named, std::ssize(edges), loops};
}

Statement layout() {
  Statement about{.claim = claim_id,
                  .label = "S2.layout",
                  .title = "Simple graphs with a constant number of edges"};
  about.sentence =
      "The graphs are simple, and of $2n$, $3n$ and $4n$ edges whatever $a$ and $b$ are: the "
      "layout of the tokens does not depend on the input.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The tokens of all 4^n pairs.",
                    .gap = "The stated n and gadgets."};
  about.parameters = {
      {.name = "gadget", .meaning = "0 path, 1 cycle, 2 connected", .lo = 0, .hi = 2},
      {.name = "n", .meaning = "bits of each party", .lo = 1, .hi = 8}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t gadget = 0; gadget < 3; ++gadget) {
      for (std::int64_t n = 1; n <= (rung == Rung::fast ? 3 : 7); ++n) {
        points.push_back({{"gadget", gadget}, {"n", n}});
      }
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"gadget", 0}, {"n", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto gadget = static_cast<Gadget>(params.at("gadget"));
    const std::int64_t n = params.at("n");
    const std::int64_t last = (std::int64_t{1} << n) - 1;
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [gadget, n](const check::Case& pair, const std::string& twist) {
      return layout_of(gadget, n, pair, twist);
    };
    agrees.right = [edges = edges_of(gadget, n)](const check::Case&) {
      return std::vector<Rational>{edges, edges, 0};
    };
    agrees.cases = check::integer_box({0, 0}, {last, last});
    agrees.cases.description = "all pairs of words of " + derive::counted(n, "bit");
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "tokens of the instance map";
    return agrees;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "dummies_coincide",
                          .why = "xa_i = xb_i: two tokens name one edge where a_i = b_i = 0",
                          .proof = {}},
                         {.name = "bobs_zeros_left_out",
                          .why = "no token where b_i = 0: the layout depends on the input",
                          .proof = {}}});
}

Statement source_is_hard() {
  Statement about{.claim = claim_id, .label = "S2.rank", .title = "Disjointness is hard"};
  about.sentence =
      "The $2^n \\times 2^n$ matrix of DISJ$_n$ has $2^n$ distinct rows and rank $2^n$: a "
      "deterministic one-way protocol sends $n$ bits.";
  about.standing = check::Standing::finite_instance;
  about.fidelity = {.published = "Communication of disjointness is Omega(n).",
                    .checked = "Distinct rows by a sorted order; rank modulo two primes.",
                    .gap = "Deterministic protocols; the stated n."};
  about.parameters = {n_parameter};
  about.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 6 : 10);
  };
  about.mutant_points = [](Rung) { return check::points_between("n", 3, 3); };
  const auto make = [](const Params& params) { return reduction(Gadget::path, params.at("n")); };
  return derive::disjointness_is_hard(std::move(about), "n", make);
}

}  // namespace

std::vector<Statement> reduction_statements() {
  return {paths(), distances(), cycles(), triangles(), connectivity(), layout(), source_is_hard()};
}

check::Claim claim() {
  check::Claim claim{
      .id = claim_id,
      .title = "One layer decides neither paths nor cycles nor connectivity in few bits",
      .family = "graph algorithms"};
  check::cite(claim, check::sanford2024understanding());
  claim.statements =
      check::joined({{published_bound()}, reduction_statements(), layer_statements()});
  // None of the published sentences was read in the paper's own text.
  check::mark_recalled(claim.statements);
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "A model file (attest.model/1) of one layer of `softmax_base` heads over tokens with the one "
      "field `edge`, read at the first token; scores are integers >= 0, values integers. "
      "--statement S2.path|S2.cycle|S2.connected names the graph (default S2.path). Settings, else "
      "the file's params: n (bits of each party, 1..16), bits (leading bits kept of a block sum, "
      "default 0: exact). Result: bits of Bob's message, bits needed, and a counterexample or "
      "null. Bit i of a, b, b_prime is token i of Alice or Bob.";
  return claim;
}

}  // namespace attest::graph_single_layer_bounds
