// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4.called and S5.loop: the machine whose product is a pair of softmax heads.
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/algorithms.hpp"
#include "claims/fleq_function_blocks/intervals.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/units.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using machine::fleq::Operation;
using machine::fleq::Program;
using machine::fleq::State;

constexpr int called_bits = 256;
constexpr int most_called_bits = 1024;
constexpr int called_inverse_log2 = 20;
constexpr int called_level = 40;
constexpr int called_low_level = 4;
constexpr int still_log2 = -100;  // what is exactly 0 comes out of balls below this
constexpr int loops_a_step = 5;

std::vector<Operation> called_operations() {
  return {Operation::subtract, Operation::multiply, Operation::transpose};
}

/// The block with products by softmax, passed `loops` times.
model::Transformer softmax_machine(const Size& size, ProductShape shape, int loops,
                                   const std::string& twist) {
  shape.columns = size.columns();
  if (twist == "level_too_low") shape.level = called_low_level;
  Choices choices{.product = shape};
  if (twist == "both_positive") choices.product_choices.second_sign = 1;
  if (twist == "full_weight") choices.product_choices.share = 1;
  model::Transformer model = construction(size, choices);
  const std::vector<std::pair<int, int>> pass = model.schedule;
  for (int loop = 1; loop < loops; ++loop) {
    model.schedule.insert(model.schedule.end(), pass.begin(), pass.end());
  }
  return model;
}

/// Cells and signs of the pc as the last layer has them.
struct Enclosed {
  std::vector<Ball> mem;  ///< [columns x d]
  std::vector<Ball> pc;   ///< [columns x k]
};
Enclosed enclosed_state(const model::Transformer& model, const Size& size, const Case& tokens,
                        int precision) {
  const model::Trace trace =
      model::trace(model, tokens, {.arithmetic = model::Arithmetic::ball, .precision = precision});
  const auto read = [&](const char* name, int length) {
    std::vector<Ball> entries;
    const int at = model::coordinate(model, name);
    for (int column = 0; column < size.columns(); ++column) {
      for (int i = 0; i < length; ++i) {
        const auto place = static_cast<std::size_t>(column * trace.d + at + i);
        entries.push_back(ball_of(trace.layers.back().state[place], precision));
      }
    }
    return entries;
  };
  return {.mem = read("mem", size.side), .pc = read("pc", size.address_bits())};
}

Ball distance(const Ball& x, const Rational& exact, int precision) {
  const Ball off = x - Ball::exact(exact, precision);
  return max(off, -off);
}

/// How far cells and pc are from those of a state of the interpreter; cells by columns, then pc.
std::vector<Ball> distances(const Enclosed& found, const Size& size, const State& state,
                            int precision) {
  std::vector<Ball> result;
  std::size_t at = static_cast<std::size_t>(size.side) * static_cast<std::size_t>(size.side);
  for (const Matrix& cell : state.memory) {
    for (int j = 0; j < size.side; ++j) {
      for (int i = 0; i < size.side; ++i) {
        result.push_back(distance(found.mem[at++], cell(i, j), precision));
      }
    }
  }
  const int bits = size.address_bits();
  for (int i = 0; i < bits; ++i) {
    const bool is_one = (((state.pc + size.cells) >> (bits - 1 - i)) & 1) != 0;
    result.push_back(distance(found.pc[static_cast<std::size_t>(i)], is_one ? 1 : -1, precision));
  }
  return result;
}

Size called_size(const Params& params) {
  return {.side = side_of(params),
          .cells = static_cast<int>(params.at("cells")),
          .commands = static_cast<int>(params.at("commands")),
          .operations = called_operations()};
}

ProductShape called_shape(const Size& size) {
  return {.side = size.side,
          .inverse_log2 = called_inverse_log2,
          .level = called_level,
          .is_odd = true,
          .columns = size.columns()};
}

/// The command at pc.
const machine::fleq::Command& command_of(const Snapshot& machine) {
  return machine.program.commands[static_cast<std::size_t>(machine.state.pc)];
}

/// Machines whose next flag is not 0: what is nearly 0 has no sign.
check::CaseSpace called_machines(const Size& size, std::int64_t every) {
  std::int64_t count = std::ssize(size.operations) * size.commands * size.commands;
  for (int pointer = 0; pointer < 4; ++pointer) count *= size.cells;
  return {.description = (every == 1 ? "every command"
                                     : "every " + std::to_string(every) + "th of all commands") +
                         std::string(" at every pc of ") + std::to_string(size.commands) +
                         " commands, on fixed contents of " + std::to_string(size.cells) +
                         " cells, unless the flag is 0",
          .coverage = check::Coverage::given,
          .size = count / every,
          .full_size = count / every,
          .at = [size, every](std::int64_t index) -> std::optional<Case> {
            Snapshot machine = machine_at(size, 1, index * every);
            const Case tokens = tokens_of(size, machine.program, machine.state);
            const int flag = command_of(machine).flag;
            machine::fleq::step(machine.program, machine.state);
            if (machine.state.memory[static_cast<std::size_t>(flag)](0, 0).is_zero()) {
              return std::nullopt;
            }
            return tokens;
          }};
}

/// Entries that a product writes may be off by the bound of S4.two_heads; nothing else moves.
std::vector<Ball> called_bounds(const Size& size, const Case& tokens, int precision) {
  Snapshot machine = snapshot_of(size, tokens);
  const machine::fleq::Command command = command_of(machine);
  machine::fleq::step(machine.program, machine.state);
  std::vector<Ball> result;
  for (int cell = 0; cell < size.cells; ++cell) {
    const Matrix& value = machine.state.memory[static_cast<std::size_t>(cell)];
    const Ball still = Ball::exact(gadget::two_to(still_log2), precision);
    const bool is_product = command.operation == Operation::multiply && cell == command.c;
    const Rational most = largest_magnitude(exactly(value));
    const Ball bound =
        is_product ? still + product_error(called_shape(size), most, precision) : still;
    result.insert(result.end(), static_cast<std::size_t>(size.side * size.side), bound);
  }
  result.resize(result.size() + static_cast<std::size_t>(size.address_bits()),
                Ball::exact(gadget::two_to(still_log2), precision));
  return result;
}

/// How far X of the looped machine is from exact steps, and the pc from the end.
derive::Agrees looped_inversion(int side, int steps) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = [=](const Case& a, const std::string& twist, int precision) {
    const NewtonStart start = newton_start_of(a, twist);
    const Program program = newton_program(a, start.x0, steps, twist);
    const Size size = size_for(program);
    const int loops = loops_a_step * steps_in_range(a, start, steps);
    const model::Transformer model = softmax_machine(size, newton_shape(side, true), loops, twist);
    State end = machine::fleq::start(program);
    const Enclosed found = enclosed_state(model, size, tokens_of(size, program, end), precision);
    end.memory[static_cast<std::size_t>(program.cell("X"))] =
        task::newton_inverse(a, task::newton_start(a), steps);
    end.pc = program.last_command();
    const std::vector<Ball> off = distances(found, size, end, precision);
    const auto first = off.begin() + side * side * program.cell("X");
    std::vector<Ball> entries(first, first + side * side);
    entries.insert(entries.end(), off.end() - size.address_bits(), off.end());
    return entries;
  };
  result.enclosed_right = [=](const Case& a, int precision) {
    const Size size = size_for(newton_program(a, task::newton_start(a), steps));
    return std::vector<Ball>(static_cast<std::size_t>(side * side + size.address_bits()),
                             Ball::exact(newton_tolerance(), precision));
  };
  return result;
}

}  // namespace

check::Statement call_statement() {
  check::Statement statement =
      check::about(claim_id, "S4.called", "An instruction calls a product by softmax");
  statement.sentence =
      "With the two heads of S4.two_heads for $A^T B$ in the block of S1, $\\eta = 2^{-20}$ and $L "
      "= 40$, one pass executes every instruction whose flag becomes nonzero: cells that a product "
      "writes are within the bound of S4.two_heads, $\\theta = n e^{\\eta S - L}$ for $n$ columns; "
      "all others, and the pc, are exact.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "The unified machine calls products by softmax, up to eps for each block.",
      .checked =
          "The whole block in balls: cells and pc after every command at every pc. What is "
          "exact is enclosed to 2^-100.",
      .gap =
          "Stated sizes and contents. Attention to addresses is hardmax; a flag that is 0 in "
          "exact arithmetic has no sign in balls and is left out."};
  statement.parameters = {
      {.name = "side", .meaning = "d: rows of a cell", .lo = 1, .hi = 4},
      {.name = "cells", .meaning = "cells of memory", .lo = 1, .hi = 8},
      {.name = "commands", .meaning = "commands", .lo = 1, .hi = 8},
      {.name = "every", .meaning = "one command in so many", .lo = 1, .hi = 100}};
  const auto at = [](std::int64_t cells, std::int64_t every) {
    return Params{{"side", 2}, {"cells", cells}, {"commands", 2}, {"every", every}};
  };
  statement.points = [at](Rung rung) {
    std::vector<Params> points{at(2, 5)};
    if (rung != Rung::fast) points.push_back(at(3, 1));
    return points;
  };
  statement.mutant_points = [at](Rung) { return std::vector<Params>{at(2, 5)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Size size = called_size(params);
    derive::Agrees result{.relation = derive::Relation::at_most};
    result.enclosed_left = [size](const Case& tokens, const std::string& twist, int precision) {
      const model::Transformer model = softmax_machine(size, called_shape(size), 1, twist);
      Snapshot machine = snapshot_of(size, tokens);
      machine::fleq::step(machine.program, machine.state);
      return distances(enclosed_state(model, size, tokens, precision), size, machine.state,
                       precision);
    };
    result.enclosed_right = [size](const Case& tokens, int precision) {
      return called_bounds(size, tokens, precision);
    };
    result.cases = called_machines(size, params.at("every"));
    result.resources = derive::table_of(
        derive::resources(softmax_machine(size, called_shape(size), /*loops=*/1, /*twist=*/{})));
    result.arithmetic = check::Arithmetic::certified_ball;
    result.bits = called_bits;
    result.most_bits = most_called_bits;
    result.evaluator = "literal, in balls";
    return result;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "level_too_low", .why = "L = 4: the dummy does not dominate", .proof = {}},
       {.name = "both_positive", .why = "both heads at +eta: one head twice", .proof = {}},
       {.name = "full_weight", .why = "each head counts in full", .proof = {}}});
}

check::Statement loop_statement() {
  check::Statement statement =
      newton_about("S5.loop", "The loop inverts a matrix with products by softmax");
  statement.sentence =
      "With $A^T B$ by two softmax heads, $\\eta = 2^{-40}$ and $L = 80$, the program of S2.newton "
      "ends after $5T$ loops with every entry of $X$ within $2^{-30}$ of $T$ exact steps.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "The loop inverts a matrix up to the error of its function blocks.",
      .checked =
          "All loops of the whole block in balls; how far X is from exact steps, and that the pc "
          "is at the last command.",
      .gap = "The stated matrices. Attention to addresses is hardmax."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 2, 1)};
    if (rung != Rung::fast) {
      points.push_back(steps_point(2, 8, 2));
      points.push_back(steps_point(3, 8, 2));
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{steps_point(2, 1, 1)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees result = looped_inversion(side_of(params), steps_of(params));
    result.cases = regular_matrices(side_of(params), params.at("cases"));
    result.arithmetic = check::Arithmetic::certified_ball;
    result.bits = called_bits;
    result.most_bits = most_called_bits;
    result.evaluator = "literal, in balls";
    return result;
  };
  std::vector<derive::Twist> twists = newton_twists();
  twists.push_back(
      {.name = "level_too_low", .why = "L = 4: the dummy does not dominate", .proof = {}});
  return derive::agrees(std::move(statement), make, std::move(twists));
}

}  // namespace attest::fleq_function_blocks
