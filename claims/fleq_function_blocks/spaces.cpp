// SPDX-License-Identifier: Apache-2.0
/// \file
/// Spaces of machines: commands, pc and contents enumerated.
#include <numeric>
#include <string>
#include <utility>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/check/case_space_size.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Command;

/// Fractions of both signs; entry (0, 0), which a flag is, is -1, 0 or 1 over something.
Matrix content(int side, int cell, int list) {
  Matrix result(side, side);
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < side; ++j) {
      result(i, j) = Rational((5 * cell + 3 * i + 7 * j + 11 * list + 2) % 13 - 6) /
                     Rational((cell + i + 2 * j + list) % 4 + 1);
    }
  }
  result(0, 0) = Rational((cell + list) % 3 - 1) / Rational(cell + 2);
  return result;
}

/// The command at an address that is not enumerated.
Command fixed(const Size& size, int address) {
  return {.operation = size.operations[static_cast<std::size_t>(address) % size.operations.size()],
          .a = address % size.cells,
          .b = (address + 1) % size.cells,
          .c = (address + 2) % size.cells,
          .flag = address % size.cells,
          .target = (address + 1) % size.commands};
}

/// A step that visits all of so many indices in scattered order; one by one where the product of an
/// index and a step may be no int64.
std::int64_t stride_of(std::int64_t count) {
  if (count > std::int64_t{1} << 31) return 1;
  std::int64_t stride = count * 5 / 8;
  while (std::gcd(stride, count) != 1) ++stride;
  return stride;
}

}  // namespace

Snapshot machine_at(const Size& size, int lists, std::int64_t index) {
  const std::int64_t cells = size.cells;
  const std::vector<std::int64_t> choice =
      check::digits(index, {std::ssize(size.operations), cells, cells, cells, cells, size.commands,
                            size.commands, lists});
  const auto at = [&](std::size_t i) { return static_cast<int>(choice[i]); };
  Snapshot result;
  result.program.side = size.side;
  for (int cell = 0; cell < size.cells; ++cell) {
    result.state.memory.push_back(content(size.side, cell, at(7)));
  }
  for (int i = 0; i < size.commands; ++i) result.program.commands.push_back(fixed(size, i));
  result.state.pc = at(6);
  result.program.commands[static_cast<std::size_t>(choice[6])] = {
      .operation = size.operations[static_cast<std::size_t>(choice[0])],
      .a = at(1),
      .b = at(2),
      .c = at(3),
      .flag = at(4),
      .target = at(5)};
  return result;
}

check::CaseSpace machines(const Size& size, int lists, std::int64_t every) {
  std::int64_t count = std::ssize(size.operations) * size.commands * size.commands * lists;
  for (int pointer = 0; pointer < 4; ++pointer) count *= size.cells;
  const std::int64_t stride = stride_of(count);
  return {.description =
              (every == 1 ? "every command"
                          : "every " + std::to_string(every) + "th of all commands, scattered,") +
              std::string(" at every pc of ") + std::to_string(size.commands) + " commands, on " +
              std::to_string(lists) + " contents of " + std::to_string(size.cells) + " cells",
          .coverage = check::Coverage::given,
          .size = count / every,
          .full_size = count / every,
          .at = [size, lists, count, stride](std::int64_t index) {
            const Snapshot snapshot = machine_at(size, lists, index * stride % count);
            return std::optional(tokens_of(size, snapshot.program, snapshot.state));
          }};
}

check::CaseSpace all_machines(const Size& size, int entries, Tables tables) {
  const int enumerated = tables == Tables::all ? size.commands : 1;
  std::vector<std::int64_t> radices;
  for (int at = 0; at < enumerated; ++at) {
    radices.insert(radices.end(), {std::ssize(size.operations), size.cells, size.cells, size.cells,
                                   size.cells, size.commands});
  }
  radices.push_back(size.commands);
  for (int e = 0; e < size.cells * size.side * size.side; ++e) radices.push_back(entries);
  const std::string description = std::string(tables == Tables::all ? "every table of commands, pc"
                                                                    : "every command at every pc") +
                                  " and content of " + std::to_string(size.cells) +
                                  " cells with entries " + (entries == 2 ? "-1, 1" : "-1, 0, 1");
  Integer product = 1;
  for (const std::int64_t radix : radices) product *= radix;
  const std::int64_t count = check::checked_size(product, description);
  const std::int64_t stride = stride_of(count);
  return {.description = description,
          .coverage = check::Coverage::exhaustive,
          .size = count,
          .full_size = count,
          .at = [=](std::int64_t index) {
            const std::vector<std::int64_t> digits = check::digits(index * stride % count, radices);
            std::size_t next = 0;
            const auto take = [&] { return static_cast<int>(digits[next++]); };
            Snapshot machine;
            machine.program.side = size.side;
            for (int at = 0; at < size.commands; ++at) {
              Command& command = machine.program.commands.emplace_back(fixed(size, at));
              if (at >= enumerated) continue;
              command.operation = size.operations[static_cast<std::size_t>(take())];
              command.a = take();
              command.b = take();
              command.c = take();
              command.flag = take();
              command.target = take();
            }
            machine.state.pc = take();
            if (tables == Tables::one_command) {
              std::swap(machine.program.commands.front(),
                        machine.program.commands[static_cast<std::size_t>(machine.state.pc)]);
            }
            for (int cell = 0; cell < size.cells; ++cell) {
              Matrix& matrix = machine.state.memory.emplace_back(size.side, size.side);
              for (int i = 0; i < size.side; ++i) {
                for (Rational& entry : matrix.row(i)) {
                  entry = entries == 2 ? 2 * take() - 1 : take() - 1;
                }
              }
            }
            return std::optional(tokens_of(size, machine.program, machine.state));
          }};
}

}  // namespace attest::fleq_function_blocks
