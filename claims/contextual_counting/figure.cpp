// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of both layers on one word: an encoder on delimiters, a decoder on ones and BOS, and
/// the stairs n/(n+1).
#include <string>
#include <utility>
#include <variant>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::contextual_counting {
namespace {

constexpr int first_x = 150;  // of BOS; the names of the rows stand left of it
constexpr int step_x = 36;
constexpr int step_y = 96;
constexpr int stairs_y = 3 * step_y + 40;  // of 0
constexpr int stairs_height = 110;         // of 1
constexpr int most_steps = 12;             // n from 0
constexpr std::int64_t asked_region = 3;

/// 1[01]0[][1011]1[1]: four regions, the second one empty.
const Letters& drawn_word() {
  static const Letters word{1, 2, 0, 1, 3, 0, 2, 3, 2, 1, 0, 1, 1, 3, 1, 2, 1, 3};
  return word;
}

/// The last 1 of region 3: the query of the encoder that is drawn.
constexpr int drawn_query = 13;

class AttentionPicture {
 public:
  AttentionPicture()
      : model_(construction({.scores = Scores::delimiters_higher})),
        tokens_(asked(drawn_word(), 1)) {
    tokens_(tokens_.rows() - 1, 1) = asked_region;
    trace_ = model::trace(model_, tokens_, {});
  }

  check::Drawing draw() {
    sketch_.drawing.title =
        std::string(claim_id) + " S2: Delimiters, then the ones of region 3 and BOS";
    sketch_.drawing.meanings = {{check::Role::value, "what a token has read"},
                                {check::Role::written, "what the drawn digit has read"},
                                {check::Role::amount, "number n of ones"},
                                {check::Role::residual, "is decoded to"},
                                {check::Role::curve, "mean of the tied keys, n/(n+1)"}};
    sketch_.drawing.caption = {
        "the word 1[01]0[][1011]1[1] of S2.delimiters; what one digit and the question read",
        "n of the 1 + n keys of the tie are ones: their mean climbs the stairs n/(n+1)"};
    add_tokens();
    add_brackets_so_far();
    add_question();
    add_stairs();
    sketch_.drawing.low = {0, -24};
    sketch_.drawing.high = {x_of(trace_.n - 1) + 60, stairs_y + stairs_height + 76};
    add_words();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] static int x_of(int position) { return first_x + step_x * position; }

  [[nodiscard]] Rational state(int layer, const char* name, int position) const {
    const auto at = static_cast<std::size_t>(position * trace_.d + model::coordinate(model_, name));
    return std::get<Rational>(trace_.layers.at(static_cast<std::size_t>(layer)).state.at(at));
  }

  [[nodiscard]] Rational weight(int layer, int query, int key) const {
    const model::HeadTrace& head = trace_.layers.at(static_cast<std::size_t>(layer)).heads.at(0);
    return std::get<Rational>(head.pattern.at(static_cast<std::size_t>(query * head.keys + key)));
  }

  void node(std::string name, int x, int y, std::string text, check::Role role, int width = 32) {
    sketch_.drawing.nodes.push_back({.id = std::move(name),
                                     .centre = {x, y},
                                     .width = width,
                                     .height = 20,
                                     .lines = {std::move(text)},
                                     .role = role});
  }

  void add_tokens() {
    node("token.0", x_of(0), 0, "BOS", check::Role::extra_token);
    for (int i = 1; i < trace_.n; ++i) {
      const auto symbol = static_cast<std::size_t>(tokens_(i - 1, 0).num().to_int64());
      const std::string text = symbol < 4 ? std::string(1, "01[]"[symbol]) : "r = 3";
      node("token." + std::to_string(i), x_of(i), 0, text, check::Role::token,
           symbol < 4 ? 26 : 36);
    }
  }

  /// Openings and closings so far above every token but BOS, and what one digit reads for them.
  void add_brackets_so_far() {
    for (int i = 0; i < trace_.n; ++i) {
      const std::string o = state(0, "o", i).to_string();
      const std::string c = state(0, "c", i).to_string();
      node("so_far." + std::to_string(i), x_of(i), step_y, o + "," + c,
           i == drawn_query ? check::Role::written : check::Role::value, 30);
    }
    for (int j = 0; j <= drawn_query; ++j) add_edge(0, drawn_query, j, "token.", "so_far.", 0);
  }

  /// The question, and the keys of its tie.
  void add_question() {
    const int query = trace_.n - 1;
    const std::string count =
        state(1, "one_mean", query).to_string() + " : " + state(1, "bias_mean", query).to_string();
    node("read." + std::to_string(query), x_of(query), 2 * step_y, count, check::Role::value, 64);
    for (int j = 0; j < trace_.n; ++j) add_edge(1, query, j, "so_far.", "read.", step_y);
    const std::vector<Rational> answer = model::decode(model_, trace_);
    node("answer", x_of(query), 2 * step_y + 44, answer.back().to_string(), check::Role::answer,
         26);
    sketch_.drawing.edges.push_back(
        {.from = "read." + std::to_string(query),
         .to = "answer",
         .role = check::Role::residual,
         .route = {{x_of(query), 2 * step_y + 10}, {x_of(query), 2 * step_y + 34}}});
  }

  /// The weight that a query gives a key, where it is not 0.
  void add_edge(int layer, int query, int key, const char* from, const char* to, int y) {
    const Rational share = weight(layer, query, key);
    if (share.is_zero()) return;
    sketch_.drawing.edges.push_back({.from = from + std::to_string(key),
                                     .to = to + std::to_string(query),
                                     .role = check::Role::attention,
                                     .weight = share,
                                     .route = {{x_of(key), y + 10}, {x_of(query), y + step_y - 10}},
                                     .detail = "weight " + share.to_string()});
  }

  /// n/(n+1) for n = 0, 1, ..: steps of 1/(n(n+1)).
  void add_stairs() {
    const auto height = [](int n) {
      return stairs_y +
             static_cast<int>((Rational(n, n + 1) * stairs_height).round_half_up().to_int64());
    };
    node("stairs", x_of(0), stairs_y - 14, "0", check::Role::amount, 26);
    for (int n = 0; n <= most_steps; ++n) {
      if (n > 0) {
        node("n." + std::to_string(n), x_of(n), stairs_y - 14, std::to_string(n),
             check::Role::amount, 26);
        sketch_.note({x_of(n), height(n) + 8}, std::to_string(n) + "/" + std::to_string(n + 1),
                     check::Style::small, check::Align::centre);
        add_line({x_of(n) - step_x / 2, height(n - 1)}, {x_of(n) - step_x / 2, height(n)});
      }
      add_line({x_of(n) - step_x / 2, height(n)}, {x_of(n) + step_x / 2, height(n)});
    }
  }

  void add_line(check::Point from, check::Point to) {
    sketch_.drawing.edges.push_back(
        {.from = "stairs", .to = "stairs", .role = check::Role::curve, .route = {from, to}});
  }

  void add_words() {
    sketch_.note({10, 0}, "tokens", check::Style::heading);
    sketch_.note({10, step_y}, "openings, closings", check::Style::heading);
    sketch_.note({10, 2 * step_y}, "means of ones : of BOS", check::Style::heading);
    sketch_.note({10, 2 * step_y + 44}, "answer", check::Style::heading);
    sketch_.note({10, stairs_y + stairs_height / 2}, "n/(n+1)", check::Style::heading);
    sketch_.note({10, stairs_y - 14}, "ones n", check::Style::heading);
    const int top = sketch_.drawing.high.y;
    sketch_.note({6, top - 8}, sketch_.drawing.title, check::Style::title);
    sketch_.note({6, top - 28}, sketch_.drawing.caption[0], check::Style::body);
    sketch_.note({6, top - 42}, sketch_.drawing.caption[1], check::Style::body);
  }

  model::Transformer model_;
  check::Case tokens_;
  model::Trace trace_;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing attention_figure(const check::Params&) { return AttentionPicture().draw(); }

}  // namespace attest::contextual_counting
