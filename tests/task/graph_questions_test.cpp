// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about graphs against values worked out by hand.
#include "reference/task/graph_questions.hpp"

#include <doctest/doctest.h>

#include "reference/task/graph_tokens.hpp"

namespace attest::task {
namespace {

using Entries = std::vector<Rational>;

/// A triangle 0, 1, 2 and the edge {2, 3}, with some questions behind it.
Matrix paw(const std::vector<Edge>& asked) {
  return graph_tokens(graph_of_edges(4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}}), asked);
}

TEST_SUITE("graph_questions") {
  TEST_CASE("the last token is answered") {
    CHECK(graph_question(GraphQuestion::counts).answer(paw({{.a = 0, .b = 0}})) == Entries{4, 4});
    CHECK(graph_question(GraphQuestion::existence).answer(paw({{.a = 2, .b = 3}})) == Entries{1});
    CHECK(graph_question(GraphQuestion::existence).answer(paw({{.a = 1, .b = 3}})) == Entries{0});
    CHECK(graph_question(GraphQuestion::degree).answer(paw({{.a = 2, .b = 2}})) == Entries{3});
  }

  TEST_CASE("every question is answered and other tokens are 0") {
    const Task degrees = graph_question(GraphQuestion::degree, AskedBy::every_token);
    CHECK(degrees.answer(paw({{.a = 2, .b = 2}, {.a = 3, .b = 3}})) ==
          Entries{0, 0, 0, 0, 0, 0, 0, 0, 3, 1});
  }

  TEST_CASE("an edge that has two tokens is one edge") {
    const Matrix tokens({{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 0, 1}, {2, 0, 0}});
    CHECK(graph_question(GraphQuestion::counts).answer(tokens) == Entries{2, 1});
    CHECK(graph_question(GraphQuestion::degree).answer(tokens) == Entries{1});
  }
}

}  // namespace
}  // namespace attest::task
