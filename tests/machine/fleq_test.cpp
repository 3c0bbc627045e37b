// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of FLEQ machines against values worked out by hand.
#include "reference/machine/fleq.hpp"

#include <doctest/doctest.h>

#include "reference/machine/fleq_file.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::fleq {
namespace {

Matrix square(const Rational& a, const Rational& b, const Rational& c, const Rational& d) {
  return Matrix(std::vector<std::vector<Rational>>{{a, b}, {c, d}});
}

Matrix cell_of(const Program& program, const State& state, const char* name) {
  return state.memory.at(static_cast<std::size_t>(program.cell(name)));
}

}  // namespace

TEST_CASE("each function gives what is worked out by hand") {
  const Matrix a = square(1, 2, 3, 4);
  const Matrix b = square(0, -1, Rational(1, 2), 5);
  CHECK(apply(Operation::subtract, a, b) == square(1, 3, Rational(5, 2), -1));
  // rows of A^T are (1, 3) and (2, 4)
  CHECK(apply(Operation::multiply, a, b) == square(Rational(3, 2), 14, 2, 18));
  CHECK(apply(Operation::transpose, a, b) == square(1, 3, 2, 4));
  CHECK(apply(Operation::diagonal, a, b) == square(1, 0, 0, 3));
  // A B = (1, 9; 2, 17) and B (A B) = (-2, -17; 21/2, 179/2)
  CHECK(apply(Operation::inverse_step, a, b) == square(2, 15, Rational(-19, 2), Rational(-159, 2)));
}

TEST_CASE("a Newton step from the inverse stays there") {
  const Matrix a = square(2, 1, 1, 1);
  const Matrix inverse = square(1, -1, -1, 2);
  CHECK(apply(Operation::inverse_step, a, inverse) == inverse);
}

TEST_CASE("a flag of 0 branches and a flag above 0 does not") {
  const Program program = parse(
      "side 1\n"
      "cell x = 1\ncell one = 1\ncell zero\n"
      "subtract x zero -> x if x goto end\n"  // 1: goes on
      "subtract x one -> x if x goto end\n"   // 0: branches
      "subtract x one -> x\n"
      "end:\n",
      "x.fleq");
  State state = start(program);
  step(program, state);
  CHECK(state.pc == 1);
  step(program, state);
  CHECK(state.pc == 3);
  CHECK(cell_of(program, state, "x")(0, 0) == Rational(0));
}

TEST_CASE("the flag is read after the write") {
  const Program program = parse(
      "side 1\n"
      "cell x = 1\ncell two = 2\n"
      "subtract x two -> x if x goto end\n"  // x was 1 and is -1
      "subtract x two -> x\n"
      "end:\n",
      "x.fleq");
  const Run result = run(program, 10);
  CHECK(result.is_halted);
  CHECK(result.steps == 1);
  CHECK(cell_of(program, result.state, "x")(0, 0) == Rational(-1));
}

TEST_CASE("only entry (0 0) of a flag counts") {
  const Program program = parse(
      "side 2\n"
      "cell x = 1 -1 ; -1 -1\ncell zero\n"
      "subtract x zero -> x if x goto end\n"
      "subtract x x -> x\n"
      "end:\n",
      "x.fleq");
  State state = start(program);
  step(program, state);
  CHECK(state.pc == 1);
}

TEST_CASE("an operand may be the result and the last command stays") {
  const Program program = parse("side 2\ncell x = 1 1 ; 0 1\nmultiply x x -> x\n", "x.fleq");
  Run result = run(program, 100);
  CHECK(result.is_halted);
  CHECK(result.steps == 1);
  CHECK(result.state.memory[0] == square(1, 1, 1, 2));
  // The command behind the last line subtracts cell 0 from itself and is its own successor.
  step(program, result.state);
  CHECK(result.state.pc == 1);
  CHECK(result.state.memory[0] == square(0, 0, 0, 0));
}

TEST_CASE("a run ends after the most steps") {
  const Program program =
      parse("side 1\ncell minus = -1\ncell x\nloop: subtract x minus -> x if minus goto loop\n",
            "x.fleq");
  const Run result = run(program, 7);
  CHECK_FALSE(result.is_halted);
  CHECK(result.steps == 7);
  CHECK(cell_of(program, result.state, "x")(0, 0) == Rational(7));
}

TEST_CASE("cells that do not fit and unknown names break the contract") {
  CHECK_THROWS_AS(static_cast<void>(apply(Operation::subtract, Matrix(2, 2), Matrix(1, 1))),
                  BrokenInvariant);
  CHECK_THROWS_AS(static_cast<void>(Program{}.cell("x")), BrokenInvariant);
}

}  // namespace attest::machine::fleq
