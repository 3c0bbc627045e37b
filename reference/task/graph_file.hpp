// SPDX-License-Identifier: Apache-2.0
/// \file
/// Files of graphs: graph6, DIMACS and edge lists.
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
  edges,   ///< `u v` with vertices 0, .., n - 1; a first line with one number is n, else n is the
           ///< largest vertex plus 1; `#` comments
};

/// Greatest number of vertices and of edges of a graph, and of graphs in a file, that are read.
inline constexpr int most_vertices = 10'000;
inline constexpr int most_edges = 1'000'000;
inline constexpr int most_graphs = 1'000'000;

/// A graph of a file.
struct NamedGraph {
  std::string name;  ///< "file.g6:12" where the format has a graph a line, else the file's name
  Graph graph;
};

/// The format called `name` (graph6, dimacs, edges), or that of the ending of `place` (.g6,
/// .graph6; .col, .dimacs; .edges, .edgelist, .el, .txt) where the name is empty.
/// \throws InputError graph-format
[[nodiscard]] GraphFormat graph_format(std::string_view name, std::string_view place);

/// The graphs of a file, at least one. An edge may be listed in both directions, as symmetric files
/// do; listed twice in the same direction it is refused, and so are loops.
/// \param place the file's name, for messages
/// \throws InputError graph-syntax, graph-size, graph-vertex, graph-loop, graph-edge, graph-count,
/// graph-empty; the place is file:line:column
[[nodiscard]] std::vector<NamedGraph> parse_graphs(std::string_view text, std::string_view place,
                                                   GraphFormat format);

}  // namespace attest::task
