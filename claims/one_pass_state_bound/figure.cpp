// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the fooling set: two prefixes, the state that crosses, and a suffix that asks.
#include <algorithm>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

constexpr int figure_x = 60;
constexpr int figure_step = 52;
constexpr int figure_row = 130;

/// One word a row, cut before its last token.
class IndexPicture {
 public:
  explicit IndexPicture(std::int64_t pairs) : pairs_(pairs) {}

  check::Drawing draw() {
    const std::int64_t asked = 2;
    std::vector<std::int64_t> bits;
    for (std::int64_t i = 1; i <= pairs_; ++i) bits.push_back(i % 3 == 0 ? 1 : 0);
    std::vector<std::int64_t> other = bits;
    other[asked - 1] = 1 - other[asked - 1];
    sketch_.drawing.title =
        std::string(claim_id) + " S3: One state for two prefixes gives one answer";
    sketch_.drawing.meanings = {{check::Role::alice, "symbol of the prefix"},
                                {check::Role::bob, "symbol of the suffix"},
                                {check::Role::answer, "what the answer hop_1 reads"},
                                {check::Role::attention, "hop_1"},
                                {check::Role::cut, "what the state must carry across"}};
    sketch_.drawing.caption = {
        "N = " + std::to_string(pairs_) + ": the pairs (j, b_j); the symbols " +
            std::to_string(pairs_ + 1) + " and " + std::to_string(pairs_ + 2) +
            " stand for the bits 0 and 1",
        "the suffix 2 asks for b_2: hop_1 goes to the token after the last 2"};
    add_word(other, asked, 0);
    add_word(bits, asked, 1);
    const int right = x_of(2 * pairs_ + 1) + 80;
    const int cut = (x_of(2 * pairs_ - 1) + x_of(2 * pairs_)) / 2;
    add_dot("cut.low", {cut, -30});
    add_dot("cut.high", {cut, figure_row + 70});
    sketch_.drawing.edges.push_back({.from = "cut.low",
                                     .to = "cut.high",
                                     .role = check::Role::cut,
                                     .route = {{cut, -30}, {cut, figure_row + 70}}});
    sketch_.note({cut, -44}, "the state: at least N bits", check::Style::small,
                 check::Align::centre);
    sketch_.drawing.low = {0, -60};
    sketch_.drawing.high = {std::max(right, 620), figure_row + 140};
    sketch_.note({6, sketch_.drawing.high.y - 8}, sketch_.drawing.title, check::Style::title);
    sketch_.note({6, sketch_.drawing.high.y - 28}, sketch_.drawing.caption[0], check::Style::body);
    sketch_.note({6, sketch_.drawing.high.y - 42}, sketch_.drawing.caption[1], check::Style::body);
    return std::move(sketch_.drawing);
  }

 private:
  /// The suffix stands apart, beyond the cut.
  [[nodiscard]] int x_of(std::int64_t i) const {
    return figure_x + figure_step * static_cast<int>(i) + (i >= 2 * pairs_ ? 40 : 0);
  }

  static std::string id_of(int row, std::int64_t i) {
    return "word" + std::to_string(row) + "." + std::to_string(i);
  }

  void add_dot(const char* id, check::Point at) {
    sketch_.drawing.nodes.push_back(
        {.id = id, .centre = at, .width = 2, .height = 2, .role = check::Role::value});
  }

  void add_word(const std::vector<std::int64_t>& bits, std::int64_t asked, int row) {
    const int y = figure_row * row;
    const Symbols word = index_word(bits, asked);
    const std::int64_t last = std::ssize(word) - 1;
    const std::int64_t target =
        task::k_hop_source(1).answer(check::word_of(word)).back().num().to_int64() - 1;
    for (std::int64_t i = 0; i <= last; ++i) {
      sketch_.drawing.nodes.push_back({.id = id_of(row, i),
                                       .centre = {x_of(i), y},
                                       .width = 40,
                                       .height = 22,
                                       .lines = {std::to_string(word[static_cast<std::size_t>(i)])},
                                       .role = i == last     ? check::Role::bob
                                               : i == target ? check::Role::answer
                                                             : check::Role::alice});
    }
    sketch_.drawing.edges.push_back({.from = id_of(row, last),
                                     .to = id_of(row, target),
                                     .role = check::Role::attention,
                                     .weight = Rational(1),
                                     .route = {{x_of(last), y + 11},
                                               {x_of(last), y + 60},
                                               {x_of(target), y + 60},
                                               {x_of(target), y + 11}}});
  }

  std::int64_t pairs_;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing index_figure(const check::Params&) { return IndexPicture(5).draw(); }

}  // namespace attest::one_pass_state_bound
