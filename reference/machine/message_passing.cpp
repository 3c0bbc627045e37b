// SPDX-License-Identifier: Apache-2.0
/// \file
/// Colours, rounds and balls of small graphs; see message_passing.hpp.
#include "reference/machine/message_passing.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::message_passing {
namespace {

using Colours = std::vector<std::int32_t>;

/// Everything adjacent to a set of vertices, and the set.
std::uint64_t spread(const Graph& graph, std::uint64_t set) {
  std::uint64_t result = set;
  for (std::size_t v = 0; v < graph.neighbours.size(); ++v) {
    if ((set >> v & 1) != 0) result |= graph.neighbours[v];
  }
  return result;
}

/// Numbers of (own colour, colours of the neighbours), the same for every graph.
class Palette {
 public:
  explicit Palette(Aggregation aggregation) : aggregation_(aggregation) {}

  /// The multiset of colours after as many rounds as there are vertices, by number.
  std::int32_t class_of(const Graph& graph) {
    Colours colours(graph.neighbours.size(), 0);
    const std::size_t rounds =
        aggregation_ == Aggregation::degree_once ? 1 : graph.neighbours.size();
    for (std::size_t round = 0; round < rounds; ++round) {
      Colours next;
      for (std::size_t v = 0; v < colours.size(); ++v) next.push_back(refined(graph, colours, v));
      colours = std::move(next);
    }
    std::sort(colours.begin(), colours.end());
    const auto size = static_cast<std::int32_t>(multisets_.size());
    return multisets_.try_emplace(colours, size).first->second;
  }

 private:
  std::int32_t refined(const Graph& graph, const Colours& colours, std::size_t v) {
    Colours seen;
    for (std::size_t u = 0; u < colours.size(); ++u) {
      if ((graph.neighbours[v] >> u & 1) != 0) seen.push_back(colours[u]);
    }
    std::sort(seen.begin(), seen.end());
    if (aggregation_ == Aggregation::set) {
      seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    }
    seen.push_back(colours[v]);
    // 0 is the colour before the first round.
    const auto size = static_cast<std::int32_t>(numbers_.size()) + 1;
    return numbers_.try_emplace(std::move(seen), size).first->second;
  }

  Aggregation aggregation_;
  std::map<Colours, std::int32_t> numbers_;
  std::map<Colours, std::int32_t> multisets_;
};

/// Orbits of a permutation on pairs of points.
std::int64_t cycles_on_pairs(const std::vector<std::int64_t>& image) {
  std::map<std::pair<std::int64_t, std::int64_t>, bool> is_seen;
  const std::int64_t n = std::ssize(image);
  std::int64_t cycles = 0;
  for (std::int64_t u = 0; u < n; ++u) {
    for (std::int64_t v = u + 1; v < n; ++v) {
      std::pair<std::int64_t, std::int64_t> pair{u, v};
      cycles += is_seen[pair] ? 0 : 1;
      while (!is_seen[pair]) {
        is_seen[pair] = true;
        const std::int64_t a = image[static_cast<std::size_t>(pair.first)];
        const std::int64_t b = image[static_cast<std::size_t>(pair.second)];
        pair = {std::min(a, b), std::max(a, b)};
      }
    }
  }
  return cycles;
}

}  // namespace

Graph labelled_graph(std::int64_t vertices, std::int64_t index) {
  ATTEST_REQUIRE(0 <= vertices && vertices <= 11, std::to_string(vertices) + " vertices");
  Graph graph{.neighbours = std::vector<std::uint64_t>(static_cast<std::size_t>(vertices), 0)};
  for (std::size_t v = 1; v < graph.neighbours.size(); ++v) {
    for (std::size_t u = 0; u < v; ++u, index /= 2) {
      if (index % 2 == 0) continue;
      graph.neighbours[u] |= std::uint64_t{1} << v;
      graph.neighbours[v] |= std::uint64_t{1} << u;
    }
  }
  return graph;
}

Graph circles(std::int64_t count, std::int64_t length) {
  ATTEST_REQUIRE(length >= 3 && count * length <= 64, std::to_string(length) + " vertices");
  Graph graph;
  for (std::int64_t v = 0; v < count * length; ++v) {
    const std::int64_t first = v - v % length;
    const std::int64_t next = first + (v + 1 - first) % length;
    const std::int64_t last = first + (v + length - 1 - first) % length;
    graph.neighbours.push_back(std::uint64_t{1} << next | std::uint64_t{1} << last);
  }
  return graph;
}

bool is_connected(const Graph& graph) {
  if (graph.neighbours.empty()) return true;
  std::uint64_t reached = 1;
  for (std::uint64_t before = 0; before != reached;) {
    before = reached;
    reached = spread(graph, reached);
  }
  return reached == ~std::uint64_t{0} >> (64 - graph.neighbours.size());
}

Separation separate(std::int64_t vertices, Aggregation aggregation) {
  ATTEST_REQUIRE(1 <= vertices && vertices <= 8, std::to_string(vertices) + " vertices");
  Palette palette(aggregation);
  std::map<std::int32_t, std::pair<bool, bool>> met;  // class: disconnected, connected
  const std::int64_t graphs = std::int64_t{1} << (vertices * (vertices - 1) / 2);
  for (std::int64_t index = 0; index < graphs; ++index) {
    const Graph graph = labelled_graph(vertices, index);
    auto& [disconnected, connected] = met[palette.class_of(graph)];
    (is_connected(graph) ? connected : disconnected) = true;
  }
  Separation result{.classes = std::ssize(met)};
  for (const auto& [number, kinds] : met) result.mixed += kinds.first && kinds.second ? 1 : 0;
  return result;
}

std::int64_t graphs_up_to_isomorphism(std::int64_t vertices) {
  ATTEST_REQUIRE(0 <= vertices && vertices <= 10, std::to_string(vertices) + " vertices");
  std::vector<std::int64_t> image(static_cast<std::size_t>(vertices));
  std::iota(image.begin(), image.end(), 0);
  std::int64_t fixed = 0;
  std::int64_t permutations = 0;
  do {
    fixed += std::int64_t{1} << cycles_on_pairs(image);
    ++permutations;
  } while (std::next_permutation(image.begin(), image.end()));
  ATTEST_REQUIRE(fixed % permutations == 0, "fixed graphs a multiple of the permutations");
  return fixed / permutations;
}

Integer sum_after(const Graph& graph, std::vector<Integer> h, std::int64_t rounds, std::int64_t a,
                  std::int64_t b, std::int64_t c) {
  ATTEST_REQUIRE(h.size() == graph.neighbours.size(), std::to_string(h.size()) + " entries");
  for (std::int64_t round = 0; round < rounds; ++round) {
    std::vector<Integer> next;
    for (std::size_t v = 0; v < h.size(); ++v) {
      Integer sum = a * h[v];
      for (std::size_t u = 0; u < h.size(); ++u) {
        if ((graph.neighbours[v] >> u & 1) != 0) sum += b * h[u];
      }
      next.push_back(sum * sum + c);
    }
    h = std::move(next);
  }
  Integer total = 0;
  for (const Integer& entry : h) total += entry;
  return total;
}

std::int64_t rounds_to_hear(const Graph& graph, std::int64_t of, std::int64_t at) {
  std::uint64_t heard = std::uint64_t{1} << of;
  std::int64_t rounds = 0;
  for (; (heard >> at & 1) == 0; ++rounds) {
    const std::uint64_t next = spread(graph, heard);
    ATTEST_REQUIRE(next != heard, "a vertex in the same part");
    heard = next;
  }
  return rounds;
}

}  // namespace attest::machine::message_passing
