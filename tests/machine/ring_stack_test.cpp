// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks in rings: a push by hand, and long runs beside a plain stack.
#include "reference/machine/ring_stack.hpp"

#include <doctest/doctest.h>

#include "reference/number/random.hpp"

namespace attest::machine::ring_stack {
namespace {

/// Ticks until the stack is idle or blocked.
int settle(Stack& stack) {
  int ticks = 0;
  while (stack.mode != Mode::idle && stack.mode != Mode::blocked) {
    tick(stack);
    ++ticks;
  }
  return ticks;
}

void push(Stack& stack, int symbol) {
  stack.held = symbol;
  begin_push(stack);
  settle(stack);
}

int pop(Stack& stack) {
  stack.held = no_symbol;
  begin_pop(stack);
  settle(stack);
  return stack.held;
}

std::vector<int> symbols_in(const Half& half) {
  std::vector<int> symbols;
  for (const Cell& cell : half.cells) symbols.push_back(cell.symbol);
  return symbols;
}

}  // namespace

TEST_CASE("three pushes into a ring of two cells by hand") {
  Stack stack = holding(2, 1, {});
  CHECK(content_of(stack) == std::vector<int>{});
  stack.held = 1;
  begin_push(stack);
  CHECK(stack.mode == Mode::push_waits);
  tick(stack);  // the first cell is HOME: the register goes in
  CHECK(stack.mode == Mode::push_runs);
  CHECK(stack.held == no_symbol);
  tick(stack);  // the other cell receives what stood at HOME: nothing
  CHECK(stack.mode == Mode::push_runs);
  tick(stack);  // HOME is back
  CHECK(stack.mode == Mode::idle);
  CHECK_FALSE(stack.levels[0][0].is_full);
  CHECK(stack.levels[0][0].is_nonempty);
  CHECK(content_of(stack) == std::vector<int>{1});
  push(stack, 0);
  CHECK(stack.levels[0][0].is_full);
  CHECK(content_of(stack) == std::vector<int>{0, 1});
  push(stack, 1);  // the other half becomes the top one
  CHECK(stack.top[0] == 1);
  CHECK(content_of(stack) == std::vector<int>{1, 0, 1});
}

TEST_CASE("input stands in top halves by the digits of its length") {
  const Stack stack = holding(2, 3, {1, 0, 0, 1, 1});
  CHECK(symbols_in(stack.levels[0][0]) == std::vector<int>{1, no_symbol});
  CHECK(symbols_in(stack.levels[1][0]) == std::vector<int>(4, no_symbol));
  CHECK(symbols_in(stack.levels[2][0]) ==
        std::vector<int>{0, 0, 1, 1, no_symbol, no_symbol, no_symbol, no_symbol});
  CHECK(stack.levels[0][0].is_nonempty);
  CHECK_FALSE(stack.levels[1][0].is_nonempty);
  CHECK(content_of(stack) == std::vector<int>{1, 0, 0, 1, 1});
}

TEST_CASE("random pushes and pops are those of a plain stack and no operation takes too long") {
  for (const auto& sizes : {std::pair{2, 1}, {2, 4}, {3, 3}, {5, 2}}) {
    const int base = sizes.first;
    const int levels = sizes.second;
    CAPTURE(base);
    CAPTURE(levels);
    Random random(7, 0, static_cast<std::uint64_t>(10 * base + levels));
    Stack stack = holding(base, levels, {});
    std::vector<int> plain;  // the top last
    for (int i = 0; i < 400; ++i) {
      for (std::int64_t idle = random.below(5); idle > 0; --idle) tick(stack);
      // More pushes than pops, then more pops than pushes.
      const bool is_push = random.below(3) != (i / 100 % 2 == 0 ? 0 : 1) && i / 100 % 2 == 0;
      if (is_push && std::ssize(plain) < capacity(base, levels)) {
        plain.push_back(static_cast<int>(random.below(2)));
        push(stack, plain.back());
      } else {
        CHECK(pop(stack) == (plain.empty() ? no_symbol : plain.back()));
        if (!plain.empty()) plain.pop_back();
      }
      REQUIRE(content_of(stack) == std::vector<int>(plain.rbegin(), plain.rend()));
    }
  }
}

TEST_CASE("a stack of twelve cells takes twelve symbols and is blocked then") {
  Stack stack = holding(2, 2, {});
  CHECK(capacity(2, 2) == 12);
  for (int i = 0; i < 12; ++i) push(stack, i % 2);
  CHECK(stack.mode == Mode::idle);
  CHECK(content_of(stack)->size() == 12);
  push(stack, 1);
  CHECK(stack.mode == Mode::blocked);
}

TEST_CASE("a ring without HOME or with symbols apart has no content") {
  Stack stack = holding(2, 2, {1});
  stack.levels[1][0].cells[1].symbol = 1;
  CHECK_FALSE(content_of(stack).has_value());
  stack = holding(2, 2, {1});
  stack.levels[0][0].cells[0].home[0] = 0;
  CHECK_FALSE(content_of(stack).has_value());
}

}  // namespace attest::machine::ring_stack
