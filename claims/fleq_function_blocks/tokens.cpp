// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines as raw tokens and back, and the interpreter on them.
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/encoding.hpp"
#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Operation;

int whole(const Rational& value) { return static_cast<int>(value.num().to_int64()); }

}  // namespace

std::vector<Operation> all_operations() {
  std::vector<Operation> result;
  for (int m = 0; m < machine::fleq::operation_count; ++m) {
    result.push_back(static_cast<Operation>(m));
  }
  return result;
}

Size size_for(const machine::fleq::Program& program) {
  Size size{.side = program.side,
            .cells = static_cast<int>(program.memory.size()),
            .commands = static_cast<int>(program.commands.size())};
  for (const Operation operation : all_operations()) {
    const auto calls = [&](const machine::fleq::Command& c) { return c.operation == operation; };
    if (std::ranges::any_of(program.commands, calls)) size.operations.push_back(operation);
  }
  return size;
}

int Size::address_bits() const {
  int bits = 2;
  while ((1 << bits) < cells + commands) ++bits;
  return bits;
}

int Size::number_of(Operation operation) const {
  const auto found = std::ranges::find(operations, operation);
  ATTEST_REQUIRE(found != operations.end(), "the block lacks an operation");
  return static_cast<int>(found - operations.begin());
}

std::vector<std::string> fields_of(const Size& size) {
  std::vector<std::string> fields;
  for (int i = 0; i < size.side; ++i) fields.push_back("x" + std::to_string(i));
  for (const char* name : {"a", "b", "c", "operation", "flag", "target", "pc"}) {
    fields.emplace_back(name);
  }
  return fields;
}

check::Case tokens_of(const Size& size, const machine::fleq::Program& program,
                      const machine::fleq::State& state) {
  check::Case tokens(size.columns(), size.side + Field::count);
  for (int j = 0; j < size.side; ++j) tokens(j, size.side + Field::pc) = state.pc;
  for (int cell = 0; cell < size.cells; ++cell) {
    for (int j = 0; j < size.side; ++j) {
      for (int i = 0; i < size.side; ++i) {
        tokens(size.side * (1 + cell) + j, i) = state.memory[static_cast<std::size_t>(cell)](i, j);
      }
    }
  }
  for (int at = 0; at < size.commands; ++at) {
    const machine::fleq::Command& command = program.commands[static_cast<std::size_t>(at)];
    const std::span<Rational> token = tokens.row(size.side * (1 + size.cells) + at);
    const auto put = [&](Field::Name field, int value) {
      token[static_cast<std::size_t>(size.side + field)] = value;
    };
    put(Field::a, command.a);
    put(Field::b, command.b);
    put(Field::c, command.c);
    put(Field::operation, size.number_of(command.operation));
    put(Field::flag, command.flag);
    put(Field::target, command.target);
  }
  return tokens;
}

Snapshot snapshot_of(const Size& size, const check::Case& tokens) {
  Snapshot result;
  result.program.side = size.side;
  result.state.pc = whole(tokens(0, size.side + Field::pc));
  for (int cell = 0; cell < size.cells; ++cell) {
    Matrix& matrix = result.state.memory.emplace_back(size.side, size.side);
    for (int j = 0; j < size.side; ++j) {
      for (int i = 0; i < size.side; ++i) matrix(i, j) = tokens(size.side * (1 + cell) + j, i);
    }
  }
  for (int at = 0; at < size.commands; ++at) {
    const auto field = [&](Field::Name name) {
      return whole(tokens(size.side * (1 + size.cells) + at, size.side + name));
    };
    result.program.commands.push_back(
        {.operation = size.operations.at(static_cast<std::size_t>(field(Field::operation))),
         .a = field(Field::a),
         .b = field(Field::b),
         .c = field(Field::c),
         .flag = field(Field::flag),
         .target = field(Field::target)});
  }
  return result;
}

task::Task next_state(const Size& size) {
  return {.id = "fleq side=" + std::to_string(size.side) + " cells=" + std::to_string(size.cells),
          .answer = [size](const Matrix& tokens) {
            Snapshot snapshot = snapshot_of(size, tokens);
            machine::fleq::step(snapshot.program, snapshot.state);
            const Matrix next = tokens_of(size, snapshot.program, snapshot.state);
            std::vector<Rational> entries;
            for (int i = 0; i < next.rows(); ++i) {
              entries.insert(entries.end(), next.row(i).begin(), next.row(i).end());
            }
            return entries;
          }};
}

}  // namespace attest::fleq_function_blocks
