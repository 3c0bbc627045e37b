// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cycles of listed pairs and walks, worked out by hand.
#include "reference/task/cycles.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

using Answer = std::vector<Rational>;

TEST_CASE("several cycles are told from one on pairs of block 1 written out by hand") {
  const Task task = several_cycles(Listing::successors);
  // Two fixed points; a swap; a swap in block 2 only beside two fixed points in block 1.
  CHECK(task.answer(Matrix({{0, 1}, {0, 2}, {1, 1}, {1, 2}, {0, 1}})) == Answer{1});
  CHECK(task.answer(Matrix({{0, 1}, {1, 2}, {1, 1}, {0, 2}, {0, 1}})) == Answer{0});
  CHECK(task.answer(Matrix({{0, 2}, {1, 3}, {1, 2}, {0, 3}, {0, 1}, {0, 2}, {1, 1}, {1, 2}})) ==
        Answer{1});
}

TEST_CASE("circles of arcs are told apart by their edges on lists written out by hand") {
  const Task task = several_cycles(Listing::arcs);
  // The triangle 0 1 2; then a second one 3 4 5 beside it.
  CHECK(task.answer(Matrix({{0, 1, 1}, {1, 2, 2}, {1, 2, 1}, {2, 0, 2}, {2, 0, 1}, {0, 1, 2}})) ==
        Answer{0});
  CHECK(task.answer(Matrix({{0, 1, 1},
                            {1, 2, 2},
                            {1, 2, 1},
                            {2, 0, 2},
                            {3, 4, 1},
                            {4, 5, 2},
                            {4, 5, 1},
                            {5, 3, 2}})) == Answer{1});
}

TEST_CASE("the least numbers on the cycles of a permutation of five are as by hand") {
  // 1 3 5 and 2 4.
  CHECK(cycle_minima(1).answer(Matrix({{3}, {4}, {5}, {2}, {1}})) == Answer{1, 2, 1, 2, 1});
  CHECK(cycle_minima(1).answer(Matrix({{1}, {2}})) == Answer{1, 2});
  CHECK(cycle_minima(1).answer(Matrix({{2}, {1}})) == Answer{1, 1});
  // Numbered from 0: 0 3 and 1 2; a fixed point and a cycle of three.
  CHECK(cycle_minima(0).answer(Matrix({{3}, {2}, {1}, {0}})) == Answer{0, 1, 1, 0});
  CHECK(cycle_minima(0).answer(Matrix({{0}, {2}, {3}, {1}})) == Answer{0, 1, 1, 1});
}

TEST_CASE("walks along a map of four points end where they do by hand") {
  CHECK(walk({1, 2, 0, 3}, 0, 0) == 0);
  CHECK(walk({1, 2, 0, 3}, 0, 4) == 1);
  CHECK(walk({1, 2, 0, 3}, 3, 9) == 3);
  const Matrix tokens({{0, 1}, {1, 2}, {1, 1}, {0, 2}, {1, 1}});
  CHECK(walk_end(1).answer(tokens) == Answer{0, 2});
  CHECK(walk_end(2).answer(tokens) == Answer{1, 3});
}

}  // namespace
}  // namespace attest::task
