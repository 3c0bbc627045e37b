// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of reach that doubles: the register R of a path after every layer.
#include <algorithm>
#include <utility>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

constexpr int cell = 15;                 // side [points]
constexpr int between = 40;              // panels
constexpr std::int64_t most_drawn = 12;  // vertices
constexpr int left_margin = 40;
constexpr int floor_y = 40;  // of the lowest row

/// One panel a layer; in it a row a vertex u, a column a vertex j, and a mark where R_uj = 1.
class ReachPicture {
 public:
  explicit ReachPicture(int n) : n_(n) {}

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " B: Reach doubles from layer to layer";
    drawing_.meanings = {{check::Role::member, "R_uj = 1: j is within reach of u"}};
    drawing_.caption = {
        "the path with the vertices 0, 1, .., " + std::to_string(n_ - 1) +
            "; row u, column j: the entry R_uj after the layer, as the weights compute it",
        "vertices at most 1, 2, 4, .. edges apart; one squaring fewer leaves the corners open"};
    const int panels = squarings(n_, View::reach) + 1;
    for (int l = 0; l < panels; ++l) add_panel(l);
    const int top = floor_y + cell * n_ + 26;
    drawing_.low = {0, 0};
    drawing_.high = {std::max(x_of(panels, 0), 640), top + 84};
    note({6, top + 70}, drawing_.title, check::Style::title, check::Align::left);
    note({6, top + 48}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, top + 33}, drawing_.caption[1], check::Style::body, check::Align::left);
    return std::move(drawing_);
  }

 private:
  /// The left end of column j.
  [[nodiscard]] int x_of(int panel, int j) const {
    return left_margin + panel * (cell * n_ + between) + cell * j;
  }
  /// The middle of row u, the first row on top.
  [[nodiscard]] int y_of(int u) const { return floor_y + cell * (n_ - 1 - u) + cell / 2; }

  void add_panel(int l) {
    const model::Transformer model = build({.n = n_, .view = View::reach, .squarings = l});
    const std::vector<Rational> reach =
        model::answer(model, task::graph_tokens(task::path_graph(n_)), {});
    const std::string panel = "layer " + std::to_string(l + 1);
    for (int u = 0; u < n_; ++u) {
      for (int j = 0; j < n_; ++j) {
        const Rational& entry = reach[static_cast<std::size_t>(u * n_ + j)];
        if (entry.is_zero()) continue;
        drawing_.nodes.push_back({.id = panel + "." + std::to_string(u) + "." + std::to_string(j),
                                  .centre = {x_of(l, j) + cell / 2, y_of(u)},
                                  .width = cell - 2,
                                  .height = cell - 2,
                                  .role = check::Role::member,
                                  .detail = "R[" + std::to_string(u) + "," + std::to_string(j) +
                                            "] = " + entry.to_string()});
      }
      if (l == 0) {
        note({left_margin - 8, y_of(u)}, std::to_string(u), check::Style::small,
             check::Align::right);
      }
      note({x_of(l, u) + cell / 2, floor_y - 12}, std::to_string(u), check::Style::small,
           check::Align::centre);
    }
    const std::string edges =
        l == 0 ? "gather: 1 edge" : "squaring: " + std::to_string(1 << l) + " edges";
    note({x_of(l, 0), floor_y + cell * n_ + 12}, panel + ", " + edges, check::Style::heading,
         check::Align::left);
  }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  int n_;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing reach_figure(const check::Params& params) {
  const std::int64_t n = params.at("n");
  if (n < 2 || n > most_drawn) {
    throw InputError("drawing-size", std::string(claim_id) + " B, --figure",
                     "n = " + std::to_string(n), "2 to " + std::to_string(most_drawn));
  }
  return ReachPicture(static_cast<int>(n)).draw();
}

}  // namespace attest::graph_connectivity_log_depth
