// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines step by step; see turing.hpp.
#include "reference/machine/turing.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::machine::turing {
namespace {

std::size_t offset(const Table& table, int state, int symbol) {
  ATTEST_REQUIRE(0 <= state && state < table.states && 0 <= symbol && symbol < table.symbols,
                 "an entry of a table");
  return static_cast<std::size_t>(state) * static_cast<std::size_t>(table.symbols) +
         static_cast<std::size_t>(symbol);
}

/// The entry of a digit in 0, .., choices() - 1.
std::optional<Entry> entry_of(const Tables& tables, std::int64_t digit) {
  const int symbols = tables.symbols;
  const auto next = static_cast<int>(digit / (2 * symbols));
  if (next > tables.states || (next == tables.states && !tables.has_halting)) return std::nullopt;
  return Entry{.write = static_cast<int>(digit % symbols),
               .move = digit / symbols % 2 == 0 ? Move::left : Move::right,
               .next = next == tables.states ? halt_state : next};
}

}  // namespace

const std::optional<Entry>& Table::at(int state, int symbol) const {
  return entries[offset(*this, state, symbol)];
}

std::string text_of(const Table& table) {
  std::string text;
  for (int state = 0; state < table.states; ++state) {
    if (state > 0) text += '_';
    for (int symbol = 0; symbol < table.symbols; ++symbol) {
      const std::optional<Entry>& entry = table.at(state, symbol);
      if (!entry) {
        text += "---";
        continue;
      }
      text += static_cast<char>('0' + entry->write);
      text += entry->move == Move::left ? 'L' : 'R';
      ATTEST_REQUIRE(entry->next != halt_state || table.states < most_states, "a letter to halt");
      text += entry->next == halt_state ? 'Z' : static_cast<char>('A' + entry->next);
    }
  }
  return text;
}

Tape Tape::infinite(std::vector<int> word) {
  Tape tape;
  tape.cells_ = std::move(word);
  return tape;
}

Tape Tape::ring(std::vector<int> cells) {
  ATTEST_REQUIRE(!cells.empty(), "a ring has cells");
  Tape tape;
  tape.is_ring_ = true;
  tape.cells_ = std::move(cells);
  return tape;
}

std::optional<std::size_t> Tape::index(std::int64_t cell) const {
  const std::int64_t count = std::ssize(cells_);
  if (is_ring_) return static_cast<std::size_t>(((cell % count) + count) % count);
  const std::int64_t at = cell - first_;
  if (at < 0 || at >= count) return std::nullopt;
  return static_cast<std::size_t>(at);
}

int Tape::read(std::int64_t cell) const {
  const std::optional<std::size_t> at = index(cell);
  return at ? cells_[*at] : 0;
}

void Tape::write(std::int64_t cell, int symbol) {
  if (const std::optional<std::size_t> at = index(cell)) {
    cells_[*at] = symbol;
    return;
  }
  if (cells_.empty()) first_ = cell;
  if (cell < first_) {  // twice as many cells as are needed: every cell is moved rarely
    const std::int64_t more = std::max(first_ - cell, std::ssize(cells_));
    cells_.insert(cells_.begin(), static_cast<std::size_t>(more), 0);
    first_ -= more;
  } else {
    cells_.resize(static_cast<std::size_t>(cell - first_ + 1), 0);
  }
  cells_[static_cast<std::size_t>(cell - first_)] = symbol;
}

std::int64_t Tape::nonblank() const {
  return std::ranges::count_if(cells_, [](int symbol) { return symbol != 0; });
}

std::vector<int> Tape::symbols(std::int64_t first, std::int64_t last) const {
  std::vector<int> result;
  for (std::int64_t cell = first; cell <= last; ++cell) result.push_back(read(cell));
  return result;
}

bool operator==(const Tape& a, const Tape& b) {
  if (a.is_ring_ || b.is_ring_) return a.is_ring_ == b.is_ring_ && a.cells_ == b.cells_;
  const std::int64_t first = std::min(a.first_, b.first_);
  const std::int64_t last =
      std::max(a.first_ + std::ssize(a.cells_), b.first_ + std::ssize(b.cells_));
  return a.symbols(first, last) == b.symbols(first, last);
}

Configuration start(Tape tape) { return {.tape = std::move(tape)}; }

void step(const Table& table, Configuration& now) {
  if (now.status != Status::running) return;
  const std::optional<Entry>& entry = table.at(now.state, now.tape.read(now.head));
  if (!entry) {
    now.status = Status::stuck;
    return;
  }
  now.tape.write(now.head, entry->write);
  now.head += entry->move == Move::left ? -1 : 1;
  now.state = entry->next;
  ++now.steps;
  if (entry->next == halt_state) {  // nothing is read where the head is now
    now.status = Status::halted;
    return;
  }
  now.lowest = std::min(now.lowest, now.head);
  now.highest = std::max(now.highest, now.head);
}

Configuration run(const Table& table, Configuration now, std::int64_t most_steps) {
  for (std::int64_t i = 0; i < most_steps && now.status == Status::running; ++i) step(table, now);
  return now;
}

std::int64_t Tables::choices() const {
  const std::int64_t next = states + (has_halting ? 1 : 0);
  return 2 * symbols * next + (has_missing ? 1 : 0);
}

std::int64_t Tables::size() const {
  constexpr std::int64_t most = std::int64_t{1} << 62;
  std::int64_t result = 1;
  for (int i = 0; i < states * symbols; ++i) {
    if (result >= most / choices()) {
      throw InputError("case-space-size",
                       "tables of " + std::to_string(states) + " states and " +
                           std::to_string(symbols) + " symbols",
                       "2^62 or more", "fewer than 2^62");
    }
    result *= choices();
  }
  return result;
}

Table Tables::at(std::int64_t index) const {
  ATTEST_REQUIRE(0 <= index && index < size(), "the index of a table");
  Table table{.states = states, .symbols = symbols};
  for (int i = 0; i < states * symbols; ++i) {
    table.entries.push_back(entry_of(*this, index % choices()));
    index /= choices();
  }
  std::ranges::reverse(table.entries);
  return table;
}

Table Tables::random(Random& random) const {
  Table table{.states = states, .symbols = symbols};
  for (int i = 0; i < states * symbols; ++i) {
    table.entries.push_back(entry_of(*this, random.below(choices())));
  }
  return table;
}

}  // namespace attest::machine::turing
