// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts, expected continuations, and runs of the decoder read as runs of the machine.
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/derive/generator_run.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using machine::post::Codes;
using machine::post::Phase;
using machine::post::State;
using machine::post::Sweep;
using machine::post::Symbol;
using machine::post::Token;
using machine::turing::Table;

}  // namespace

check::Case prompt_of(const std::vector<int>& cells) {
  check::Case prompt(static_cast<int>(cells.size()), 2);
  for (int i = 0; i < prompt.rows(); ++i) prompt(i, 0) = cells[static_cast<std::size_t>(i)];
  return prompt;
}

derive::Continuation sweep_of(const Table& table, std::int64_t steps) {
  const auto tokens_after = [table, steps](const check::Case& prompt) {
    std::vector<int> cells;
    for (int i = 0; i < prompt.rows(); ++i) {
      cells.push_back(static_cast<int>(prompt(i, 0).num().to_int64()));
    }
    const Codes codes{.states = table.states, .symbols = table.symbols};
    Sweep sweep(table, cells);
    std::vector<Token> tokens;
    int after = 0;
    while (after <= prompt.rows() && sweep.configuration().steps < steps) {
      after += sweep.is_stopped() ? 1 : 0;
      tokens.push_back(sweep.step());
    }
    Matrix result(static_cast<int>(tokens.size()), 2);
    for (int i = 0; i < result.rows(); ++i) {
      result(i, 0) = codes.code(tokens[static_cast<std::size_t>(i)].pushed);
      result(i, 1) = codes.code(tokens[static_cast<std::size_t>(i)].state);
    }
    return result;
  };
  return {.id = "turing_machine_on_a_ring steps=" + std::to_string(steps), .tokens = tokens_after};
}

DecoderRun::DecoderRun(const Table& table, const model::Transformer& model, int cells, int window)
    : table_(table),
      codes_{.states = table.states, .symbols = table.symbols},
      model_(std::make_unique<const model::Transformer>(model)),
      generator_(std::make_unique<const engine::Generator>(*model_, window)),
      generation_(*generator_, prompt_of(std::vector<int>(static_cast<std::size_t>(cells)))),
      queue_(static_cast<std::size_t>(cells)) {}

bool DecoderRun::step() {
  const std::vector<Rational>& token = generation_.step();
  const std::optional<int> symbol = derive::index_of(token[0], codes_.queue_symbols());
  const std::optional<int> state = derive::index_of(token[1], codes_.control_states());
  if (!symbol || !state) return false;
  const State before = last_.state;
  const Symbol popped = queue_[oldest_];
  last_ = {.pushed = codes_.symbol(*symbol), .state = codes_.state(*state)};
  queue_[oldest_] = last_.pushed;
  oldest_ = (oldest_ + 1) % queue_.size();
  ++tokens_;
  const bool meets_head =
      before.phase == Phase::at_head || (before.phase == Phase::searching && popped.is_marked);
  was_transition_ = meets_head && table_.at(before.state, before.held).has_value();
  steps_ += was_transition_ ? 1 : 0;
  if (before.phase != Phase::stopped) ++held_;
  return true;
}

bool DecoderRun::is_stopped() const { return last_.state.phase == Phase::stopped; }

std::vector<int> DecoderRun::ring() const {
  ATTEST_REQUIRE(tokens_ > 0, "a cell in hand");
  const std::size_t cells = queue_.size() + 1;
  std::vector<int> result(cells);
  std::size_t cell = static_cast<std::size_t>(held_) % cells;
  result[cell] = last_.state.held;
  // While the machine stands the others go round beside the held cell.
  const auto turned = static_cast<std::size_t>(tokens_ - 1 - held_) % queue_.size();
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    cell = (cell + 1) % cells;
    result[cell] = queue_[(oldest_ + queue_.size() - turned + i) % queue_.size()].symbol;
  }
  return result;
}

}  // namespace attest::post_machine_constant_bits
