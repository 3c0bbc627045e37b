// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens: where their fields stand, the prompt of a program, lines as tokens, and back.
#include <algorithm>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Code;
using machine::three_address::Instruction;
using machine::three_address::Line;
using machine::three_address::Mark;
using machine::three_address::Opcode;

/// Writes one token into a row.
class TokenWriter {
 public:
  TokenWriter(Matrix& tokens, int row) : tokens_(tokens), row_(row) {}

  /// Signs, least significant bit first.
  void code(const model::Slice& slice, std::int64_t number) {
    ATTEST_REQUIRE(0 <= number && number < (std::int64_t{1} << slice.size), "a number with a code");
    for (int i = 0; i < slice.size; ++i)
      tokens_(row_, slice[i]) = ((number >> i) & 1) == 1 ? 1 : -1;
  }
  void bits(const model::Slice& slice, std::int64_t number) {
    for (int i = 0; i < slice.size; ++i) tokens_(row_, slice[i]) = (number >> i) & 1;
  }
  void one_hot(const model::Slice& slice, int number) { tokens_(row_, slice[number]) = 1; }

 private:
  Matrix& tokens_;
  int row_;
};

Kind kind_of(Mark mark) {
  switch (mark) {
    case Mark::write:
      return Kind::write;
    case Mark::jump:
      return Kind::jump;
    case Mark::call:
      return Kind::call;
    case Mark::attribute:
      return Kind::attribute;
    case Mark::separator:
      return Kind::separator;
  }
  ATTEST_REQUIRE(false, "a mark outside the enumeration");
}

bool has_two_sources(Opcode op) {
  return op == Opcode::add || op == Opcode::subtract || op == Opcode::bit_and ||
         op == Opcode::bit_xor || op == Opcode::less || op == Opcode::equal;
}

void write_instruction(TokenWriter& writer, const TokenFields& fields,
                       const Instruction& instruction, int address) {
  const InstructionFields& f = fields.instruction;
  const Opcode op = instruction.op;
  writer.one_hot(fields.kind, static_cast<int>(Kind::instruction));
  writer.code(f.address, address);
  if (op == Opcode::halt) return;
  writer.one_hot(f.op, static_cast<int>(op));
  const bool has_target = op == Opcode::constant || op == Opcode::move || has_two_sources(op) ||
                          op == Opcode::argument || op == Opcode::call ||
                          op == Opcode::get_attribute;
  const bool has_source = op == Opcode::move || has_two_sources(op) || op == Opcode::jump_if_zero ||
                          op == Opcode::argument || op == Opcode::give ||
                          op == Opcode::give_and_tell || op == Opcode::set_attribute;
  const bool has_label = op == Opcode::jump_if_zero || op == Opcode::jump || op == Opcode::call;
  const bool goes_on = op != Opcode::jump && op != Opcode::give && op != Opcode::give_and_tell;
  if (has_target) writer.code(f.target, instruction.target);
  if (has_source) writer.code(f.first, instruction.first);
  if (has_two_sources(op)) writer.code(f.second, instruction.second);
  if (op == Opcode::constant) writer.bits(f.number, instruction.number);
  if (has_label) writer.code(f.label, instruction.label);
  if (goes_on) writer.code(f.after, address + 1);
  if (op == Opcode::get_attribute || op == Opcode::set_attribute) {
    writer.one_hot(f.attribute, instruction.attribute);
  }
}

void write_line(TokenWriter& writer, const TokenFields& fields, const Line& line) {
  const LineFields& f = fields.line;
  writer.one_hot(fields.kind, static_cast<int>(kind_of(line.mark)));
  writer.code(f.pc, line.next);
  writer.code(f.depth, line.depth);
  if (line.mark == Mark::write) {
    writer.code(f.variable, line.variable);
    writer.code(f.written, line.written_depth);
  }
  if (line.mark == Mark::write || line.mark == Mark::attribute) writer.bits(f.value, line.value);
  if (line.mark == Mark::attribute) writer.one_hot(f.attribute, line.attribute);
  if (line.mark == Mark::call) {
    writer.code(f.return_to, line.return_to);
    writer.code(f.destination, line.destination);
    writer.code(f.called, line.depth);
  }
  if (!line.is_telling) return;
  writer.bits(f.phase, 1);
  writer.one_hot(f.told, line.told);
}

}  // namespace

LineFields add_line(model::Stream& stream, const Sizes& sizes, const std::string& prefix) {
  const auto add = [&](const char* name, int size) {
    return size == 0 ? model::Slice{} : stream.add(prefix + name, size);
  };
  LineFields f;
  f.pc = add("pc", sizes.address);
  f.depth = add("dep", sizes.depth);
  f.variable = add("var", sizes.variable);
  f.written = add("vd", sizes.depth);
  f.value = add("val", sizes.word);
  f.return_to = add("ret", sizes.address);
  f.destination = add("dst", sizes.variable);
  f.called = add("cdep", sizes.depth);
  f.attribute = add("gat", sizes.attributes);
  f.phase = add("ph", 1);
  f.told = add("idx", sizes.attributes + 1);
  return f;
}

InstructionFields add_instruction(model::Stream& stream, const Sizes& sizes) {
  InstructionFields f;
  f.address = stream.add("addr", sizes.address);
  f.op = stream.add("op", run_opcodes);
  f.target = stream.add("t", sizes.variable);
  f.first = stream.add("y", sizes.variable);
  f.second = stream.add("z", sizes.variable);
  f.number = stream.add("imm", sizes.word);
  f.label = stream.add("L", sizes.address);
  f.after = stream.add("nxt", sizes.address);
  if (sizes.attributes > 0) f.attribute = stream.add("at", sizes.attributes);
  return f;
}

TokenFields token_fields(const Sizes& sizes) {
  model::Stream stream;
  TokenFields fields;
  fields.kind = stream.add("kind", kind_count);
  fields.instruction = add_instruction(stream, sizes);
  fields.line = add_line(stream, sizes, "");
  fields.names = model::coordinate_names(stream.registers());
  return fields;
}

check::Case prompt_of(const Code& code, const std::vector<std::int64_t>& arguments,
                      const Sizes& sizes) {
  return prompt_of(code, arguments, token_fields(sizes));
}

check::Case prompt_of(const Code& code, const std::vector<std::int64_t>& arguments,
                      const TokenFields& fields) {
  const int attributes = fields.line.attribute.size;
  ATTEST_REQUIRE(std::ssize(arguments) == code.parameters && code.attributes == attributes,
                 "arguments and attributes of the code");
  const int instructions = static_cast<int>(code.instructions.size());
  check::Case prompt(instructions + attributes + code.parameters + 1,
                     static_cast<int>(fields.names.size()));
  for (int i = 0; i < instructions; ++i) {
    TokenWriter writer(prompt, i);
    write_instruction(writer, fields, code.instructions[static_cast<std::size_t>(i)], i);
  }
  int row = instructions;
  for (int a = 0; a < attributes; ++a) {
    TokenWriter writer(prompt, row++);
    writer.one_hot(fields.kind, static_cast<int>(Kind::attribute));
    writer.one_hot(fields.line.attribute, a);
  }
  for (int p = 0; p < code.parameters; ++p) {
    TokenWriter writer(prompt, row++);
    writer.one_hot(fields.kind, static_cast<int>(Kind::write));
    writer.code(fields.line.variable, p);
    writer.code(fields.line.written, 1);
    writer.bits(fields.line.value, arguments[static_cast<std::size_t>(p)]);
  }
  TokenWriter writer(prompt, row);
  write_line(writer, fields, {.mark = Mark::call, .next = code.entry, .depth = 1});
  return prompt;
}

Matrix tokens_of(const std::vector<PlacedInstruction>& instructions, const TokenFields& fields) {
  Matrix tokens(static_cast<int>(instructions.size()), static_cast<int>(fields.names.size()));
  for (int i = 0; i < tokens.rows(); ++i) {
    TokenWriter writer(tokens, i);
    const PlacedInstruction& placed = instructions[static_cast<std::size_t>(i)];
    write_instruction(writer, fields, placed.instruction, placed.address);
  }
  return tokens;
}

Matrix tokens_of(const std::vector<Line>& lines, const TokenFields& fields) {
  Matrix tokens(static_cast<int>(lines.size()), static_cast<int>(fields.names.size()));
  for (int i = 0; i < tokens.rows(); ++i) {
    TokenWriter writer(tokens, i);
    write_line(writer, fields, lines[static_cast<std::size_t>(i)]);
  }
  return tokens;
}

}  // namespace attest::micropy_executor
