// SPDX-License-Identifier: Apache-2.0
/// \file
/// The grid of pair machines twice: how words reach them, and how their sums come back.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::transformer_as_mpc {
namespace {

using check::Point;
using check::Role;
using machine::mpc::Program;
using machine::mpc::Transfer;

constexpr int drawn_tokens = 5;
constexpr int drawn_fan_out = 2;
constexpr int step_x = 78;
constexpr int step_y = 62;
constexpr int half_width = 17;
constexpr int half_height = 11;
constexpr int panel_width = step_x * (drawn_tokens + 2);

/// One panel: the transfers of some rounds between token machines and the grid.
class Panel {
 public:
  Panel(derive::Sketch& sketch, std::string name, int left)
      : sketch_(sketch), name_(std::move(name)), left_(left) {}

  /// Boxes: token machines on the left and, where they send to columns, above; texts by machine.
  void add_boxes(const std::vector<std::string>& texts, bool has_top) {
    for (int i = 0; i < drawn_tokens; ++i) {
      sketch_.box(id_of(i, false), place_of(i, false), 2 * half_width, "T" + std::to_string(i),
                  Role::token);
      if (has_top) {
        sketch_.box(id_of(i, true), place_of(i, true), 2 * half_width, "T" + std::to_string(i),
                    Role::token);
      }
    }
    for (int machine = drawn_tokens; machine < drawn_tokens + drawn_tokens * drawn_tokens;
         ++machine) {
      sketch_.box(id_of(machine, false), place_of(machine, false), 2 * half_width,
                  texts[static_cast<std::size_t>(machine)], Role::amount);
    }
  }

  /// An arrow: straight to and from token machines, else an arc above a row or beside a column.
  void add_arrow(const Transfer& transfer, int round) {
    const bool is_top = transfer.from < drawn_tokens &&
                        (transfer.to - drawn_tokens) / drawn_tokens == 0 &&
                        transfer.at > first_at(transfer);
    const Point from = place_of(transfer.from, is_top);
    const Point to = place_of(transfer.to, false);
    std::vector<Point> route;
    if (from.y == to.y && std::abs(to.x - from.x) == step_x) {
      const int side = to.x > from.x ? half_width : -half_width;
      route = {{from.x + side, from.y}, {to.x - side, to.y}};
    } else if (from.x == to.x && std::abs(to.y - from.y) == step_y) {
      const int side = to.y > from.y ? half_height : -half_height;
      route = {{from.x, from.y + side}, {to.x, to.y - side}};
    } else if (from.y == to.y) {
      const int top = from.y + half_height;
      const int peak = top + 14 + std::abs(to.x - from.x) / 16;
      route = {{from.x, top}, {from.x, peak}, {to.x, peak}, {to.x, top}};
    } else {
      const int side = from.x + half_width;
      const int peak = side + 14 + std::abs(to.y - from.y) / 16;
      route = {{side, from.y}, {peak, from.y}, {peak, to.y}, {side, to.y}};
    }
    sketch_.drawing.edges.push_back({.from = id_of(transfer.from, is_top),
                                     .to = id_of(transfer.to, false),
                                     .role = Role::flow,
                                     .route = std::move(route),
                                     .detail = "round " + std::to_string(round + 1) + ": " +
                                               std::to_string(transfer.words) + " words"});
  }

  [[nodiscard]] Point place_of(int machine, bool is_top) const {
    const int column = machine < drawn_tokens ? (is_top ? machine + 1 : 0)
                                              : (machine - drawn_tokens) % drawn_tokens + 1;
    const int row =
        machine < drawn_tokens ? (is_top ? -1 : machine) : (machine - drawn_tokens) / drawn_tokens;
    return {left_ + step_x * column, -step_y * row};
  }

 private:
  /// First word that a token machine sends: its query; keys and values come after it.
  [[nodiscard]] int first_at(const Transfer& transfer) const {
    return transfer.to_at == 0 ? transfer.at : transfer.at - 1;
  }

  [[nodiscard]] std::string id_of(int machine, bool is_top) const {
    return name_ + (is_top ? ".top" : ".") + std::to_string(machine);
  }

  derive::Sketch& sketch_;
  std::string name_;
  int left_;
};

/// The last round in which each machine hears something, up to round `end`.
std::vector<std::string> heard_in(const Program& program, std::size_t end) {
  std::vector<std::string> texts(program.memory.size());
  for (std::size_t r = 0; r < end; ++r) {
    for (const Transfer& transfer : program.rounds[r].transfers) {
      texts[static_cast<std::size_t>(transfer.to)] = std::to_string(r + 1);
    }
  }
  return texts;
}

/// How many pairs the sum of each machine has in the end.
std::vector<std::string> terms_of(const Program& program, std::size_t begin) {
  std::vector<std::int64_t> terms(program.memory.size(), 1);
  for (std::size_t r = begin; r < program.rounds.size(); ++r) {
    for (const Transfer& transfer : program.rounds[r].transfers) {
      terms[static_cast<std::size_t>(transfer.to)] +=
          terms[static_cast<std::size_t>(transfer.from)];
    }
  }
  std::vector<std::string> texts;
  for (const std::int64_t count : terms) texts.push_back(std::to_string(count));
  return texts;
}

}  // namespace

check::Drawing grid_figure(const check::Params&) {
  const Program program = simulation(attention(1), drawn_tokens, drawn_fan_out);
  const auto middle = static_cast<std::size_t>(1 + tree_depth(drawn_tokens, drawn_fan_out));
  derive::Sketch sketch;
  sketch.drawing.title = std::string(claim_id) + " S2: Words go out along trees and come back";
  sketch.drawing.meanings = {{Role::token, "machine of a token"},
                             {Role::amount, "machine of a pair of tokens"},
                             {Role::flow, "message"}};
  sketch.drawing.caption = {
      "N = 5 tokens, fan-out 2: machines T0 .. T4 and a grid of pairs; all messages of the " +
          std::to_string(program.rounds.size()) + " rounds of a layer",
      "left: the round in which a pair has heard both; right: how many pairs are in the sum that "
      "it has in the end"};
  const int top = 2 * step_y + 40;
  const int right = 40 + 2 * panel_width;
  sketch.drawing.low = {0, -drawn_tokens * step_y + 10};
  sketch.drawing.high = {right, top + 20};
  sketch.note({6, top + 10}, sketch.drawing.title, check::Style::title);
  sketch.note({6, top - 10}, sketch.drawing.caption[0], check::Style::body);
  sketch.note({6, top - 24}, sketch.drawing.caption[1], check::Style::body);
  Panel out(sketch, "out", 40);
  Panel back(sketch, "back", 40 + panel_width);
  sketch.note({out.place_of(0, false).x - 24, step_y + 36},
              "round 1: q to the first column, (k, v) to the first row; rounds 2 to 4: along rows "
              "and columns",
              check::Style::small);
  sketch.note({back.place_of(0, false).x - 24, step_y + 36},
              "rounds 5 to 7: sums of w v and of w along the rows; round 8: to T",
              check::Style::small);
  out.add_boxes(heard_in(program, middle), true);
  back.add_boxes(terms_of(program, middle), false);
  for (std::size_t r = 0; r < program.rounds.size(); ++r) {
    for (const Transfer& transfer : program.rounds[r].transfers) {
      (r < middle ? out : back).add_arrow(transfer, static_cast<int>(r));
    }
  }
  return std::move(sketch.drawing);
}

}  // namespace attest::transformer_as_mpc
