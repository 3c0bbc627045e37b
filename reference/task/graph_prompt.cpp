// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading GraphQA's sentences; see graph_prompt.hpp.
#include "reference/task/graph_prompt.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/error.hpp"
#include "reference/task/graph_lines.hpp"

namespace attest::task {
namespace {

bool is_blank(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

/// A text from front to back. A blank of a phrase stands for any number of blanks and line ends.
class Scanner {
 public:
  Scanner(std::string_view text, std::string_view file) : text_(text), file_(file) {
    skip_blanks();
  }

  [[nodiscard]] bool is_at_end() const { return at_ == text_.size(); }

  /// Goes past the phrase, if it comes next.
  bool skip(std::string_view phrase) {
    const Scanner before = *this;
    for (const char letter : phrase) {
      if (letter == ' ') {
        if (is_at_end() || !is_blank(text_[at_])) return restore(before);
        skip_blanks();
      } else {
        if (is_at_end() || text_[at_] != letter) return restore(before);
        step();
      }
    }
    skip_blanks();
    return true;
  }

  /// \throws InputError graph-syntax
  void expect(std::string_view phrase) {
    if (!skip(phrase)) refuse("graph-syntax", "\"" + std::string(phrase) + "\"");
  }

  /// A whole number. \throws InputError graph-syntax, graph-size
  int number() {
    const Line at = line();
    const int column = column_;
    const std::size_t begin = at_;
    while (!is_at_end() && '0' <= text_[at_] && text_[at_] <= '9') step();
    if (at_ == begin) refuse("graph-syntax", "a whole number");
    const std::string_view digits = text_.substr(begin, at_ - begin);
    skip_blanks();
    return at.number_of({.text = digits, .column = column}, most_vertices - 1, "graph-size");
  }

  /// Goes past "A:" and what stands on its line, if it comes next.
  void skip_answer() {
    if (is_at_end() || !text_.substr(at_).starts_with("A:")) return;
    while (!is_at_end() && text_[at_] != '\n') step();
    skip_blanks();
  }

  [[noreturn]] void refuse(const char* id, std::string expected) const {
    const std::string_view rest = text_.substr(at_);
    line().refuse(id, column_,
                  is_at_end() ? "the end of the text"
                              : quoted(rest.substr(0, std::min<std::size_t>(rest.find('\n'), 40))),
                  std::move(expected));
  }

  [[nodiscard]] Line line() const { return {.text = {}, .number = number_, .file = file_}; }
  [[nodiscard]] int column() const { return column_; }

 private:
  bool restore(const Scanner& before) {
    *this = before;
    return false;
  }

  void step() {
    const bool is_line_end = text_[at_] == '\n';
    number_ += is_line_end ? 1 : 0;
    column_ = is_line_end ? 1 : column_ + 1;
    ++at_;
  }

  void skip_blanks() {
    while (!is_at_end() && is_blank(text_[at_])) step();
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_ = 0;
  int number_ = 1;
  int column_ = 1;
};

/// "0, 1, and 2." \returns how many nodes \throws InputError graph-vertex unless they are 0 .. n -
/// 1
int read_nodes(Scanner& text) {
  const Line at = text.line();
  const int column = text.column();
  std::vector<int> nodes{text.number()};
  while (!text.skip(".")) {
    if (text.skip(",")) {
      text.skip("and ");
    } else {
      text.expect("and ");
    }
    nodes.push_back(text.number());
  }
  std::sort(nodes.begin(), nodes.end());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i] == static_cast<int>(i)) continue;
    at.refuse("graph-vertex", column, "no node " + std::to_string(i) + ", or one twice",
              "the nodes 0 to " + std::to_string(nodes.size() - 1) + ", each once");
  }
  return static_cast<int>(nodes.size());
}

/// A node of the graph. \throws InputError graph-vertex
int read_node(Scanner& text, int vertices) {
  const Line at = text.line();
  const int column = text.column();
  const int node = text.number();
  if (node >= vertices) {
    at.refuse("graph-vertex", column, std::to_string(node),
              "a node below " + std::to_string(vertices));
  }
  return node;
}

/// "(0, 1) (0, 2)."
void read_pairs(Scanner& text, int vertices, EdgeList& edges) {
  while (!text.skip(".")) {
    const Line at = text.line();
    const int column = text.column();
    text.expect("(");
    const int u = read_node(text, vertices);
    text.expect(",");
    const int w = read_node(text, vertices);
    text.expect(")");
    edges.add(at, column, u, w);
  }
}

/// "Node 0 is connected to nodes 1, 2." for each node that has neighbours.
void read_neighbours(Scanner& text, int vertices, EdgeList& edges) {
  while (text.skip("Node ")) {
    const int u = read_node(text, vertices);
    text.expect("is connected to ");
    if (!text.skip("nodes ")) text.expect("node ");
    do {
      const Line at = text.line();
      const int column = text.column();
      edges.add(at, column, u, read_node(text, vertices));
    } while (text.skip(","));
    text.expect(".");
  }
}

void read_question(Scanner& text, GraphPrompt& prompt) {
  const int vertices = prompt.graph.vertices;
  if (text.skip("How many nodes are in this graph?")) {
    prompt.question = PromptQuestion::node_count;
  } else if (text.skip("How many edges are in this graph?")) {
    prompt.question = PromptQuestion::edge_count;
  } else if (text.skip("What is the degree of node ")) {
    prompt.question = PromptQuestion::node_degree;
    prompt.u = read_node(text, vertices);
    prompt.w = prompt.u;
    text.expect("?");
  } else if (text.skip("Is node ")) {
    prompt.question = PromptQuestion::edge_existence;
    prompt.u = read_node(text, vertices);
    text.expect("connected to node ");
    const Line at = text.line();
    const int column = text.column();
    prompt.w = read_node(text, vertices);
    if (prompt.u == prompt.w) {
      at.refuse("graph-question", column, "the same node twice", "two different nodes");
    }
    text.expect("?");
  } else {
    text.refuse(
        "graph-question",
        "a question for the number of nodes or of edges, for a degree, or whether two nodes "
        "are connected by an edge");
  }
}

GraphPrompt read_prompt(Scanner& text, std::string_view place) {
  text.skip(
      "In an undirected graph, (i,j) means that node i and node j are connected with an undirected "
      "edge.");
  text.expect("G describes a graph among nodes ");
  const int vertices = read_nodes(text);
  EdgeList edges(false);
  if (text.skip("The edges in G are:")) {
    read_pairs(text, vertices, edges);
  } else if (text.skip("In this graph:")) {
    read_neighbours(text, vertices, edges);
  }
  GraphPrompt prompt{.name = std::string(place) + ":" + std::to_string(text.line().number),
                     .graph = edges.graph(vertices)};
  text.expect("Q:");
  read_question(text, prompt);
  return prompt;
}

}  // namespace

std::vector<GraphPrompt> parse_prompts(std::string_view text, std::string_view place) {
  Scanner scanner(text, place);
  std::vector<GraphPrompt> prompts;
  while (!scanner.is_at_end()) {
    if (std::ssize(prompts) == most_graphs) {
      scanner.refuse("graph-size", "at most " + std::to_string(most_graphs) + " prompts");
    }
    prompts.push_back(read_prompt(scanner, place));
    scanner.skip_answer();
  }
  if (prompts.empty()) {
    throw InputError("graph-empty", std::string(place) + ":1:1", "no prompt",
                     "at least one prompt");
  }
  return prompts;
}

}  // namespace attest::task
