// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces of graphs against their definitions.
#include "reference/derive/graph_cases.hpp"

#include <doctest/doctest.h>

#include <set>

#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::derive {
namespace {

TEST_SUITE("derive/graph_cases") {
  TEST_CASE("labelled graphs are all different and stand by their number of edges for n <= 5") {
    for (int n = 0; n <= 5; ++n) {
      const check::CaseSpace space = labelled_graphs(n);
      REQUIRE(space.size == std::int64_t{1} << (n * (n - 1) / 2));
      CHECK(space.full_size == space.size);
      std::set<std::vector<task::Edge>> seen;
      std::size_t edges = 0;
      for (std::int64_t i = 0; i < space.size; ++i) {
        const task::Graph graph = task::graph_of_tokens(*space.at(i));
        CHECK(graph.vertices == n);
        CHECK(graph.edges.size() >= edges);
        edges = graph.edges.size();
        CHECK(seen.insert(graph.edges).second);
      }
    }
  }

  TEST_CASE("labelled graphs on more than eleven vertices are refused") {
    CHECK(labelled_graphs(11).size == std::int64_t{1} << 55);
    CHECK_THROWS_AS(static_cast<void>(labelled_graphs(12)), InputError);
  }

  TEST_CASE("given graphs are the given ones") {
    const check::CaseSpace space = given_graphs("two", {task::path_graph(2), task::Graph{}});
    CHECK(space.size == 2);
    CHECK(space.coverage == check::Coverage::given);
    CHECK(task::graph_of_tokens(*space.at(0)) == task::path_graph(2));
    CHECK(space.at(1)->rows() == 0);
  }

  TEST_CASE("random graphs of density 0 and 100 are empty and complete") {
    CHECK(task::graph_of_tokens(*random_graphs(9, 0, 1, 7).at(0)).edges.empty());
    CHECK(task::graph_of_tokens(*random_graphs(9, 100, 1, 7).at(0)) == task::complete_graph(9));
    const check::CaseSpace half = random_graphs(40, 50, 2, 7);
    CHECK(half.coverage == check::Coverage::sampled);
    CHECK(*half.at(0) != *half.at(1));
    CHECK(*half.at(0) == *random_graphs(40, 50, 2, 7).at(0));
  }
}

}  // namespace
}  // namespace attest::derive
