// SPDX-License-Identifier: Apache-2.0
/// \file
/// The ground truth of looped SUBLEQ machines: values worked by hand, and the interpreter.
#include <doctest/doctest.h>

#include "reference/machine/subleq_random.hpp"
#include "reference/task/subleq.hpp"

namespace {

using attest::Matrix;
using attest::Rational;
namespace task = attest::task;

std::vector<Rational> flat(const Matrix& tokens) {
  std::vector<Rational> result;
  for (int i = 0; i < tokens.rows(); ++i) {
    for (int f = 0; f < tokens.cols(); ++f) result.push_back(tokens(i, f));
  }
  return result;
}

}  // namespace

TEST_CASE("a prefetched state steps as worked by hand") {
  // Words 3 and -2 in columns 1 and 2; at 3 bits -2 - 3 = -5 wraps to 3, so the branch is not
  // taken.
  const Matrix now({{1, 2, 5, 0, 3},
                    {0, 0, 0, 3, 0},
                    {0, 0, 0, -2, 0},
                    {1, 2, 5, 0, 0},
                    {2, 1, 3, 0, 0},
                    {1, 1, 5, 0, 0}});
  const Matrix next({{2, 1, 3, 0, 4},
                     {0, 0, 0, 3, 0},
                     {0, 0, 0, 3, 0},
                     {1, 2, 5, 0, 0},
                     {2, 1, 3, 0, 0},
                     {1, 1, 5, 0, 0}});
  CHECK(task::subleq_prefetched(2, 3).answer(now) == flat(next));
  // 3 - 3 = 0 branches to column 3.
  Matrix then = next;
  then(0, 0) = 1;
  then(0, 1) = 2;
  then(0, 2) = 5;
  then(0, 4) = 3;
  then(1, 3) = 0;
  CHECK(task::subleq_prefetched(2, 3).answer(next) == flat(then));
}

TEST_CASE("a pending write is forwarded to both reads and then done") {
  // Column 1 lags: its word is 2. At 4 bits mem[2] - mem[1] = -8 - 2 wraps to 6: no branch.
  const Matrix now({{1, 2, 3, 2, 4, 1},
                    {0, 0, 0, 7, 0, 0},
                    {0, 0, 0, -8, 0, 0},
                    {1, 2, 3, 0, 0, 0},
                    {2, 1, 4, 0, 0, 0}});
  const Matrix next({{2, 1, 4, 6, 4, 2},
                     {0, 0, 0, 2, 0, 0},
                     {0, 0, 0, -8, 0, 0},
                     {1, 2, 3, 0, 0, 0},
                     {2, 1, 4, 0, 0, 0}});
  CHECK(task::subleq_pending(2, 4).answer(now) == flat(next));
  // mem[1] - mem[2] = 2 - 6 = -4 branches to 4, the last column, its own successor.
  const Matrix then({{2, 1, 4, -4, 4, 1},
                     {0, 0, 0, 2, 0, 0},
                     {0, 0, 0, 6, 0, 0},
                     {1, 2, 3, 0, 0, 0},
                     {2, 1, 4, 0, 0, 0}});
  CHECK(task::subleq_pending(2, 4).answer(next) == flat(then));
}

TEST_CASE("a target of 0 writes nowhere") {
  const Matrix now({{1, 1, 2, -3, 2, 0}, {0, 0, 0, 1, 0, 0}, {1, 1, 2, 0, 0, 0}});
  const Matrix next({{1, 1, 2, 0, 2, 1}, {0, 0, 0, 1, 0, 0}, {1, 1, 2, 0, 0, 0}});
  CHECK(task::subleq_pending(1, 3).answer(now) == flat(next));
}
