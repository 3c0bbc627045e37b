// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the vote in U1.opposed: the key that is asked for against all other keys, by the
/// signs in which their codes differ.
#include <algorithm>

#include "claims/function_evaluation/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/binomial.hpp"
#include "reference/number/error.hpp"

namespace attest::function_evaluation {
namespace {

constexpr int bar_x = 250;  // where all bars begin
constexpr int unit = 380;   // length of the weight of the key that is asked for
constexpr int bar_height = 26;
constexpr int pair_step = 110;  // from one base to the next

/// Bars as long as weights, relative to the key that is asked for.
class VotePicture {
 public:
  explicit VotePicture(std::int64_t n) : n_(n), k_(signs_of(n)) {}

  check::Drawing draw() {
    drawing_.title = std::string(claim_id) + " U1.opposed: One key against all others";
    drawing_.meanings = {{check::Role::member, "the key that is asked for: votes for every sign"},
                         {check::Role::amount, "all keys with d other signs: vote against"},
                         {check::Role::axis, "as much as the one"}};
    drawing_.caption = {
        "n = " + std::to_string(n_) + " = 2^" + std::to_string(k_) +
            ": every address is a key; a key whose code has d other signs weighs B^-2d",
        "the others stay below the line iff (1 + B^-2)^k < 2; every value but f(i) is opposed"};
    const std::int64_t enough = certified_base(k_);
    for (std::int64_t base = std::max<std::int64_t>(2, enough - 1); base <= enough + 1; ++base) {
      add_vote(base, base >= enough);
    }
    finish();
    return std::move(drawing_);
  }

 private:
  void note(check::Point at, std::string text, check::Style style, check::Align align) {
    drawing_.notes.push_back({.id = "note" + std::to_string(drawing_.notes.size()),
                              .at = at,
                              .text = std::move(text),
                              .style = style,
                              .align = align});
  }

  /// A bar from `from` of the given weight. \returns where it ends
  int add_bar(int from, const Rational& weight, int y, const std::string& id,
              const std::string& text, check::Role role) {
    // A weight too small for a point is drawn as one.
    const auto length = std::max(1, static_cast<int>((weight * unit).round_half_up().to_int64()));
    drawing_.nodes.push_back({.id = id,
                              .centre = {from + length / 2, y},
                              .width = length,
                              .height = bar_height,
                              .lines = {length >= 40 ? text : std::string()},
                              .role = role,
                              .detail = text + ": weight " + weight.to_string()});
    return from + length;
  }

  /// The one and the others in a base, one above the other.
  void add_vote(std::int64_t base, bool is_enough) {
    const int y = -pair_step * rows_;
    const std::string name = "base" + std::to_string(base);
    note({10, y}, "base " + std::to_string(base), check::Style::heading, check::Align::left);
    add_bar(bar_x, 1, y, name + ".one", "1", check::Role::member);
    Rational others = 0;
    int end = bar_x;
    for (int d = 1; d <= k_; ++d) {
      const Rational weight =
          Rational(binomial(k_, d)) / Rational(pow(Integer(base), static_cast<unsigned>(2 * d)));
      others += weight;
      end = add_bar(end, weight, y - bar_height - 8, name + "." + std::to_string(d),
                    "d = " + std::to_string(d), check::Role::amount);
    }
    note({10, y - bar_height - 8},
         "others together " + thousandths(others) + (is_enough ? ": right" : ": wrong"),
         check::Style::body, check::Align::left);
    right_ = std::max(right_, end);
    ++rows_;
  }

  static std::string thousandths(const Rational& x) {
    const std::string digits = std::to_string((x * 1000).round_half_up().to_int64() + 1000000);
    return std::string(x < 10 ? "" : "1") + digits.substr(3, 1) + "." + digits.substr(4);
  }

  void finish() {
    const int bottom = -pair_step * (rows_ - 1) - bar_height - 30;
    const int x = bar_x + unit;
    drawing_.nodes.push_back(
        {.id = "one", .centre = {x, 24}, .width = 2, .height = 2, .role = check::Role::value});
    drawing_.edges.push_back({.from = "one",
                              .to = "one",
                              .role = check::Role::axis,
                              .route = {{x, bottom + 8}, {x, 24}}});
    drawing_.low = {0, bottom};
    drawing_.high = {std::max(right_ + 20, 700), 96};
    note({6, drawing_.high.y - 8}, drawing_.title, check::Style::title, check::Align::left);
    note({6, drawing_.high.y - 28}, drawing_.caption[0], check::Style::body, check::Align::left);
    note({6, drawing_.high.y - 42}, drawing_.caption[1], check::Style::body, check::Align::left);
  }

  std::int64_t n_;
  int k_;
  int rows_ = 0;
  int right_ = 0;
  check::Drawing drawing_;
};

}  // namespace

check::Drawing vote_figure(const check::Params& params) {
  const std::int64_t n = params.at("n");
  if (n < 4 || n > 256 || (n & (n - 1)) != 0) {
    throw InputError("drawing-size", "function_evaluation U1.opposed, --figure",
                     "n = " + std::to_string(n), "a power of two, 4 to 256");
  }
  return VotePicture(n).draw();
}

}  // namespace attest::function_evaluation
