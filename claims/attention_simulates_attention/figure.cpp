// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a run: entries at the bottom, work tokens above, and who reads whom in each of the
/// eight layers.
#include <string>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::attention_simulates_attention {
namespace {

constexpr int margin = 190;
constexpr int span = 1000;  // of a row of tokens
constexpr int level_height = 86;
constexpr int half_box = 11;

/// What a layer writes: at tokens of one kind, registers that are shown.
struct Level {
  Kind kind;
  const char* name;
  const char* text;
  std::vector<const char*> registers;
};

std::vector<Level> levels() {
  return {
      {Kind::x, "entries", "X, W_Q, W_K, W_V", {"entry"}},
      {Kind::term, "1: P(i, k, j)", "X[i,k] times W_Q, W_K, W_V [k,j]", {"query", "key", "value"}},
      {Kind::projected, "2: R(i, j)", "sums over k: query, key, value", {"query", "key", "value"}},
      {Kind::pair, "3: S(i, a, j)", "q[i,j] times k[a,j]", {"score"}},
      {Kind::score, "4: A(i, a)", "sums over j: scores", {"score"}},
      {Kind::score, "5: A(i, a)", "1 at the largest of a row", {"weight"}},
      {Kind::score, "6: A(i, a)", "shares of the row", {"weight"}},
      {Kind::pair, "7: S(i, a, j)", "w[i,a] times v[a,j]", {"output"}},
      {Kind::projected, "8: R(i, j)", "sums over a: the output", {"output"}}};
}

/// Two tokens, two channels, width 2; the second query has two best keys.
task::AttentionHead drawn_head() {
  const auto matrix = [](int a, int b, int c, int d) {
    return Matrix(std::vector<std::vector<Rational>>{{a, b}, {c, d}});
  };
  return {.tokens = matrix(1, 2, 0, 2),
          .query = matrix(1, 0, -1, 1),
          .key = matrix(1, 1, 0, 1),
          .value = matrix(2, 0, 1, 1)};
}

class GridPicture {
 public:
  GridPicture()
      : tokens_(tokens_of(drawn_head())),
        model_(construction({.attention = Attention::average_hardmax})),
        trace_(model::trace(model_, tokens_, {})),
        levels_(levels()) {
    for (int level = 0; level < std::ssize(levels_); ++level) place(level);
  }

  check::Drawing draw() {
    for (int level = 0; level < std::ssize(levels_); ++level) {
      add_boxes(level);
      if (level > 0) add_reads(level);
    }
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  /// Where the tokens of a level stand, from left to right; -1 for those that do not.
  void place(int level) {
    const Level& shown = levels_[static_cast<std::size_t>(level)];
    std::vector<int> members;
    for (int i = 0; i < trace_.n; ++i) {
      const auto kind = static_cast<Kind>(tokens_(i, Field::kind).num().to_int64());
      if (level == 0 ? kind <= Kind::w_v : kind == shown.kind) members.push_back(i);
    }
    std::vector<int>& xs = xs_.emplace_back(static_cast<std::size_t>(trace_.n), -1);
    const int pitch = span / static_cast<int>(members.size());
    widths_.push_back(level == 0 ? pitch - 8 : 104);
    for (std::size_t m = 0; m < members.size(); ++m) {
      xs[static_cast<std::size_t>(members[m])] = margin + pitch / 2 + pitch * static_cast<int>(m);
    }
  }

  [[nodiscard]] int x_of(int level, int token) const {
    return xs_[static_cast<std::size_t>(level)][static_cast<std::size_t>(token)];
  }
  /// The first layer has the most arrows.
  [[nodiscard]] static int y_of(int level) { return level_height * level + (level > 0 ? 60 : 0); }
  [[nodiscard]] static std::string id_of(int level, int token) {
    return "level" + std::to_string(level) + "." + std::to_string(token);
  }

  [[nodiscard]] std::string value_at(int level, int token, const char* name) const {
    const std::vector<model::Number>& state =
        level == 0 ? trace_.embedded : trace_.layers[static_cast<std::size_t>(level - 1)].state;
    const int at = model::coordinate(model_, name);
    return std::get<Rational>(state[static_cast<std::size_t>(token * trace_.d + at)]).to_string();
  }

  /// The indices of a work token, then what it holds.
  [[nodiscard]] std::string text_of(int level, int token) const {
    std::string text;
    if (level > 0) {
      for (const int field : {Field::row, Field::inner, Field::column}) {
        if (!tokens_(token, field).is_zero()) text += tokens_(token, field).to_string();
      }
      text += ":";
    }
    for (const char* name : levels_[static_cast<std::size_t>(level)].registers) {
      text += (text.empty() ? "" : " ") + value_at(level, token, name);
    }
    return text;
  }

  void add_boxes(int level) {
    const bool is_last = level + 1 == std::ssize(levels_);
    for (int i = 0; i < trace_.n; ++i) {
      if (x_of(level, i) < 0) continue;
      sketch_.box(id_of(level, i), {x_of(level, i), y_of(level)},
                  widths_[static_cast<std::size_t>(level)], text_of(level, i),
                  is_last      ? check::Role::answer
                  : level == 0 ? check::Role::token
                               : check::Role::written);
    }
  }

  /// Arrows from the tokens of the level below that are read with some weight.
  void add_reads(int level) {
    for (const model::HeadTrace& head : trace_.layers[static_cast<std::size_t>(level - 1)].heads) {
      for (int query = 0; query < trace_.n; ++query) {
        if (x_of(level, query) < 0) continue;
        for (int key = 0; key < trace_.n; ++key) {
          const auto& weight =
              std::get<Rational>(head.pattern[static_cast<std::size_t>(query * trace_.n + key)]);
          if (weight.is_zero()) continue;
          sketch_.drawing.edges.push_back(
              {.from = id_of(level - 1, key),
               .to = id_of(level, query),
               .role = check::Role::attention,
               .weight = weight,
               .route = {{x_of(level - 1, key), y_of(level - 1) + half_box},
                         {x_of(level, query), y_of(level) - half_box}},
               .detail = "head " + head.head + ", weight " + weight.to_string()});
        }
      }
    }
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S2: Eight layers fetch and gather";
    drawing.caption = {
        "two tokens, two channels, width 2: each box is a token with its indices and what it "
        "holds after the layer",
        "scores 5, 4 of the first query and 4, 4 of the second: it reads both values"};
    drawing.meanings = {{check::Role::token, "entry of a matrix"},
                        {check::Role::written, "work token: indices, what it holds"},
                        {check::Role::answer, "output of the head"}};
    for (int level = 0; level < std::ssize(levels_); ++level) {
      const Level& shown = levels_[static_cast<std::size_t>(level)];
      sketch_.label(y_of(level), shown.name);
      sketch_.note({6, y_of(level) - 16}, shown.text, check::Style::small);
    }
    const char* const names[] = {"X", "W_Q", "W_K", "W_V"};
    for (int m = 0; m < 4; ++m) {
      sketch_.note({margin + span * (2 * m + 1) / 8, -24}, names[m], check::Style::small,
                   check::Align::centre);
    }
    const int top = y_of(static_cast<int>(levels_.size()) - 1) + 90;
    drawing.low = {0, -40};
    drawing.high = {margin + span + 8, top};
    sketch_.note({6, top - 12}, drawing.title, check::Style::title);
    sketch_.note({6, top - 32}, drawing.caption[0], check::Style::body);
    sketch_.note({6, top - 46}, drawing.caption[1], check::Style::body);
  }

  check::Case tokens_;
  model::Transformer model_;
  model::Trace trace_;
  std::vector<Level> levels_;
  std::vector<std::vector<int>> xs_ = {};
  std::vector<int> widths_ = {};
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing grid_figure() { return GridPicture().draw(); }

}  // namespace attest::attention_simulates_attention
