// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks in rings, tick by tick; see ring_stack.hpp.
#include "reference/machine/ring_stack.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::machine::ring_stack {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The top half of a level, from 1, or the bottom one.
Half& top_of(Stack& stack, int level) {
  return stack.levels[at(level - 1)][at(stack.top[at(level - 1)])];
}
Half& bottom_of(Stack& stack, int level) {
  return stack.levels[at(level - 1)][at(1 - stack.top[at(level - 1)])];
}

/// Exchanges what was pushed last: the symbol and the HOMEs of stored rings, with a ring of the
/// level below or, on level 1, with the register.
void exchange(Stack& stack, Half* lower) {
  Cell& upper = top_of(stack, stack.level).cells.back();
  if (lower == nullptr) {
    std::swap(upper.symbol, stack.held);
    return;
  }
  Cell& below = lower->cells.back();
  std::swap(upper.symbol, below.symbol);
  std::swap_ranges(below.home.begin(), below.home.end(), upper.home.begin());
}

/// The level below goes on, or nothing is left to do.
void descend(Stack& stack, Mode next) {
  --stack.level;
  stack.mode = stack.level == 0 ? Mode::idle : next;
}

void flip(Stack& stack) { stack.top[at(stack.level - 1)] ^= 1; }

void move_push(Stack& stack) {
  Half& half = top_of(stack, stack.level);
  const bool is_home = half.cells.back().home.back() != 0;
  Half* lower = stack.level == 1 ? nullptr : &bottom_of(stack, stack.level - 1);
  if (stack.mode == Mode::push_waits && half.is_full) return flip(stack);
  if (stack.mode == Mode::push_waits ? is_home : !is_home) {
    exchange(stack, lower);
    stack.was_real = half.cells.back().symbol != no_symbol;
    stack.mode = Mode::push_runs;
    return;
  }
  if (stack.mode == Mode::push_waits) return;
  half.is_full = stack.was_real;
  half.is_nonempty = true;
  if (lower != nullptr) lower->is_full = lower->is_nonempty = false;
  descend(stack, Mode::push_waits);
}

void move_pop(Stack& stack) {
  Half& half = top_of(stack, stack.level);
  Cell& cell = half.cells.back();
  Half* lower = stack.level == 1 ? nullptr : &top_of(stack, stack.level - 1);
  if (stack.mode == Mode::pop_waits) {
    if (!half.is_nonempty) return flip(stack);
    if (cell.home.back() == 0) return;
    exchange(stack, lower);
    cell.home.back() = 0;
    if (lower != nullptr) lower->cells.back().is_end = true;
    stack.mode = Mode::pop_runs;
    return;
  }
  if (lower != nullptr && !lower->cells.back().is_end) return exchange(stack, lower);
  // The lower half has gone round: the next unit is the first one now.
  cell.home.back() = 1;
  half.is_nonempty = cell.symbol != no_symbol;
  half.is_full = false;
  if (lower != nullptr) {
    lower->cells.back().is_end = false;
    lower->is_full = lower->is_nonempty = true;
  }
  descend(stack, Mode::pop_waits);
}

/// Turns cells so that the one with the given HOME comes first. \returns whether there is one
bool turn_home(std::vector<Cell>& cells, std::size_t home) {
  const auto is_home = [home](const Cell& cell) { return cell.home[home] != 0; };
  if (std::ranges::count_if(cells, is_home) != 1) return false;
  std::rotate(cells.begin(), std::ranges::find_if(cells, is_home), cells.end());
  return true;
}

/// Appends the symbols of a ring of a level whose cells begin somewhere.
bool append_symbols(std::vector<Cell> cells, int base, int level, std::vector<int>& symbols) {
  if (!turn_home(cells, at(level - 1))) return false;
  const auto unit = std::ssize(cells) / base;
  for (auto begin = cells.begin(); begin != cells.end(); begin += unit) {
    if (level == 1) {
      symbols.push_back(begin->symbol);
      continue;
    }
    const bool is_empty =
        std::all_of(begin, begin + unit, [](const Cell& cell) { return cell.symbol == no_symbol; });
    if (is_empty) {
      symbols.insert(symbols.end(), at(static_cast<int>(unit)), no_symbol);
    } else if (!append_symbols({begin, begin + unit}, base, level - 1, symbols)) {
      return false;
    }
  }
  return true;
}

}  // namespace

std::int64_t ring_cells(int base, int level) {
  std::int64_t cells = 1;
  for (int i = 0; i < level; ++i) cells *= base;
  return cells;
}

std::int64_t capacity(int base, int levels) {
  std::int64_t result = 0;
  for (int level = 1; level <= levels; ++level) result += 2 * ring_cells(base, level);
  return result;
}

Stack holding(int base, int levels, const std::vector<int>& content) {
  ATTEST_REQUIRE(base >= 2 && levels >= 1 && std::ssize(content) < ring_cells(base, levels),
                 "a stack and what its top halves can hold");
  Stack stack{.base = base, .levels = {}, .top = std::vector<int>(at(levels))};
  std::size_t next = 0;
  for (int level = 1; level <= levels; ++level) {
    const auto cells = static_cast<int>(ring_cells(base, level));
    Half empty;
    for (int t = 0; t < cells; ++t) {
      Cell cell{.home = std::vector<char>(at(level))};
      for (int j = 1; j <= level; ++j) cell.home[at(j - 1)] = t % ring_cells(base, j) == 0 ? 1 : 0;
      empty.cells.push_back(std::move(cell));
    }
    Half half = empty;
    const std::int64_t unit = cells / base;
    const std::int64_t digit = std::ssize(content) / unit % base;
    for (std::size_t t = 0; t < at(static_cast<int>(digit * unit)); ++t) {
      half.cells[t].symbol = content[next++];
    }
    half.is_nonempty = digit > 0;
    stack.levels.push_back({std::move(half), std::move(empty)});
  }
  return stack;
}

void tick(Stack& stack) {
  for (std::array<Half, 2>& halves : stack.levels) {
    for (Half& half : halves) {
      half.cells.push_back(std::move(half.cells.front()));
      half.cells.pop_front();
    }
  }
  if (stack.mode == Mode::push_waits || stack.mode == Mode::push_runs)
    move_push(stack);
  else if (stack.mode == Mode::pop_waits || stack.mode == Mode::pop_runs)
    move_pop(stack);
}

void begin_push(Stack& stack) {
  ATTEST_REQUIRE(stack.mode == Mode::idle, "an idle stack");
  const auto found = std::ranges::find_if(stack.levels, [](const std::array<Half, 2>& halves) {
    return !halves[0].is_full || !halves[1].is_full;
  });
  stack.mode = found == stack.levels.end() ? Mode::blocked : Mode::push_waits;
  stack.level =
      found == stack.levels.end() ? 0 : static_cast<int>(found - stack.levels.begin()) + 1;
}

void begin_pop(Stack& stack) {
  ATTEST_REQUIRE(stack.mode == Mode::idle, "an idle stack");
  const auto found = std::ranges::find_if(stack.levels, [](const std::array<Half, 2>& halves) {
    return halves[0].is_nonempty || halves[1].is_nonempty;
  });
  if (found == stack.levels.end()) return;
  stack.mode = Mode::pop_waits;
  stack.level = static_cast<int>(found - stack.levels.begin()) + 1;
}

std::optional<std::vector<int>> content_of(const Stack& stack) {
  std::vector<int> content;
  for (std::size_t i = 0; i < stack.levels.size(); ++i) {
    for (const int half : {stack.top[i], 1 - stack.top[i]}) {
      const std::deque<Cell>& cells = stack.levels[i][at(half)].cells;
      std::vector<int> symbols;
      if (!append_symbols({cells.begin(), cells.end()}, stack.base, static_cast<int>(i) + 1,
                          symbols)) {
        return std::nullopt;
      }
      const auto end = std::ranges::find(symbols, no_symbol);
      content.insert(content.end(), symbols.begin(), end);
      if (std::any_of(end, symbols.end(), [](int symbol) { return symbol != no_symbol; })) {
        return std::nullopt;
      }
    }
  }
  return content;
}

}  // namespace attest::machine::ring_stack
