// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.step: a single line, whatever the situation.
#include <memory>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;
using machine::three_address::Line;

/// The line after a prompt by the interpreter of the code, from what the tokens say.
Matrix next_line(const check::Case& prompt, const TokenFields& fields) {
  machine::three_address::Code code{.attributes = fields.line.attribute.size};
  code.instructions.resize(std::size_t{1} << fields.line.pc.size);
  const Line last = line_at(prompt, prompt.rows() - 1, fields);
  machine::three_address::Situation now{.next = last.next, .depth = last.depth};
  now.attributes.resize(static_cast<std::size_t>(code.attributes));
  if (last.is_telling) now.told = last.told;
  for (int row = 0; row < prompt.rows(); ++row) {
    const Kind kind = kind_at(prompt, row);
    if (kind == Kind::instruction) {
      const PlacedInstruction placed = instruction_at(prompt, row, fields);
      code.instructions[static_cast<std::size_t>(placed.address)] = placed.instruction;
      continue;
    }
    const Line line = line_at(prompt, row, fields);
    if (kind == Kind::attribute) {
      now.attributes[static_cast<std::size_t>(line.attribute)] = line.value;
    } else if (kind == Kind::write && line.written_depth == now.depth) {
      now.variables[line.variable] = line.value;
    } else if (kind == Kind::call && line.depth == now.depth) {
      now.return_to = line.return_to;
      now.destination = line.destination;
    }
  }
  machine::three_address::Run run(code, fields.line.value.size, now);
  return tokens_of({run.step()}, fields);
}

Sizes step_sizes(const Params& params) {
  return {.address = static_cast<int>(params.at("address")),
          .variable = static_cast<int>(params.at("variable")),
          .depth = static_cast<int>(params.at("depth")),
          .word = static_cast<int>(params.at("word")),
          .attributes = 2};
}

Params step_point(int address, int variable, int depth, int word, int combined = 0) {
  return {{"address", address},
          {"variable", variable},
          {"depth", depth},
          {"word", word},
          {"combined", combined}};
}

}  // namespace

check::Statement step_statement() {
  check::Statement result = check::about(claim_id, "S1.step", "One line in every situation");
  result.sentence =
      "Whatever instruction stands at the address of the newest line, at whatever depth and with "
      "whatever operands, the next line is that of the interpreter, among tokens that differ in "
      "one bit of an address, a variable or a depth and hold something else.";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published = "A small finite set of retrieval and local rewriting steps is predicted.",
      .checked =
          "Every operation with all operands, numbers and attributes together, and every value of "
          "each address, variable and depth alone; at the smallest sizes all of these together. "
          "By the weights; every weight moved.",
      .gap = "The stated sizes; beyond the smallest one place at a time."};
  result.parameters = {{.name = "address", .meaning = "bits of an address", .lo = 2, .hi = 8},
                       {.name = "variable", .meaning = "bits of a variable", .lo = 1, .hi = 8},
                       {.name = "depth", .meaning = "bits of a depth", .lo = 2, .hi = 8},
                       {.name = "word", .meaning = "bits of a word", .lo = 1, .hi = 6},
                       {.name = "combined",
                        .meaning = "1: every combination of contents and places; 0: of contents, "
                                   "and each place alone",
                        .lo = 0,
                        .hi = 1}};
  result.points = [](Rung rung) {
    std::vector<Params> points = {step_point(3, 2, 2, 2)};
    if (rung == Rung::fast) return points;
    points.push_back(step_point(2, 1, 2, 1, 1));
    points.push_back(step_point(2, 1, 2, 2, 1));
    points.push_back(step_point(4, 3, 3, 2));
    points.push_back(step_point(7, 5, 5, 4));
    return points;
  };
  result.mutant_points = [](Rung rung) {
    return std::vector<Params>{rung == Rung::fast ? step_point(3, 2, 2, 2)
                                                  : step_point(4, 3, 3, 2)};
  };
  return derive::generates(std::move(result), "", [](const Params& params, std::uint64_t) {
    const Sizes sizes = step_sizes(params);
    const auto fields = std::make_shared<const TokenFields>(token_fields(sizes));
    derive::Generators generators;
    generators.prompts = situations(sizes, fields, params.at("combined") == 1);
    generators.member = [sizes, fields](std::int64_t) {
      derive::Generates generates{.model = executor(sizes), .task = {}};
      generates.task = {.id = "three_address_step", .tokens = [fields](const check::Case& prompt) {
                          return next_line(prompt, *fields);
                        }};
      return generates;
    };
    generators.promises = promises(Executor(sizes, {}, false));
    return derive::GeneratesParts{.generators = std::move(generators),
                                  .mutants = executor_mutants(sizes, false)};
  });
}

}  // namespace attest::micropy_executor
