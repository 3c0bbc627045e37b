// SPDX-License-Identifier: Apache-2.0
/// \file
/// The three instance maps from pairs of words to edges.
#include <optional>
#include <string>
#include <utility>

#include "claims/graph_single_layer_bounds/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/disjointness.hpp"

namespace attest::graph_single_layer_bounds {
namespace {

using derive::Owner;
using model::CircuitBuilder;
using model::Wire;

/// The wires that an instance map is made of.
struct Parts {
  CircuitBuilder& map;
  Wire slot;
  Wire letter;
  std::int64_t n;
  std::int64_t vertices;
  Choices choices;

  /// The edge {a, b}.
  [[nodiscard]] Wire edge(Wire a, Wire b) const { return a * Rational(vertices) + b; }
  [[nodiscard]] Wire edge(std::int64_t a, Wire b) const { return b + Rational(a * vertices); }
  /// Vertex `slot` of the group that starts at `first`.
  [[nodiscard]] Wire vertex(std::int64_t first) const { return slot + Rational(first); }
  /// A dummy of the group: vertex `slot`, or the first for all indices.
  [[nodiscard]] Wire dummy(std::int64_t first, bool is_shared) const {
    return is_shared ? map.constant(first) : vertex(first);
  }
  /// One edge where the letter is 1, another where it is 0.
  [[nodiscard]] Wire either(Wire used, Wire unused) const {
    return map.select(letter, used, unused);
  }
};

/// Alice's, Bob's and the fixed edges of a gadget, if it has fixed ones.
struct Edges {
  Wire alices;
  Wire bobs;
  std::optional<Wire> fixed = {};
};

/// s = 0, t = 1, then x, xa, xb.
Edges path_edges(const Parts& at) {
  const Wire x = at.vertex(2);
  const std::int64_t bobs_first = 2 + (at.choices.is_dummy_common ? 1 : 2) * at.n;
  return {
      .alices = at.either(at.edge(0, x), at.edge(x, at.dummy(2 + at.n, at.choices.shares_alices))),
      .bobs = at.either(at.edge(1, x), at.edge(x, at.dummy(bobs_first, at.choices.shares_bobs)))};
}

/// u, w, v, p, r. The fixed slot k >= 1 is (u_{k-1}, w_{k-1}).
Edges cycle_edges(const Parts& at) {
  const Wire u = at.vertex(0);
  const Wire w = at.vertex(at.n);
  const Wire v = at.vertex(2 * at.n);
  const std::int64_t bobs_first = (at.choices.is_dummy_common ? 3 : 4) * at.n;
  return {
      .alices = at.either(at.edge(u, v), at.edge(u, at.dummy(3 * at.n, at.choices.shares_alices))),
      .bobs = at.either(at.edge(w, v), at.edge(w, at.dummy(bobs_first, at.choices.shares_bobs))),
      .fixed = at.edge(u - 1, w - 1)};
}

/// c = 0, d = 1, then x, y, w. The fixed slots 1 .. n are (d, y_i), the next n (c, w_i), and 2n + 1
/// is (c, d).
Edges connected_edges(const Parts& at) {
  const Wire x = at.vertex(2);
  const Wire beyond = at.map.less(at.map.constant(at.n), at.slot);
  const Wire edge = at.edge(1 - beyond, at.vertex(1 + at.n));
  const Wire is_bridge = at.map.less(at.map.constant(2 * at.n), at.slot);
  return {
      .alices = at.either(at.edge(0, x), at.edge(0, at.vertex(2 + at.n))),
      .bobs = at.either(at.edge(1, x), at.edge(1, at.vertex(2 + 2 * at.n))),
      .fixed = at.choices.has_bridge ? at.map.select(is_bridge, at.map.constant(1), edge) : edge};
}

Edges edges_at(const Parts& at, Gadget gadget) {
  switch (gadget) {
    case Gadget::path:
      return path_edges(at);
    case Gadget::cycle:
      return cycle_edges(at);
    case Gadget::connected:
      return connected_edges(at);
  }
  broken_invariant(__FILE__, __LINE__, "gadget", "a gadget outside the enumeration");
}

/// The circuit that turns (owner, slot, letter) into an edge; the fixed slot 0 is the question.
model::Circuit instance_map(Gadget gadget, std::int64_t n, const Choices& choices) {
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire owner = map.input("owner");
  const Wire slot = map.input("slot");
  const Parts at{.map = map,
                 .slot = slot,
                 .letter = map.input("letter"),
                 .n = n,
                 .vertices = vertices_of(gadget, n),
                 .choices = choices};
  const Edges edges = edges_at(at, gadget);
  const Wire question = map.constant(0);
  const Wire fixed = edges.fixed ? map.select(slot, *edges.fixed, question) : question;
  const Wire is_bob = map.less(map.constant(static_cast<int>(Owner::alice)), owner);
  map.output("edge", map.select(owner, map.select(is_bob, edges.bobs, edges.alices), fixed));
  return map.finish();
}

std::vector<derive::Place> places(Gadget gadget, std::int64_t n, const Choices& choices) {
  std::vector<derive::Place> result{{.owner = Owner::fixed, .slot = 0}};
  std::int64_t fixed = edges_of(gadget, n) - 2 * n;
  if (choices.has_bridge) ++fixed;
  for (int k = 1; k <= fixed; ++k) result.push_back({.owner = Owner::fixed, .slot = k});
  for (const Owner owner : {Owner::alice, Owner::bob}) {
    for (int i = 0; i < n; ++i) result.push_back({.owner = owner, .slot = i});
  }
  return result;
}

}  // namespace

std::int64_t vertices_of(Gadget gadget, std::int64_t n) {
  return gadget == Gadget::cycle ? 5 * n : 3 * n + 2;
}

std::int64_t edges_of(Gadget gadget, std::int64_t n) {
  switch (gadget) {
    case Gadget::path:
      return 2 * n;
    case Gadget::cycle:
      return 3 * n;
    case Gadget::connected:
      return 4 * n;
  }
  broken_invariant(__FILE__, __LINE__, "gadget", "a gadget outside the enumeration");
}

derive::Reduces reduction(Gadget gadget, std::int64_t n, task::EdgeQuestion question,
                          const Choices& choices) {
  const int bits = static_cast<int>(n);
  const bool is_cover = gadget == Gadget::connected;
  const std::int64_t all = (std::int64_t{1} << n) - 1;
  return {.source = is_cover ? task::bits_cover(bits) : task::bits_intersect(bits),
          .target = task::edge_question(question, vertices_of(gadget, n)),
          .instance = instance_map(gadget, n, choices),
          .places = places(gadget, n, choices),
          .reader = 0,
          .alice = check::bit_words(bits),
          .bob = check::bit_words(bits),
          .separating = [is_cover, all](std::int64_t b, std::int64_t b_prime) {
            const std::int64_t difference = b ^ b_prime;
            const std::int64_t lowest = difference & -difference;  // e_i, b_i != b'_i
            return is_cover ? all - lowest : lowest;
          }};
}

derive::Reduces reduction(Gadget gadget, std::int64_t n, const Choices& choices) {
  const task::EdgeQuestion question = gadget == Gadget::path    ? task::EdgeQuestion::path
                                      : gadget == Gadget::cycle ? task::EdgeQuestion::cycle
                                                                : task::EdgeQuestion::connected;
  return reduction(gadget, n, question, choices);
}

std::vector<std::int64_t> tokens_of(const derive::Reduces& map, Owner owner) {
  std::vector<std::int64_t> tokens;
  for (const derive::Place& place : map.places) {
    if (place.owner != owner) continue;
    for (const int letter : {0, 1}) {
      const std::vector<Rational> edge =
          model::evaluate(map.instance, {static_cast<int>(owner), place.slot, letter}, 0, 1);
      tokens.push_back(edge.at(0).num().to_int64());
    }
  }
  return tokens;
}

}  // namespace attest::graph_single_layer_bounds
