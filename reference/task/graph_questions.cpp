// SPDX-License-Identifier: Apache-2.0
/// \file
/// Answers from the set of edges, which is built anew for every case.
#include "reference/task/graph_questions.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

/// What the tokens of a case say.
struct Said {
  std::int64_t vertices = 0;
  std::set<Edge> edges;  // a set: an edge with two tokens is one
};

std::int64_t field(const Matrix& tokens, int row, int column) {
  return tokens(row, column).num().to_int64();
}

/// The pair in columns a and b of a row, the smaller first.
Edge pair_of(const Matrix& tokens, int row) {
  const int a = static_cast<int>(field(tokens, row, GraphField::a));
  const int b = static_cast<int>(field(tokens, row, GraphField::b));
  return {.a = std::min(a, b), .b = std::max(a, b)};
}

Said read(const Matrix& tokens) {
  Said said;
  for (int i = 0; i < tokens.rows(); ++i) {
    const std::int64_t kind = field(tokens, i, GraphField::kind);
    if (kind == GraphKind::vertex) ++said.vertices;
    if (kind == GraphKind::edge) said.edges.insert(pair_of(tokens, i));
  }
  return said;
}

std::vector<Rational> answer_to(GraphQuestion question, const Said& said, const Matrix& tokens,
                                int row) {
  if (question == GraphQuestion::counts) return {said.vertices, std::ssize(said.edges)};
  if (question == GraphQuestion::existence)
    return {said.edges.contains(pair_of(tokens, row)) ? 1 : 0};
  const std::int64_t u = field(tokens, row, GraphField::a);
  return {std::ranges::count_if(said.edges,
                                [u](const Edge& edge) { return edge.a == u || edge.b == u; })};
}

std::string name_of(GraphQuestion question) {
  switch (question) {
    case GraphQuestion::counts:
      return "counts";
    case GraphQuestion::existence:
      return "existence";
    case GraphQuestion::degree:
      return "degree";
  }
  ATTEST_REQUIRE(false, "a question outside the enumeration");
}

}  // namespace

Task graph_question(GraphQuestion question, AskedBy asked) {
  std::string id = "graph_question " + name_of(question);
  if (asked == AskedBy::every_token) id += " asked=everywhere";
  return {.id = std::move(id), .answer = [question, asked](const Matrix& tokens) {
            ATTEST_REQUIRE(tokens.rows() > 0 && tokens.cols() == 3, "tokens of a graph");
            const Said said = read(tokens);
            const int last = tokens.rows() - 1;
            std::vector<Rational> answers;
            for (int i = asked == AskedBy::last_token ? last : 0; i <= last; ++i) {
              const bool is_question = field(tokens, i, GraphField::kind) == GraphKind::question;
              ATTEST_REQUIRE(is_question || i < last, "the last token asks");
              for (const Rational& entry : answer_to(question, said, tokens, i)) {
                answers.push_back(is_question ? entry : 0);
              }
            }
            return answers;
          }};
}

}  // namespace attest::task
