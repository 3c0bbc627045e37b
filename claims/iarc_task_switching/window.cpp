// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: what models of a short context miss, and how often.
#include "reference/machine/window.hpp"

#include <algorithm>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::iarc_task_switching {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using Symbols = std::vector<std::int64_t>;

constexpr std::int64_t drawn_tasks = 4;

/// Two streams of two digits.
struct StreamPair {
  Symbols first;
  Symbols second;
};

/// first, then `control`, then zeros.
Symbols with_control(Symbols before, task::Control control, std::int64_t zeros) {
  before.push_back(2 + static_cast<std::int64_t>(control));
  before.insert(before.end(), static_cast<std::size_t>(zeros), 0);
  return before;
}

/// a 0^m R 0^m: the mirror image of the last token is a.
Symbols mirrored(std::int64_t a, std::int64_t m) {
  Symbols before(static_cast<std::size_t>(m + 1), 0);
  before[0] = a;
  return with_control(before, task::Control::reverse, m);
}

/// Pairs that differ in a token more than `reach` before the last one: in the control, in the
/// mirror image, in the digit before the control.
std::vector<StreamPair> fooling_pairs(std::int64_t reach) {
  using task::Control;
  const std::int64_t half = (reach + 1) / 2;
  return {{with_control({0}, Control::increment, reach + 1),
           with_control({0}, Control::addition, reach + 1)},
          {mirrored(0, half), mirrored(1, half)},
          {with_control({0}, Control::context, reach), with_control({1}, Control::context, reach)}};
}

Statement windows() {
  Statement statement =
      check::about(claim_id, "S4", "Windows miss the control, the image and the context");
  statement.sentence =
      "$L$ layers in which position $i$ attends to $[i - w, i]$ give two streams equal last "
      "outputs, whatever their weights, where the next digits differ: $0\\,I\\,0^{Lw+1}$ and "
      "$0\\,A\\,0^{Lw+1}$ in the control, $a\\,0^m R\\,0^m$ with $2m \\ge Lw$ in the image, "
      "$a\\,C\\,0^{Lw}$ in the digit before the control.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The tokens that reach the last output, and the next digits of the three pairs.",
      .gap = "L, w up to the stated one. It says nothing of what such models learn."};
  statement.parameters = {{.name = "most", .meaning = "largest L and w", .lo = 1, .hi = 64}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 4 : 12}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& chosen, const std::string& twist) {
      const std::int64_t layers = chosen(0, 0).num().to_int64();
      const std::int64_t w = chosen(0, 1).num().to_int64();
      std::vector<Rational> found;
      for (const StreamPair& pair : fooling_pairs(layers * w - (twist.empty() ? 0 : 1))) {
        found.emplace_back(
            machine::window::may_differ(pair.first, pair.second, layers, {.w = w}) ? 1 : 0);
        for (const Symbols& stream : {pair.first, pair.second}) {
          found.emplace_back(task::next_digit(stream, 2).value().digit);
        }
      }
      return found;
    };
    agrees.right = [](const check::Case&) {
      return std::vector<Rational>{0, 1, 0, 0, 0, 1, 0, 0, 1};
    };
    agrees.cases = check::integer_box({1, 1}, {most, most});
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "reach of the windows";
    return agrees;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "window_of_lw_tokens",
                          .why = "streams one token shorter, as if a window held w tokens",
                          .proof = {}}});
}

/// Probabilities of a random stream: after a digit a control with probability `rate`.
class Chances {
 public:
  Chances(Rational rate, std::int64_t length) : rate_(std::move(rate)), control_{0} {
    while (std::ssize(control_) < length) control_.push_back(rate_ * (1 - control_.back()));
    digits_ = {1, 1};
    while (std::ssize(digits_) <= length) digits_.push_back(digits_.back() * (1 - rate_));
  }

  /// That a control stands `place` tokens after a digit, or after the beginning.
  [[nodiscard]] const Rational& control(std::int64_t place) const {
    return control_.at(static_cast<std::size_t>(place));
  }
  /// That a control is followed by `count` digits.
  [[nodiscard]] const Rational& digits(std::int64_t count) const {
    return digits_.at(static_cast<std::size_t>(count));
  }
  /// That controls stand at `first` and at `second`.
  [[nodiscard]] Rational both(std::int64_t first, std::int64_t second) const {
    return second == first + 1 ? Rational(0) : control(first) * control(second - first - 1);
  }

 private:
  Rational rate_;
  std::vector<Rational> control_;
  std::vector<Rational> digits_;
};

/// The sums of defined predictions, and of those whose inputs the window holds.
struct Share {
  std::int64_t window;
  Rational defined = 0;
  Rational within = 0;

  /// Predictions of that chance that use `needed` tokens, the last one included.
  void add(const Rational& chance, std::int64_t needed) {
    defined += chance;
    if (needed <= window) within += chance;
  }
};

/// The predictions at t whose last control is p.
void add_predictions(Share& share, const Chances& chances, std::int64_t t, std::int64_t p,
                     const std::string& twist) {
  const Rational chance = chances.control(p) * chances.digits(t - p);
  // Increment: the control, and the digit before it where it is the last token.
  share.add(chance, std::max<std::int64_t>(t - p + 1, 2));
  // Addition: the digit before the last one; a control may stand between the two.
  if (p < t) {
    share.add(chance, std::max<std::int64_t>(t - p + 1, 3));
  } else if (t >= 2) {
    const Rational stepped = chances.both(t - 2, t);
    share.add(stepped, 4);
    share.add(chance - stepped, 3);
  }
  // Reverse: the image, or the digit before it where it is a control.
  const std::int64_t image = 2 * p - t - 1;
  if (image >= 0) {
    const Rational stepped = chances.both(image, p) * chances.digits(t - p);
    share.add(stepped, t - image + (twist == "image_not_stepped" ? 1 : 2));
    share.add(chance - stepped, t - image + 1);
  }
  // Context: the digit before the control.
  share.add(chance, t - p + (twist == "context_is_control" ? 1 : 2));
}

Rational share_of(std::int64_t window, std::int64_t length, const Rational& rate,
                  const std::string& twist) {
  const Chances chances(rate, length);
  Share share{.window = window};
  for (std::int64_t t = 1; t < length; ++t) {
    for (std::int64_t p = 1; p <= t; ++p) add_predictions(share, chances, t, p, twist);
  }
  return share.within / share.defined;
}

/// The same by all streams over one digit, token by token: digits do not change what is used.
void enumerate(Share& share, Symbols& stream, std::int64_t length, const Rational& chance,
               const Rational& rate) {
  const auto next = task::next_digit(stream, 1);
  if (next) share.add(chance, std::ssize(stream) - next->oldest);
  if (std::ssize(stream) == length) return;
  const bool is_digit_due = stream.back() > 0;
  for (std::int64_t symbol = 0; symbol <= (is_digit_due ? 0 : drawn_tasks); ++symbol) {
    const Rational step = is_digit_due  ? Rational(1)
                          : symbol == 0 ? 1 - rate
                                        : rate / Rational(drawn_tasks);
    stream.push_back(symbol);
    enumerate(share, stream, length, chance * step, rate);
    stream.pop_back();
  }
}

Statement shares() {
  Statement statement =
      check::about(claim_id, "S4.share", "The share of predictions that a window can know");
  statement.sentence =
      "On random streams, a control after a digit with probability $q$, each of the four equally "
      "likely, the share of the defined predictions of which the last $w$ tokens hold all inputs "
      "is the sum over the places of the last control that the plot draws.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "-",
      .checked =
          "The sum against all streams with their probabilities, token by token, exact "
          "rationals, q = 1/6 and 1/2.",
      .gap =
          "Streams of at most the stated length; the plot has 40 tokens. A model may still "
          "guess right where an input is missing."};
  statement.parameters = {{.name = "length", .meaning = "T: tokens", .lo = 2, .hi = 14}};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t length = 2; length <= (rung == Rung::fast ? 6 : 11); ++length) {
      points.push_back({{"length", length}});
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"length", 6}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t length = params.at("length");
    const auto rate_of = [](const check::Case& chosen) {
      return chosen(0, 1).is_zero() ? Rational(1, 6) : Rational(1, 2);
    };
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [=](const check::Case& chosen, const std::string& twist) {
      return std::vector{share_of(chosen(0, 0).num().to_int64(), length, rate_of(chosen), twist)};
    };
    agrees.right = [=](const check::Case& chosen) {
      Share share{.window = chosen(0, 0).num().to_int64()};
      Symbols stream{0};
      enumerate(share, stream, length, 1, rate_of(chosen));
      return std::vector{share.within / share.defined};
    };
    agrees.cases = check::integer_box({1, 0}, {length, 1});
    agrees.cases.description = "windows of 1 to T tokens, q = 1/6 and q = 1/2";
    agrees.evaluator = "sum over the places of the last control";
    return agrees;
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "image_not_stepped", .why = "a control as the image is used itself", .proof = {}},
       {.name = "context_is_control",
        .why = "the digit before the control is not used",
        .proof = {}}});
}

}  // namespace

Rational share_within(std::int64_t window, std::int64_t length, const Rational& rate) {
  return share_of(window, length, rate, "");
}

std::vector<Statement> window_statements() { return {windows(), shares()}; }

}  // namespace attest::iarc_task_switching
