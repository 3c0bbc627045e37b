// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of two words as blocks: where the hops from the ends of a cycle and of two lead.
#include <algorithm>
#include <utility>

#include "claims/k_hop_depth_optimality/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_depth_optimality {
namespace {

constexpr int figure_x = 40;     // of the first token
constexpr int figure_step = 44;  // between tokens
constexpr int figure_row = 170;  // between the words

/// The cycle (0 1 .. n-1), or the two cycles of its halves.
Image cycles(std::int64_t n, std::int64_t length) {
  Image image;
  for (std::int64_t u = 0; u < n; ++u) {
    image.push_back((u + 1) % length == 0 ? u + 1 - length : u + 1);
  }
  return image;
}

/// One word a row; an arrow a hop from its last token.
class BlockPicture {
 public:
  explicit BlockPicture(std::int64_t n) : n_(n), k_(n / 2) {}

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S1: Hops walk from block to block";
    drawing_.meanings = {{check::Role::token, "token of the word"},
                         {check::Role::answer, "where the last hop ends"},
                         {check::Role::member, "where the walk begins or a hop ends"},
                         {check::Role::attention, "one hop"}};
    drawing_.caption = {
        "n = " + std::to_string(n_) + " points, k = " + std::to_string(k_) +
            " hops; a token u.r is the point u in block r; in each pair π(u).(r+1) follows u.r",
        "from the last token each hop goes to the token after the last earlier "
        "occurrence of its symbol"};
    add_word("two cycles: back at 0", cycles(n_, n_ / 2), 0);
    add_word("one cycle: not back", cycles(n_, n_), 1);
    const int right = x_of(2 * n_ * k_) + 40;
    drawing_.low = {0, -40};
    drawing_.high = {std::max(right, 640), 2 * figure_row - 10};
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title);
    note({6, drawing_.high.y - 28}, drawing_.caption[0], check::Style::body);
    note({6, drawing_.high.y - 42}, drawing_.caption[1], check::Style::body);
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] static int x_of(std::int64_t i) {
    return figure_x + figure_step * static_cast<int>(i);
  }

  static std::string id_of(int row, std::int64_t i) {
    return "word" + std::to_string(row) + "." + std::to_string(i);
  }

  void note(check::Point at, std::string text, check::Style style,
            check::Align align = check::Align::left) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  void add_word(const std::string& name, const Image& image, int row) {
    const int y = figure_row * row;
    const std::vector<gadget::BlockToken> tokens = gadget::block_tokens(image, k_, 0, {});
    const check::Case word = check::word_of(gadget::symbols_of(tokens, n_));
    std::vector<std::int64_t> stops{std::ssize(tokens)};  // positions from 1
    for (std::int64_t hop = 1; hop <= k_; ++hop) {
      stops.push_back(task::k_hop_source(hop).answer(word).back().num().to_int64());
    }
    for (std::int64_t i = 0; i < std::ssize(tokens); ++i) {
      const gadget::BlockToken& token = tokens[static_cast<std::size_t>(i)];
      const bool is_stop = std::find(stops.begin(), stops.end(), i + 1) != stops.end();
      const bool is_end = i + 1 == stops.back();
      drawing_.nodes.push_back(
          {.id = id_of(row, i),
           .centre = {x_of(i), y},
           .width = 38,
           .height = 20,
           .lines = {std::to_string(token.vertex) + "." + std::to_string(token.block)},
           .role = is_end    ? check::Role::answer
                   : is_stop ? check::Role::member
                             : check::Role::token});
    }
    for (std::size_t hop = 1; hop < stops.size(); ++hop) {
      add_hop(row, stops[hop - 1] - 1, stops[hop] - 1);
    }
    note({6, y + 92}, name, check::Style::heading);
    for (std::int64_t block = k_; block >= 1; --block) {
      const std::int64_t first = 2 * n_ * (k_ - block);
      note({(x_of(first) + x_of(first + 2 * n_ - 1)) / 2, y - 24}, "B" + std::to_string(block),
           check::Style::small, check::Align::centre);
    }
  }

  /// An arc above the word, higher the farther it goes.
  void add_hop(int row, std::int64_t from, std::int64_t to) {
    const int y = figure_row * row + 10;
    const int height = std::min(100, 24 + 5 * static_cast<int>(from - to));
    drawing_.edges.push_back(
        {.from = id_of(row, from),
         .to = id_of(row, to),
         .role = check::Role::attention,
         .weight = Rational(1),
         .route = {
             {x_of(from), y}, {x_of(from), y + height}, {x_of(to), y + height}, {x_of(to), y}}});
  }

  std::int64_t n_;
  std::int64_t k_;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing block_figure(const check::Params&) { return BlockPicture(4).draw(); }

}  // namespace attest::k_hop_depth_optimality
