// SPDX-License-Identifier: Apache-2.0
/// \file
/// Machines with several tapes step by step; see multitape.hpp.
#include "reference/machine/multitape.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::multitape {

int Table::readings() const {
  int result = 1;
  for (int tape = 0; tape < tapes; ++tape) result *= symbols;
  return result;
}

int Table::reading_of(const std::vector<int>& read) const {
  ATTEST_REQUIRE(std::ssize(read) == tapes, "a symbol a tape");
  int result = 0;
  for (const int symbol : read) result = result * symbols + symbol;
  return result;
}

std::vector<int> Table::symbols_of(int reading) const {
  std::vector<int> result(static_cast<std::size_t>(tapes));
  for (std::size_t tape = result.size(); tape-- > 0; reading /= symbols) {
    result[tape] = reading % symbols;
  }
  return result;
}

const std::optional<Entry>& Table::at(int state, int reading) const {
  ATTEST_REQUIRE(0 <= state && state < states && 0 <= reading && reading < readings(),
                 "an entry of a table");
  return entries[static_cast<std::size_t>(state * readings() + reading)];
}

Table table_of(const turing::Table& table) {
  Table result{.tapes = 1, .states = table.states, .symbols = table.symbols};
  for (const std::optional<turing::Entry>& entry : table.entries) {
    result.entries.emplace_back();
    if (!entry) continue;
    result.entries.back() = {.write = {entry->write}, .moves = {entry->move}, .next = entry->next};
  }
  return result;
}

Table random_table(int tapes, int states, int symbols, bool has_halting, Random& random) {
  Table table{.tapes = tapes, .states = states, .symbols = symbols};
  const int count = states * table.readings();
  for (int i = 0; i < count; ++i) {
    Entry entry;
    const auto next = static_cast<int>(random.below(states + (has_halting ? 1 : 0)));
    entry.next = next == states ? halt_state : next;
    for (int tape = 0; tape < tapes; ++tape) {
      entry.moves.push_back(random.below(2) == 0 ? Move::left : Move::right);
      entry.write.push_back(static_cast<int>(random.below(symbols)));
    }
    table.entries.emplace_back(std::move(entry));
  }
  return table;
}

std::vector<int> Configuration::read() const {
  std::vector<int> result;
  for (const Reader& reader : tapes) result.push_back(reader.tape.read(reader.head));
  return result;
}

std::int64_t Configuration::nonblank() const {
  std::int64_t result = 0;
  for (const Reader& reader : tapes) result += reader.tape.nonblank();
  return result;
}

Configuration start(const std::vector<std::vector<int>>& words) {
  Configuration result;
  for (const std::vector<int>& word : words) {
    result.tapes.push_back(
        {.tape = Tape::infinite(word), .highest = std::max<std::int64_t>(std::ssize(word) - 1, 0)});
  }
  return result;
}

void step(const Table& table, Configuration& now) {
  if (now.status != Status::running) return;
  const std::optional<Entry>& entry = table.at(now.state, table.reading_of(now.read()));
  if (!entry) {
    now.status = Status::stuck;
    return;
  }
  now.state = entry->next;
  ++now.steps;
  if (entry->next == halt_state) now.status = Status::halted;
  for (std::size_t i = 0; i < now.tapes.size(); ++i) {
    Reader& reader = now.tapes[i];
    reader.tape.write(reader.head, entry->write[i]);
    reader.head += entry->moves[i] == Move::left ? -1 : 1;
    if (now.status == Status::halted) continue;  // nothing is read where the head is now
    reader.lowest = std::min(reader.lowest, reader.head);
    reader.highest = std::max(reader.highest, reader.head);
  }
}

Configuration run(const Table& table, Configuration now, std::int64_t most_steps) {
  for (std::int64_t i = 0; i < most_steps && now.status == Status::running; ++i) step(table, now);
  return now;
}

}  // namespace attest::machine::multitape
