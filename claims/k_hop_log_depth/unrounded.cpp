// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: softmax without rounding, in certified balls.
#include <memory>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/ball.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

constexpr int precision = 128;        // [bits]; pointers are subtracted again, which adds radii up
constexpr int most_precision = 1024;  // [bits]; no case has needed more than the first

/// Least multiple of 1/16 that is at least 4/3 ln(17 L N): e^scale >= (17 L N)^(4/3).
Rational sufficient_scale(std::int64_t layers, std::int64_t n) {
  const Ball target(Rational(pow(Integer(17 * layers * n), 4)), precision);
  Rational scale(1, 16);
  // e^{3 scale} is irrational, so the comparison is decided.
  while (less(target, exp(Ball(3 * scale, precision))) != true) scale += Rational(1, 16);
  return scale;
}

/// Enclosures of how far the entries of the states of a word are from where they should be.
struct EnclosedErrors {
  Ball any;     ///< the largest of every state
  Ball answer;  ///< the largest of val after the last layer
};

/// The strict form under softmax_e without rounding, at one precision [bits].
class Unrounded {
 public:
  Unrounded(const Params& params, const Rational& scale, int bits)
      : k_(params.at("k")),
        bits_(bits),
        model_(build({.n = params.at("n"),
                      .k = k_,
                      .view = View::state,
                      .attention = {.norm = model::Norm::softmax_e, .scale = scale}})),
        evaluator_(model_, model::Arithmetic::ball, bits) {}

  /// \throws model::Undecided where an entry is not bounded at this precision
  [[nodiscard]] EnclosedErrors errors(const check::Case& tokens) const {
    const model::Trace trace = evaluator_.trace(tokens, model::Tie::as_declared);
    const int value = model::coordinate(model_, "val");
    EnclosedErrors largest;
    for (std::size_t l = 0; l < trace.layers.size(); ++l) {
      const Matrix expected = expected_state(tokens, static_cast<std::int64_t>(l) + 1);
      std::size_t at = 0;
      for (int i = 0; i < trace.n; ++i) {
        for (int c = 0; c < trace.d; ++c) {
          const std::optional<Ball> off = error(trace.layers[l].state.at(at++), expected(i, c));
          if (!off) continue;
          largest.any = max(largest.any, *off);
          if (c == value && l + 1 == trace.layers.size()) {
            largest.answer = max(largest.answer, *off);
          }
        }
      }
    }
    return largest;
  }

 private:
  /// The state of S2 after so many layers.
  [[nodiscard]] Matrix expected_state(const check::Case& tokens, std::int64_t layers) const {
    const Reach goal = reach(Form::strict, k_, layers);
    const std::vector<Rational> next =
        task::k_hop_state(goal.pointer, goal.value, task::HopColumns::pointer_and_value)
            .answer(tokens);
    Matrix wanted(tokens.rows(), tokens.cols());
    std::size_t at = 0;
    for (int i = 0; i < wanted.rows(); ++i) {
      for (Rational& field : wanted.row(i)) field = next.at(at++);
    }
    return evaluator_.embed(wanted);
  }

  /// |found - expected|; nothing where they are one exact number.
  [[nodiscard]] std::optional<Ball> error(const model::Number& found,
                                          const Rational& expected) const {
    const auto* exact = std::get_if<Rational>(&found);
    if (exact != nullptr && *exact == expected) return std::nullopt;
    const Ball ball = exact != nullptr ? Ball::exact(*exact, bits_) : std::get<Ball>(found);
    if (!ball.is_finite()) throw model::Undecided("a register is not bounded at this precision");
    const Ball off = ball - Ball::exact(expected, bits_);
    return max(off, -off);
  }

  std::int64_t k_;
  int bits_;
  model::Transformer model_;
  model::Evaluator evaluator_;  // of model_
};

}  // namespace

Statement unrounded_softmax() {
  Statement statement =
      check::about(claim_id, "S5", "Softmax without any rounding, certified balls");
  statement.sentence =
      "With softmax of any real base $b \\ge (17 L N)^{4/3}$ and no rounding between the $L$ "
      "layers every register stays within $1/8$ of its value in S2.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "Natural softmax, scores times the least c in Z/16 with e^{3c} >= (17 L N)^4; "
          "certified enclosures of every entry after every layer.",
      .gap =
          "The stated sizes and one base each; the bound for every larger base is an argument in "
          "the README."};
  statement.parameters = word_parameters();
  statement.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector{point(2, 4, 3)};
    return std::vector{point(2, 4, 3), point(2, 10, 7), point(3, 6, 7), point(4, 5, 15)};
  };
  statement.mutant_points = [](Rung) { return std::vector{point(2, 4, 3)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    if (params.at("letters") > n) {
      throw InputError("k-hop-alphabet", "--set letters", std::to_string(params.at("letters")),
                       "at most n = " + std::to_string(n));
    }
    const Rational scale = sufficient_scale(depth(Form::strict, params.at("k")), n);
    const Rational third = scale * Rational(1, 3);
    const auto built = std::make_shared<const Unrounded>(params, scale, precision);
    const auto soft = std::make_shared<const Unrounded>(params, third, precision);
    const auto left = [=](const check::Case& tokens, const std::string& twist, int bits) {
      const bool is_intact = twist.empty();
      if (bits == precision) return std::vector{(is_intact ? built : soft)->errors(tokens).any};
      return std::vector{Unrounded(params, is_intact ? scale : third, bits).errors(tokens).any};
    };
    Agrees result{.relation = derive::Relation::at_most,
                  .cases = short_words(params.at("letters"), n, Form::strict, View::state),
                  .arithmetic = check::Arithmetic::certified_ball,
                  .bits = precision,
                  .evaluator = "literal",
                  .resources = {{"scale", scale.to_string()}}};
    result.enclosed_left = left;
    result.enclosed_right = [](const check::Case&, int bits) {
      return std::vector{Ball::exact(Rational(1, 8), bits)};
    };
    result.most_bits = most_precision;
    return result;
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "third_of_scale", .why = "scores times c/3", .proof = {}}});
}

Errors errors_without_rounding(std::int64_t letters, std::int64_t n, std::int64_t k,
                               std::int64_t base) {
  const Ball logarithm = log(Ball(Rational(base), precision));
  const Unrounded model(point(letters, n, k), logarithm.upper(), precision);
  const check::CaseSpace words = short_words(letters, n, Form::strict, View::state);
  Errors largest;
  for (std::int64_t i = 0; i < words.size; ++i) {
    const EnclosedErrors found = model.errors(*words.at(i));
    largest.any = std::max(largest.any, found.any.upper());
    largest.answer = std::max(largest.answer, found.answer.upper());
  }
  return largest;
}

}  // namespace attest::k_hop_log_depth
