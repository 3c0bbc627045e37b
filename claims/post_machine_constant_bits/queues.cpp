// SPDX-License-Identifier: Apache-2.0
/// \file
/// Controls of queue machines, and runs of the decoder read as runs of them.
#include "claims/post_machine_constant_bits/queues.hpp"

#include <algorithm>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/derive/generator_run.hpp"
#include "reference/number/contract.hpp"

namespace attest::post_machine_constant_bits {
namespace {

namespace queue_machine = machine::queue_machine;

/// Fills the control that needs empty cells.
class QueueTable {
 public:
  QueueTable(const queue_machine::Machine& machine, const QueueChoices& choices)
      : machine_(machine), choices_(choices) {
    result_.control.symbols = machine.symbols + 1;
    for (const Work work : {Work::peeks, Work::seeks, Work::stuck, Work::empty}) {
      for (int q = 0; q < machine.states; ++q) result_.states.push_back({work, q});
    }
    halted_ = add(Work::halted);
    full_ = add(Work::full);
    // A state for each symbol that an entry is yet to write.
    for (const auto& entry : machine.entries) {
      first_.push_back(static_cast<int>(result_.states.size()));
      for (std::size_t i = 0; entry && i < entry->push.size(); ++i) add(Work::pushes);
    }
  }

  QueueControl fill() {
    Control& control = result_.control;
    control.states = static_cast<int>(result_.states.size());
    for (int state = 0; state < control.states; ++state) {  // a stopped one changes nothing
      for (int symbol = 0; symbol < control.symbols; ++symbol) {
        control.symbol.push_back(symbol);
        control.state.push_back(state);
      }
    }
    for (int q = 0; q < machine_.states; ++q) {
      set(at(Work::peeks, q), 0, 0, choices_.sees_empty ? at(Work::empty, q) : at(Work::seeks, q));
      for (int symbol = 0; symbol < machine_.symbols; ++symbol) fill_pop(q, symbol);
    }
    return std::move(result_);
  }

 private:
  int add(Work work) {
    result_.states.push_back({work, 0});
    return static_cast<int>(result_.states.size()) - 1;
  }
  [[nodiscard]] int at(Work work, int q) const {
    const int block = work == Work::peeks   ? 0
                      : work == Work::seeks ? 1
                      : work == Work::stuck ? 2
                                            : 3;
    return block * machine_.states + q;
  }
  void set(int state, int popped, int pushed, int next) {
    const auto index = static_cast<std::size_t>(state * result_.control.symbols + popped);
    result_.control.symbol[index] = pushed;
    result_.control.state[index] = next;
  }

  /// Pops a symbol between two steps, and writes what its entry pushes.
  void fill_pop(int q, int symbol) {
    const std::optional<queue_machine::Entry>& entry = machine_.at(q, symbol);
    const bool is_halting = entry && entry->next == queue_machine::halt_state;
    for (const Work work : {Work::peeks, Work::seeks}) {
      const int from = at(work, q);
      if (!entry) {
        set(from, symbol + 1, symbol + 1, at(Work::stuck, q));
      } else if (entry->push.empty()) {
        set(from, symbol + 1, 0, is_halting ? halted_ : at(Work::peeks, entry->next));
      } else {
        set(from, symbol + 1, 0, first_[static_cast<std::size_t>(q * machine_.symbols + symbol)]);
      }
    }
    if (!entry) return;
    const int first = first_[static_cast<std::size_t>(q * machine_.symbols + symbol)];
    const auto length = static_cast<int>(entry->push.size());
    for (int i = 0; i < length; ++i) {
      const int pushed = entry->push[static_cast<std::size_t>(i)] + 1;
      const int after = i + 1 < length ? first + i + 1
                        : is_halting   ? halted_
                                       : at(Work::seeks, entry->next);
      set(first + i, 0, pushed, after);
      // The first symbol waits for an empty cell; the others need theirs at once.
      for (int other = 1; other <= machine_.symbols && i > 0; ++other) {
        if (choices_.sees_full) {
          set(first + i, other, other, full_);
        } else {
          set(first + i, other, pushed, after);
        }
      }
    }
  }

  const queue_machine::Machine& machine_;
  QueueChoices choices_;
  QueueControl result_ = {};
  std::vector<int> first_ = {};  ///< [states x symbols] state that writes the first symbol
  int halted_ = 0;
  int full_ = 0;
};

/// The prompt of the cells: the word, then empty cells.
std::vector<int> cells_of(const QueueControl& control, int cells, const std::vector<int>& word) {
  ATTEST_REQUIRE(std::ssize(word) == cells || (control.has_empty_cells && std::ssize(word) < cells),
                 "a word that the cells hold");
  std::vector<int> result;
  for (const int symbol : word) result.push_back(symbol + (control.has_empty_cells ? 1 : 0));
  result.resize(static_cast<std::size_t>(cells));
  return result;
}

}  // namespace

QueueControl queue_control(const queue_machine::Machine& machine, const QueueChoices& choices) {
  return QueueTable(machine, choices).fill();
}

QueueControl post_control(const queue_machine::Machine& machine) {
  ATTEST_REQUIRE(machine.is_post(), "a machine that pushes one symbol at every step");
  QueueControl result{.has_empty_cells = false};
  const int halted = 2 * machine.states;
  for (const Work work : {Work::seeks, Work::stuck}) {
    for (int q = 0; q < machine.states; ++q) result.states.push_back({work, q});
  }
  result.states.push_back({Work::halted, 0});
  result.control = {.symbols = machine.symbols, .states = halted + 1};
  for (int state = 0; state <= halted; ++state) {
    for (int symbol = 0; symbol < machine.symbols; ++symbol) {
      const auto* entry = state < machine.states ? &machine.at(state, symbol) : nullptr;
      const bool moves = entry != nullptr && entry->has_value();
      const bool is_halting = moves && (*entry)->next == queue_machine::halt_state;
      result.control.symbol.push_back(moves ? (*entry)->push.front() : symbol);
      result.control.state.push_back(is_halting         ? halted
                                     : moves            ? (*entry)->next
                                     : entry != nullptr ? machine.states + state
                                                        : state);
    }
  }
  return result;
}

QueueRun::QueueRun(QueueControl control, model::Transformer model, int cells, int window,
                   const std::vector<int>& word)
    : control_(std::move(control)),
      model_(std::make_unique<const model::Transformer>(std::move(model))),
      generator_(std::make_unique<const engine::Generator>(*model_, window)),
      generation_(*generator_, prompt_of(cells_of(control_, cells, word))),
      queue_(cells_of(control_, cells, word)) {}

bool QueueRun::is_stopped() const {
  const Work work = now().work;
  return work != Work::peeks && work != Work::seeks && work != Work::pushes;
}

bool QueueRun::is_between() const {
  const bool is_popping = now().work == Work::peeks || now().work == Work::seeks;
  return is_popping && !(control_.has_empty_cells && queue_[oldest_] == 0);
}

bool QueueRun::step() {
  const std::vector<Rational>& token = generation_.step();
  const std::optional<int> symbol = derive::index_of(token[0], control_.control.symbols);
  const std::optional<int> state = derive::index_of(token[1], control_.control.states);
  if (!symbol || !state) return false;
  const bool was_between = is_between();
  queue_[oldest_] = *symbol;
  oldest_ = (oldest_ + 1) % queue_.size();
  state_ = *state;
  ++tokens_;
  if (was_between && now().work != Work::stuck) ++steps_;
  return true;
}

bool QueueRun::advance() {
  const std::int64_t most = tokens_ + 2 + std::ssize(queue_);
  while (tokens_ < most) {
    if (!step()) return false;
    if (is_between() || is_stopped()) return true;
  }
  return false;
}

queue_machine::Configuration QueueRun::found() const {
  ATTEST_REQUIRE((is_between() || is_stopped()) && !is_full(), "a queue between two steps");
  queue_machine::Configuration result{.state = now().state, .steps = steps_};
  using queue_machine::Status;
  const Work work = now().work;
  if (work == Work::halted) result.status = Status::halted;
  if (work == Work::halted) result.state = queue_machine::halt_state;
  if (work == Work::stuck) result.status = Status::stuck;
  if (work == Work::empty) result.status = Status::empty;
  // A stuck control has pushed back what it popped.
  const std::size_t begin = oldest_ + (work == Work::stuck ? queue_.size() - 1 : 0);
  int parts = 0;  // of the queue between empty cells
  bool was_empty = true;
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    const int symbol = queue_[(begin + i) % queue_.size()];
    const bool is_empty_cell = control_.has_empty_cells && symbol == 0;
    if (!is_empty_cell) result.queue.push_back(symbol - (control_.has_empty_cells ? 1 : 0));
    if (was_empty && !is_empty_cell) ++parts;
    was_empty = is_empty_cell;
  }
  return parts <= 1 ? result : queue_machine::Configuration{};
}

}  // namespace attest::post_machine_constant_bits
