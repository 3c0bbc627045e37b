// SPDX-License-Identifier: Apache-2.0
/// \file
/// How loops grow with steps and samples, and the block with rows and cells.
#include "reference/derive/series.hpp"

#include <utility>

#include "claims/fleq_function_blocks/softmax.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::LineKind;
using Counted = std::optional<Rational>;
using machine::fleq::Operation;

Counted looped(const machine::fleq::Program& program, std::int64_t most) {
  const machine::fleq::Run run = LoopedBlock(size_for(program)).run(program, most);
  if (!run.is_halted) return std::nullopt;
  return Rational(run.steps);
}

Matrix unit() {
  Matrix one(1, 1);
  one(0, 0) = 1;
  return one;
}
/// Newton's iteration on the unit matrix, where it stands still.
Counted newton_loops(std::int64_t steps) {
  return looped(newton_program(unit(), unit(), static_cast<int>(steps)), 1000);
}
Counted newton_call_loops(std::int64_t steps) {
  return looped(newton_call_program(unit(), unit(), static_cast<int>(steps)), 1000);
}
Counted power_loops(std::int64_t steps) {
  return looped(power_program(unit(), {1}, static_cast<int>(steps)), 1000);
}
Counted newton_promise(std::int64_t steps) { return Rational(5 * steps); }
Counted newton_call_promise(std::int64_t steps) { return Rational(2 * steps); }
Counted straight_line(std::int64_t steps) { return Rational(4 * steps); }

check::Series loops() {
  return {.name = "loops",
          .title = "Loops of iterations",
          .size = "T",
          .size_meaning = "steps",
          .quantity = "loops, each an instruction [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for Newton's inverse",
                     .kind = LineKind::upper_bound,
                     .formula = "$5T$",
                     .bounded = "Newton's inverse by products",
                     .count = newton_promise},
                    {.name = "Newton's inverse by products",
                     .kind = LineKind::construction,
                     .note = "S2.newton",
                     .count = newton_loops},
                    {.name = "promised for whole steps",
                     .kind = LineKind::upper_bound,
                     .formula = "$2T$",
                     .bounded = "Newton's inverse by whole steps",
                     .count = newton_call_promise},
                    {.name = "Newton's inverse by whole steps",
                     .kind = LineKind::construction,
                     .note = "S2.newton.call",
                     .count = newton_call_loops},
                    {.name = "power iteration",
                     .kind = LineKind::competitor,
                     .note = "S2.power",
                     .count = power_loops},
                    {.name = "a program without a loop",
                     .kind = LineKind::baseline,
                     .formula = "$4T$",
                     .note = "Newton's four commands written T times: 4T + 1 columns of commands",
                     .count = straight_line}}};
}

/// Samples of one zero each, so that nothing grows.
std::vector<task::Sample> still_samples(std::int64_t count) {
  return std::vector<task::Sample>(static_cast<std::size_t>(count),
                                   task::Sample{.input = {0}, .wanted = {0}});
}
Counted descent_loops(std::int64_t samples) {
  return looped(descent_program(1, still_samples(samples), {0}, 1, 1), 1000);
}
Counted backprop_loops(std::int64_t samples) {
  const Matrix zero(1, 1);
  const machine::fleq::Program program = backprop_program(
      1, still_samples(samples), {.first = zero, .second = zero}, task::Activation::identity, 1, 1);
  return Rational(machine::fleq::run(program, 1000).steps);
}
Counted descent_promise(std::int64_t samples) { return Rational(6 * samples + 1); }
Counted every_sample(std::int64_t samples) { return Rational(samples); }
Counted six_each(std::int64_t samples) { return Rational(6 * samples); }

check::Series samples() {
  return {.name = "samples",
          .title = "Loops of an epoch of gradient descent",
          .size = "D",
          .size_meaning = "samples",
          .quantity = "loops, each an instruction [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every sample is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$D$",
                     .note = "an instruction reads two cells, of which one is a weight",
                     .count = every_sample},
                    {.name = "promised for least squares",
                     .kind = LineKind::upper_bound,
                     .formula = "$6D + 1$",
                     .bounded = "least squares",
                     .count = descent_promise},
                    {.name = "least squares",
                     .kind = LineKind::construction,
                     .note = "S2.descent",
                     .count = descent_loops},
                    {.name = "backpropagation, linear units",
                     .kind = LineKind::competitor,
                     .note = "S2.backprop.linear; counted by the interpreter",
                     .count = backprop_loops},
                    {.name = "no loop",
                     .kind = LineKind::baseline,
                     .formula = "$6D$",
                     .note = "one epoch: nothing to count",
                     .count = six_each}}};
}

/// Three cells and two commands that call the product alone.
Size product_machine(std::int64_t side) {
  return {.side = static_cast<int>(side),
          .cells = 3,
          .commands = 2,
          .operations = {Operation::multiply}};
}
model::Transformer product_loop(std::int64_t side) { return construction(product_machine(side)); }
check::Case product_state(std::int64_t side) {
  const Size size = product_machine(side);
  machine::fleq::Program program{.side = size.side, .names = {"A", "B", "C"}};
  for (int cell = 0; cell < size.cells; ++cell) {
    Matrix& matrix = program.memory.emplace_back(size.side, size.side);
    for (int i = 0; i < size.side; ++i) {
      for (int j = 0; j < size.side; ++j) matrix(i, j) = (cell + 2 * i + 3 * j) % 7 - 3;
    }
  }
  program.commands = {{.operation = Operation::multiply, .a = 0, .b = 1, .c = 2, .target = 1},
                      {.operation = Operation::multiply, .target = 1}};
  return tokens_of(size, program, machine::fleq::start(program));
}
Counted entries_written(std::int64_t side) { return Rational(side * side); }
Counted direct_product(std::int64_t side) { return Rational(side * side * (2 * side - 1)); }

check::Series work() {
  return {.name = "work",
          .title = "Operations of one call of the product",
          .size = "d",
          .size_meaning = "rows of a cell, three cells",
          .quantity = "exact operations [count]",
          .sizes = {1, 2, 3, 4, 6, 8, 12, 16},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every entry is written",
                     .kind = LineKind::lower_bound,
                     .formula = "$d^2$",
                     .count = entries_written},
                    {.name = "one pass of the block",
                     .kind = LineKind::construction,
                     .note = "all layers, embedding and decoding included",
                     .count = derive::operations_of(product_loop, product_state)},
                    {.name = "direct product",
                     .kind = LineKind::baseline,
                     .formula = "$d^2 (2d - 1)$",
                     .note = "multiplications and additions",
                     .count = direct_product}}};
}

/// d = 2, half as many commands as cells, all operations.
Size wide_machine(std::int64_t cells) {
  return {.side = 2,
          .cells = static_cast<int>(cells),
          .commands = static_cast<int>(cells / 2),
          .operations = all_operations()};
}
model::Transformer wide_loop(std::int64_t cells) { return construction(wide_machine(cells)); }
Counted promised_width(std::int64_t cells) {
  for (const check::Promise& promise : promises(wide_machine(cells), wide_loop(cells))) {
    if (promise.quantity == "width") return Rational::parse(promise.value);
  }
  return std::nullopt;
}
/// Codes of cells for a, b, c and flag, of commands for target, next and pc, of both for pos.
Counted one_hot_width(std::int64_t cells) {
  const Size size = wide_machine(cells);
  const std::int64_t codes = 14 * size.address_bits();
  const std::int64_t one_hot =
      2 * (4 * cells + 2 * size.commands) + size.commands + cells + size.commands;
  return *promised_width(cells) - Rational(codes) + Rational(one_hot);
}

check::Series width() {
  return {.name = "width",
          .title = "Width of the residual stream",
          .size = "m",
          .size_meaning = "cells of 2 x 2 entries, m/2 commands",
          .quantity = "width [channels]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$(4 + \\sum_m r_m) d + 14k + 2M + 5$",
                     .note = "S1",
                     .count = promised_width},
                    {.name = "the block",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(wide_loop, &derive::Resources::width)},
                    {.name = "one-hot addresses",
                     .kind = LineKind::baseline,
                     .formula = "$\\sum_m r_m d + 4d + 9m + 6c + 2M + 5$",
                     .note = "c = m/2 commands",
                     .count = one_hot_width}}};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  for (check::Series& own : std::vector{accuracy_series(), loops(), samples(), work(), width()}) {
    result.push_back(std::move(own));
  }
  return result;
}

}  // namespace attest::fleq_function_blocks
