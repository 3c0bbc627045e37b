// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the readout as a rational function of the count: zeros between counts, poles left.
#include <algorithm>
#include <optional>
#include <string>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"

namespace attest::symmetric_head_count {
namespace {

constexpr const char* figure_place = "symmetric_head_count P2.integer_sinks, --figure";
constexpr int axis = 150;        // y of output 0
constexpr int reach = 110;       // the graph is cut off beyond axis +- reach
constexpr int left_margin = 70;  // of the first pole
constexpr int row_of_values = axis - reach - 30;
constexpr int most_units = 100;  // of counts from the last pole to n + 1

/// Linear up to 1, then one more for each doubling; monotone and continuous.
Rational scaled(const Rational& size) {
  if (size <= 1) return size;
  Rational power = 1;
  int doublings = 0;
  for (; power * 2 <= size; power *= 2) ++doublings;
  return Rational(doublings) + size / power;
}

/// One plan read at a sink, on n bits.
class OutputPicture {
 public:
  explicit OutputPicture(const Values& values)
      : values_(values),
        n_(static_cast<int>(values.size()) - 1),
        plan_(plan_of(values, 1, Sinks::integers)),
        least_(cost_of(plan_, n_).margin) {
    for (const HeadPlan& head : plan_.heads) first_ = std::min(first_, pole(head));
    const Rational units = Rational(n_ + 1) - first_;
    if (units > most_units) {
      throw InputError("drawing-size", figure_place, "poles as far as " + first_.to_string(),
                       "at most " + std::to_string(most_units) + " counts to draw");
    }
    // Every count keeps a box that a digit fits, a few counts do not fill the page.
    pitch_ = std::clamp(static_cast<int>((Rational(760) / units).floor().to_int64()), 14, 40);
    Rational largest = 1;
    for (int s = 0; s <= n_; ++s) {
      largest = std::max(largest, scaled(output(Rational(s)).abs() / least_));
    }
    unit_ = Rational(reach - 10) / largest;
  }

  check::Drawing draw() {
    std::string text;
    for (const int value : values_) text += value != 0 ? '1' : '0';
    drawing_.title =
        "symmetric_head_count P2.integer_sinks: Zeros between the counts, poles to their left";
    drawing_.caption = {
        "f = " + text + " on |x| = 0, .., " + std::to_string(n_) + "; " +
            std::to_string(plan_.heads.size()) + " heads, zeros at " + zeros(),
        "height: |output| / least |output| at a count, linear up to 1, then one step a doubling"};
    drawing_.meanings = {{check::Role::member, "count with f = 1"},
                         {check::Role::amount, "count with f = 0"},
                         {check::Role::curve, "output of the readout"},
                         {check::Role::axis, "output 0"},
                         {check::Role::pole, "pole of a head"}};
    const int right = std::max(x_of(Rational(n_ + 1)) + 20, 620);
    drawing_.low = {0, row_of_values - 40};
    drawing_.high = {right, axis + reach + 84};
    note({10, axis}, "output 0", check::Style::heading, check::Align::left);
    note({10, row_of_values}, "f(s)", check::Style::heading, check::Align::left);
    note({10, row_of_values - 22}, "s = |x|", check::Style::small, check::Align::left);
    for (int s = 0; s <= n_; ++s) add_count(s);
    for (const HeadPlan& head : plan_.heads) add_pole(pole(head));
    add_line(x_of(first_) - 16, x_of(Rational(n_ + 1)));
    add_curve();
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title, check::Align::left);
    note({6, drawing_.high.y - 30}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, drawing_.high.y - 45}, drawing_.caption[1], check::Style::body, check::Align::left);
    return std::move(drawing_);
  }

 private:
  /// -T_h: where the normaliser of a head is 0.
  [[nodiscard]] Rational pole(const HeadPlan& head) const { return -(head.weight + n_); }

  /// What the readout says of s ones, at any rational s that is no pole.
  [[nodiscard]] Rational output(const Rational& s) const {
    Rational sum = plan_.readout.constant;
    for (std::size_t h = 0; h < plan_.heads.size(); ++h) {
      const HeadPlan& head = plan_.heads[h];
      sum += plan_.readout.powers[h][0] * head.weight * head.value / (s - pole(head));
    }
    return sum;
  }

  [[nodiscard]] bool is_pole(const Rational& s) const {
    return std::any_of(plan_.heads.begin(), plan_.heads.end(),
                       [&](const HeadPlan& head) { return pole(head) == s; });
  }

  /// The point of the graph, if it is in the picture.
  [[nodiscard]] std::optional<check::Point> point(const Rational& s) const {
    if (is_pole(s)) return std::nullopt;
    const Rational value = output(s);
    const Rational height = scaled(value.abs() / least_) * unit_;
    if (height > reach) return std::nullopt;
    const auto y = static_cast<int>(height.round_half_up().to_int64());
    return check::Point{x_of(s), value.sign() < 0 ? axis - y : axis + y};
  }

  [[nodiscard]] int x_of(const Rational& s) const {
    return left_margin + 24 + static_cast<int>(((s - first_) * pitch_).round_half_up().to_int64());
  }

  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  /// The value of f at a count and the point of the graph above it.
  void add_count(int s) {
    const int value = values_[static_cast<std::size_t>(s)];
    const check::Role role = value != 0 ? check::Role::member : check::Role::amount;
    drawing_.nodes.push_back({.id = "count." + std::to_string(s),
                              .centre = {x_of(Rational(s)), row_of_values},
                              .width = std::min(pitch_ - 2, 24),
                              .height = 20,
                              .lines = {std::to_string(value)},
                              .role = role});
    note({x_of(Rational(s)), row_of_values - 22}, std::to_string(s), check::Style::small,
         check::Align::centre);
    const std::optional<check::Point> at = point(Rational(s));
    if (!at) return;
    drawing_.nodes.push_back({.id = "point." + std::to_string(s),
                              .centre = *at,
                              .width = 9,
                              .height = 9,
                              .role = role,
                              .detail = "output " + output(Rational(s)).to_string()});
  }

  /// A short bar across the axis under its abscissa.
  void add_pole(const Rational& s) {
    const std::string id = "pole." + s.to_string();
    const int x = x_of(s);
    add_end(id, {x, axis - reach});
    drawing_.edges.push_back({.from = id,
                              .to = id,
                              .role = check::Role::pole,
                              .route = {{x, axis - reach}, {x, axis + reach}}});
    note({x, row_of_values - 22}, s.to_string(), check::Style::small, check::Align::centre);
  }

  void add_end(const std::string& id, check::Point at) {
    drawing_.nodes.push_back(
        {.id = id, .centre = at, .width = 2, .height = 2, .role = check::Role::value});
  }

  void add_line(int from, int to) {
    add_end("axis", {from, axis});
    drawing_.edges.push_back({.from = "axis",
                              .to = "axis",
                              .role = check::Role::axis,
                              .route = {{from, axis}, {to, axis}}});
  }

  /// The graph in short straight pieces, where it is in the picture.
  void add_curve() {
    constexpr int pieces = 16;
    const Rational start = first_ - Rational(1, 2);
    const auto count = (Rational(n_ + 1) - start) * pieces;
    for (std::int64_t i = 0; i + 1 <= count.floor().to_int64(); ++i) {
      const Rational from = start + Rational(i, pieces);
      const std::optional<check::Point> low = point(from);
      const std::optional<check::Point> high = point(from + Rational(1, pieces));
      if (!low || !high) continue;
      drawing_.edges.push_back(
          {.from = "axis", .to = "axis", .role = check::Role::curve, .route = {*low, *high}});
    }
  }

  /// The half-integers at which the output, computed from the weights, is 0.
  [[nodiscard]] std::string zeros() const {
    std::string text;
    for (int s = 0; s < n_; ++s) {
      const Rational half = Rational(2 * s + 1, 2);
      if (output(half).is_zero()) text += (text.empty() ? "" : ", ") + half.to_string();
    }
    return text.empty() ? "none" : text;
  }

  Values values_;
  int n_;
  Plan plan_;
  Rational least_;
  Rational first_ = 0;  // the leftmost pole
  int pitch_ = 0;
  Rational unit_ = 1;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing output_figure(const check::Params& params) {
  const int n = static_cast<int>(params.at("n"));
  const std::int64_t function = params.at("function");
  if (function >= std::int64_t{1} << (n + 1)) {
    throw InputError("drawing-function", figure_place, "function " + std::to_string(function),
                     "less than 2^(n+1)");
  }
  return OutputPicture(function < 0 ? parity_values(n) : function_of(n, function)).draw();
}

}  // namespace attest::symmetric_head_count
