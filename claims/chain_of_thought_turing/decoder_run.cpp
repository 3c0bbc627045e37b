// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts, expected continuations, and runs of the decoder read as runs of the machine.
#include <optional>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/derive/generator_run.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using machine::turing::Configuration;
using machine::turing::Entry;
using machine::turing::Move;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tape;

std::vector<int> word_of_prompt(const check::Case& prompt) {
  std::vector<int> word;
  for (int i = 0; i + 1 < prompt.rows(); ++i) {
    word.push_back(static_cast<int>(prompt(i, 2).num().to_int64()));
  }
  return word;
}

Matrix matrix_of(const std::vector<std::vector<int>>& tokens) {
  Matrix result(static_cast<int>(tokens.size()), 4);
  for (int i = 0; i < result.rows(); ++i) {
    for (int f = 0; f < 4; ++f) {
      result(i, f) = tokens[static_cast<std::size_t>(i)][static_cast<std::size_t>(f)];
    }
  }
  return result;
}

}  // namespace

check::Case prompt_of(const std::vector<int>& word) {
  check::Case prompt(static_cast<int>(word.size()) + 1, 4);
  for (int i = 0; i + 1 < prompt.rows(); ++i) prompt(i, 2) = word[static_cast<std::size_t>(i)];
  prompt(prompt.rows() - 1, 0) = static_cast<int>(Kind::separator);
  return prompt;
}

std::vector<int> next_token(const Table& table, int state, int symbol) {
  const std::optional<Entry>& entry = table.at(state, symbol);
  if (!entry) return {static_cast<int>(Kind::end), state, symbol, no_move};
  const bool halts = entry->next == machine::turing::halt_state;
  return {static_cast<int>(Kind::step), halts ? table.states : entry->next, entry->write,
          entry->move == Move::left ? left_move : right_move};
}

derive::Continuation steps_of(const Table& table, std::int64_t steps) {
  const auto tokens_after = [table, steps](const check::Case& prompt) {
    Configuration now = machine::turing::start(Tape::infinite(word_of_prompt(prompt)));
    std::vector<std::vector<int>> tokens;
    while (now.status == Status::running && now.steps < steps) {
      tokens.push_back(next_token(table, now.state, now.tape.read(now.head)));
      machine::turing::step(table, now);
    }
    return matrix_of(tokens);
  };
  return {.id = "turing_machine steps=" + std::to_string(steps), .tokens = tokens_after};
}

DecoderRun::DecoderRun(const Table& table, const model::Transformer& model,
                       const std::vector<int>& word)
    : table_(table),
      model_(std::make_unique<const model::Transformer>(model)),
      generator_(std::make_unique<const engine::Generator>(*model_, 0)),
      generation_(*generator_, prompt_of(word)),
      tape_(Tape::infinite(word)),
      length_(std::ssize(word) + 1) {}

bool DecoderRun::step() {
  ATTEST_REQUIRE(!is_stopped_, "a run that goes on");
  const std::vector<Rational>& token = generation_.step();
  scores_ += length_;
  ++length_;
  ++tokens_;
  const std::optional<int> kind = derive::index_of(token[0], 4);
  const std::optional<int> state = derive::index_of(token[1], table_.states + 1);
  const std::optional<int> symbol = derive::index_of(token[2], table_.symbols);
  const std::optional<int> move = derive::index_of(token[3], 3);
  if (!kind || !state || !symbol || !move) return false;
  if (*kind == static_cast<int>(Kind::end)) {
    is_stopped_ = true;
    return true;
  }
  if (*kind != static_cast<int>(Kind::step) || *move == no_move) return false;
  tape_.write(head_, *symbol);
  head_ += *move == left_move ? -1 : 1;
  ++steps_;
  is_stopped_ = *state == table_.states;
  return true;
}

}  // namespace attest::chain_of_thought_turing
