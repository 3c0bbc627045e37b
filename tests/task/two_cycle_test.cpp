// SPDX-License-Identifier: Apache-2.0
/// \file
/// Two-cycles on graphs of one to three vertices, worked out by hand.
#include "reference/task/two_cycle.hpp"

#include <doctest/doctest.h>

#include "reference/task/disjointness.hpp"

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

Matrix column(const std::vector<int>& entries) {
  Matrix tokens(static_cast<int>(entries.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = entries[static_cast<std::size_t>(i)];
  return tokens;
}

Matrix arcs(const std::vector<std::vector<Rational>>& rows) { return Matrix(rows); }

TEST_SUITE("task/two_cycle") {
  TEST_CASE("a loop is no two-cycle unless loops count") {
    CHECK(two_cycle().answer(column({1})) == Answer{0});
    CHECK(two_cycle(TwoCycle::with_loops).answer(column({1})) == Answer{1});
    CHECK(two_cycle().answer(column({1, 2})) == Answer{0});  // two loops
    CHECK(two_cycle_of_arcs().answer(arcs({{0, 0}})) == Answer{0});
    CHECK(two_cycle_of_arcs(TwoCycle::with_loops).answer(arcs({{0, 0}})) == Answer{1});
  }

  TEST_CASE("0 -> 1 -> 0 is one and 0 -> 1 -> 2 -> 0 is none") {
    CHECK(two_cycle().answer(column({2, 1})) == Answer{1});
    CHECK(two_cycle().answer(column({2, 4, 1})) == Answer{0});
    CHECK(two_cycle().answer(column({2, 4, 2})) == Answer{1});  // 1 -> 2 -> 1
    CHECK(two_cycle_of_arcs().answer(arcs({{0, 1}, {1, 2}, {2, 0}})) == Answer{0});
    CHECK(two_cycle_of_arcs().answer(arcs({{0, 1}, {2, 1}, {1, 0}})) == Answer{1});
  }

  TEST_CASE("an arc alone is a two-cycle where arcs are edges") {
    CHECK(two_cycle().answer(column({2, 0})) == Answer{0});
    CHECK(two_cycle(TwoCycle::undirected).answer(column({2, 0})) == Answer{1});
    CHECK(two_cycle(TwoCycle::undirected).answer(column({1, 2})) == Answer{0});
    CHECK(two_cycle_of_arcs(TwoCycle::undirected).answer(arcs({{0, 1}})) == Answer{1});
    CHECK(two_cycle().id == "two_cycle");
    CHECK(two_cycle(TwoCycle::undirected).id == "two_cycle arcs=edges");
  }

  TEST_CASE("matrices meet where row i of a and column j of b have the bit of the other") {
    const Task task = matrices_intersect(2, 3);
    // a_12 = 1: bit 2 of letter 1. b_12 = 1: bit 1 of letter 2 of Bob's.
    CHECK(task.answer(column({0, 4, 0, 0, 2})) == Answer{1});
    CHECK(task.answer(column({0, 4, 0, 0, 1})) == Answer{0});  // b_02
    CHECK(task.answer(column({7, 7, 0, 0, 0})) == Answer{0});
    CHECK(task.id == "matrices_intersect rows=2 cols=3");
  }
}

}  // namespace
}  // namespace attest::task
