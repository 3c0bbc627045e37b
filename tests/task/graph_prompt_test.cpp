// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts that are read, and what is refused with an id and a place.
#include "reference/task/graph_prompt.hpp"

#include <doctest/doctest.h>

#include "reference/number/error.hpp"

namespace attest::task {
namespace {

const std::string path =
    "G describes a graph among nodes 0, 1, and 2. The edges in G are: (0, 1) (1, 2).";

GraphPrompt only(const std::string& text) {
  const std::vector<GraphPrompt> prompts = parse_prompts(text, "x");
  REQUIRE(prompts.size() == 1);
  return prompts[0];
}

std::string refusal(const std::string& text) {
  try {
    static_cast<void>(parse_prompts(text, "x"));
  } catch (const attest::InputError& error) {
    CHECK_FALSE(error.expected().empty());
    return error.id() + " at " + error.place();
  }
  return "none";
}

TEST_SUITE("task/graph_prompt") {
  TEST_CASE("pairs and neighbours and line ends say the same graph") {
    const Graph graph = graph_of_edges(3, {{0, 1}, {1, 2}});
    CHECK(only(path + " Q: How many edges are in this graph? A: 2").graph == graph);
    CHECK(only("G describes a graph among\r\nnodes 2, 0, and 1.\nIn this graph:\nNode 0 is "
               "connected to "
               "node 1.\nNode 1 is connected to nodes 0, 2.\nNode 2 is connected to node 1.\n"
               "Q: How many nodes are in this graph?\n")
              .graph == graph);
    CHECK(only("G describes a graph among nodes 0. Q: How many nodes are in this graph?").graph ==
          Graph{.vertices = 1});
  }

  TEST_CASE("a question is of one of four kinds with its nodes") {
    const GraphPrompt degree = only(path + "\nQ: What is the degree of node 2?\nA:");
    CHECK(degree.question == PromptQuestion::node_degree);
    CHECK(degree.u == 2);
    CHECK(degree.name == "x:2");
    const GraphPrompt edge = only(path + "\nQ: Is node 2 connected to node 0?");
    CHECK(edge.question == PromptQuestion::edge_existence);
    CHECK(edge.u == 2);
    CHECK(edge.w == 0);
  }

  TEST_CASE("an answer ends its prompt whatever it says") {
    const std::string prompt = path + "\nQ: How many nodes are in this graph?\nA: G describes (\n";
    CHECK(parse_prompts(prompt + "\n" + prompt, "x").size() == 2);
  }

  TEST_CASE("what is no prompt is refused where it stands") {
    CHECK(refusal("") == "graph-empty at x:1:1");
    CHECK(refusal("Hello") == "graph-syntax at x:1:1");
    CHECK(refusal("G describes a graph among nodes A, and B.") == "graph-syntax at x:1:33");
    CHECK(refusal("G describes a graph among nodes 0, 2.") == "graph-vertex at x:1:33");
    CHECK(refusal("G describes a graph among nodes 0, 10000.") == "graph-size at x:1:36");
    CHECK(refusal(path) == "graph-syntax at x:1:80");
    CHECK(refusal(path + "\nQ: Is there a cycle in this graph?") == "graph-question at x:2:4");
    CHECK(refusal(path + "\nQ: Is node 1 connected to node 1?") == "graph-question at x:2:32");
    CHECK(refusal(path + "\nQ: What is the degree of node 3?") == "graph-vertex at x:2:31");
    const std::string nodes = "G describes a graph among nodes 0, and 1.\n";
    CHECK(refusal(nodes + "The edges in G are: (0, 0).") == "graph-loop at x:2:21");
    CHECK(refusal(nodes + "The edges in G are: (0, 1) (0, 1).") == "graph-edge at x:2:28");
    CHECK(refusal(nodes + "The edges in G are: (0, 2).") == "graph-vertex at x:2:25");
    CHECK(refusal(nodes + "In this graph:\nNode 0 is linked to node 1.") ==
          "graph-syntax at x:3:8");
  }
}

}  // namespace
}  // namespace attest::task
