// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formats of graph files, and their graphs with and without weights.
#include "reference/task/graph_file.hpp"

#include <array>
#include <utility>

#include "reference/number/error.hpp"
#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

[[noreturn]] void refuse_empty(std::string_view place) {
  throw InputError("graph-empty", std::string(place) + ":1:1", "no graph", "at least one graph");
}

/// The graphs of any format but graph6, at least one.
std::vector<ListedGraph> listed_graphs(std::string_view text, std::string_view place,
                                       GraphFormat format, bool has_weights) {
  std::vector<ListedGraph> graphs;
  if (format == GraphFormat::graphml) {
    graphs = parse_graphml(text, place, has_weights);
  } else if (const std::vector<Line> lines = lines_of(text, place); !lines.empty()) {
    graphs.push_back(format == GraphFormat::edges
                         ? parse_edges(lines)
                         : parse_dimacs(lines, format == GraphFormat::roads));
  }
  if (graphs.empty()) refuse_empty(place);
  return graphs;
}

}  // namespace

GraphFormat graph_format(std::string_view name, std::string_view place) {
  constexpr std::array<std::pair<std::string_view, GraphFormat>, 5> names{{
      {"graph6", GraphFormat::graph6},
      {"dimacs", GraphFormat::dimacs},
      {"edges", GraphFormat::edges},
      {"roads", GraphFormat::roads},
      {"graphml", GraphFormat::graphml},
  }};
  constexpr std::array<std::pair<std::string_view, GraphFormat>, 10> endings{{
      {".g6", GraphFormat::graph6},
      {".graph6", GraphFormat::graph6},
      {".col", GraphFormat::dimacs},
      {".dimacs", GraphFormat::dimacs},
      {".edges", GraphFormat::edges},
      {".edgelist", GraphFormat::edges},
      {".el", GraphFormat::edges},
      {".txt", GraphFormat::edges},
      {".gr", GraphFormat::roads},
      {".graphml", GraphFormat::graphml},
  }};
  for (const auto& [known, format] : names) {
    if (name == known) return format;
  }
  if (!name.empty()) {
    throw InputError("graph-format", "--set format", quoted(name),
                     "graph6, dimacs, edges, roads or graphml");
  }
  for (const auto& [ending, format] : endings) {
    if (place.ends_with(ending)) return format;
  }
  throw InputError("graph-format", std::string(place), "no ending that names a format",
                   "the ending .g6, .col, .edges, .gr or .graphml, or --set format=graph6, dimacs, "
                   "edges, roads or graphml");
}

std::vector<NamedGraph> parse_graphs(std::string_view text, std::string_view place,
                                     GraphFormat format) {
  std::vector<NamedGraph> graphs;
  if (format == GraphFormat::graph6) {
    graphs = parse_graph6(lines_of(text, place));
    if (graphs.empty()) refuse_empty(place);
    return graphs;
  }
  for (const ListedGraph& listed : listed_graphs(text, place, format, false)) {
    graphs.push_back({.name = listed.name, .graph = listed.edges.graph(listed.vertices)});
  }
  return graphs;
}

std::vector<NamedNetwork> parse_networks(std::string_view text, std::string_view place,
                                         GraphFormat format) {
  std::vector<NamedNetwork> networks;
  if (format == GraphFormat::graph6) {
    for (const NamedGraph& named : parse_graphs(text, place, format)) {
      networks.push_back({.name = named.name, .network = network_of(named.graph)});
    }
    return networks;
  }
  for (const ListedGraph& listed : listed_graphs(text, place, format, true)) {
    networks.push_back({.name = listed.name, .network = listed.edges.network(listed.vertices)});
  }
  return networks;
}

}  // namespace attest::task
