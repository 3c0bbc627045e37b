// SPDX-License-Identifier: Apache-2.0
/// \file
/// The direct interpreter of FLEQ machines.
#include "reference/machine/fleq.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::machine::fleq {
namespace {

/// Entry (i, j) of f(a, b), for the operations that are no Newton step.
Rational entry_of(Operation operation, const Matrix& a, const Matrix& b, int i, int j) {
  switch (operation) {
    case Operation::subtract:
      return a(i, j) - b(i, j);
    case Operation::multiply: {
      Rational sum;
      for (int k = 0; k < a.rows(); ++k) sum += a(k, i) * b(k, j);
      return sum;
    }
    case Operation::transpose:
      return a(j, i);
    case Operation::diagonal:
      return i == j ? a(i, 0) : Rational();
    case Operation::inverse_step:
      break;
  }
  broken_invariant(__FILE__, __LINE__, "operation", "unknown operation");
}

/// 2b - b (a b).
Matrix newton_step(const Matrix& a, const Matrix& b) {
  const int side = a.rows();
  Matrix result(side, side);
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      result(i, j) = b(i, j) + b(i, j);
      for (int k = 0; k < side; ++k) {
        for (int l = 0; l < side; ++l) result(i, j) -= b(i, k) * a(k, l) * b(l, j);
      }
    }
  }
  return result;
}

}  // namespace

int Program::cell(std::string_view name) const {
  const auto found = std::find(names.begin(), names.end(), name);
  ATTEST_REQUIRE(found != names.end(), "no cell " + std::string(name));
  return static_cast<int>(found - names.begin());
}

Matrix apply(Operation operation, const Matrix& a, const Matrix& b) {
  const int side = a.rows();
  ATTEST_REQUIRE(a.cols() == side && b.rows() == side && b.cols() == side, "square cells");
  if (operation == Operation::inverse_step) return newton_step(a, b);
  Matrix result(side, side);
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) result(i, j) = entry_of(operation, a, b, i, j);
  }
  return result;
}

bool is_binary(Operation operation) {
  return operation == Operation::subtract || operation == Operation::multiply ||
         operation == Operation::inverse_step;
}

State start(const Program& program) { return {.memory = program.memory, .pc = 0}; }

void step(const Program& program, State& state) {
  const Command& command = program.commands.at(static_cast<std::size_t>(state.pc));
  const auto cell = [&](int number) -> Matrix& {
    return state.memory.at(static_cast<std::size_t>(number));
  };
  cell(command.c) = apply(command.operation, cell(command.a), cell(command.b));
  const bool is_taken = cell(command.flag)(0, 0).sign() <= 0;
  state.pc = is_taken ? command.target : std::min(state.pc + 1, program.last_command());
}

Run run(const Program& program, std::int64_t most_steps) {
  Run result{.state = start(program)};
  while (result.state.pc != program.last_command() && result.steps < most_steps) {
    step(program, result.state);
    ++result.steps;
  }
  result.is_halted = result.state.pc == program.last_command();
  return result;
}

std::string_view name_of(Operation operation) {
  switch (operation) {
    case Operation::subtract:
      return "subtract";
    case Operation::multiply:
      return "multiply";
    case Operation::transpose:
      return "transpose";
    case Operation::diagonal:
      return "diagonal";
    case Operation::inverse_step:
      return "inverse_step";
  }
  broken_invariant(__FILE__, __LINE__, "operation", "unknown operation");
}

}  // namespace attest::machine::fleq
