// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts, the columns that follow them, and runs of the layer read as runs of the machine.
#include <algorithm>
#include <utility>

#include "claims/linear_attention_turing/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::linear_attention_turing {
namespace {

using machine::turing::Entry;
using machine::turing::halt_state;
using machine::turing::Move;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tape;

/// The number of a state in columns.
int number_of(int state, const Layout& layout) {
  return state == halt_state ? layout.halting() : state;
}

/// The single i in 0..count-1 for which at(i) is 1; nothing where there is none.
template <typename At>
std::optional<int> one_of(int count, At at) {
  for (int i = 0; i < count; ++i) {
    if (at(i) == Rational(1)) return i;
  }
  return std::nullopt;
}

/// The entry that the val block of a rule holds.
Entry entry_of(const Sizes& sizes, const Layout& layout, const check::Case& prompt, int row) {
  const int choices = layout.all_states() * sizes.symbols * 2;
  const int first = layout.val(0, 0, false);
  const std::optional<int> at = one_of(choices, [&](int i) { return prompt(row, first + i); });
  ATTEST_REQUIRE(at.has_value(), "a rule says what to do");
  const int state = *at / (2 * sizes.symbols);
  return {.write = *at / 2 % sizes.symbols,
          .move = *at % 2 == 1 ? Move::right : Move::left,
          .next = state == layout.halting() ? halt_state : state};
}

}  // namespace

check::Case prompt_of(const Sizes& sizes, const Program& program) {
  const Layout layout(sizes);
  const Table& table = program.table;
  ATTEST_REQUIRE(std::ssize(program.cells) == sizes.cells && table.states == sizes.states,
                 "a program of these sizes");
  const auto rules =
      std::ranges::count_if(table.entries, [](const auto& entry) { return entry.has_value(); });
  check::Case prompt(static_cast<int>(rules) + sizes.cells + 1, layout.width());
  int row = 0;
  for (int q = 0; q < table.states; ++q) {
    for (int a = 0; a < table.symbols; ++a) {
      const std::optional<Entry>& entry = table.at(q, a);
      if (!entry) continue;
      prompt(row, layout.key(q, a)) = 1;
      const int next = number_of(entry->next, layout);
      prompt(row++, layout.val(next, entry->write, entry->move == Move::right)) = 1;
    }
  }
  for (int p = 0; p < sizes.cells; ++p) {
    prompt(row, layout.cell(p)) = 1;
    prompt(row++, layout.ca(p, program.cells[static_cast<std::size_t>(p)])) = 1;
  }
  prompt(row, layout.qp(0, program.head)) = 1;
  place(sizes, prompt);
  return prompt;
}

void place(const Sizes& sizes, check::Case& prompt) {
  if (!sizes.has_positions) return;
  for (int row = 0; row < prompt.rows(); ++row) {
    for (int n = 0; n < sizes.positions; ++n) prompt(row, n) = n == row ? 1 : 0;
  }
}

Program program_of(const Sizes& sizes, const check::Case& prompt) {
  const Layout layout(sizes);
  Program program{.table = {.states = sizes.states, .symbols = sizes.symbols},
                  .cells = std::vector<int>(static_cast<std::size_t>(sizes.cells))};
  program.table.entries.resize(static_cast<std::size_t>(sizes.states * sizes.symbols));
  for (int row = 0; row < prompt.rows(); ++row) {
    const auto number = [&](int first, int count) {
      return one_of(count, [&](int i) { return prompt(row, first + i); });
    };
    if (const auto key = number(layout.key(0, 0), sizes.states * sizes.symbols)) {
      program.table.entries[static_cast<std::size_t>(*key)] = entry_of(sizes, layout, prompt, row);
    }
    if (const auto held = number(layout.ca(0, 0), sizes.cells * sizes.symbols)) {
      program.cells[static_cast<std::size_t>(*held / sizes.symbols)] = *held % sizes.symbols;
    }
    if (const auto head = number(layout.qp(0, 0), sizes.cells)) program.head = *head;
  }
  return program;
}

Segment::Segment(const Program& program)
    : table_(program.table),
      cells_(std::ssize(program.cells)),
      now_(machine::turing::start(Tape::infinite(program.cells))) {
  now_.head = now_.lowest = now_.highest = program.head;
}

bool Segment::is_lost() const { return now_.head < 0 || now_.head >= cells_; }

bool Segment::step() {
  if (is_lost() || now_.status != Status::running) return false;
  machine::turing::step(table_, now_);
  return now_.status != Status::stuck;
}

derive::Continuation columns_of(const Sizes& sizes) {
  const auto columns_after = [sizes](const check::Case& prompt) {
    const Layout layout(sizes);
    const Program program = program_of(sizes, prompt);
    Segment machine(program);
    Matrix result(sizes.positions - prompt.rows(), layout.width());
    bool is_over = false;  // nothing but positions follows
    for (int i = 0; i < result.rows(); ++i) {
      if (sizes.has_positions) result(i, layout.pos(prompt.rows() + i)) = 1;
      is_over = is_over || machine.is_lost();
      if (is_over) continue;
      const auto p = static_cast<int>(machine.now().head);
      const int read = machine.now().tape.read(p);
      if (i % 2 == 0) {  // type B
        result(i, layout.qpa(number_of(machine.now().state, layout), p, read)) = 1;
        continue;
      }
      is_over = !machine.step();  // type A
      if (is_over) continue;
      result(i, layout.cell(p)) = 1;
      result(i, layout.ca(p, machine.now().tape.read(p))) += 1;
      result(i, layout.ca(p, read)) -= 1;
      if (machine.is_lost()) continue;
      result(i, layout.qp(number_of(machine.now().state, layout),
                          static_cast<int>(machine.now().head))) = 1;
    }
    return result;
  };
  return {.id = "turing_machine_on_a_segment columns=" + std::to_string(sizes.positions),
          .tokens = columns_after};
}

Layer::Layer(const Sizes& sizes, const Choices& choices)
    : model(std::make_unique<const model::Transformer>(construction(sizes, choices))),
      generator(std::make_unique<const engine::Generator>(*model, 0)) {}

ColumnRun::ColumnRun(const Sizes& sizes, const engine::Generator& generator,
                     const check::Case& prompt)
    : sizes_(sizes),
      layout_(sizes),
      generation_(generator, prompt),
      log_(static_cast<std::size_t>(sizes.cells * sizes.symbols)) {
  for (int row = 0; row < prompt.rows(); ++row) {
    const std::span<const Rational> column = prompt.row(row);
    add_to_log({column.begin(), column.end()});
  }
}

void ColumnRun::add_to_log(const std::vector<Rational>& column) {
  for (std::size_t i = 0; i < log_.size(); ++i) {
    log_[i] += column[static_cast<std::size_t>(layout_.ca(0, 0)) + i];
  }
}

bool ColumnRun::has(const std::vector<Rational>& column, int first, int last) const {
  return std::any_of(column.begin() + first, column.begin() + last,
                     [](const Rational& entry) { return !entry.is_zero(); });
}

const std::vector<Rational>& ColumnRun::step() {
  const std::vector<Rational>& column = generation_.step();
  ++generated_;
  add_to_log(column);
  was_transition_ = has(column, layout_.cell(0), layout_.cell(sizes_.cells));
  const bool is_read = has(column, layout_.qpa(0, 0, 0), layout_.key(0, 0));
  if (was_transition_) {
    ++steps_;
    columns_ = generated_;
  }
  is_over_ = !was_transition_ && !is_read;
  is_stopped_ = is_stopped_ || (is_over_ && has_read_) ||
                has(column, layout_.qpa(layout_.halting(), 0, 0), layout_.key(0, 0));
  has_read_ = is_read;
  return column;
}

std::optional<std::int64_t> ColumnRun::ones() const {
  std::int64_t result = 0;
  for (int p = 0; p < sizes_.cells; ++p) {
    const auto first = static_cast<std::size_t>(p * sizes_.symbols);
    Rational sum;
    for (int a = 0; a < sizes_.symbols; ++a) {
      const Rational& entry = log_[first + static_cast<std::size_t>(a)];
      if (entry != Rational(0) && entry != Rational(1)) return std::nullopt;
      sum += entry;
    }
    if (sum != Rational(1)) return std::nullopt;
    if (log_[first].is_zero()) ++result;
  }
  return result;
}

}  // namespace attest::linear_attention_turing
