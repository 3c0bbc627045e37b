// SPDX-License-Identifier: Apache-2.0
/// \file
/// Connected parts of listed pairs, by colouring; see cycles.hpp.
#include "reference/task/cycles.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

using Edges = std::vector<std::pair<std::int64_t, std::int64_t>>;

Edges listed(const Matrix& tokens, Listing listing) {
  Edges edges;
  const int block = tokens.cols() - 1;
  for (int i = 0; i + 1 < tokens.rows(); i += 2) {
    if (tokens(i, block) != 1) continue;
    const Rational& other = listing == Listing::successors ? tokens(i + 1, 0) : tokens(i, 1);
    edges.emplace_back(tokens(i, 0).num().to_int64(), other.num().to_int64());
  }
  return edges;
}

/// Number of connected parts: every vertex takes the least colour of its neighbours.
std::size_t parts(const Edges& edges) {
  std::map<std::int64_t, std::int64_t> colour;
  for (const auto& [u, v] : edges) {
    colour[u] = u;
    colour[v] = v;
  }
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (const auto& [u, v] : edges) {
      const std::int64_t least = std::min(colour[u], colour[v]);
      is_changed = is_changed || colour[u] != least || colour[v] != least;
      colour[u] = least;
      colour[v] = least;
    }
  }
  std::set<std::int64_t> colours;
  for (const auto& [vertex, own] : colour) colours.insert(own);
  return colours.size();
}

}  // namespace

Task several_cycles(Listing listing) {
  return {.id = listing == Listing::arcs ? "several_cycles of arcs" : "several_cycles",
          .answer = [listing](const Matrix& tokens) {
            return std::vector<Rational>{parts(listed(tokens, listing)) >= 2 ? 1 : 0};
          }};
}

Task walk_end(std::int64_t steps) {
  return {.id = "walk_end steps=" + std::to_string(steps), .answer = [steps](const Matrix& tokens) {
            std::map<std::int64_t, std::int64_t> next;
            for (const auto& [u, v] : listed(tokens, Listing::successors)) next[u] = v;
            std::int64_t at = tokens(tokens.rows() - 1, 0).num().to_int64();
            for (std::int64_t step = 0; step < steps; ++step) at = next.at(at);
            return std::vector<Rational>{at, steps + 1};
          }};
}

Task cycle_minima(std::int64_t first) {
  return {.id = "cycle_minima first=" + std::to_string(first),
          .answer = [first](const Matrix& tokens) {
            std::vector<Rational> minima;
            for (int i = 0; i < tokens.rows(); ++i) {
              std::int64_t least = i;
              std::int64_t at = tokens(i, 0).num().to_int64() - first;
              for (int step = 0; at != i; ++step) {
                ATTEST_REQUIRE(0 <= at && at < tokens.rows() && step < tokens.rows(),
                               "images that are no permutation");
                least = std::min(least, at);
                at = tokens(static_cast<int>(at), 0).num().to_int64() - first;
              }
              minima.emplace_back(least + first);
            }
            return minima;
          }};
}

std::int64_t walk(const std::vector<std::int64_t>& image, std::int64_t start, std::int64_t steps) {
  std::int64_t at = start;
  for (std::int64_t step = 0; step < steps; ++step) at = image.at(static_cast<std::size_t>(at));
  return at;
}

}  // namespace attest::task
