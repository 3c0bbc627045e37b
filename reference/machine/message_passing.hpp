// SPDX-License-Identifier: Apache-2.0
/// \file
/// Message passing on small graphs: colour refinement, linear rounds, and what a vertex hears of.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/number/integer.hpp"

namespace attest::machine::message_passing {

/// An undirected graph without loops: bit v of neighbours[u].
struct Graph {
  std::vector<std::uint64_t> neighbours = {};

  [[nodiscard]] std::int64_t vertices() const { return std::ssize(neighbours); }
};

/// The labelled graph whose edges are the bits of `index`, pairs (0,1), (0,2), (1,2), (0,3), ..
/// \pre vertices <= 11
[[nodiscard]] Graph labelled_graph(std::int64_t vertices, std::int64_t index);

/// `count` circles of `length` vertices, one after the other. \pre length >= 3, at most 64 vertices
[[nodiscard]] Graph circles(std::int64_t count, std::int64_t length);

[[nodiscard]] bool is_connected(const Graph& graph);

/// What a vertex learns of its neighbours in a round.
enum class Aggregation {
  multiset,     ///< how many neighbours have which colour: 1-WL
  set,          ///< which colours occur
  degree_once,  ///< one round only: the number of neighbours
};

/// How many classes the labelled graphs on `vertices` vertices fall into.
struct Separation {
  std::int64_t classes = 0;  ///< multisets of stable colours
  std::int64_t mixed = 0;    ///< classes of both connected and disconnected graphs
};
/// Colour refinement of every labelled graph, with one numbering of colours for all. Exact.
/// \pre vertices <= 8
[[nodiscard]] Separation separate(std::int64_t vertices, Aggregation aggregation);

/// Graphs on `vertices` vertices up to isomorphism, by Burnside's lemma. \pre vertices <= 10
[[nodiscard]] std::int64_t graphs_up_to_isomorphism(std::int64_t vertices);

/// The sum of the entries after rounds h_v <- (a h_v + b sum over neighbours of h_u)^2 + c.
[[nodiscard]] Integer sum_after(const Graph& graph, std::vector<Integer> h, std::int64_t rounds,
                                std::int64_t a, std::int64_t b, std::int64_t c);

/// Rounds after which a vertex may have heard of another: the distance. \pre they are connected
[[nodiscard]] std::int64_t rounds_to_hear(const Graph& graph, std::int64_t of, std::int64_t at);

}  // namespace attest::machine::message_passing
