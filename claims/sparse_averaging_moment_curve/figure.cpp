// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the scores of the moment-curve head: a polynomial that touches zero at the members.
#include <algorithm>
#include <optional>
#include <string>

#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

constexpr int zero_line = 230;  // where the score of members stands; 0 is the lowest that is drawn
constexpr int plot_left = 120;

/// The run of q+1 positions around the middle without its middle one: there the gap is least.
class ScorePicture {
 public:
  ScorePicture(int q, int n) : n_(n), pitch_(std::max(46, 600 / n)) {
    const int first = (n - q - 1) / 2;
    for (int i = 0; i <= q; ++i) {
      if (i == (q + 1) / 2) {
        hole_ = first + i;
      } else {
        members_.push_back(first + i);
      }
    }
    gap_ = -score(Rational(hole_));
    unit_ = Rational(60) / gap_;
  }

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " S2.gap: Scores touch zero at the members alone";
    std::string set;
    for (const int member : members_) set += (set.empty() ? "" : ", ") + std::to_string(member);
    drawing_.meanings = {{check::Role::member, "member of y"},
                         {check::Role::amount, "another position"},
                         {check::Role::curve, "graph of P"}};
    drawing_.caption = {"N = " + std::to_string(n_) + ", y = {" + set +
                            "}: P(t) = −∏ (t - l)^2 over the members l, the score up to a constant",
                        "the best position outside y is " + std::to_string(hole_) + ", lower by " +
                            gap_.to_string() + "; what lies lower still is cut off, and says so"};
    drawing_.low = {0, -60};
    drawing_.high = {plot_left + pitch_ * (n_ - 1) + 50, zero_line + 84};
    for (int t = 0; t < n_; ++t) add_position(t);
    for (int t = 0; t + 1 < n_; ++t) add_curve(t);
    note({10, zero_line}, "score 0", check::Style::heading, check::Align::left);
    note({10, -20}, "P(t)", check::Style::heading, check::Align::left);
    note({10, -44}, "position t", check::Style::small, check::Align::left);
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title, check::Align::left);
    note({6, drawing_.high.y - 30}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, drawing_.high.y - 45}, drawing_.caption[1], check::Style::body, check::Align::left);
    return std::move(drawing_);
  }

 private:
  [[nodiscard]] Rational score(const Rational& t) const {
    Rational product = -1;
    for (const int member : members_) product *= (t - member) * (t - member);
    return product;
  }

  /// Its place, if it is in the picture.
  [[nodiscard]] std::optional<int> height(const Rational& score) const {
    const Rational y = Rational(zero_line) + score * unit_;
    if (y < 0) return std::nullopt;
    return static_cast<int>(y.round_half_up().to_int64());
  }

  [[nodiscard]] int x_of(const Rational& t) const {
    return plot_left + static_cast<int>((t * pitch_).round_half_up().to_int64());
  }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  /// The box of a position, below it its score, and the point of the graph.
  void add_position(int t) {
    const Rational value = score(Rational(t));
    const bool is_member = value.is_zero();
    const std::string text = value.to_string();
    drawing_.nodes.push_back({.id = "score." + std::to_string(t),
                              .centre = {x_of(t), -20},
                              .width = pitch_ - 4,
                              .height = 20,
                              .lines = {text.size() > 6 ? "lower" : text},
                              .role = is_member ? check::Role::member : check::Role::amount,
                              .detail = "P(" + std::to_string(t) + ") = " + text});
    note({x_of(t), -44}, std::to_string(t), check::Style::small, check::Align::centre);
    const std::optional<int> y = height(value);
    if (!y) return;
    drawing_.nodes.push_back({.id = "point." + std::to_string(t),
                              .centre = {x_of(t), *y},
                              .width = 9,
                              .height = 9,
                              .role = is_member ? check::Role::member : check::Role::amount});
  }

  /// The graph from t to t+1 in short straight pieces, where it is in the picture.
  void add_curve(int t) {
    constexpr int pieces = 16;
    const std::string id = "score." + std::to_string(t);
    for (int i = 0; i < pieces; ++i) {
      const Rational from = Rational(t) + Rational(i, pieces);
      const Rational to = Rational(t) + Rational(i + 1, pieces);
      const std::optional<int> low = height(score(from));
      const std::optional<int> high = height(score(to));
      if (!low || !high) continue;
      drawing_.edges.push_back({.from = id,
                                .to = "score." + std::to_string(t + 1),
                                .role = check::Role::curve,
                                .route = {{x_of(from), *low}, {x_of(to), *high}}});
    }
  }

  int n_;
  int pitch_;
  int hole_ = 0;
  std::vector<int> members_;
  Rational gap_ = 1;
  Rational unit_ = 1;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing score_figure(const check::Params& params) {
  const auto q = static_cast<int>(params.at("q"));
  const auto n = static_cast<int>(params.at("n"));
  // q + 1 positions are a run; beyond 16 the picture is wider than a page.
  if (q + 1 > n || n > 16) {
    throw InputError("drawing-size", std::string(claim_id) + " S2.gap, --figure",
                     "n = " + std::to_string(n) + ", q = " + std::to_string(q),
                     "n at most 16 and q at most n - 1");
  }
  return ScorePicture(q, n).draw();
}

}  // namespace attest::sparse_averaging_moment_curve
