// SPDX-License-Identifier: Apache-2.0
/// \file
/// Post machines: a finite control and a queue of constant length. At every step the oldest symbol
/// is popped and one symbol is pushed.
///
/// `Sweep` is the sequence of pushed symbols and states that a Turing machine on a ring of W + 1
/// cells gives to a reader who walks around the ring, one cell a step, with W cells in the queue
/// and one in hand: it runs the Turing machine itself. `next` is the control of the Post machine
/// that writes the same sequence.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/machine/turing.hpp"

namespace attest::machine::post {

/// A queue symbol: a tape symbol, and whether the head is on the cell before this one.
struct Symbol {
  int symbol = 0;
  bool is_marked = false;

  friend bool operator==(const Symbol&, const Symbol&) = default;
};

/// What the control is about.
enum class Phase {
  start,      ///< nothing is held yet
  at_head,    ///< the head is on the held cell
  searching,  ///< the mark is to come
  stopped,    ///< the machine stopped; the held cell stays held
};

/// A state of the control.
struct State {
  Phase phase = Phase::start;
  int state = 0;  ///< of the Turing machine; 0 at start and when stopped
  int held = 0;   ///< the symbol of the held cell; 0 at start

  friend bool operator==(const State&, const State&) = default;
};

/// One step: what is pushed, and the state then.
struct Token {
  Symbol pushed;
  State state;

  friend bool operator==(const Token&, const Token&) = default;
};

/// Numbers of symbols and states.
struct Codes {
  int states = 0;   ///< of the Turing machine
  int symbols = 0;  ///< of its tape

  [[nodiscard]] int queue_symbols() const { return 2 * symbols; }
  [[nodiscard]] int control_states() const { return 1 + 2 * states * symbols + symbols; }
  /// Unmarked symbols first.
  [[nodiscard]] int code(const Symbol& symbol) const;
  /// start; at_head by state and held symbol; searching likewise; stopped by held symbol.
  [[nodiscard]] int code(const State& state) const;
  [[nodiscard]] Symbol symbol(int code) const;
  [[nodiscard]] State state(int code) const;
};

/// The step of the control that pops a symbol.
[[nodiscard]] Token next(const turing::Table& table, const State& state, const Symbol& popped);

/// The tokens of a Turing machine on a ring of W + 1 cells.
class Sweep {
 public:
  /// The head on cell 0 of a ring that holds `cells` and then one blank. \pre cells is not empty
  Sweep(const turing::Table& table, const std::vector<int>& cells);

  /// The next token; the first only takes cell 0 in hand.
  Token step();

  /// The machine as it is now.
  [[nodiscard]] const turing::Configuration& configuration() const { return now_; }
  /// Whether the last token was that of a step of the machine.
  [[nodiscard]] bool was_transition() const { return was_transition_; }
  [[nodiscard]] bool is_stopped() const { return now_.status != turing::Status::running; }

 private:
  turing::Table table_;
  turing::Configuration now_;
  std::int64_t cells_;
  std::int64_t held_ = -1;        // cell in hand
  std::int64_t stopped_for_ = 0;  // tokens since the machine stopped
  bool is_found_ = true;          // the last move led to the held cell
  bool was_transition_ = false;
};

}  // namespace attest::machine::post
