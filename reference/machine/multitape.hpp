// SPDX-License-Identifier: Apache-2.0
/// \file
/// Turing machines with k tapes, a head on each, run directly.
///
/// Conventions are those of machine::turing: states 0, 1, .., symbols 0, 1, .. of which 0 is blank,
/// a run starts in state 0 with every head on cell 0. A step reads the k symbols under the heads,
/// writes k symbols and moves every head by one cell.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/machine/turing.hpp"
#include "reference/number/random.hpp"

namespace attest::machine::multitape {

using turing::halt_state;
using turing::Move;
using turing::Status;
using turing::Tape;

/// Most tapes of a machine.
inline constexpr int most_tapes = 4;

/// What a machine does in one state on the symbols under its heads.
struct Entry {
  std::vector<int> write = {};   ///< by tape
  std::vector<Move> moves = {};  ///< by tape
  int next = 0;                  ///< a state or halt_state

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// A machine.
struct Table {
  int tapes = 1;
  int states = 0;
  int symbols = 0;
  /// [states x symbols^tapes]; the symbol of tape 0 is the most significant digit.
  std::vector<std::optional<Entry>> entries = {};

  /// Words of symbols that its heads may read.
  [[nodiscard]] int readings() const;
  /// The number of a word of symbols, one a tape, and the word of a number.
  [[nodiscard]] int reading_of(const std::vector<int>& read) const;
  [[nodiscard]] std::vector<int> symbols_of(int reading) const;
  /// The entry of a state at a reading. \pre they are in range
  [[nodiscard]] const std::optional<Entry>& at(int state, int reading) const;

  friend bool operator==(const Table&, const Table&) = default;
};

/// A machine with one tape as one with k = 1.
[[nodiscard]] Table table_of(const turing::Table& table);

/// Every entry drawn uniformly: next state (halting included where `has_halting`), moves, symbols.
[[nodiscard]] Table random_table(int tapes, int states, int symbols, bool has_halting,
                                 Random& random);

/// A tape and its head.
struct Reader {
  Tape tape = Tape::infinite();
  std::int64_t head = 0;
  std::int64_t lowest = 0;   ///< least cell that the head stood on to read, 0 and the input's cells
  std::int64_t highest = 0;  ///< greatest of these
};

/// A machine in the middle of a run.
struct Configuration {
  std::vector<Reader> tapes = {};
  int state = 0;  ///< the last one if stuck, halt_state if halted
  std::int64_t steps = 0;
  Status status = Status::running;

  /// The symbols under the heads.
  [[nodiscard]] std::vector<int> read() const;
  /// Cells of all tapes that are not blank.
  [[nodiscard]] std::int64_t nonblank() const;
};

/// State 0, every head on cell 0 of a tape that holds a word on cells 0, 1, ..
[[nodiscard]] Configuration start(const std::vector<std::vector<int>>& words);

/// One step, or the status that there is none. \pre the tapes are those of the table
void step(const Table& table, Configuration& now);

/// Steps until the machine stops, at most `most_steps`. \returns the configuration then
[[nodiscard]] Configuration run(const Table& table, Configuration now, std::int64_t most_steps);

}  // namespace attest::machine::multitape
