// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a push: the rings before and after, the cells that are exchanged, the offsets that
/// heads attend to.
#include <string>
#include <utility>

#include "claims/geometric_queue_machine/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/machine/turing_file.hpp"

namespace attest::geometric_queue_machine {
namespace {

using check::Role;
using machine::ring_stack::Cell;
using machine::ring_stack::Half;
using machine::ring_stack::Mode;
using machine::ring_stack::no_symbol;
using machine::ring_stack::Stack;

constexpr int drawn_base = 2;
constexpr int drawn_levels = 3;
constexpr int drawn_after = 4;    // steps before the push that is drawn
constexpr int drawn_tokens = 14;  // of two steps
constexpr int drawn_stack = 1;    // right of the head
constexpr int pitch = 42;
constexpr int left_margin = 170;
constexpr int row = 24;

std::string text_of_cell(const Cell& cell) {
  return cell.symbol == no_symbol ? "." : std::to_string(cell.symbol);
}

std::string text_of_mode(const Stack& stack) {
  switch (stack.mode) {
    case Mode::idle:
      return "idle";
    case Mode::blocked:
      return "stop";
    case Mode::push_waits:
      return "wait " + std::to_string(stack.level);
    case Mode::push_runs:
      return "run " + std::to_string(stack.level);
    case Mode::pop_waits:
    case Mode::pop_runs:
      return "pop";
  }
  return {};
}

/// A machine that writes 1 and 0 in turn and goes left: its fifth symbol moves a unit up a level.
class PushPicture {
 public:
  PushPicture()
      : run_(start({.table = machine::multitape::table_of(
                        machine::turing::table_of("1LB1LB_0LA0LA", claim_id)),
                    .words = Words(1),
                    .base = drawn_base,
                    .levels = drawn_levels,
                    .steps = drawn_after})) {}

  check::Drawing draw() {
    static_cast<void>(run_steps(run_, drawn_after));
    add_rings("before",
              "Rings of the right stack before two steps, the next cell to be popped first");
    y_ -= 3 * row;
    add_timeline();
    y_ -= 3 * row;
    add_rings("after", "The same after them");
    add_matrix();
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] static int x_of(int column) { return left_margin + column * pitch; }

  [[nodiscard]] Stack stack() const {
    return stacks_of(run_.sizes(), run_.window()).value()[drawn_stack];
  }

  void box(const std::string& name, int column, int y, std::string text, Role role) {
    sketch_.box(name + "." + std::to_string(column) + "." + std::to_string(y), {x_of(column), y},
                pitch - 4, std::move(text), role);
  }

  /// Every ring as a row, its cells in the order in which they will be popped.
  void add_rings(const std::string& name, const std::string& title) {
    const Stack now = stack();
    int y = y_;
    sketch_.note({left_margin - pitch / 2, y + row}, title, check::Style::heading);
    for (int i = 1; i <= drawn_levels; ++i) {
      for (const int half : {0, 1}) {
        const auto at = static_cast<std::size_t>(i - 1);
        const bool is_top = now.top[at] == half;
        sketch_.label(y, "level " + std::to_string(i) + (is_top ? ", top half" : ", bottom half"));
        int column = 0;
        for (const Cell& cell : now.levels[at][static_cast<std::size_t>(half)].cells) {
          const bool is_home = cell.home.back() != 0;
          box(name, column++, y, text_of_cell(cell) + (is_home ? " H" : ""),
              is_home                    ? Role::member
              : cell.symbol == no_symbol ? Role::fixed
                                         : Role::token);
        }
        y -= row;
      }
    }
    sketch_.label(y, "register");
    box(name, 0, y, now.held == no_symbol ? "." : std::to_string(now.held), Role::amount);
    y_ = y;
  }

  /// Token by token: what the stack is about, what its rings push.
  void add_timeline() {
    const int top = y_;
    sketch_.note({left_margin - pitch / 2, top + row},
                 "Token by token: the level at work, and the cell that each ring pushes",
                 check::Style::heading);
    Stack before = stack();
    for (int t = 0; t < drawn_tokens; ++t) {
      if (!run_.step()) return;
      const Stack now = stack();
      int y = top;
      box("mode", t, y, text_of_mode(now), Role::value);
      for (int i = 1; i < drawn_levels; ++i) {
        for (const std::size_t half : {0U, 1U}) {
          y -= row;
          const auto at = static_cast<std::size_t>(i - 1);
          const Cell& pushed = now.levels[at][half].cells.back();
          const bool is_moved = !(pushed == before.levels[at][half].cells.front());
          box("pushed", t, y, text_of_cell(pushed), is_moved ? Role::written : Role::value);
        }
      }
      y -= row;
      box("register", t, y, now.held == no_symbol ? "." : std::to_string(now.held), Role::amount);
      before = now;
      y_ = y;
    }
    sketch_.label(top, "level that pushes");
    for (int i = 1; i < drawn_levels; ++i) {
      for (const int half : {0, 1}) {
        sketch_.label(top - row * (2 * i - 1 + half),
                      "ring " + std::to_string(i) + "." + std::to_string(half));
      }
    }
    sketch_.label(y_, "register");
  }

  /// Columns are the tokens above, each written by the one before it; rows are keys.
  void add_matrix() {
    y_ -= 3 * row;
    sketch_.note({left_margin - pitch / 2, y_ + row},
                 "Attention: token t - 1 writes token t; its head i is on the token B^i - 1 before "
                 "it, t - B^i",
                 check::Style::heading);
    const Layout layout(run_.sizes());
    for (int key = 0; key < drawn_tokens; ++key) {
      sketch_.label(y_, "key " + std::to_string(key));
      for (int i = 1; i <= drawn_levels; ++i) {
        const int t = key + layout.ring(i);
        if (t < drawn_tokens) box("head", t, y_, std::to_string(i), Role::position);
      }
      box("key", key, y_, std::to_string(key), Role::fixed);
      y_ -= row;
    }
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S1: A push moves a unit up a level, cell by cell";
    drawing.caption = {
        "1LB1LB_0LA0LA, B = 2, k' = 3: the fifth symbol finds level 1 full, a unit of two moves up "
        "to level 2; the sixth finds "
        "room"};
    drawing.meanings = {{Role::member, "HOME of a ring"},
                        {Role::token, "symbol"},
                        {Role::fixed, "empty cell, or the token itself"},
                        {Role::value, "cell that is pushed back as it was"},
                        {Role::written, "cell that is exchanged"},
                        {Role::amount, "register"},
                        {Role::position, "token that head 1, 2, 3 is on"}};
    drawing.low = {0, y_ - 2 * row};
    drawing.high = {x_of(drawn_tokens) + 10, 4 * row};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 26}, drawing.caption[0], check::Style::body);
  }

  DecoderRun run_;
  derive::Sketch sketch_ = {};
  int y_ = 0;
};

}  // namespace

check::Drawing ring_figure(const check::Params&) { return PushPicture().draw(); }

}  // namespace attest::geometric_queue_machine
