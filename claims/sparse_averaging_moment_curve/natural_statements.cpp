// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S3.natural: the same scores under the natural exponential, decided by balls.
#include "claims/sparse_averaging_moment_curve/softmax.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/ball.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using check::Standing;
using derive::Agrees;

constexpr int first_ball_bits = 64;
constexpr int most_ball_bits = 4096;  // what is open there stays unknown

Ball ball_of(const model::Number& number, int precision) {
  if (const Ball* ball = std::get_if<Ball>(&number)) return *ball;
  return {std::get<Rational>(number), precision};
}

/// Encloses |ball - value|.
Ball distance_of(const Ball& ball, const Rational& value) {
  const Ball difference = ball - Ball(value, ball.precision());
  return max(difference, -difference);
}

/// The natural softmax of scores times `scale`, evaluated in balls.
model::Trace natural_trace(int q, std::int64_t scale, const std::string& twist,
                           const check::Case& tokens, int precision) {
  const model::Transformer model = softmax_form(q, 0, scale, choices_of(q, twist));
  return model::trace(model, tokens,
                      {.arithmetic = model::Arithmetic::ball, .precision = precision});
}

/// L1 distances of the rows of the pattern from uniform on y: the suprema, over all z with |z_j| <=
/// 1, of the errors of the outputs.
void append_distances(std::vector<Ball>& result, const model::Trace& trace,
                      const check::Case& tokens, int q, int precision) {
  const std::vector<model::Number>& pattern = trace.layers.at(0).heads.at(0).pattern;
  for (int i = 0; i < tokens.rows(); ++i) {
    std::vector<Rational> uniform(static_cast<std::size_t>(tokens.rows()));
    for (const int j : subset_of(tokens, i, q)) {
      uniform[static_cast<std::size_t>(j)] = Rational(1, q);
    }
    Ball sum;
    for (std::size_t j = 0; j < uniform.size(); ++j) {
      const std::size_t at = static_cast<std::size_t>(i) * uniform.size() + j;
      sum += distance_of(ball_of(pattern[at], precision), uniform[j]);
    }
    result.push_back(sum);
  }
}

/// Errors of the outputs for the z of the case.
void append_errors(std::vector<Ball>& result, const model::Trace& trace, const check::Case& tokens,
                   int q, int precision) {
  const std::vector<model::Number>& state = trace.layers.back().state;
  const std::vector<Rational> means = task::sparse_averaging(q).answer(tokens);
  for (int i = 0; i < tokens.rows(); ++i) {
    // `out` is the last channel
    const std::size_t at = static_cast<std::size_t>((i + 1) * trace.d - 1);
    result.push_back(
        distance_of(ball_of(state[at], precision), means[static_cast<std::size_t>(i)]));
  }
}

/// Least integer scale with 5 e^-scale <= 2^-digits: certified by e > 27/10.
std::int64_t scale_for(std::int64_t digits) {
  const Rational wanted = Rational(5) * power_of_two(static_cast<unsigned>(digits));
  std::int64_t scale = 0;
  for (Rational power = 1; power < wanted; power *= Rational(27, 10)) ++scale;
  return scale;
}

void judge_in_balls(Agrees& result) {
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = first_ball_bits;
  result.most_bits = most_ball_bits;
  result.evaluator = "certified balls, literal";
}

/// Distances and errors of the natural softmax that is to be 2^-digits close.
void approximation_sides(Agrees& result, int q, std::int64_t digits) {
  judge_in_balls(result);
  result.enclosed_left = [q, digits](const check::Case& tokens, const std::string& twist,
                                     int precision) {
    const std::int64_t scale = twist == "scale_one" ? 1 : scale_for(digits);
    const model::Trace trace = natural_trace(q, scale, twist, tokens, precision);
    std::vector<Ball> found;
    append_distances(found, trace, tokens, q, precision);
    append_errors(found, trace, tokens, q, precision);
    return found;
  };
  result.enclosed_right = [digits](const check::Case& tokens, int precision) {
    const Rational bound(1, power_of_two(static_cast<unsigned>(digits)));
    return std::vector<Ball>(static_cast<std::size_t>(2 * tokens.rows()),
                             Ball::exact(bound, precision));
  };
}

void row_sides(Agrees& result, int q, std::int64_t scale) {
  judge_in_balls(result);
  result.enclosed_left = [q, scale](const check::Case& tokens, const std::string& twist,
                                    int precision) {
    std::vector<Ball> found;
    append_distances(found, natural_trace(q, scale, twist, tokens, precision), tokens, q,
                     precision);
    return found;
  };
  result.enclosed_right = [scale](const check::Case& tokens, int precision) {
    return std::vector<Ball>(static_cast<std::size_t>(tokens.rows()),
                             Ball::exact(5, precision) * exp(Ball::exact(-scale, precision)));
  };
}

}  // namespace

check::Statement natural_approximation() {
  Softmax what{
      .words = {.label = "S1",
                .title = "Natural softmax approximates qSA with a width that N does not enter",
                .sentence =
                    "In real arithmetic, for every $\\varepsilon > 0$ and all $N \\ge q$, a "
                    "self-attention unit of embedding dimension $O(d' + q)$ is within "
                    "$\\varepsilon$ of qSA. Checked: $\\varepsilon = 2^{-e}$, scores of the "
                    "moment curve times the least integer $c$ with $2.7^c \\ge 5 / \\varepsilon$.",
                .standing = Standing::finite_instance,
                .published = "A self-attention unit with m >= Omega(d' + q), in real arithmetic, "
                             "approximates qSA within eps for every N.",
                .checked =
                    "Every q-subset of the stated N: certified enclosures of the L1 distance "
                    "of its row from uniform on y, which is the largest error over all z "
                    "in the unit ball, and of the output for z = 1, -1, 1, ..",
                .gap = "Recalled, not read. The stated N, q, eps. The paper's keys are the "
                       "vertices of a cyclic polytope; here they lie on the moment curve."},
      .strength = {.name = "digits", .meaning = "e: eps = 2^-e", .lo = 0, .hi = 64},
      .fast = {{1, 1, 10, 7}, {2, 2, 10, 7}, {3, 3, 10, 7}, {4, 4, 9, 7}},
      .nightly = {{1, 1, 24, 20}, {2, 2, 24, 20}, {3, 3, 20, 20}, {4, 4, 16, 20}},
      .sides = approximation_sides,
      .twists = twists_of({"top_power_dropped", "keys_not_centred"})};
  what.twists.push_back({.name = "scale_one", .why = "scores multiplied by 1 only", .proof = {}});
  return statement_of_softmax(std::move(what));
}

check::Statement natural_rows() {
  return statement_of_softmax(
      {.words = {.label = "S3.natural",
                 .title = "Natural exponential, certified balls",
                 .sentence =
                     "With scores times an integer $c \\ge 1$ the natural softmax is within "
                     "$5 e^{-c}$ of the uniform distribution on $y$ in L1.",
                 .standing = Standing::strengthened,
                 .published = "-",
                 .checked = "Certified enclosures of both sides, of every row of the pattern.",
                 .gap = "The stated N, q and c."},
       .strength = {.name = "scale", .meaning = "c", .lo = 1, .hi = 64},
       .fast = {{1, 1, 14, 1}, {2, 2, 10, 1}, {3, 3, 9, 1}, {4, 4, 8, 2}},
       .nightly = {{1, 1, 24, 1}, {2, 2, 24, 1}, {3, 3, 20, 1}, {4, 4, 16, 3}},
       .sides = row_sides,
       .twists = twists_of({"top_power_dropped", "no_squares", "keys_not_centred"})});
}

}  // namespace attest::sparse_averaging_moment_curve
