// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a run: the ring as the machine has it, the stream of tokens, the one offset that is
/// attended.
#include <string>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::post_machine_constant_bits {
namespace {

using machine::post::Phase;
using machine::post::State;
using machine::post::Sweep;
using machine::post::Symbol;
using machine::post::Token;

constexpr int drawn_window = 5;   // W
constexpr int drawn_tokens = 14;  // after the prompt
constexpr int pitch = 44;
constexpr int left_margin = 132;
constexpr int stream_y = 150;
constexpr int state_y = 120;
constexpr int cells_y = 80;  // of the lowest cell

std::string text_of(const Symbol& symbol) {
  return std::to_string(symbol.symbol) + (symbol.is_marked ? "*" : "");
}

std::string text_of(const State& state) {
  if (state.phase == Phase::start) return "start";
  const std::string held = std::to_string(state.held);
  if (state.phase == Phase::stopped) return "stop " + held;
  const char name = static_cast<char>('A' + state.state);
  return std::string(1, name) + (state.phase == Phase::at_head ? "! " : "? ") + held;
}

/// The champion of two states on a blank ring, token by token.
class StreamPicture {
 public:
  check::Drawing draw() {
    std::vector<Token> tokens(static_cast<std::size_t>(drawn_window));
    Sweep sweep(machine::turing::champion(2),
                std::vector<int>(static_cast<std::size_t>(drawn_window)));
    for (int i = 0; i < drawn_window; ++i) add_token(i, tokens[static_cast<std::size_t>(i)], false);
    for (int i = 0; i < drawn_tokens; ++i) {
      const Token token = sweep.step();
      const int at = drawn_window + i;
      add_token(at, token, sweep.was_transition());
      add_column(at, sweep);
      add_attention(at);
    }
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] static int x_of(int token) { return left_margin + token * pitch; }

  void add_token(int at, const Token& token, bool is_transition) {
    const check::Role role = at < drawn_window ? check::Role::token
                             : is_transition   ? check::Role::written
                                               : check::Role::value;
    sketch_.box("token." + std::to_string(at), {x_of(at), stream_y}, pitch - 6,
                text_of(token.pushed), role);
    sketch_.box("state." + std::to_string(at), {x_of(at), state_y}, pitch - 6, text_of(token.state),
                role);
  }

  /// The ring after a token: the held cell and the one under the head.
  void add_column(int at, const Sweep& sweep) {
    constexpr int cells = drawn_window + 1;
    const machine::turing::Configuration& now = sweep.configuration();
    const int held = (at - drawn_window) % cells;
    for (int cell = 0; cell < cells; ++cell) {
      const bool is_head = !sweep.is_stopped() && (now.head - cell) % cells == 0;
      sketch_.box("cell." + std::to_string(at) + "." + std::to_string(cell),
                  {x_of(at), cells_y - 24 * cell}, pitch - 6,
                  std::to_string(now.tape.read(cell)) + (is_head ? " head" : ""),
                  cell == held ? check::Role::member
                  : is_head    ? check::Role::amount
                               : check::Role::fixed);
    }
  }

  /// A token is made by its predecessor, which attends to the oldest token of the window.
  void add_attention(int at) {
    const int query = at - 1;
    const int key = at - drawn_window;
    const int top = stream_y + 11;
    sketch_.drawing.edges.push_back({.from = "token." + std::to_string(query),
                                     .to = "token." + std::to_string(key),
                                     .role = check::Role::attention,
                                     .weight = Rational(1),
                                     .route = {{x_of(query), top},
                                               {x_of(query), top + 44},
                                               {x_of(key), top + 44},
                                               {x_of(key), top}}});
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S1: A window slides over the stream, a ring turns";
    drawing.caption = {
        "1RB1LB_1LA1RZ, W = 5: every token attends to the one 4 places before it; 1* is marked",
        "A! 0: state A with the head on the held cell 0; A? 0: looking for the mark. Steps of the "
        "machine stand out; held cells run round the ring"};
    drawing.meanings = {{check::Role::token, "prompt"},
                        {check::Role::value, "written token"},
                        {check::Role::written, "token of a step of the machine"},
                        {check::Role::member, "held cell"},
                        {check::Role::amount, "cell under the head"},
                        {check::Role::fixed, "cell in the queue"}};
    sketch_.label(stream_y, "pushed symbol");
    sketch_.label(state_y, "control");
    for (int cell = 0; cell <= drawn_window; ++cell) {
      sketch_.label(cells_y - 24 * cell, "cell " + std::to_string(cell));
    }
    drawing.low = {0, cells_y - 24 * drawn_window - 24};
    drawing.high = {x_of(drawn_window + drawn_tokens) + 10, stream_y + 110};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 26}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 40}, drawing.caption[1], check::Style::body);
  }

  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing stream_figure(const check::Params&) { return StreamPicture().draw(); }

}  // namespace attest::post_machine_constant_bits
