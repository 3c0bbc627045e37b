// SPDX-License-Identifier: Apache-2.0
/// \file
/// Running three-address code line by line.
#include "reference/machine/three_address.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::three_address {

Run::Run(const Code& code, const std::vector<std::int64_t>& arguments, int word_bits)
    : code_(code), modulus_(std::int64_t{1} << word_bits), next_(code.entry) {
  ATTEST_REQUIRE(1 <= word_bits && word_bits <= 32, "a width of words");
  ATTEST_REQUIRE(std::ssize(arguments) == code.parameters, "an argument for each parameter");
  attributes_.assign(static_cast<std::size_t>(code.attributes), 0);
  Frame entry;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    entry.variables[static_cast<int>(i)] = ((arguments[i] % modulus_) + modulus_) % modulus_;
  }
  frames_.push_back(std::move(entry));
}

Run::Run(const Code& code, int word_bits, const Situation& situation)
    : code_(code),
      modulus_(std::int64_t{1} << word_bits),
      next_(situation.next),
      attributes_(situation.attributes),
      telling_(situation.told),
      deepest_(situation.depth) {
  ATTEST_REQUIRE(situation.depth >= 1 && std::ssize(attributes_) == code.attributes,
                 "a live frame and a value for each attribute");
  frames_.resize(static_cast<std::size_t>(situation.depth));
  frames_.back() = {.variables = situation.variables,
                    .return_to = situation.return_to,
                    .destination = situation.destination};
}

std::int64_t Run::live_lines() const {
  std::int64_t lines = 0;
  for (const Frame& frame : frames_) lines += frame.lines;
  return lines;
}

std::int64_t Run::read(int variable) const {
  const auto found = frames_.back().variables.find(variable);
  ATTEST_REQUIRE(found != frames_.back().variables.end(),
                 "variable " + std::to_string(variable) + " is read before it is written");
  return found->second;
}

std::int64_t Run::computed(const Instruction& instruction) const {
  const std::int64_t y = read(instruction.first);
  if (instruction.op == Opcode::move) return y;
  const std::int64_t z = read(instruction.second);
  switch (instruction.op) {
    case Opcode::add:
      return (y + z) % modulus_;
    case Opcode::subtract:
      return (y - z + modulus_) % modulus_;
    case Opcode::bit_and:
      return y & z;
    case Opcode::bit_xor:
      return y ^ z;
    case Opcode::less:
      return y < z ? 1 : 0;
    case Opcode::equal:
      return y == z ? 1 : 0;
    default:
      ATTEST_REQUIRE(false, "an operation on two operands");
  }
}

/// A variable of the live frame is set, and the next instruction follows.
Line Run::written(int variable, std::int64_t value) {
  frames_.back().variables[variable] = value;
  ++next_;
  return {.mark = Mark::write,
          .next = next_,
          .depth = depth(),
          .variable = variable,
          .written_depth = depth(),
          .value = value};
}

/// The separator, or the next attribute behind it.
Line Run::told(const Instruction& instruction) {
  static_cast<void>(read(instruction.first));  // it has a value before the separator stands
  Line line{.mark = Mark::separator, .next = next_, .depth = depth(), .is_telling = true};
  if (telling_ < 0) {
    telling_ = 0;
    return line;
  }
  line.mark = Mark::attribute;
  line.attribute = telling_;
  line.value = attributes_[static_cast<std::size_t>(telling_)];
  line.told = ++telling_;
  return line;
}

/// The frame ends, and its value is the caller's.
Line Run::result(const Instruction& instruction) {
  const std::int64_t value = read(instruction.first);
  const Frame ended = std::move(frames_.back());
  frames_.pop_back();
  ++returns_;
  next_ = ended.return_to;
  Line line{.mark = Mark::write,
            .next = next_,
            .depth = depth(),
            .variable = ended.destination,
            .written_depth = depth(),
            .value = value};
  if (frames_.empty()) {
    value_ = value;
    return line;
  }
  Frame& caller = frames_.back();
  caller.variables[ended.destination] = value;
  const bool is_told = instruction.op == Opcode::give_and_tell;
  caller.lines += is_told ? code_.attributes : ended.lines;
  return line;
}

Line Run::executed(const Instruction& instruction) {
  switch (instruction.op) {
    case Opcode::constant:
      return written(instruction.target, instruction.number % modulus_);
    case Opcode::get_attribute:
      return written(instruction.target,
                     attributes_[static_cast<std::size_t>(instruction.attribute)]);
    case Opcode::set_attribute: {
      const std::int64_t value = read(instruction.first);
      attributes_[static_cast<std::size_t>(instruction.attribute)] = value;
      ++next_;
      return {.mark = Mark::attribute,
              .next = next_,
              .depth = depth(),
              .value = value,
              .attribute = instruction.attribute};
    }
    case Opcode::jump_if_zero:
    case Opcode::jump: {
      const bool is_taken = instruction.op == Opcode::jump || read(instruction.first) == 0;
      next_ = is_taken ? instruction.label : next_ + 1;
      return {.mark = Mark::jump, .next = next_, .depth = depth()};
    }
    case Opcode::argument: {
      const std::int64_t value = read(instruction.first);
      arguments_[instruction.target] = value;
      ++next_;
      return {.mark = Mark::write,
              .next = next_,
              .depth = depth(),
              .variable = instruction.target,
              .written_depth = depth() + 1,
              .value = value};
    }
    case Opcode::call:
      frames_.push_back({.variables = std::exchange(arguments_, {}),
                         .return_to = next_ + 1,
                         .destination = instruction.target});
      deepest_ = std::max(deepest_, depth());
      next_ = instruction.label;
      return {.mark = Mark::call,
              .next = next_,
              .depth = depth(),
              .return_to = frames_.back().return_to,
              .destination = instruction.target};
    case Opcode::give:
      return result(instruction);
    case Opcode::give_and_tell:
      if (telling_ != code_.attributes) return told(instruction);
      telling_ = -1;
      return result(instruction);
    case Opcode::halt:
      ATTEST_REQUIRE(false, "nothing runs into the HALT");
    default:
      return written(instruction.target, computed(instruction));
  }
}

Line Run::step() {
  ATTEST_REQUIRE(!is_finished(), "a run that goes on");
  const Line line = executed(code_.instructions.at(static_cast<std::size_t>(next_)));
  if (!is_finished()) ++frames_.back().lines;
  return line;
}

std::string name_of(Opcode op) {
  static constexpr std::array<const char*, opcode_count> names = {
      "CONST", "MOV", "ADD",  "SUB", "AND",  "XOR",  "LT",   "EQ",  "JZ",
      "JMP",   "ARG", "CALL", "RET", "GETG", "SETG", "RETP", "HALT"};
  return names.at(static_cast<std::size_t>(op));
}

std::string text_of(const Instruction& instruction, int address) {
  std::string text = std::to_string(address) + " " + name_of(instruction.op);
  const auto add = [&text](std::int64_t number) { text += " " + std::to_string(number); };
  switch (instruction.op) {
    case Opcode::constant:
      add(instruction.target);
      add(instruction.number);
      return text;
    case Opcode::move:
    case Opcode::argument:
      add(instruction.target);
      add(instruction.first);
      return text;
    case Opcode::jump_if_zero:
      add(instruction.first);
      add(instruction.label);
      return text;
    case Opcode::jump:
      add(instruction.label);
      return text;
    case Opcode::call:
      add(instruction.target);
      add(instruction.label);
      return text;
    case Opcode::give:
    case Opcode::give_and_tell:
      add(instruction.first);
      return text;
    case Opcode::get_attribute:
      add(instruction.target);
      add(instruction.attribute);
      return text;
    case Opcode::set_attribute:
      add(instruction.attribute);
      add(instruction.first);
      return text;
    case Opcode::halt:
      return text;
    default:
      add(instruction.target);
      add(instruction.first);
      add(instruction.second);
      return text;
  }
}

std::string text_of(const Line& line) {
  const std::string next = " to " + std::to_string(line.next);
  switch (line.mark) {
    case Mark::write: {
      // An argument is written into the frame of the next call.
      const std::string kind = line.written_depth == line.depth ? "" : "argument ";
      return kind + "v" + std::to_string(line.variable) + " = " + std::to_string(line.value) + next;
    }
    case Mark::jump:
      return "jump" + next;
    case Mark::call:
      return "call " + std::to_string(line.next) + ", back at " + std::to_string(line.return_to);
    case Mark::attribute:
      return "a" + std::to_string(line.attribute) + " = " + std::to_string(line.value) + next;
    case Mark::separator:
      return "separator";
  }
  ATTEST_REQUIRE(false, "a mark outside the enumeration");
}

}  // namespace attest::machine::three_address
