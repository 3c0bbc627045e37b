// SPDX-License-Identifier: Apache-2.0
/// \file
/// Graphs and questions about them in English, as the prompts of GraphQA put them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/task/graph.hpp"

namespace attest::task {

/// What a prompt asks.
enum class PromptQuestion {
  node_count,      ///< How many nodes are in this graph?
  edge_count,      ///< How many edges are in this graph?
  edge_existence,  ///< Is node U connected to node W?
  node_degree,     ///< What is the degree of node U?
};

/// A graph and one question.
struct GraphPrompt {
  std::string name;  ///< "file:line" of the question
  Graph graph;
  PromptQuestion question = PromptQuestion::node_count;
  int u = 0;
  int w = 0;  ///< of edge_existence: another vertex than u; else u
};

/// The prompts of a text, at least one, in the encodings `adjacency` and `incident` of GraphQA with
/// integers for nodes: "G describes a graph among nodes 0, 1, and 2. The edges in G are: (0, 1)
/// (0, 2). Q: .. A:", or "In this graph: Node 0 is connected to nodes 1, 2. ..". What stands on the
/// line after A: is not read. The nodes are 0, .., n - 1 in any order.
/// \param place the file's name, for messages
/// \throws InputError graph-syntax, graph-question, graph-size, graph-vertex, graph-loop, graph-edge,
/// graph-empty; the place is file:line:column
[[nodiscard]] std::vector<GraphPrompt> parse_prompts(std::string_view text, std::string_view place);

}  // namespace attest::task
