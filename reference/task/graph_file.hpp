// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of graphs: graph6, DIMACS, edge lists, road networks and GraphML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/task/graph.hpp"

namespace attest::task {

/// How a file writes graphs. Blank lines are skipped in each; a line may end with CR LF.
enum class GraphFormat {
  graph6,  ///< one graph a line, as nauty's geng writes them; the header >>graph6<< may stand first
  dimacs,  ///< `p edge n m` or `p col n m`, then `e u v` with vertices 1, .., n; `c` comments
  edges,   ///< `u v` or `u v weight` with vertices 0, .., n - 1; a first line with one number is n,
           ///< else n is the largest vertex plus 1; `#` comments
  roads,   ///< DIMACS as of its challenge on shortest paths: `p sp n m`, then arcs `a u v weight`
           ///< with vertices 1, .., n; `c` comments
  graphml,  ///< an XML document of node and edge elements, vertices in the order of the nodes; the
            ///< data of the key whose attr.name is weight are weights, whole numbers
};

/// Greatest number of vertices and of edges of a graph, and of graphs in a file, that are read.
inline constexpr int most_vertices = 10'000;
inline constexpr int most_edges = 1'000'000;
inline constexpr int most_graphs = 1'000'000;
/// Greatest weight of an edge that is read.
inline constexpr int most_weight = 1'000'000'000;

/// A graph of a file.
struct NamedGraph {
  std::string name;  ///< "file.g6:12" where the format has a graph a line, else the file's name
  Graph graph;
};

/// A network of a file.
struct NamedNetwork {
  std::string name;
  Network network;
};

/// The format called `name` (graph6, dimacs, edges, roads, graphml), or that of the ending of
/// `place` (.g6, .graph6; .col, .dimacs; .edges, .edgelist, .el, .txt; .gr; .graphml) where the
/// name is empty.
/// \throws InputError graph-format
[[nodiscard]] GraphFormat graph_format(std::string_view name, std::string_view place);

/// The graphs of a file, at least one, without directions; their weights are of no account. An edge
/// may be listed in both directions, as symmetric files do; listed twice in the same direction it
/// is refused, and so are loops.
/// \param place the file's name, for messages
/// \throws InputError graph-syntax, graph-xml, graph-size, graph-vertex, graph-loop, graph-edge,
/// graph-weight, graph-count, graph-empty; the place is file:line:column
[[nodiscard]] std::vector<NamedGraph> parse_graphs(std::string_view text, std::string_view place,
                                                   GraphFormat format);

/// The same with directions and weights: roads and directed GraphML lead one way, every other edge
/// both ways; where a format has no weights each is 1.
/// \throws InputError graph-weight, and what parse_graphs throws
[[nodiscard]] std::vector<NamedNetwork> parse_networks(std::string_view text,
                                                       std::string_view place, GraphFormat format);

}  // namespace attest::task
