// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks in rings of geometric lengths: every tick each ring pops its oldest cell and pushes one.
///
/// Level i = 1, .., k' has two rings, its halves, of B^i cells each: B units of B^(i-1) cells.
/// Level 0 is one register. A half holds its symbols from its HOME cell on, the top of the stack
/// first; on levels above 1 a unit is a full half of the level below, stored as it stood. The stack
/// reads: top half of level 1, bottom half of level 1, top half of level 2, .. A bottom half is
/// full or empty.
///
/// A push moves units up a level, from the least level with room down to the register; a pop moves
/// them down. Both do so by exchanges of one cell with the level below, a cell a tick.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace attest::machine::ring_stack {

/// The symbol of a cell that holds none; a blank that was pushed is a symbol.
inline constexpr int no_symbol = -1;

/// One cell of a ring of level i.
struct Cell {
  int symbol = no_symbol;
  /// [i] flags: home[i-1] marks HOME of the ring, home[j-1] that of a ring of level j < i which is
  /// stored in the unit.
  std::vector<char> home = {};
  bool is_end = false;  ///< the last cell that a pop fills

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// A ring.
struct Half {
  std::deque<Cell> cells = {};  ///< the oldest first
  bool is_full = false;
  bool is_nonempty = false;
};

/// What a stack is about.
enum class Mode {
  idle,
  push_waits,  ///< for HOME of the top half
  push_runs,   ///< the top half goes round once
  pop_waits,   ///< for HOME of the top half
  pop_runs,    ///< until the lower half has gone round once
  blocked,     ///< a push found no level with room
};

/// A stack.
struct Stack {
  int base = 2;                                  ///< B
  std::vector<std::array<Half, 2>> levels = {};  ///< level i at i-1
  std::vector<int> top = {};                     ///< which half is the top one, by level
  int held = no_symbol;                          ///< the register
  bool was_real = false;                         ///< the last exchange of a push moved a symbol up
  Mode mode = Mode::idle;
  int level = 0;  ///< at work, from 1; 0 if none is
};

/// An idle stack that holds `content`, the top first, in its top halves: as many units in level i
/// as digit i of its length in base B says. \pre base >= 2, levels >= 1, fewer than B^levels
/// symbols
[[nodiscard]] Stack holding(int base, int levels, const std::vector<int>& content);

/// Every ring pops and pushes once; the level at work makes its move.
void tick(Stack& stack);

/// What the register holds is to be pushed. \pre the stack is idle
void begin_push(Stack& stack);
/// The top symbol is to come into the register; an empty stack stays idle. \pre the stack is idle
void begin_pop(Stack& stack);

/// The symbols of an idle stack, the top first, without the register. \returns nothing where a ring
/// has no HOME or two, or its symbols are no prefix from there
[[nodiscard]] std::optional<std::vector<int>> content_of(const Stack& stack);

/// Symbols that fit a stack: 2 sum_i B^i.
[[nodiscard]] std::int64_t capacity(int base, int levels);

/// B^level.
[[nodiscard]] std::int64_t ring_cells(int base, int level);

}  // namespace attest::machine::ring_stack
