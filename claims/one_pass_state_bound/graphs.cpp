// SPDX-License-Identifier: Apache-2.0
/// \file
/// Message passing: what colour refinement cannot tell, and how far a round reaches.
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/machine/message_passing.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
namespace message_passing = machine::message_passing;

/// By number of vertices: isomorphism classes that colour refinement takes for another one, and
/// classes of both connected and disconnected graphs.
constexpr std::int64_t taken_for_another[] = {0, 0, 0, 0, 0, 0, 4, 22};
constexpr std::int64_t mixed_classes[] = {0, 0, 0, 0, 0, 0, 1, 1};

Statement refinement() {
  Statement statement =
      check::about(claim_id, "S6", "What message passing without names cannot tell");
  statement.sentence =
      "Colour refinement, which bounds every message passing network without vertex names, "
      "separates all graphs up to five vertices, 152 of 156 classes on six and 1022 of 1044 on "
      "seven. On six and on seven vertices exactly one of its classes holds both connected and "
      "disconnected graphs ($C_6$ and $2C_3$; $C_7$ and $C_3 + C_4$).";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Stable colours of every labelled graph, against the number of "
                            "graphs by Burnside's lemma.",
                        .gap = "Up to seven vertices."};
  statement.parameters = {{.name = "n", .meaning = "vertices", .lo = 1, .hi = 7}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 5 : 7); ++n) points.push_back({{"n", n}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    const auto left = [n](const check::Case&, const std::string& twist) {
      using message_passing::Aggregation;
      const message_passing::Separation found =
          message_passing::separate(n, twist == "degrees_only"         ? Aggregation::degree_once
                                       : twist == "sets_of_neighbours" ? Aggregation::set
                                                                       : Aggregation::multiset);
      return std::vector<Rational>{found.classes, found.mixed};
    };
    const auto right = [n](const check::Case&) {
      const auto at = static_cast<std::size_t>(n);
      return std::vector<Rational>{
          message_passing::graphs_up_to_isomorphism(n) - taken_for_another[at], mixed_classes[at]};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = check::integer_box({}, {}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "colour refinement"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "degrees_only", .why = "one round: the degrees", .proof = {}},
                         {.name = "sets_of_neighbours",
                          .why = "colours of neighbours without how many",
                          .proof = {}}});
}

Statement same_circles() {
  Statement statement =
      check::about(claim_id, "S6.circles", "C_2m and 2 C_m are alike at every depth");
  statement.sentence =
      "Rounds $h_v \\leftarrow (a h_v + b \\sum_{u \\sim v} h_u)^2 + c$ from equal entries give "
      "$C_{2m}$ and $2C_m$ one sum, for all integers $a, b, c$ and every number of rounds.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "All small weights and numbers of rounds, in integers.",
                        .gap = "The stated m; weights of absolute value at most 2; four rounds."};
  statement.parameters = {{.name = "m", .meaning = "length of a circle", .lo = 3, .hi = 16}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"m", 3}}, {{"m", 4}}};
    if (rung != Rung::fast) {
      points.push_back({{"m", 7}});
      points.push_back({{"m", 16}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"m", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t m = params.at("m");
    const auto sum = [m](const check::Case& chosen, const message_passing::Graph& graph,
                         bool has_names) {
      std::vector<Integer> h;
      for (std::int64_t v = 0; v < 2 * m; ++v) h.emplace_back(has_names ? v : 1);
      const auto at = [&](int field) { return chosen(0, field).num().to_int64(); };
      return std::vector<Rational>{
          message_passing::sum_after(graph, std::move(h), at(0), at(1), at(2), at(3))};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [=](const check::Case& chosen, const std::string& twist) {
                        return sum(chosen, message_passing::circles(1, 2 * m),
                                   twist == "with_names");
                      },
                  .right =
                      [=](const check::Case& chosen) {
                        return sum(chosen, message_passing::circles(2, m), false);
                      },
                  .cases = check::integer_box({1, -2, -2, -2}, {4, 2, 2, 2}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "rounds in integers"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "with_names", .why = "vertices start with their numbers", .proof = {}}});
}

Statement radius() {
  Statement statement = check::about(claim_id, "S6.radius", "A round reaches one step");
  statement.sentence =
      "Whatever names vertices have, $L$ rounds tell a vertex nothing of one at distance $L + 1$: "
      "the end of $k$ steps along a circle of $2k$ vertices is heard of after $k$ rounds and no "
      "earlier.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Message passing of depth L and width m decides connectivity only if L sqrt(m) = "
          "Omega(n^(1/4)) up to logarithms.",
      .checked = "The first round in which a vertex may have heard of another.",
      .gap =
          "The radius alone, m unbounded; the bound of the paper, through CONGEST, is recalled, "
          "not checked."};
  statement.parameters = {{.name = "most", .meaning = "k = 2, .., most", .lo = 2, .hi = 32}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 8 : 32}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [](const check::Case& chosen, const std::string& twist) {
                        const std::int64_t k = chosen(0, 0).num().to_int64();
                        const auto graph = message_passing::circles(1, 2 * k);
                        return std::vector<Rational>{message_passing::rounds_to_hear(
                            graph, twist == "one_step_nearer" ? k - 1 : k, 0)};
                      },
                  .right = [](const check::Case& chosen) { return std::vector{chosen(0, 0)}; },
                  .cases = check::integer_box({2}, {params.at("most")}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "reach of a round"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "one_step_nearer", .why = "the vertex k - 1 steps on", .proof = {}}});
}

}  // namespace

std::vector<Statement> graph_statements() { return {refinement(), same_circles(), radius()}; }

}  // namespace attest::one_pass_state_bound
