// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lists of edges: DIMACS graphs and roads, and plain pairs of vertices.
#include <algorithm>
#include <optional>
#include <utility>

#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

/// The line `p edge n m` or `p sp n m`.
struct Problem {
  Line line;
  int vertices = 0;
  int edges = 0;
  int column = 1;  // of the number of edges
};

Problem problem_of(const Line& line, const std::vector<Word>& words, bool is_roads) {
  const bool is_known =
      words.size() == 4 &&
      (is_roads ? words[1].text == "sp" : words[1].text == "edge" || words[1].text == "col");
  if (!is_known) {
    line.refuse("graph-syntax", 1, quoted(line.text),
                is_roads ? "p sp VERTICES ARCS" : "p edge VERTICES EDGES");
  }
  // A symmetric file may count both directions.
  return {.line = line,
          .vertices = line.number_of(words[2], most_vertices, "graph-size"),
          .edges = line.number_of(words[3], 2 * most_edges, "graph-size"),
          .column = words[3].column};
}

/// Vertex `word` of a DIMACS line, counted from 0.
int dimacs_vertex(const Line& line, const Word& word, int vertices) {
  const int vertex = line.number_of(word, vertices, "graph-vertex");
  if (vertex == 0) {
    line.refuse("graph-vertex", word.column, "0", "1 to " + std::to_string(vertices));
  }
  return vertex - 1;
}

void add_dimacs_edge(EdgeList& edges, const Line& line, const std::vector<Word>& words,
                     int vertices, bool is_roads) {
  const std::size_t size = is_roads ? 4 : 3;
  if (words.size() != size) {
    line.refuse("graph-syntax", 1, quoted(line.text), is_roads ? "a U V WEIGHT" : "e U V");
  }
  const int u = dimacs_vertex(line, words[1], vertices);
  const int w = dimacs_vertex(line, words[2], vertices);
  const int weight = is_roads ? line.number_of(words[3], most_weight, "graph-weight") : 1;
  edges.add(line, words[1].column, u, w, weight);
}

/// Whether no arc has a weight of its own that its opposite lacks: a count of edges may be meant.
bool is_count_right(const Problem& problem, const EdgeList& edges, bool is_roads) {
  return problem.edges == edges.listed() || (!is_roads && problem.edges == edges.edges());
}

}  // namespace

ListedGraph parse_dimacs(const std::vector<Line>& lines, bool is_roads) {
  const std::string_view letter = is_roads ? "a" : "e";
  std::optional<Problem> problem;
  EdgeList edges(is_roads);
  for (const Line& line : lines) {
    const std::vector<Word> words = line.words();
    const std::string_view kind = words.front().text;
    if (kind == "c") continue;
    if (kind == "p") {
      if (problem) line.refuse("graph-syntax", words[0].column, "a second line p", "one line p");
      problem = problem_of(line, words, is_roads);
    } else if (kind == letter) {
      if (!problem) line.refuse("graph-syntax", words[0].column, "an edge", "the line p before it");
      add_dimacs_edge(edges, line, words, problem->vertices, is_roads);
    } else {
      line.refuse("graph-syntax", words[0].column, quoted(kind), "c, p or " + std::string(letter));
    }
  }
  if (!problem) {
    lines.back().refuse("graph-syntax", 1, "no line p",
                        is_roads ? "p sp VERTICES ARCS" : "p edge VERTICES EDGES");
  }
  if (!is_count_right(*problem, edges, is_roads)) {
    const int listed = is_roads ? edges.listed() : edges.edges();
    problem->line.refuse("graph-count", problem->column, std::to_string(problem->edges),
                         std::to_string(listed) + ", the edges that the file lists");
  }
  return {.name = std::string(lines.front().file),
          .vertices = problem->vertices,
          .edges = std::move(edges)};
}

ListedGraph parse_edges(const std::vector<Line>& lines) {
  std::optional<int> declared;
  int vertices = 0;
  EdgeList edges(false);
  bool is_first = true;
  for (const Line& line : lines) {
    const std::vector<Word> words = line.words();
    if (words.front().text.starts_with('#')) continue;
    if (words.size() == 1 && is_first) {
      declared = line.number_of(words[0], most_vertices, "graph-size");
    } else {
      if (words.size() != 2 && words.size() != 3) {
        line.refuse("graph-syntax", words[0].column, quoted(line.text),
                    "two vertices, and a weight or none");
      }
      const int most = declared.value_or(most_vertices) - 1;
      if (most < 0) line.refuse("graph-vertex", words[0].column, "an edge", "no vertex, so none");
      const char* id = declared ? "graph-vertex" : "graph-size";
      const int u = line.number_of(words[0], most, id);
      const int w = line.number_of(words[1], most, id);
      const int weight =
          words.size() == 3 ? line.number_of(words[2], most_weight, "graph-weight") : 1;
      vertices = std::max({vertices, u + 1, w + 1});
      edges.add(line, words[0].column, u, w, weight);
    }
    is_first = false;
  }
  if (is_first) {
    lines.back().refuse("graph-empty", 1, "comments alone", "a number of vertices or an edge");
  }
  return {.name = std::string(lines.front().file),
          .vertices = declared.value_or(vertices),
          .edges = std::move(edges)};
}

}  // namespace attest::task
