// SPDX-License-Identifier: Apache-2.0
/// \file
/// One situation as a prompt, with decoys that differ in one bit.
#include "claims/micropy_executor/situation.hpp"

#include <algorithm>

namespace attest::micropy_executor {
namespace {

using machine::three_address::Line;
using machine::three_address::Mark;
using machine::three_address::Opcode;

/// The prompt of a situation.
class SituationPrompt {
 public:
  SituationPrompt(const check::Case& row, const Sizes& sizes, const TokenFields& fields)
      : row_(row), sizes_(sizes), fields_(fields) {}

  [[nodiscard]] int operator[](Chosen what) const {
    return static_cast<int>(row_(0, static_cast<int>(what)).num().to_int64());
  }
  [[nodiscard]] Opcode op() const { return static_cast<Opcode>((*this)[Chosen::op]); }

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

}  // namespace

std::optional<check::Case> situation(const check::Case& row, const Sizes& sizes,
                                     const TokenFields& fields) {
  SituationPrompt prompt(row, sizes, fields);
  if (prompt[Chosen::first] == prompt[Chosen::second] &&
      prompt[Chosen::first_value] != prompt[Chosen::second_value]) {
    return std::nullopt;
  }
  return prompt.write();
}

}  // namespace attest::micropy_executor
