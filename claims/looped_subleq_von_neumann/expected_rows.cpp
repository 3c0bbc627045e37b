// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of a run; see expected_rows.hpp.
#include "claims/looped_subleq_von_neumann/expected_rows.hpp"

namespace attest::looped_subleq_von_neumann {

ExpectedRows::ExpectedRows(const model::Transformer& built, Blocks blocks, const Size& size,
                           const Matrix& state)
    : blocks_(blocks), size_(size), width_(static_cast<std::size_t>(state.cols())) {
  for (int i = 0; i < state.rows(); ++i) {
    for (const Rational& x : state.row(i)) {
      entries_.push_back(static_cast<std::int32_t>(x.num().to_int64()));
    }
  }
  const auto at = [&](const char* name) {
    std::size_t first = 0;
    for (const model::Register& r : built.registers) {
      if (r.name == name) return first;
      first += static_cast<std::size_t>(r.size);
    }
    return std::size_t{0};
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
  std::int32_t* row = row_of(0);
  put(row + pc_, state.memory.pc);
  put(row + read_, state.read);
  row[gave_] = state.is_output && !state.is_input ? 1 : 0;
  if (blocks_ != Blocks::integers) row[took_] = state.is_input ? 1 : 0;
  if (blocks_ == Blocks::two_layers) return put_fetched(row, state);
  row[on_a_] = state.is_input ? 1 : 0;
  row[on_b_] = state.is_output ? 1 : 0;
}

void ExpectedRows::put_fetched(std::int32_t* row, const Snapshot& state) const {
  const machine::subleq::Rules& rules = size_.rules;
  put(row + pc3_, rules.word(state.memory.pc + 3));
  for (std::size_t i = 0; i < operands_.size(); ++i) {
    const std::int64_t address =
        rules.address(rules.word(state.memory.pc + static_cast<std::int64_t>(i)));
    const bool is_there = address < size_.words;
    const std::int64_t word = is_there ? state.memory.words[static_cast<std::size_t>(address)] : 0;
    put(row + operands_[i], word);
    if (i == 0) row[on_a_] = is_there && rules.is_input(word) ? 1 : 0;
    if (i == 1) row[on_b_] = is_there && rules.is_output(word) ? 1 : 0;
  }
}

void ExpectedRows::put(std::int32_t* at, std::int64_t word) const {
  if (blocks_ == Blocks::integers) {
    *at = static_cast<std::int32_t>(word);
    return;
  }
  const int bits = size_.rules.word_bits;
  const auto value = static_cast<std::uint64_t>(word);
  for (int i = 0; i < bits; ++i) {
    at[i] = static_cast<std::int32_t>((value >> static_cast<unsigned>(bits - 1 - i)) & 1U) * 2 - 1;
  }
}

}  // namespace attest::looped_subleq_von_neumann
