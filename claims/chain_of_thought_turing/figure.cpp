// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a run without a tape: every token is a step, an arc leads to the last write of the
/// cell that is read.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using machine::turing::Configuration;
using machine::turing::Status;
using machine::turing::Table;
using machine::turing::Tape;

constexpr int drawn_steps = 16;
constexpr int pitch = 46;
constexpr int left_margin = 132;
constexpr int token_y = 150;
constexpr int place_y = 120;
constexpr int key_y = 96;
constexpr int read_y = 72;

/// The champion of four states, which starts on the input 1 0 1.
class TracePicture {
 public:
  check::Drawing draw() {
    const std::vector<int> word = {1, 0, 1};
    for (const int symbol : word) {
      add_token("in " + std::to_string(symbol), check::Role::token);
      writes_[at_] = at_;
      sketch_.box("key." + std::to_string(at_), {x_of(at_), key_y}, pitch - 6, std::to_string(at_),
                  check::Role::fixed);
      ++at_;
    }
    add_token("sep", check::Role::fixed);
    const Table table = machine::turing::champion(4);
    Configuration now = machine::turing::start(Tape::infinite(word));
    for (int i = 0; i < drawn_steps && now.status == Status::running; ++i) step(table, now);
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] static int x_of(int token) { return left_margin + token * pitch; }

  void add_token(const std::string& text, check::Role role) {
    sketch_.box("token." + std::to_string(at_), {x_of(at_), token_y}, pitch - 6, text, role);
  }

  /// What token `at_` reads, and the token that follows.
  void step(const Table& table, Configuration& now) {
    const std::int64_t cell = now.head;
    sketch_.box("place." + std::to_string(at_), {x_of(at_), place_y}, pitch - 6,
                std::to_string(cell), check::Role::amount);
    const auto found = writes_.find(cell);
    const int read = now.tape.read(cell);
    sketch_.box("read." + std::to_string(at_), {x_of(at_), read_y}, pitch - 6, std::to_string(read),
                found == writes_.end() ? check::Role::value : check::Role::member);
    if (found != writes_.end()) add_arc(at_, found->second);
    const std::vector<int> token = next_token(table, now.state, read);
    machine::turing::step(table, now);
    ++at_;
    const bool halts = token[1] == table.states;
    add_token((halts ? std::string("halt") : std::string(1, static_cast<char>('A' + token[1]))) +
                  " " + std::to_string(token[2]) + (token[3] == left_move ? " L" : " R"),
              check::Role::written);
    sketch_.box("key." + std::to_string(at_), {x_of(at_), key_y}, pitch - 6, std::to_string(cell),
                check::Role::fixed);
    writes_[cell] = at_;
  }

  /// Arcs of different lengths run at different heights.
  void add_arc(int query, int key) {
    const int top = token_y + 11;
    const int height = top + 8 + 7 * (query - key);
    const int shift = 4;
    deepest_ = std::max(deepest_, height);
    sketch_.drawing.edges.push_back({.from = "token." + std::to_string(query),
                                     .to = "token." + std::to_string(key),
                                     .role = check::Role::attention,
                                     .weight = Rational(1),
                                     .route = {{x_of(query) - shift, top},
                                               {x_of(query) - shift, height},
                                               {x_of(key) + shift, height},
                                               {x_of(key) + shift, top}}});
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S1: A tape is the last write of every cell";
    drawing.caption = {
        "1RB1LB_1LA0LC_1RZ1LD_1RD0RA on 101: a token is a state, a written symbol and a move",
        "An arc leads to the last token whose key has the direction of the place; without one the "
        "cell is blank"};
    drawing.meanings = {{check::Role::token, "cell of the input"},
                        {check::Role::written, "step of the machine"},
                        {check::Role::amount, "cell under the head, from the mean of the moves"},
                        {check::Role::fixed, "separator; cell that a token holds or wrote"},
                        {check::Role::member, "symbol that is found"},
                        {check::Role::value, "blank: no key has that direction"}};
    sketch_.label(token_y, "token");
    sketch_.label(place_y, "place");
    sketch_.label(key_y, "key");
    sketch_.label(read_y, "read");
    drawing.low = {0, read_y - 24};
    drawing.high = {x_of(at_) + 30, std::max(deepest_, token_y + 40) + 64};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 26}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 40}, drawing.caption[1], check::Style::body);
  }

  derive::Sketch sketch_ = {};
  std::map<std::int64_t, int> writes_ = {};  // the last token of a cell
  int at_ = 0;
  int deepest_ = 0;
};

}  // namespace

check::Drawing trace_figure(const check::Params&) { return TracePicture().draw(); }

}  // namespace attest::chain_of_thought_turing
