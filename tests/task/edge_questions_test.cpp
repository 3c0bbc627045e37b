// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about graphs of one-number tokens against values worked out by hand.
#include "reference/task/edge_questions.hpp"

#include <doctest/doctest.h>

#include "reference/task/disjointness.hpp"

namespace attest::task {
namespace {

/// The question token, then edges a V + b on 4 vertices.
Matrix tokens(const std::vector<Edge>& edges) {
  Matrix result(static_cast<int>(edges.size()) + 1, 1);
  for (int i = 1; i < result.rows(); ++i) {
    const Edge& edge = edges[static_cast<std::size_t>(i - 1)];
    result(i, 0) = 4 * edge.a + edge.b;
  }
  return result;
}

bool is_yes(EdgeQuestion question, const std::vector<Edge>& edges) {
  return edge_question(question, 4).answer(tokens(edges)).at(0) == 1;
}

const std::vector<Edge> path{{.a = 0, .b = 2}, {.a = 2, .b = 3}, {.a = 1, .b = 3}};
const std::vector<Edge> wedge{{.a = 0, .b = 2}, {.a = 1, .b = 2}};
const std::vector<Edge> triangle{{.a = 1, .b = 2}, {.a = 2, .b = 3}, {.a = 1, .b = 3}};

TEST_SUITE("edge_questions") {
  TEST_CASE("a path of three edges joins 0 and 1 and everything but not at distance 2") {
    CHECK(is_yes(EdgeQuestion::path, path));
    CHECK(is_yes(EdgeQuestion::connected, path));
    CHECK(!is_yes(EdgeQuestion::distance, path));
    CHECK(!is_yes(EdgeQuestion::cycle, path));
  }

  TEST_CASE("a wedge leaves vertex 3 isolated and 0 and 1 at distance 2") {
    CHECK(is_yes(EdgeQuestion::distance, wedge));
    CHECK(is_yes(EdgeQuestion::path, wedge));
    CHECK(!is_yes(EdgeQuestion::connected, wedge));
  }

  TEST_CASE("a triangle is a cycle and does not reach 0") {
    CHECK(is_yes(EdgeQuestion::triangle, triangle));
    CHECK(is_yes(EdgeQuestion::cycle, triangle));
    CHECK(!is_yes(EdgeQuestion::path, triangle));
    CHECK(!is_yes(EdgeQuestion::triangle, path));
  }

  TEST_CASE("tokens that are no simple graph answer every question with no") {
    CHECK(!is_yes(EdgeQuestion::cycle, {{.a = 0, .b = 2}, {.a = 0, .b = 2}}));
    const std::vector<Edge> twice{wedge[0], wedge[1], wedge[1]};
    const std::vector<Edge> reversed{wedge[0], {.a = 2, .b = 1}};
    const std::vector<Edge> beyond{wedge[0], wedge[1], {.a = 4, .b = 5}};
    for (const auto& edges : {twice, reversed, beyond}) CHECK(!is_yes(EdgeQuestion::path, edges));
    CHECK(edge_question(EdgeQuestion::path, 4).answer(Matrix({{0}, {2}, {6}})).at(0) == 1);
    CHECK(edge_question(EdgeQuestion::path, 4).answer(Matrix({{-1}, {2}, {6}})).at(0) == 0);
  }

  TEST_CASE("two words cover where each index has a 1") {
    const auto covers = [](std::vector<std::vector<Rational>> letters) {
      return bits_cover(2).answer(Matrix(letters)).at(0) == 1;
    };
    CHECK(covers({{1}, {0}, {0}, {1}}));
    CHECK(covers({{1}, {1}, {0}, {1}}));
    CHECK(!covers({{1}, {0}, {1}, {0}}));
  }
}

}  // namespace
}  // namespace attest::task
