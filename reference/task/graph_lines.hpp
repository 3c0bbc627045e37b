// SPDX-License-Identifier: Apache-2.0
/// \file
/// What readers of graph files share: lines with their places, words, and edges as they are listed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/task/graph.hpp"
#include "reference/task/graph_file.hpp"

namespace attest::task {

/// A piece of a line in quotes, in printable ASCII, cut to a length that fits a message.
[[nodiscard]] std::string quoted(std::string_view text);

/// A word of a line and the column it begins at.
struct Word {
  std::string_view text;
  int column = 1;
};

/// A line with its place.
struct Line {
  std::string_view text;
  int number = 1;
  std::string_view file;

  /// "file:line:column".
  [[nodiscard]] std::string place(int column) const;
  /// \throws InputError always
  [[noreturn]] void refuse(const char* id, int column, std::string found,
                           std::string expected) const;
  /// The words between blanks.
  [[nodiscard]] std::vector<Word> words() const;
  /// A whole number of at most `most`. \throws InputError graph-syntax, `id` where it is larger
  [[nodiscard]] int number_of(const Word& word, int most, const char* id) const;
};

/// The lines that are not blank; a line may end with CR LF.
[[nodiscard]] std::vector<Line> lines_of(std::string_view text, std::string_view file);

/// The edges of a graph as they are read, with the directions they were listed in.
class EdgeList {
 public:
  /// \param is_directed whether an edge leads from its first end to its second alone
  explicit EdgeList(bool is_directed) : is_directed_(is_directed) {}

  /// An edge with its place. \throws InputError graph-loop, graph-edge, graph-weight, graph-size
  void add(const Line& line, int column, int u, int w, std::int64_t weight = 1);

  /// Edges as they were listed, both directions of one counted as two.
  [[nodiscard]] int listed() const { return listings_; }
  /// Pairs of vertices with an edge.
  [[nodiscard]] int edges() const { return static_cast<int>(pairs_.size()); }
  /// Without directions and weights.
  [[nodiscard]] Graph graph(int vertices) const;
  /// With both directions of each edge, unless edges are directed.
  [[nodiscard]] Network network(int vertices) const;

 private:
  struct Pair {
    std::optional<std::int64_t> upwards = {};    ///< from the smaller vertex to the larger
    std::optional<std::int64_t> downwards = {};  ///< the weight, where it was listed
  };
  bool is_directed_;
  std::map<Edge, Pair> pairs_;
  int listings_ = 0;
};

/// A graph as a file lists it.
struct ListedGraph {
  std::string name;
  int vertices = 0;
  EdgeList edges;
};

/// One file of `p edge n m` and lines e, or of `p sp n m` and lines a. \pre a line
[[nodiscard]] ListedGraph parse_dimacs(const std::vector<Line>& lines, bool is_roads);

/// A list of edges, the third number of a line their weight. \pre a line
[[nodiscard]] ListedGraph parse_edges(const std::vector<Line>& lines);

/// The graphs of a GraphML document. \throws InputError graph-xml
[[nodiscard]] std::vector<ListedGraph> parse_graphml(std::string_view text, std::string_view file,
                                                     bool has_weights);

/// A graph a line.
[[nodiscard]] std::vector<NamedGraph> parse_graph6(const std::vector<Line>& lines);

}  // namespace attest::task
