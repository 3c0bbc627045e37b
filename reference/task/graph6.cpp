// SPDX-License-Identifier: Apache-2.0
/// \file
/// graph6: the upper triangle of the matrix, six bits a byte.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

/// Six bits a byte, the first the most significant.
class SixBits {
 public:
  SixBits(const Line& line, std::size_t first) : line_(line), at_(first) {}

  /// The next byte, 0 to 63. \throws InputError graph-syntax
  int next() {
    if (at_ >= line_.text.size()) {
      line_.refuse("graph-syntax", column(), "the end of the line", "more bytes of the graph");
    }
    const int byte = static_cast<unsigned char>(line_.text[at_]);
    if (byte < 63 || byte > 126) {
      line_.refuse("graph-syntax", column(), quoted(line_.text.substr(at_, 1)),
                   "a byte from ? to ~");
    }
    ++at_;
    return byte - 63;
  }

  /// The next `count` bytes as one number.
  std::int64_t number(int count) {
    std::int64_t value = 0;
    for (int i = 0; i < count; ++i) value = 64 * value + next();
    return value;
  }

  void require_end() const {
    if (at_ < line_.text.size()) {
      line_.refuse("graph-syntax", column(), quoted(line_.text.substr(at_)), "the end of the line");
    }
  }

  [[nodiscard]] int column() const { return static_cast<int>(at_) + 1; }

 private:
  const Line& line_;
  std::size_t at_;
};

/// The number of vertices: one byte, or ~ and three bytes, or ~~ and six.
int vertices_of(const Line& line, SixBits& bits) {
  constexpr int escape = 63;
  const int column = bits.column();
  std::int64_t vertices = bits.next();
  if (vertices == escape) {
    vertices = bits.next();
    vertices = vertices == escape ? bits.number(6) : 64 * 64 * vertices + bits.number(2);
  }
  if (vertices > most_vertices) {
    line.refuse("graph-size", column, std::to_string(vertices) + " vertices",
                "at most " + std::to_string(most_vertices));
  }
  return static_cast<int>(vertices);
}

/// The upper triangle column by column: {0,1}, {0,2}, {1,2}, {0,3}, .., then zeros to fill a byte.
Graph graph6_of(const Line& line, std::size_t first) {
  if (line.text.substr(first).starts_with(':') || line.text.substr(first).starts_with('&')) {
    line.refuse("graph-syntax", static_cast<int>(first) + 1, quoted(line.text.substr(first, 1)),
                "graph6; sparse6 and digraph6 are not read");
  }
  SixBits bits(line, first);
  Graph graph{.vertices = vertices_of(line, bits)};
  int byte = 0;
  int left = 0;  // bits of the byte
  for (int b = 1; b < graph.vertices; ++b) {
    for (int a = 0; a < b; ++a) {
      if (left == 0) {
        byte = bits.next();
        left = 6;
      }
      --left;
      if (byte / (1 << left) % 2 == 0) continue;
      if (std::ssize(graph.edges) == most_edges) {
        line.refuse("graph-size", bits.column() - 1, "one more edge",
                    "at most " + std::to_string(most_edges) + " edges");
      }
      graph.edges.push_back({.a = a, .b = b});
    }
  }
  if (byte % (1 << left) != 0) {
    line.refuse("graph-syntax", bits.column() - 1,
                quoted(line.text.substr(static_cast<std::size_t>(bits.column()) - 2, 1)),
                "zeros after the last pair of vertices");
  }
  bits.require_end();
  std::sort(graph.edges.begin(), graph.edges.end());
  return graph;
}

}  // namespace

std::vector<NamedGraph> parse_graph6(const std::vector<Line>& lines) {
  constexpr std::string_view header = ">>graph6<<";
  std::vector<NamedGraph> graphs;
  for (const Line& line : lines) {
    const bool has_header = &line == &lines.front() && line.text.starts_with(header);
    if (has_header && line.text.size() == header.size()) continue;
    if (std::ssize(graphs) == most_graphs) {
      line.refuse("graph-size", 1, "one more graph",
                  "at most " + std::to_string(most_graphs) + " graphs");
    }
    graphs.push_back({.name = std::string(line.file) + ":" + std::to_string(line.number),
                      .graph = graph6_of(line, has_header ? header.size() : 0)});
  }
  return graphs;
}

}  // namespace attest::task
