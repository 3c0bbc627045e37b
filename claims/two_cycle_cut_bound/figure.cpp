// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the cut: arcs of both parties, and what a token is asked to say.
#include <string>

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/number/error.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

constexpr int alice_x = 190;
constexpr int bob_x = 470;
constexpr int vertex_step = 62;
constexpr std::int64_t most_drawn = 6;  // vertices a side

/// Bits of the drawn instance: sparse, disjoint but for (0, 1).
bool is_alices_arc(std::int64_t i, std::int64_t j, std::int64_t n) {
  return (i + 2 * j) % n == 2 % n || (i == 0 && j == 1 % n);
}
bool is_bobs_arc(std::int64_t i, std::int64_t j, std::int64_t n) {
  return (i + 2 * j) % n == 1 % n || (i == 0 && j == 1 % n);
}

void add_arc(check::Drawing& drawing, int from, int to, bool is_alices, bool is_hit) {
  const int shift = is_alices ? 5 : -5;
  const int u = -vertex_step * (is_alices ? from : to) + shift;
  const int v = -vertex_step * (is_alices ? to : from) + shift;
  check::Edge edge{.from = (is_alices ? "u" : "v") + std::to_string(from),
                   .to = (is_alices ? "v" : "u") + std::to_string(to),
                   .role = is_hit ? check::Role::message : check::Role::flow,
                   .route = {{alice_x + 34, u}, {bob_x - 34, v}}};
  if (!is_alices) std::swap(edge.route[0], edge.route[1]);
  drawing.edges.push_back(std::move(edge));
}

}  // namespace

check::Drawing cut_figure(const check::Params& params) {
  if (params.at("n") > most_drawn) {
    throw InputError("drawing-size", std::string(claim_id) + " S1, --figure",
                     "n = " + std::to_string(params.at("n")),
                     "at most " + std::to_string(most_drawn));
  }
  const auto n = static_cast<int>(params.at("n"));
  check::Drawing drawing;
  drawing.title = std::string(claim_id) + " S1: A graph of two parties";
  drawing.meanings = {{check::Role::alice, "vertex of Alice's"},
                      {check::Role::bob, "vertex of Bob's"},
                      {check::Role::message, "two-cycle: both bits are 1"},
                      {check::Role::flow, "arc: the bit is 1"}};
  for (int i = 0; i < n; ++i) {
    for (const bool is_alices : {true, false}) {
      const std::string name = (is_alices ? "u" : "v") + std::to_string(i);
      drawing.nodes.push_back({.id = name,
                               .centre = {is_alices ? alice_x : bob_x, -vertex_step * i},
                               .width = 68,
                               .height = 26,
                               .lines = {name},
                               .role = is_alices ? check::Role::alice : check::Role::bob});
      derive::add_note(drawing, {is_alices ? alice_x - 46 : bob_x + 46, -vertex_step * i},
                       is_alices ? "row " + std::to_string(i) + " of a"
                                 : "column " + std::to_string(i) + " of b",
                       check::Style::small, is_alices ? check::Align::right : check::Align::left);
    }
  }
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const bool is_hit = is_alices_arc(i, j, n) && is_bobs_arc(i, j, n);
      if (is_alices_arc(i, j, n)) add_arc(drawing, i, j, true, is_hit);
      if (is_bobs_arc(i, j, n)) add_arc(drawing, j, i, false, is_hit);
    }
  }
  const int bottom = -vertex_step * (n - 1) - 34;
  const int middle = (alice_x + bob_x) / 2;
  drawing.edges.push_back({.from = "u0",
                           .to = "v0",
                           .role = check::Role::cut,
                           .route = {{middle, bottom}, {middle, 30}}});
  derive::add_note(drawing, {alice_x, 32}, "Alice", check::Style::heading, check::Align::centre);
  derive::add_note(drawing, {bob_x, 32}, "Bob", check::Style::heading, check::Align::centre);
  drawing.caption = {
      "n = " + std::to_string(n) + " vertices a side, " + std::to_string(n * n) +
          " bits for each party; the arcs u -> v are told by a, the arcs v -> u by b",
      "in each of L layers every vertex says H keys and H values of m numbers of p bits: 4 n m p H "
      "L bits, and disjointness needs n^2"};
  drawing.low = {0, bottom - 8};
  drawing.high = {700, 116};
  derive::add_note(drawing, {6, 104}, drawing.title, check::Style::title);
  derive::add_note(drawing, {6, 82}, drawing.caption[0], check::Style::body);
  derive::add_note(drawing, {6, 66}, drawing.caption[1], check::Style::body);
  return drawing;
}

}  // namespace attest::two_cycle_cut_bound
