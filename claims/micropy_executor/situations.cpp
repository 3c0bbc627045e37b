// SPDX-License-Identifier: Apache-2.0
/// \file
/// Situations that a line can follow: every operation, with decoys that differ in one bit.
#include <algorithm>
#include <bit>
#include <initializer_list>
#include <memory>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Line;
using machine::three_address::Mark;
using machine::three_address::Opcode;

/// What is chosen of a situation, a column each; `told` is one more than in Situation.
enum class Chosen {
  op,
  address,
  target,
  first,
  second,
  number,
  label,
  attribute,
  depth,
  first_value,
  second_value,
  attribute_value,
  return_to,
  destination,
  told
};
constexpr int chosen_count = static_cast<int>(Chosen::told) + 1;

/// The prompt of a situation.
class SituationPrompt {
 public:
  SituationPrompt(const check::Case& row, const Sizes& sizes, const TokenFields& fields)
      : row_(row), sizes_(sizes), fields_(fields) {}

  [[nodiscard]] int operator[](Chosen what) const {
    return static_cast<int>(row_(0, static_cast<int>(what)).num().to_int64());
  }
  [[nodiscard]] Opcode op() const { return static_cast<Opcode>((*this)[Chosen::op]); }

  /// The instruction and what it reads; behind each what differs from it in one bit and holds
  /// something else; last a line that goes on there.
  [[nodiscard]] check::Case write() {
    add_instructions();
    add_attributes();
    add_calls();
    add_write(Chosen::first, Chosen::first_value);
    add_write(Chosen::second, Chosen::second_value);
    add_decoys(Chosen::first, Chosen::first_value);
    add_decoys(Chosen::second, Chosen::second_value);
    add_last();
    const Matrix instructions = tokens_of(instructions_, fields_);
    const Matrix lines = tokens_of(lines_, fields_);
    check::Case prompt(instructions.rows() + lines.rows(), lines.cols());
    for (int i = 0; i < prompt.rows(); ++i) {
      const int line = i - instructions.rows();
      std::ranges::copy(line < 0 ? instructions.row(i) : lines.row(line), prompt.row(i).begin());
    }
    return prompt;
  }

 private:
  [[nodiscard]] std::int64_t other(std::int64_t value) const {
    return (std::int64_t{1} << sizes_.word) - 1 - value;
  }

  [[nodiscard]] std::int64_t value_of_attribute(int attribute) const {
    const std::int64_t value = (*this)[Chosen::attribute_value];
    return attribute == (*this)[Chosen::attribute] ? value : other(value);
  }

  void add_instructions() {
    const int address = (*this)[Chosen::address];
    instructions_.push_back({.address = address,
                             .instruction = {.op = op(),
                                             .target = (*this)[Chosen::target],
                                             .first = (*this)[Chosen::first],
                                             .second = (*this)[Chosen::second],
                                             .number = (*this)[Chosen::number],
                                             .label = (*this)[Chosen::label],
                                             .attribute = (*this)[Chosen::attribute]}});
    for (int bit = 0; bit < sizes_.address; ++bit) {
      const int decoy = address ^ (1 << bit);
      if (decoy + 1 == 1 << sizes_.address) continue;
      instructions_.push_back(
          {.address = decoy,
           .instruction = {.op = op() == Opcode::jump ? Opcode::constant : Opcode::jump,
                           .label = (1 << sizes_.address) - 1 - (*this)[Chosen::label]}});
    }
  }

  void add_attributes() {
    for (int a = 0; a < sizes_.attributes; ++a) {
      lines_.push_back(
          {.mark = Mark::attribute, .depth = 1, .value = value_of_attribute(a), .attribute = a});
    }
  }

  void add_calls() {
    const int depth = (*this)[Chosen::depth];
    const auto add = [this](int of_depth, int flips) {
      const int return_to = flips & ((1 << sizes_.address) - 1);
      const int destination = flips & ((1 << sizes_.variable) - 1);
      lines_.push_back({.mark = Mark::call,
                        .depth = of_depth,
                        .return_to = (*this)[Chosen::return_to] ^ return_to,
                        .destination = (*this)[Chosen::destination] ^ destination});
    };
    add(depth, 0);
    for (int bit = 0; bit < sizes_.depth; ++bit) add(depth ^ (1 << bit), -1);
  }

  void add_line_of(int variable, int depth, std::int64_t value) {
    lines_.push_back({.mark = Mark::write,
                      .depth = depth,
                      .variable = variable,
                      .written_depth = depth,
                      .value = value});
  }
  /// An older write, then the one that counts.
  void add_write(Chosen variable, Chosen value) {
    const int depth = (*this)[Chosen::depth];
    add_line_of((*this)[variable], depth, other((*this)[value]));
    add_line_of((*this)[variable], depth, (*this)[value]);
  }
  void add_decoys(Chosen variable, Chosen value) {
    const int depth = (*this)[Chosen::depth];
    for (int bit = 0; bit < sizes_.depth; ++bit) {
      add_line_of((*this)[variable], depth ^ (1 << bit), other((*this)[value]));
    }
    for (int bit = 0; bit < sizes_.variable; ++bit) {
      const int decoy = (*this)[variable] ^ (1 << bit);
      if (decoy == (*this)[Chosen::first] || decoy == (*this)[Chosen::second]) continue;
      add_line_of(decoy, depth, other((*this)[value]));
    }
  }

  void add_last() {
    const int told = (*this)[Chosen::told] - 1;
    const int depth = (*this)[Chosen::depth];
    // One more decoy, whose value a line must not copy.
    add_line_of((*this)[Chosen::first], depth ^ 1, other((*this)[Chosen::first_value]));
    Line& line = lines_.back();
    line.next = (*this)[Chosen::address];
    line.depth = depth;
    if (told >= 0) {
      line = {.mark = told == 0 ? Mark::separator : Mark::attribute,
              .next = line.next,
              .depth = depth,
              .is_telling = true,
              .told = told};
    }
    if (told > 0) {
      line.attribute = told - 1;
      line.value = value_of_attribute(line.attribute);
    }
  }

  const check::Case& row_;
  const Sizes& sizes_;
  const TokenFields& fields_;
  std::vector<PlacedInstruction> instructions_ = {};
  std::vector<Line> lines_ = {};
};

bool is_one_of(Opcode op, std::initializer_list<Opcode> ops) {
  return std::ranges::find(ops, op) != ops.end();
}

/// Whether an operation asks for a choice.
bool is_used(Opcode op, Chosen what) {
  using enum Opcode;
  const bool has_two = is_one_of(op, {add, subtract, bit_and, bit_xor, less, equal});
  const bool gives = is_one_of(op, {give, give_and_tell});
  switch (what) {
    case Chosen::op:
    case Chosen::address:
    case Chosen::depth:
      return true;
    case Chosen::target:
      return has_two || is_one_of(op, {constant, move, argument, call, get_attribute});
    case Chosen::first:
    case Chosen::first_value:
      return has_two || gives || is_one_of(op, {move, jump_if_zero, argument, set_attribute});
    case Chosen::second:
    case Chosen::second_value:
      return has_two;
    case Chosen::number:
      return op == constant;
    case Chosen::label:
      return is_one_of(op, {jump_if_zero, jump, call});
    case Chosen::attribute:
      return is_one_of(op, {get_attribute, set_attribute, give_and_tell});
    case Chosen::attribute_value:
      return is_one_of(op, {get_attribute, give_and_tell});
    case Chosen::return_to:
    case Chosen::destination:
      return gives;
    case Chosen::told:
      return op == give_and_tell;
  }
  ATTEST_REQUIRE(false, "a choice outside the enumeration");
}

/// Ranges of all choices.
class Ranges {
 public:
  explicit Ranges(const Sizes& sizes) {
    const int addresses = 1 << sizes.address;
    const int variables = 1 << sizes.variable;
    const int words = 1 << sizes.word;
    choose(Chosen::address, 1, addresses - 2);
    choose(Chosen::label, 0, addresses - 1);
    choose(Chosen::return_to, 0, addresses - 1);
    for (const Chosen what : {Chosen::target, Chosen::first, Chosen::second, Chosen::destination}) {
      choose(what, 0, variables - 1);
    }
    for (const Chosen what :
         {Chosen::number, Chosen::first_value, Chosen::second_value, Chosen::attribute_value}) {
      choose(what, 0, words - 1);
    }
    choose(Chosen::attribute, 0, sizes.attributes - 1);
    choose(Chosen::depth, 1, (1 << sizes.depth) - 2);
    choose(Chosen::told, 0, sizes.attributes + 1);
  }

  /// An operation with choices as the bits of `pattern`, those in `free` all.
  [[nodiscard]] check::CaseSpace box(Opcode op, std::int64_t pattern,
                                     const std::vector<Chosen>& free) const {
    std::vector<std::int64_t> lo;
    for (std::size_t i = 0; i < most_.size(); ++i) {
      const auto mask = std::bit_ceil(static_cast<std::uint64_t>(most_[i]) + 1) - 1;
      lo.push_back(std::clamp(pattern & static_cast<std::int64_t>(mask), least_[i], most_[i]));
    }
    const auto at = [](Chosen what) { return static_cast<std::size_t>(what); };
    lo[at(Chosen::second)] ^= 1;  // operands differ
    lo[at(Chosen::op)] = static_cast<int>(op);
    lo[at(Chosen::told)] = 0;
    std::vector<std::int64_t> hi = lo;
    if (is_used(op, Chosen::told)) hi[at(Chosen::told)] = most_[at(Chosen::told)];
    for (const Chosen what : free) {
      lo[at(what)] = least_[at(what)];
      hi[at(what)] = most_[at(what)];
    }
    return check::integer_box(lo, hi);
  }

 private:
  void choose(Chosen what, std::int64_t from, std::int64_t to) {
    least_[static_cast<std::size_t>(what)] = from;
    most_[static_cast<std::size_t>(what)] = to;
  }
  std::vector<std::int64_t> least_ = std::vector<std::int64_t>(chosen_count, 0);
  std::vector<std::int64_t> most_ = std::vector<std::int64_t>(chosen_count, 0);
};

}  // namespace

check::CaseSpace situations(const Sizes& sizes, const std::shared_ptr<const TokenFields>& fields) {
  const Ranges ranges(sizes);
  std::vector<check::CaseSpace> parts;
  for (const std::int64_t pattern : {0x55, 0xAA, 0x33, 0xCC}) {
    for (int op = 0; op < run_opcodes; ++op) {
      parts.push_back(ranges.box(static_cast<Opcode>(op), pattern, {}));
    }
  }
  constexpr std::int64_t usual = 0x65;
  for (int i = 0; i < run_opcodes * chosen_count; ++i) {
    const auto op = static_cast<Opcode>(i % run_opcodes);
    const auto what = static_cast<Chosen>(i / run_opcodes);
    if (what == Chosen::op || what == Chosen::second_value || !is_used(op, what)) continue;
    std::vector<Chosen> free = {what};
    if (what == Chosen::first_value && is_used(op, Chosen::second)) {
      free.push_back(Chosen::second_value);
    }
    parts.push_back(ranges.box(op, usual, free));
  }
  check::CaseSpace all = check::concatenated(std::move(parts));
  all.description = "situations: patterns of bits, and all values of one choice at a time";
  return check::mapped(std::move(all), [sizes, fields](const check::Case& row) {
    SituationPrompt prompt(row, sizes, *fields);
    const bool is_shared = prompt[Chosen::first] == prompt[Chosen::second] &&
                           prompt[Chosen::first_value] != prompt[Chosen::second_value];
    return is_shared ? std::nullopt : std::optional(prompt.write());
  });
}

}  // namespace attest::micropy_executor
