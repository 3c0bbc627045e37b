// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines with one head, run directly: tables, tapes, configurations, families of tables.
///
/// A table has states 0, 1, .. (A, B, .. in text) and symbols 0, 1, .., of which 0 is blank. A run
/// starts in state 0. An entry that goes to `halt_state` is a step like any other: it writes, moves
/// and is counted. Where a table has no entry the machine stops without a step.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/number/random.hpp"

namespace attest::machine::turing {

/// Where the head goes.
enum class Move { left, right };

/// The state after a halting entry; it has no entries itself.
inline constexpr int halt_state = -1;

/// What a machine does in one state on one symbol.
struct Entry {
  int write = 0;
  Move move = Move::right;
  int next = 0;  ///< a state or halt_state

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// Greatest table that text can hold: A to Z, 0 to 9.
inline constexpr int most_states = 26;
inline constexpr int most_symbols = 10;

/// A machine.
struct Table {
  int states = 0;
  int symbols = 0;
  std::vector<std::optional<Entry>> entries = {};  ///< [states x symbols]

  /// The entry of a state that reads a symbol. \pre 0 <= state < states, 0 <= symbol < symbols
  [[nodiscard]] const std::optional<Entry>& at(int state, int symbol) const;

  friend bool operator==(const Table&, const Table&) = default;
};

/// "1RB1LB_1LA1RZ": state by state, symbol by symbol; --- where there is no entry, Z for
/// halt_state. \pre fewer than 26 states if an entry halts
[[nodiscard]] std::string text_of(const Table& table);

/// Cells of symbols: two-way infinite and blank but for finitely many cells, or a ring.
class Tape {
 public:
  /// `word` on cells 0, 1, .. of an infinite tape.
  [[nodiscard]] static Tape infinite(std::vector<int> word = {});
  /// A ring of the given cells; cell c is cell c mod their number. \pre cells is not empty
  [[nodiscard]] static Tape ring(std::vector<int> cells);

  [[nodiscard]] bool is_ring() const { return is_ring_; }
  [[nodiscard]] int read(std::int64_t cell) const;
  void write(std::int64_t cell, int symbol);
  /// Cells that are not blank.
  [[nodiscard]] std::int64_t nonblank() const;
  /// The symbols of cells first, .., last.
  [[nodiscard]] std::vector<int> symbols(std::int64_t first, std::int64_t last) const;

  /// The same symbol on every cell.
  friend bool operator==(const Tape& a, const Tape& b);

 private:
  [[nodiscard]] std::optional<std::size_t> index(std::int64_t cell) const;

  bool is_ring_ = false;
  std::int64_t first_ = 0;       // the cell of cells_[0]
  std::vector<int> cells_ = {};  // all others are blank
};

/// How a run stands.
enum class Status {
  running,
  halted,  ///< by an entry that goes to halt_state
  stuck,   ///< by a missing entry
};

/// A machine in the middle of a run.
struct Configuration {
  Tape tape = Tape::infinite();
  std::int64_t head = 0;
  int state = 0;  ///< the last one if stuck, halt_state if halted
  std::int64_t steps = 0;
  Status status = Status::running;
  std::int64_t lowest = 0;   ///< least cell that the head stood on to read
  std::int64_t highest = 0;  ///< greatest of these

  /// Cells from the lowest to the highest that were read, and with that written.
  [[nodiscard]] std::int64_t span() const { return highest - lowest + 1; }
};

/// State 0, the head on cell 0. It stands there to read.
[[nodiscard]] Configuration start(Tape tape);

/// One step, or the status that there is none. \pre the tape holds symbols of the table
void step(const Table& table, Configuration& now);

/// Steps until the machine stops, at most `most_steps`; it is known to be stuck only when a step is
/// tried. \returns the configuration then
[[nodiscard]] Configuration run(const Table& table, Configuration now, std::int64_t most_steps);

/// Every table of a size. Entries are the digits of an index, the first most significant; an entry
/// counts through the next states (halt_state last), in these left before right, in these the
/// written symbols.
struct Tables {
  int states = 2;
  int symbols = 2;
  bool has_halting = false;  ///< entries may go to halt_state
  bool has_missing = false;  ///< entries may be missing

  /// Values of one entry.
  [[nodiscard]] std::int64_t choices() const;
  /// Number of tables: choices()^(states symbols). \throws InputError if it is 2^62 or more
  [[nodiscard]] std::int64_t size() const;
  /// \pre 0 <= index < size()
  [[nodiscard]] Table at(std::int64_t index) const;
  /// Every entry drawn uniformly.
  [[nodiscard]] Table random(Random& random) const;
};

}  // namespace attest::machine::turing
