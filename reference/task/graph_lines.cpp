// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines, words and listed edges of graph files; see graph_lines.hpp.
#include "reference/task/graph_lines.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::task {

std::string quoted(std::string_view text) {
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

std::string Line::place(int column) const {
  return std::string(file) + ":" + std::to_string(number) + ":" + std::to_string(column);
}

void Line::refuse(const char* id, int column, std::string found, std::string expected) const {
  throw InputError(id, place(column), std::move(found), std::move(expected));
}

std::vector<Word> Line::words() const {
  std::vector<Word> result;
  std::size_t at = 0;
  while ((at = text.find_first_not_of(" \t", at)) != std::string_view::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    result.push_back({.text = text.substr(at, end - at), .column = static_cast<int>(at) + 1});
    at = end;
  }
  return result;
}

int Line::number_of(const Word& word, int most, const char* id) const {
  const bool is_number = !word.text.empty() && std::ranges::all_of(word.text, [](char c) {
    return '0' <= c && c <= '9';
  });
  if (!is_number) refuse("graph-syntax", word.column, quoted(word.text), "a whole number");
  int value = 0;
  const char* end = word.text.data() + word.text.size();
  if (std::from_chars(word.text.data(), end, value).ec != std::errc() || value > most) {
    refuse(id, word.column, std::string(word.text.substr(0, 40)),
           "at most " + std::to_string(most));
  }
  return value;
}

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

void EdgeList::add(const Line& line, int column, int u, int w, std::int64_t weight) {
  if (u == w) {
    line.refuse("graph-loop", column, "an edge from a vertex to itself", "two different vertices");
  }
  Pair& pair = pairs_[{.a = std::min(u, w), .b = std::max(u, w)}];
  std::optional<std::int64_t>& own = u < w ? pair.upwards : pair.downwards;
  const std::optional<std::int64_t>& other = u < w ? pair.downwards : pair.upwards;
  if (own) {
    line.refuse("graph-edge", column, "an edge that was listed before",
                "each edge once, or once in each direction");
  }
  if (!is_directed_ && other && *other != weight) {
    line.refuse("graph-weight", column, std::to_string(weight),
                std::to_string(*other) + ", the weight of the other direction");
  }
  own = weight;
  ++listings_;
  if (std::ssize(pairs_) > most_edges) {
    line.refuse("graph-size", column, "one more edge",
                "at most " + std::to_string(most_edges) + " edges");
  }
}

Graph EdgeList::graph(int vertices) const {
  Graph result{.vertices = vertices};
  for (const auto& [edge, pair] : pairs_) result.edges.push_back(edge);
  return result;
}

Network EdgeList::network(int vertices) const {
  Network result{.vertices = vertices};
  for (const auto& [edge, pair] : pairs_) {
    const std::optional<std::int64_t> upwards =
        is_directed_ || pair.upwards ? pair.upwards : pair.downwards;
    const std::optional<std::int64_t> downwards =
        is_directed_ || pair.downwards ? pair.downwards : pair.upwards;
    if (upwards) result.arcs.push_back({.from = edge.a, .to = edge.b, .weight = *upwards});
    if (downwards) result.arcs.push_back({.from = edge.b, .to = edge.a, .weight = *downwards});
  }
  return result;
}

}  // namespace attest::task
