// SPDX-License-Identifier: Apache-2.0
/// \file
/// Punch cards: the state before the first layer and after each, and what the heads read.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/subleq.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::Role;

constexpr int cell = 9;
constexpr int pitch = 10;
constexpr int card_gap = 26;
constexpr int register_gap = 6;
constexpr int least_card_width = 104;
constexpr int cards_in_a_row = 6;
constexpr int names_width = 50;
constexpr int most_columns_drawn = 10;
constexpr int weight_cell = 24;

/// Cards in two rows, one a layer, and below them the attention of the layers that have heads.
class PunchCards {
 public:
  explicit PunchCards(const Size& size)
      : size_(size),
        model_(ten_layer_block(size)),
        tokens_(telling_case()),
        trace_(model::trace(model_, tokens_, {.arithmetic = model::Arithmetic::rational})) {
    for (const model::Register& r : model_.registers) {
      height_ += r.size * pitch + register_gap;
    }
    card_width_ = std::max(trace_.n * pitch + card_gap, least_card_width);
  }

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S1: One instruction, layer by layer";
    drawing_.caption = {instruction_text(), "rows: coordinates; columns: " + columns_text(),
                        "before the first layer and after each of the ten; below, how much each "
                        "row reads of each column"};
    drawing_.meanings = {{Role::member, "1"},
                         {Role::fixed, "-1"},
                         {Role::written, "coordinate that the layer changed"},
                         {Role::value, "weight of attention"}};
    const int width = names_width + cards_in_a_row * card_width_;
    const int rows_height = 2 * (height_ + 40);
    const int weights_height = trace_.n * weight_cell + 60;
    drawing_.low = {0, 0};
    drawing_.high = {std::max(width, 760), rows_height + weights_height + 85};
    top_ = drawing_.high.y;
    note({6, top_ - 10}, drawing_.title, check::Style::title);
    int y = top_ - 30;
    for (const std::string& line : drawing_.caption) {
      note({6, y}, line, check::Style::body);
      y -= 15;
    }
    for (int card = 0; card <= static_cast<int>(trace_.layers.size()); ++card) add_card(card);
    add_weights();
    return std::move(drawing_);
  }

 private:
  /// The first state, from a third of the operand pairs on, in which every part of the command that
  /// is fetched differs from the one held.
  [[nodiscard]] check::Case telling_case() const {
    using F = task::SubleqExecuted;
    const check::CaseSpace space = derive::looped::operand_pairs(Blocks::ten_layers, size_);
    for (std::int64_t i = space.size / 3; i < space.size; ++i) {
      const std::optional<check::Case> tokens = space.at(i);
      if (!tokens) continue;
      const int pc = static_cast<int>((*tokens)(0, F::pc).num().to_int64());
      const auto differs = [&](int field) { return (*tokens)(0, field) != (*tokens)(pc, field); };
      if (!differs(F::a) || !differs(F::b) || !differs(F::c)) continue;
      return *tokens;
    }
    throw InputError("drawing-case", std::string(claim_id) + " S1, --figure",
                     "no state that fetches another command", "more words or commands");
  }

  /// What the instruction does to which numbers.
  [[nodiscard]] std::string instruction_text() const {
    using F = task::SubleqExecuted;
    const std::vector<Rational> next =
        derive::looped::truth(Blocks::ten_layers, size_).answer(tokens_);
    const int pc = static_cast<int>(tokens_(0, F::pc).num().to_int64());
    const int a = static_cast<int>(tokens_(pc, F::a).num().to_int64());
    const int b = static_cast<int>(tokens_(pc, F::b).num().to_int64());
    const std::size_t fields = F::fields().size();
    const Rational& result = next.at(static_cast<std::size_t>(b) * fields + F::word);
    const Rational& taken = tokens_(a, F::word);
    return "pc " + std::to_string(pc) + ": word " + std::to_string(b) + " - word " +
           std::to_string(a) + " = " + tokens_(b, F::word).to_string() +
           (taken.sign() < 0 ? " + " : " - ") + taken.abs().to_string() + " = " +
           result.to_string() + " in " + std::to_string(size_.word_bits) + " bits, " +
           (result.sign() <= 0 ? "jump to " : "go on to ") + next.at(F::pc).to_string();
  }

  [[nodiscard]] std::string columns_text() const {
    return "the machine, words 1 to " + std::to_string(size_.memory) + ", commands " +
           std::to_string(size_.memory + 1) + " to " + std::to_string(size_.columns - 1);
  }

  [[nodiscard]] const std::vector<model::Number>& state(int card) const {
    return card == 0 ? trace_.embedded : trace_.layers[static_cast<std::size_t>(card - 1)].state;
  }
  [[nodiscard]] Rational entry(int card, int column, int at) const {
    return std::get<Rational>(state(card)[static_cast<std::size_t>(column * trace_.d + at)]);
  }

  void note(check::Point at, std::string text, check::Style style,
            check::Align align = check::Align::left) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  /// The state after layer `card`, 0 being before all.
  void add_card(int card) {
    const int left = names_width + card % cards_in_a_row * card_width_;
    int y = top_ - 99 - card / cards_in_a_row * (height_ + 40);
    note({left, y + 16},
         card == 0
             ? "before"
             : std::to_string(card) + " " + trace_.layers[static_cast<std::size_t>(card - 1)].block,
         check::Style::heading);
    int at = 0;
    for (const model::Register& r : model_.registers) {
      if (card % cards_in_a_row == 0) {
        note({names_width - 8, y - r.size * pitch / 2}, r.name, check::Style::small,
             check::Align::right);
      }
      for (int i = 0; i < r.size; ++i, ++at, y -= pitch) add_row(card, at, {left, y});
      y -= register_gap;
    }
  }

  /// Holes of one coordinate; where the layer changed one they stand in a wider box.
  void add_row(int card, int at, check::Point left) {
    for (int column = 0; column < trace_.n; ++column) {
      const Rational value = entry(card, column, at);
      const bool is_changed = card > 0 && value != entry(card - 1, column, at);
      if (value.is_zero() && !is_changed) continue;
      const std::string id = "card" + std::to_string(card) + ".column" + std::to_string(column) +
                             ".row" + std::to_string(at);
      const check::Point centre{left.x + column * pitch + pitch / 2, left.y - pitch / 2};
      const std::string detail = model::coordinate_name(model_, at) + " of column " +
                                 std::to_string(column) + ": " + value.to_string();
      if (is_changed) {
        drawing_.nodes.push_back({.id = id + ".changed",
                                  .centre = centre,
                                  .width = cell + 1,
                                  .height = cell + 1,
                                  .role = Role::written,
                                  .detail = detail});
      }
      if (value.is_zero()) continue;
      const int side = is_changed ? cell - 4 : cell - 2;
      drawing_.nodes.push_back({.id = id,
                                .centre = centre,
                                .width = side,
                                .height = side,
                                .role = role_of(value),
                                .detail = detail});
    }
  }

  static Role role_of(const Rational& value) {
    if (value == 1) return Role::member;
    return value == -1 ? Role::fixed : Role::amount;
  }

  /// Patterns [queries x keys] of all heads, side by side.
  void add_weights() {
    int left = names_width;
    for (const model::LayerTrace& layer : trace_.layers) {
      for (const model::HeadTrace& head : layer.heads) {
        note({left, trace_.n * weight_cell + 34}, head.head, check::Style::heading);
        for (int i = 0; i < head.queries; ++i) {
          note({left - 4, weight_y(i)}, std::to_string(i), check::Style::small,
               check::Align::right);
          for (int j = 0; j < head.keys; ++j) add_weight(head, i, j, left);
        }
        for (int j = 0; j < head.keys; ++j) {
          note({left + j * weight_cell + weight_cell / 2, trace_.n * weight_cell + 18},
               std::to_string(j), check::Style::small, check::Align::centre);
        }
        left += trace_.n * weight_cell + 34;
      }
    }
    drawing_.high.x = std::max(drawing_.high.x, left);
  }

  [[nodiscard]] int weight_y(int query) const {
    return 10 + (trace_.n - 1 - query) * weight_cell + weight_cell / 2;
  }

  void add_weight(const model::HeadTrace& head, int query, int key, int left) {
    const Rational weight =
        std::get<Rational>(head.pattern[static_cast<std::size_t>(query * head.keys + key)]);
    if (weight.is_zero()) return;
    drawing_.nodes.push_back(
        {.id = head.head + "." + std::to_string(query) + "." + std::to_string(key),
         .centre = {left + key * weight_cell + weight_cell / 2, weight_y(query)},
         .width = weight_cell - 2,
         .height = weight_cell - 2,
         .lines = {weight.to_string()},
         .role = Role::value});
  }

  Size size_;
  model::Transformer model_;
  check::Case tokens_;
  model::Trace trace_;
  int height_ = 0;
  int card_width_ = 0;
  int top_ = 0;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing punch_cards(const check::Params& params) {
  const Size size = derive::looped::size_of(params);
  if (size.columns > most_columns_drawn || size.word_bits > 6) {
    throw InputError("drawing-size", std::string(claim_id) + " S1, --figure",
                     check::text_of(params), "at most 10 columns and 6 bits");
  }
  return PunchCards(size).draw();
}

}  // namespace attest::looped_subleq_published
