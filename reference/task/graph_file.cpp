// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading graph6, DIMACS and edge lists; every refusal names the line and the column.
#include "reference/task/graph_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::task {
namespace {

/// A piece of a line in quotes, in printable ASCII, cut to a length that fits a message.
std::string in_quotes(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  for (const char letter : text.substr(0, 40)) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= 32 && byte < 127) {
      result += letter;
    } else {
      result += {'\\', 'x', digits[byte / 16U], digits[byte % 16U]};
    }
  }
  return result + (text.size() > 40 ? "...\"" : "\"");
}

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

  [[nodiscard]] std::string place(int column) const {
    return std::string(file) + ":" + std::to_string(number) + ":" + std::to_string(column);
  }

  [[noreturn]] void refuse(const char* id, int column, std::string found,
                           std::string expected) const {
    throw InputError(id, place(column), std::move(found), std::move(expected));
  }

  /// The words between blanks.
  [[nodiscard]] std::vector<Word> words() const {
    std::vector<Word> result;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
      const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
      result.push_back({.text = text.substr(at, end - at), .column = static_cast<int>(at) + 1});
      at = end;
    }
    return result;
  }

  /// A whole number of at most `most`. \throws InputError graph-syntax, `id` where it is larger
  [[nodiscard]] int number_of(const Word& word, int most, const char* id) const {
    const bool is_number =
        std::ranges::all_of(word.text, [](char c) { return '0' <= c && c <= '9'; });
    if (!is_number) refuse("graph-syntax", word.column, in_quotes(word.text), "a whole number");
    int value = 0;
    const char* end = word.text.data() + word.text.size();
    if (std::from_chars(word.text.data(), end, value).ec != std::errc() || value > most) {
      refuse(id, word.column, std::string(word.text.substr(0, 40)),
             "at most " + std::to_string(most));
    }
    return value;
  }
};

/// The lines that are not blank.
std::vector<Line> lines_of(std::string_view text, std::string_view file) {
  std::vector<Line> lines;
  int number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") != std::string_view::npos) {
      lines.push_back({.text = line, .number = number, .file = file});
    }
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
  }
  return lines;
}

/// The edges of a graph as they are read, with the directions they were listed in.
class EdgeList {
 public:
  /// \throws InputError graph-loop, graph-edge, graph-size
  void add(const Line& line, const Word& from, int u, int w) {
    if (u == w) {
      line.refuse("graph-loop", from.column, "an edge from a vertex to itself",
                  "two different vertices");
    }
    Listed& listed = listed_[{std::min(u, w), std::max(u, w)}];
    bool& is_listed = u < w ? listed.upwards : listed.downwards;
    if (is_listed) {
      line.refuse("graph-edge", from.column, "an edge that was listed before",
                  "each edge once, or once in each direction");
    }
    is_listed = true;
    ++lines_;
    if (std::ssize(listed_) > most_edges) {
      line.refuse("graph-size", from.column, "one more edge",
                  "at most " + std::to_string(most_edges) + " edges");
    }
  }

  [[nodiscard]] int lines() const { return lines_; }
  [[nodiscard]] int edges() const { return static_cast<int>(listed_.size()); }

  [[nodiscard]] Graph graph(int vertices) const {
    Graph result{.vertices = vertices};
    for (const auto& [edge, listed] : listed_) result.edges.push_back(edge);
    return result;
  }

 private:
  struct Listed {
    bool upwards = false;  // from the smaller vertex to the larger
    bool downwards = false;
  };
  std::map<Edge, Listed> listed_;
  int lines_ = 0;
};

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
      line_.refuse("graph-syntax", column(), in_quotes(line_.text.substr(at_, 1)),
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
      line_.refuse("graph-syntax", column(), in_quotes(line_.text.substr(at_)),
                   "the end of the line");
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
    line.refuse("graph-syntax", static_cast<int>(first) + 1, in_quotes(line.text.substr(first, 1)),
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
                in_quotes(line.text.substr(static_cast<std::size_t>(bits.column()) - 2, 1)),
                "zeros after the last pair of vertices");
  }
  bits.require_end();
  std::sort(graph.edges.begin(), graph.edges.end());
  return graph;
}

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

/// The line `p edge n m`.
struct Problem {
  Line line;
  int vertices = 0;
  int edges = 0;
  int column = 1;  // of the number of edges
};

Problem problem_of(const Line& line, const std::vector<Word>& words) {
  if (words.size() != 4 || (words[1].text != "edge" && words[1].text != "col")) {
    line.refuse("graph-syntax", 1, in_quotes(line.text), "p edge VERTICES EDGES");
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

Graph parse_dimacs(const std::vector<Line>& lines) {
  std::optional<Problem> problem;
  EdgeList edges;
  for (const Line& line : lines) {
    const std::vector<Word> words = line.words();
    const std::string_view kind = words.front().text;
    if (kind == "c") continue;
    if (kind == "p") {
      if (problem) line.refuse("graph-syntax", words[0].column, "a second line p", "one line p");
      problem = problem_of(line, words);
    } else if (kind == "e") {
      if (!problem) line.refuse("graph-syntax", words[0].column, "an edge", "the line p before it");
      if (words.size() != 3) line.refuse("graph-syntax", 1, in_quotes(line.text), "e U V");
      const int u = dimacs_vertex(line, words[1], problem->vertices);
      const int w = dimacs_vertex(line, words[2], problem->vertices);
      edges.add(line, words[1], u, w);
    } else {
      line.refuse("graph-syntax", words[0].column, in_quotes(kind), "c, p or e");
    }
  }
  if (!problem) lines.back().refuse("graph-syntax", 1, "no line p", "p edge VERTICES EDGES");
  if (problem->edges != edges.lines() && problem->edges != edges.edges()) {
    problem->line.refuse("graph-count", problem->column, std::to_string(problem->edges),
                         std::to_string(edges.edges()) + ", the edges that the file lists");
  }
  return edges.graph(problem->vertices);
}

Graph parse_edges(const std::vector<Line>& lines) {
  std::optional<int> declared;
  int vertices = 0;
  EdgeList edges;
  bool is_first = true;
  for (const Line& line : lines) {
    const std::vector<Word> words = line.words();
    if (words.front().text.starts_with('#')) continue;
    if (words.size() == 1 && is_first) {
      declared = line.number_of(words[0], most_vertices, "graph-size");
    } else {
      if (words.size() != 2) {
        line.refuse("graph-syntax", words[0].column, in_quotes(line.text), "two vertices");
      }
      const int most = declared.value_or(most_vertices) - 1;
      if (most < 0) line.refuse("graph-vertex", words[0].column, "an edge", "no vertex, so none");
      const char* id = declared ? "graph-vertex" : "graph-size";
      const int u = line.number_of(words[0], most, id);
      const int w = line.number_of(words[1], most, id);
      vertices = std::max({vertices, u + 1, w + 1});
      edges.add(line, words[0], u, w);
    }
    is_first = false;
  }
  if (is_first) {
    lines.back().refuse("graph-empty", 1, "comments alone", "a number of vertices or an edge");
  }
  return edges.graph(declared.value_or(vertices));
}

}  // namespace

GraphFormat graph_format(std::string_view name, std::string_view place) {
  constexpr std::array<std::pair<std::string_view, GraphFormat>, 3> names{{
      {"graph6", GraphFormat::graph6},
      {"dimacs", GraphFormat::dimacs},
      {"edges", GraphFormat::edges},
  }};
  constexpr std::array<std::pair<std::string_view, GraphFormat>, 8> endings{{
      {".g6", GraphFormat::graph6},
      {".graph6", GraphFormat::graph6},
      {".col", GraphFormat::dimacs},
      {".dimacs", GraphFormat::dimacs},
      {".edges", GraphFormat::edges},
      {".edgelist", GraphFormat::edges},
      {".el", GraphFormat::edges},
      {".txt", GraphFormat::edges},
  }};
  for (const auto& [known, format] : names) {
    if (name == known) return format;
  }
  if (!name.empty()) {
    throw InputError("graph-format", "--set format", in_quotes(name), "graph6, dimacs or edges");
  }
  for (const auto& [ending, format] : endings) {
    if (place.ends_with(ending)) return format;
  }
  throw InputError("graph-format", std::string(place), "no ending that names a format",
                   "the ending .g6, .col or .edges, or --set format=graph6, dimacs or edges");
}

std::vector<NamedGraph> parse_graphs(std::string_view text, std::string_view place,
                                     GraphFormat format) {
  const std::vector<Line> lines = lines_of(text, place);
  std::vector<NamedGraph> graphs;
  if (!lines.empty()) {
    switch (format) {
      case GraphFormat::graph6:
        graphs = parse_graph6(lines);
        break;
      case GraphFormat::dimacs:
        graphs.push_back({.name = std::string(place), .graph = parse_dimacs(lines)});
        break;
      case GraphFormat::edges:
        graphs.push_back({.name = std::string(place), .graph = parse_edges(lines)});
        break;
    }
  }
  if (graphs.empty()) {
    throw InputError("graph-empty", std::string(place) + ":1:1", "no graph", "at least one graph");
  }
  return graphs;
}

}  // namespace attest::task
