// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: Newton's iteration squares its residual; in softmax its error is propagated with intervals.
#include <algorithm>
#include <memory>
#include <utility>

#include "claims/fleq_function_blocks/algorithms.hpp"
#include "claims/fleq_function_blocks/intervals.hpp"
#include "reference/number/contract.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::Case;
using check::Params;
using check::Rung;

constexpr int newton_bits = 512;
constexpr int most_newton_bits = 2048;

Rational largest_entry(const Matrix& matrix) {
  Rational largest;
  for (int i = 0; i < matrix.rows(); ++i) {
    for (const Rational& entry : matrix.row(i)) largest = std::max(largest, entry.abs());
  }
  return largest;
}

/// The looped block's X after T steps.
Matrix looped_inverse(const LoopedBlock& block, const Matrix& a, int steps,
                      const std::string& twist) {
  const machine::fleq::Program program = newton_program(a, task::newton_start(a), steps, twist);
  const machine::fleq::Run run = block.run(program, 5 * steps + 1);
  return run.state.memory[static_cast<std::size_t>(program.cell("X"))];
}

std::shared_ptr<const LoopedBlock> newton_block(int side) {
  const Matrix zero(side, side);
  return std::make_shared<const LoopedBlock>(size_for(newton_program(zero, zero, 1)));
}

check::Statement identity() {
  check::Statement statement =
      newton_about("S5.identity", "Newton's iteration squares its residual");
  statement.sentence =
      "The looped block's $X_T$ has $I - A X_T = (I - A X_0)^{2^T}$ exactly, since "
      "$R_{t+1} = R_t^2$ for $R_t = I - A X_t$.";
  statement.fidelity = {.published = "-",
                        .checked = "The weights run loop by loop; the power by repeated squaring.",
                        .gap = "The stated matrices and steps."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 3, 3)};
    if (rung != Rung::fast) points.push_back(steps_point(3, 10, 4));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{steps_point(2, 3, 2)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int steps = steps_of(params);
    const auto block = newton_block(side_of(params));
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [=](const Case& a, const std::string& twist) {
      return entries_of(task::inverse_residual(a, looped_inverse(*block, a, steps, twist)));
    };
    result.right = [=](const Case& a) {
      Matrix power = task::inverse_residual(a, task::newton_start(a));
      for (int t = 0; t < steps; ++t) power = task::matrix_product(power, power);
      return entries_of(power);
    };
    result.cases = matrices(side_of(params), params.at("cases"));
    result.evaluator = "literal, loop by loop";
    return result;
  };
  return derive::agrees(std::move(statement), make, newton_twists());
}

check::Statement exact_tolerance() {
  check::Statement statement = newton_about("S5", "Newton's iteration inverts in T steps");
  statement.sentence =
      "From $X_0 = A^T/(\\|A\\|_1 \\|A\\|_\\infty)$ the looped block reaches "
      "$\\max |I - A X_T| \\le 2^{-30}$ on each of the stated matrices.";
  statement.fidelity = {
      .published = "Newton's iteration executed by the loop converges to the inverse.",
      .checked = "The weights run loop by loop in rationals; the largest entry of the residual.",
      .gap = "Well-conditioned matrices: T grows with the logarithm of the condition number."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 8, 2)};
    if (rung != Rung::fast) points.push_back(steps_point(3, 10, 5));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{steps_point(2, 8, 1)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int steps = steps_of(params);
    const auto block = newton_block(side_of(params));
    derive::Agrees result{.relation = derive::Relation::at_most};
    result.left = [=](const Case& a, const std::string& twist) {
      return std::vector<Rational>{
          largest_entry(task::inverse_residual(a, looped_inverse(*block, a, steps, twist)))};
    };
    result.right = [](const Case&) { return std::vector<Rational>{newton_tolerance()}; };
    result.cases = regular_matrices(side_of(params), params.at("cases"));
    result.evaluator = "literal, loop by loop";
    return result;
  };
  return derive::agrees(std::move(statement), make, newton_twists());
}

/// The columns of X_0, X_0^T and A^T as tokens.
Case newton_tokens(const Matrix& a, const Matrix& x0) {
  const int side = a.rows();
  Case tokens(side, 3 * side);
  for (int j = 0; j < side; ++j) {
    for (int i = 0; i < side; ++i) {
      tokens(j, i) = x0(i, j);
      tokens(j, side + i) = x0(j, i);
      tokens(j, 2 * side + i) = a(j, i);
    }
  }
  return tokens;
}

/// Widened by the error of a softmax product whose entries are as large as those of `exact`.
IntervalMatrix with_error(IntervalMatrix exact, const ProductShape& shape) {
  const Rational off = product_error(shape, largest_magnitude(exact), newton_bits).upper();
  for (Interval& entry : exact.entries) entry = widened(entry, off);
  return exact;
}

/// Boxes around X_T and X_T^T as the softmax network has them: products widened by the bound of S4.
struct NewtonBoxes {
  IntervalMatrix x;
  IntervalMatrix y;
};
NewtonBoxes newton_boxes(const Matrix& a, const NewtonStart& start, const ProductShape& shape,
                         int steps) {
  const IntervalMatrix at = transposed(exactly(a));
  NewtonBoxes boxes{.x = exactly(start.x0), .y = transposed(exactly(start.x0))};
  for (int step = 0; step < steps && is_in_range(largest_magnitude(boxes.x)); ++step) {
    const IntervalMatrix t = with_error(transposed_product(at, boxes.x), shape);
    const IntervalMatrix by_y = with_error(transposed_product(boxes.y, t), shape);
    const IntervalMatrix by_t = with_error(transposed_product(t, boxes.y), shape);
    boxes.x = difference(times(boxes.x, start.twice), by_y);
    boxes.y = difference(times(boxes.y, start.twice), by_t);
  }
  return boxes;
}

/// Upper bound of max |I - A X| over a box.
Rational largest_residual(const Matrix& a, const IntervalMatrix& x) {
  Matrix unit(a.rows(), a.cols());
  for (int i = 0; i < a.rows(); ++i) unit(i, i) = 1;
  return largest_magnitude(
      difference(exactly(unit), transposed_product(transposed(exactly(a)), x)));
}

/// The bound of the last box.
derive::Agrees boxed(int side, int steps) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.left = [=](const Case& a, const std::string& twist) {
    const ProductShape shape = newton_shape(side, twist != "one_head");
    const NewtonBoxes boxes = newton_boxes(a, newton_start_of(a, twist), shape, steps);
    return std::vector<Rational>{largest_residual(a, boxes.x)};
  };
  result.right = [](const Case&) { return std::vector<Rational>{newton_tolerance()}; };
  result.evaluator = "interval arithmetic in rationals";
  return result;
}

/// The network's X inside the last box, and its residual below the tolerance.
derive::Agrees enclosed(int side, int steps) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = [=](const Case& a, const std::string& twist, int precision) {
    const NewtonStart start = newton_start_of(a, twist);
    const ProductShape shape = newton_shape(side, true);
    const model::Transformer network =
        newton_network(shape, steps_in_range(a, start, steps), start.twice);
    return newton_deviations(a, newton_tokens(a, start.x0), network,
                             newton_boxes(a, newton_start_of(a, ""), shape, steps).x, precision);
  };
  result.enclosed_right = [=](const Case&, int precision) {
    const auto entries = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    std::vector<Ball> bounds(2 * entries, Ball::exact(0, precision));
    bounds.resize(3 * entries, Ball::exact(newton_tolerance(), precision));
    return bounds;
  };
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = newton_bits;
  result.most_bits = most_newton_bits;
  result.evaluator = "literal, in balls";
  return result;
}

check::Statement softmax_newton(bool is_literal) {
  check::Statement statement =
      is_literal
          ? newton_about("S5.softmax", "A softmax transformer inverts a matrix")
          : newton_about("S5.intervals", "Errors of softmax products through Newton's steps");
  statement.sentence =
      is_literal
          ? "A block of two layers with two and four softmax heads, $\\eta = 2^{-40}$ and $L = "
            "80$, "
            "looped $T$ times, ends with $\\max |I - A X| \\le 2^{-30}$, and every entry of $X$ in "
            "the box of S5.intervals."
          : "Let every product of $T$ Newton steps be off by at most the bound of S4.two_heads "
            "with "
            "$\\eta = 2^{-40}$, $L = 80$ in every entry. Then $\\max |I - A X| \\le 2^{-30}$ for "
            "every $X$ that can come out.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "The loop inverts a matrix up to the error of its function blocks.",
      .checked = is_literal ? "The network in balls, entry by entry."
                            : "Interval arithmetic in rationals, rounded outwards.",
      .gap = "The stated matrices. Newton's steps alone, without a program; that is S5.loop."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{steps_point(2, 8, 2)};
    if (rung != Rung::fast) points.push_back(steps_point(3, 10, 5));
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{steps_point(2, 8, 1)}; };
  const auto make = [is_literal](const Params& params, std::uint64_t) {
    const int side = side_of(params);
    derive::Agrees result =
        is_literal ? enclosed(side, steps_of(params)) : boxed(side, steps_of(params));
    result.cases = regular_matrices(side, params.at("cases"));
    return result;
  };
  std::vector<derive::Twist> twists = newton_twists();
  if (!is_literal) {
    twists.push_back({.name = "one_head",
                      .why = "products by one head: the error is of order eta",
                      .proof = {}});
  }
  return derive::agrees(std::move(statement), make, std::move(twists));
}

}  // namespace

std::vector<check::Statement> newton_statements() {
  return {exact_tolerance(), identity(), softmax_newton(false), softmax_newton(true),
          loop_statement()};
}

}  // namespace attest::fleq_function_blocks
