// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens read back, field by field, and what follows a prompt by the direct interpreter.
#include <memory>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Instruction;
using machine::three_address::Line;
using machine::three_address::Mark;
using machine::three_address::Opcode;

std::int64_t number_of(const check::Case& tokens, int row, const model::Slice& slice) {
  std::int64_t number = 0;
  for (int i = 0; i < slice.size; ++i) {
    if (tokens(row, slice[i]) == Rational(1)) number += std::int64_t{1} << i;
  }
  return number;
}

/// The place of the 1 of a one-hot field; `size` where there is none.
int place_of(const check::Case& tokens, int row, const model::Slice& slice) {
  int place = 0;
  while (place < slice.size && tokens(row, slice[place]) != Rational(1)) ++place;
  return place;
}

Mark mark_of(Kind kind) {
  switch (kind) {
    case Kind::write:
      return Mark::write;
    case Kind::jump:
      return Mark::jump;
    case Kind::call:
      return Mark::call;
    case Kind::attribute:
      return Mark::attribute;
    case Kind::separator:
      return Mark::separator;
    case Kind::instruction:
      break;
  }
  ATTEST_REQUIRE(false, "a line");
}

}  // namespace

PlacedInstruction instruction_at(const check::Case& prompt, int row, const TokenFields& fields) {
  const InstructionFields& f = fields.instruction;
  const auto number = [&](const model::Slice& slice) {
    return static_cast<int>(number_of(prompt, row, slice));
  };
  const int attribute = place_of(prompt, row, f.attribute);
  return {.address = number(f.address),
          .instruction = {.op = static_cast<Opcode>(place_of(prompt, row, f.op)),
                          .target = number(f.target),
                          .first = number(f.first),
                          .second = number(f.second),
                          .number = number_of(prompt, row, f.number),
                          .label = number(f.label),
                          .attribute = attribute == f.attribute.size ? 0 : attribute}};
}

Line line_at(const check::Case& prompt, int row, const TokenFields& fields) {
  const LineFields& f = fields.line;
  const auto number = [&](const model::Slice& slice) {
    return static_cast<int>(number_of(prompt, row, slice));
  };
  Line line{.mark = mark_of(kind_at(prompt, row)),
            .next = number(f.pc),
            .depth = number(f.depth),
            .variable = number(f.variable),
            .written_depth = number(f.written),
            .value = number_of(prompt, row, f.value),
            .return_to = number(f.return_to),
            .destination = number(f.destination),
            .is_telling = number(f.phase) == 1};
  if (line.mark == Mark::attribute) line.attribute = place_of(prompt, row, f.attribute);
  if (line.is_telling) line.told = place_of(prompt, row, f.told);
  return line;
}

Kind kind_at(const check::Case& prompt, int row) {
  const model::Slice kinds{.first = 0, .size = kind_count};
  const int kind = place_of(prompt, row, kinds);
  ATTEST_REQUIRE(kind < kind_count, "a token of a kind");
  return static_cast<Kind>(kind);
}

Prompted prompted(const check::Case& prompt, const TokenFields& fields) {
  Prompted result{.code = {.attributes = fields.line.attribute.size}, .arguments = {}};
  for (int row = 0; row < prompt.rows(); ++row) {
    const Kind kind = kind_at(prompt, row);
    if (kind == Kind::instruction) {
      result.code.instructions.push_back(instruction_at(prompt, row, fields).instruction);
      continue;
    }
    const Line line = line_at(prompt, row, fields);
    if (kind == Kind::write) result.arguments.push_back(line.value);
    if (kind == Kind::call) result.code.entry = line.next;
  }
  result.code.parameters = static_cast<int>(result.arguments.size());
  return result;
}

derive::Continuation lines_of_code(const Sizes& sizes, std::int64_t most_lines) {
  const auto fields = std::make_shared<const TokenFields>(token_fields(sizes));
  const auto tokens = [fields, most_lines](const check::Case& prompt) {
    const Prompted given = prompted(prompt, *fields);
    machine::three_address::Run run(given.code, given.arguments, fields->line.value.size);
    std::vector<Line> lines;
    while (!run.is_finished() && std::ssize(lines) < most_lines) lines.push_back(run.step());
    return tokens_of(lines, *fields);
  };
  return {.id = "three_address_code", .tokens = tokens};
}

}  // namespace attest::micropy_executor
