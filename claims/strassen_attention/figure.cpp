// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the three pairings as a triangle, one triple of sum 7 marked.
#include <array>
#include <string>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::strassen_attention {
namespace {

constexpr int box = 54;  // from token to token
constexpr int modulus_drawn = 7;

/// Tokens 1 2 4 and the sink at each corner; 1 + 2 + 4 = 7.
class TrianglePicture {
 public:
  TrianglePicture() : model_(match_form(3, modulus_drawn)), tokens_(3, 1) {
    for (int i = 0; i < 3; ++i) tokens_(i, 0) = letters_[static_cast<std::size_t>(i)];
    state_ = model::embed(model_, tokens_);
  }

  check::Drawing draw() {
    sketch_.drawing.title = "strassen_attention S1: Three pairings, three matrices";
    sketch_.drawing.meanings = {{check::Role::member, "token of the triple 1, 2, 4"},
                                {check::Role::attention, "a pair of weight"}};
    const Rational x = score("f_g", 0, "g_f", 1);
    const Rational y = score("g_h", 1, "h_g", 2);
    const Rational z = score("h_f", 2, "f_h", 0);
    sketch_.drawing.caption = {
        "Match3 of 1 2 4 mod 7, head of sum 7, query i = 1: a pair (j, k) weighs X_ij Y_jk Z_ki, "
        "over their sum",
        "the triple 1, 2, 4 has the scores " + x.to_string() + ", " + y.to_string() + ", " +
            z.to_string() + ", in all " + (x + y + z).to_string() +
            "; so have 1, 4, 2 and the sinks; other pairs weigh less than 1/1000"};
    add_corner("f", {250, 250}, {210, 250}, "i: f", check::Align::right);
    add_corner("g", {90, 40}, {50, 40}, "j: g", check::Align::right);
    add_corner("h", {430, 40}, {630, 40}, "k: h", check::Align::left);
    add_pairs();
    sketch_.note({150, 160}, "X", check::Style::heading, check::Align::left);
    sketch_.note({335, -8}, "Y", check::Style::heading, check::Align::centre);
    sketch_.note({510, 160}, "Z", check::Style::heading, check::Align::left);
    sketch_.drawing.low = {0, -40};
    sketch_.drawing.high = {680, 360};
    sketch_.note({6, 348}, sketch_.drawing.title, check::Style::title, check::Align::left);
    sketch_.note({6, 326}, sketch_.drawing.caption[0], check::Style::body, check::Align::left);
    sketch_.note({6, 311}, sketch_.drawing.caption[1], check::Style::body, check::Align::left);
    return std::move(sketch_.drawing);
  }

 private:
  /// The inner product of two registers of the head of sum m, of two tokens.
  [[nodiscard]] Rational score(const char* left, int i, const char* right, int j) const {
    Rational sum = 0;
    for (int r = 0; r < 3; ++r) {
      sum += state_(i, model::coordinate(model_, std::string("m.") + left, r)) *
             state_(j, model::coordinate(model_, std::string("m.") + right, r));
    }
    return sum;
  }

  static std::string id_of(const std::string& corner, int token) {
    return corner + "." + std::to_string(token);
  }

  /// The tokens of one slot; those of the triple 1, 2, 4 are marked.
  void add_corner(const std::string& corner, check::Point at, check::Point title_at,
                  const char* title, check::Align align) {
    const int marked = corner == "f" ? 0 : corner == "g" ? 1 : 2;
    for (int token = 0; token < 4; ++token) {
      const bool is_sink = token == 3;
      sketch_.drawing.nodes.push_back(
          {.id = id_of(corner, token),
           .centre = {at.x + token * box, at.y},
           .width = 44,
           .height = 22,
           .lines = {is_sink ? "sink" : std::to_string(letters_[static_cast<std::size_t>(token)])},
           .role = token == marked ? check::Role::member
                   : is_sink       ? check::Role::extra_token
                                   : check::Role::token});
    }
    sketch_.note(title_at, title, check::Style::heading, align);
  }

  [[nodiscard]] check::Point centre_of(const std::string& id) const {
    for (const check::Node& node : sketch_.drawing.nodes) {
      if (node.id == id) return node.centre;
    }
    ATTEST_REQUIRE(false, "no node " + id);
  }

  /// The pairs that query 0 gives weight, three lines each.
  void add_pairs() {
    const model::Trace trace = model::trace(model_, tokens_, {});
    const model::HeadTrace& head = trace.layers[0].heads[0];
    for (int pair = 0; pair < head.keys; ++pair) {
      const Rational weight = std::get<Rational>(head.pattern[static_cast<std::size_t>(pair)]);
      if (weight * 1000 < 1) continue;
      const std::string j = id_of("g", pair / 4);
      const std::string k = id_of("h", pair % 4);
      add_line(id_of("f", 0), j, weight, false);
      add_line(j, k, weight, true);
      add_line(id_of("f", 0), k, weight, false);
    }
  }

  /// A straight line downwards, or an arc below two nodes of one height.
  void add_line(const std::string& from, const std::string& to, const Rational& weight,
                bool is_arc) {
    check::Edge edge{.from = from, .to = to, .role = check::Role::attention, .weight = weight};
    const check::Point a = centre_of(from);
    const check::Point b = centre_of(to);
    edge.route = {{a.x, a.y - 11}, {b.x, b.y + 11}};
    if (is_arc) {
      edge.route = {{a.x, a.y - 11}, {a.x, a.y - 50}, {b.x, b.y - 50}, {b.x, b.y - 11}};
    }
    sketch_.drawing.edges.push_back(std::move(edge));
  }

  std::array<int, 3> letters_{1, 2, 4};
  model::Transformer model_;
  check::Case tokens_;
  Matrix state_;
  derive::Sketch sketch_;
};

}  // namespace

check::Drawing triangle_figure(const check::Params&) { return TrianglePicture().draw(); }

}  // namespace attest::strassen_attention
