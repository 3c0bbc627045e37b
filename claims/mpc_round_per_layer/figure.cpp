// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of superposition: what two senders write into cells, and what their receiver reads.
#include <algorithm>
#include <utility>

#include "claims/mpc_round_per_layer/parts.hpp"
#include "reference/check/drawing.hpp"

namespace attest::mpc_round_per_layer {
namespace {

constexpr std::int64_t figure_machines = 10;
constexpr int cell_x = 150;
constexpr int cell_step = 30;
constexpr int cell_row = 96;

/// Rows of cells: of two senders, and of the receiver that reads their sum.
class CellPicture {
 public:
  CellPicture() : code_(machine::mpc::best_code(figure_machines, 2)) {}

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S2: Messages lie over each other and keep a cell";
    drawing_.meanings = {{check::Role::alice, "message of machine 1"},
                         {check::Role::bob, "message of machine 3"},
                         {check::Role::member, "cell that holds one message"},
                         {check::Role::amount, "cell where two messages collide"},
                         {check::Role::flow, "is added to the cell"}};
    drawing_.caption = {"N = 10 machines, s = 2: Q = " + std::to_string(code_.prime) + ", k = " +
                            std::to_string(code_.digits) + ", n = " + std::to_string(code_.points) +
                            "; message id = 2 (sender - 1) + slot, its mark in point e is P_id(e)",
                        "machines 1 and 3 both send to machine 2; it reads the sum of all their "
                        "messages, and a cell "
                        "that counts one holds that message alone"};
    const std::vector<std::int64_t> first{0, 1};
    const std::vector<std::int64_t> second{4, 5};
    add_row("machine 1: 0, 1", first, 2, check::Role::alice);
    add_row("machine 3: 4, 5", second, 1, check::Role::bob);
    std::vector<std::int64_t> all = first;
    all.insert(all.end(), second.begin(), second.end());
    add_row("machine 2 reads", all, 0, check::Role::amount);
    for (std::int64_t cell = 0; cell < code_.cells(); ++cell) add_edges(cell);
    const int right = cell_x + cell_step * static_cast<int>(code_.cells()) + 20;
    drawing_.low = {0, -40};
    drawing_.high = {std::max(right, 700), 2 * cell_row + 100};
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title);
    note({6, drawing_.high.y - 28}, drawing_.caption[0], check::Style::body);
    note({6, drawing_.high.y - 42}, drawing_.caption[1], check::Style::body);
    for (std::int64_t e = 0; e < code_.points; ++e) {
      note({x_of(e * code_.prime + code_.prime / 2), -26}, "e = " + std::to_string(e),
           check::Style::small, check::Align::centre);
    }
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] int x_of(std::int64_t cell) const {
    return cell_x + cell_step * static_cast<int>(cell) + 6 * static_cast<int>(cell / code_.prime);
  }

  static std::string id_of(int row, std::int64_t cell) {
    return "row" + std::to_string(row) + "." + std::to_string(cell);
  }

  void note(check::Point at, std::string text, check::Style style,
            check::Align align = check::Align::left) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  /// The ids that mark a cell, one line; the receiver's cells show how many they are.
  void add_row(const char* name, const std::vector<std::int64_t>& ids, int row, check::Role role) {
    const int y = cell_row * row;
    note({10, y}, name, check::Style::heading);
    for (std::int64_t cell = 0; cell < code_.cells(); ++cell) {
      std::vector<std::int64_t> here;
      for (const std::int64_t id : ids) {
        if (code_.mark(id, cell / code_.prime) == cell % code_.prime) here.push_back(id);
      }
      if (here.empty()) continue;
      std::string text;
      for (const std::int64_t id : here) text += (text.empty() ? "" : " ") + std::to_string(id);
      const bool is_clean = row == 0 && here.size() == 1;
      drawing_.nodes.push_back({.id = id_of(row, cell),
                                .centre = {x_of(cell), y},
                                .width = 27,
                                .height = 20,
                                .lines = {text},
                                .role = is_clean ? check::Role::member : role});
      marked_.emplace_back(row, cell);
    }
  }

  /// From a sender's marked cell down to the receiver's.
  void add_edges(std::int64_t cell) {
    for (const auto& [row, marked] : marked_) {
      if (marked != cell || row == 0) continue;
      drawing_.edges.push_back({.from = id_of(row, cell),
                                .to = id_of(0, cell),
                                .role = check::Role::flow,
                                .route = {{x_of(cell) + (row == 2 ? -5 : 5), cell_row * row - 10},
                                          {x_of(cell) + (row == 2 ? -5 : 5), 10}}});
    }
  }

  machine::mpc::Code code_;
  check::Drawing drawing_;
  std::vector<std::pair<int, std::int64_t>> marked_;
};

}  // namespace

check::Drawing cell_figure(const check::Params&) { return CellPicture().draw(); }

}  // namespace attest::mpc_round_per_layer
