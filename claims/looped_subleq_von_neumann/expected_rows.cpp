// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of a run; see expected_rows.hpp.
#include "claims/looped_subleq_von_neumann/expected_rows.hpp"

#include "reference/derive/sign_rows.hpp"

namespace attest::looped_subleq_von_neumann {

ExpectedRows::ExpectedRows(const model::Transformer& built, Blocks blocks, const Size& size,
                           const Matrix& state)
    : blocks_(blocks), size_(size), rows_(derive::rows_of(state)) {
  const auto at = [&](const char* name) {
    int first = 0;
    for (const model::Register& r : built.registers) {
      if (r.name == name) return first;
      first += r.size;
    }
    return 0;
  };
  mem_ = at(blocks == Blocks::integers ? "x" : "mem");
  pc_ = at("pc");
  read_ = at(blocks == Blocks::two_layers ? "ow" : "va");
  on_a_ = at("on_a");
  on_b_ = at("on_b");
  took_ = at("took");
  gave_ = at("gave");
  pc3_ = at("pc3");
  operands_ = {at("ia"), at("ib"), at("ic")};
}

void ExpectedRows::set_machine(const Snapshot& state) {
  put(0, pc_, state.memory.pc);
  put(0, read_, state.read);
  put_flag(gave_, state.is_output && !state.is_input);
  if (blocks_ != Blocks::integers) put_flag(took_, state.is_input);
  if (blocks_ == Blocks::two_layers) return put_fetched(state);
  put_flag(on_a_, state.is_input);
  put_flag(on_b_, state.is_output);
}

void ExpectedRows::put_fetched(const Snapshot& state) {
  const machine::subleq::Rules& rules = size_.rules;
  put(0, pc3_, rules.word(state.memory.pc + 3));
  for (std::size_t i = 0; i < operands_.size(); ++i) {
    const std::int64_t address =
        rules.address(rules.word(state.memory.pc + static_cast<std::int64_t>(i)));
    const bool is_there = address < size_.words;
    const std::int64_t word = is_there ? state.memory.words[static_cast<std::size_t>(address)] : 0;
    put(0, operands_[i], word);
    if (i == 0) put_flag(on_a_, is_there && rules.is_input(word));
    if (i == 1) put_flag(on_b_, is_there && rules.is_output(word));
  }
}

void ExpectedRows::put(int column, int at, std::int64_t word) {
  if (blocks_ == Blocks::integers) {
    rows_.at(column, at) = static_cast<std::int32_t>(word);
  } else {
    derive::put_signs(rows_, column, {.at = at, .size = size_.rules.word_bits}, word);
  }
}

}  // namespace attest::looped_subleq_von_neumann
