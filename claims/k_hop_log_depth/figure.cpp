// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of pointers that double: what each layer reads on the word 1212.. .
#include <algorithm>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

constexpr int first_x = 170;  // of the sentinel; the names of the rows stand left of it
constexpr int step_x = 62;
constexpr int step_y = 84;
constexpr std::int64_t most_drawn = 12;  // symbols

/// One row a layer; a node a position, at its bottom the keys of the layer above.
class PointerPicture {
 public:
  explicit PointerPicture(std::int64_t n) : n_(n) {
    for (std::int64_t i = 1; i <= n; ++i) symbols_.push_back(2 - i % 2);
  }

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S2: Pointers double from layer to layer";
    drawing_.meanings = {{check::Role::token, "symbol"},
                         {check::Role::value, "pointer"},
                         {check::Role::written, "pointer that the layer moved"},
                         {check::Role::attention, "the key that a position reads"}};
    drawing_.caption = {
        "the word 1212.. of " + std::to_string(n_) +
            " symbols; each position holds p, a line leads to the key that it reads",
        "a pointer 0 is the sentinel, where a chain of hops has ended"};
    add_row("tokens", {}, {}, check::Role::token);
    std::vector<std::int64_t> before(symbols_.size(), 0);
    for (std::int64_t layer = 1, hops = 1; hops < 2 * n_; ++layer, hops *= 2) {
      const std::vector<std::int64_t> after = pointers(hops);
      add_row("layer " + std::to_string(layer) + ": find^" + std::to_string(hops), after, before,
              check::Role::value);
      for (std::int64_t i = 1; i <= n_; ++i) {
        const auto at = static_cast<std::size_t>(i - 1);
        // Layer 1 finds the match itself, which stands before the position it points to.
        add_edge(i, layer == 1 ? std::max<std::int64_t>(after[at] - 1, 0) : before[at]);
      }
      before = after;
    }
    drawing_.low = {0, -36};
    drawing_.high = {first_x + step_x * static_cast<int>(n_) + 40, step_y * (rows_ - 1) + 76};
    add_words();
    return drawing_;
  }

 private:
  [[nodiscard]] std::vector<std::int64_t> pointers(std::int64_t hops) const {
    std::vector<std::int64_t> result;
    for (const Rational& p : task::k_hop_source(hops).answer(word_of(symbols_))) {
      result.push_back(p.num().to_int64());
    }
    return result;
  }

  [[nodiscard]] static int x_of(std::int64_t i) { return first_x + step_x * static_cast<int>(i); }

  static std::string id_of(int row, std::int64_t i) {
    return "row" + std::to_string(row) + "." + std::to_string(i);
  }

  /// Without pointers: the tokens. A pointer that differs from the row below is marked.
  void add_row(const std::string& name, const std::vector<std::int64_t>& pointers,
               const std::vector<std::int64_t>& before, check::Role role) {
    const int y = step_y * rows_;
    drawing_.notes.push_back({.id = "name" + std::to_string(rows_),
                              .at = {10, y},
                              .text = name,
                              .style = check::Style::heading});
    for (std::int64_t i = 0; i <= n_; ++i) {
      const bool is_token = pointers.empty();
      const auto at = static_cast<std::size_t>(i - 1);
      std::string text = i == 0 ? "0" : std::to_string(is_token ? symbols_[at] : pointers[at]);
      check::Role look = i == 0 && is_token ? check::Role::extra_token : role;
      if (i > 0 && !is_token && pointers[at] != before[at]) look = check::Role::written;
      if (i == 0 && is_token) text = "sentinel";
      drawing_.nodes.push_back({.id = id_of(rows_, i),
                                .centre = {x_of(i), y},
                                .width = 54,
                                .height = 20,
                                .lines = {text},
                                .role = look});
    }
    ++rows_;
  }

  /// What position i of the last row reads in the row below it.
  void add_edge(std::int64_t i, std::int64_t key) {
    const int y = step_y * (rows_ - 1);
    drawing_.edges.push_back({.from = id_of(rows_ - 2, key),
                              .to = id_of(rows_ - 1, i),
                              .role = check::Role::attention,
                              .weight = Rational(1),
                              .route = {{x_of(key), y - step_y + 10}, {x_of(i), y - 10}}});
  }

  void add_words() {
    for (std::int64_t i = 0; i <= n_; ++i) {
      drawing_.notes.push_back({.id = "position" + std::to_string(i),
                                .at = {x_of(i), -20},
                                .text = std::to_string(i),
                                .style = check::Style::small,
                                .align = check::Align::centre});
    }
    drawing_.notes.push_back(
        {.id = "position", .at = {10, -20}, .text = "position", .style = check::Style::small});
    const int top = drawing_.high.y;
    drawing_.notes.push_back(
        {.id = "title", .at = {6, top - 8}, .text = drawing_.title, .style = check::Style::title});
    for (int i = 0; i < 2; ++i) {
      drawing_.notes.push_back({.id = "caption" + std::to_string(i),
                                .at = {6, top - 28 - 14 * i},
                                .text = drawing_.caption[static_cast<std::size_t>(i)],
                                .style = check::Style::body});
    }
  }

  std::int64_t n_;
  std::vector<std::int64_t> symbols_;
  check::Drawing drawing_;
  int rows_ = 0;
};

}  // namespace

check::Drawing pointer_figure(const check::Params& params) {
  const std::int64_t n = params.at("n");
  if (n < 2 || n > most_drawn) {
    throw InputError("drawing-size", "k_hop_log_depth S2, --figure", "n = " + std::to_string(n),
                     "2 to " + std::to_string(most_drawn));
  }
  return PointerPicture(n).draw();
}

}  // namespace attest::k_hop_log_depth
