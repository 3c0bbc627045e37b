// SPDX-License-Identifier: Apache-2.0
/// \file
/// S5: softmax with the natural base, in certified enclosures.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::attention_simulates_attention {
namespace {

using check::Params;
using check::Rung;

constexpr Shape natural_shape = {.attention = Attention::softmax_e};

Ball ball_of(const model::Number& number, int precision) {
  if (const auto* exact = std::get_if<Rational>(&number)) return Ball(*exact, precision);
  return std::get<Ball>(number);
}

/// The model's outputs at the tokens R(i, j), in their order.
std::vector<Ball> simulated(const check::Case& tokens, const std::string& twist, int precision) {
  const model::Transformer model =
      construction(natural_shape, derive::choices_of(wrong_choices(natural_shape), twist));
  const model::Evaluator evaluator(model, model::Arithmetic::ball, precision);
  const model::Trace trace = evaluator.trace(tokens, model::Tie::as_declared);
  const int output = model::coordinate(model, "output");
  std::vector<Ball> result;
  for (int i = 0; i < trace.n; ++i) {
    if (tokens(i, Field::kind) != static_cast<int>(Kind::projected)) continue;
    const auto at = static_cast<std::size_t>(i * trace.d + output);
    result.push_back(ball_of(trace.layers.back().state[at], precision));
    if (!result.back().is_finite()) throw model::Undecided("an output is not bounded");
  }
  return result;
}

Ball distance(const Ball& a, const Ball& b) { return max(a - b, b - a); }

std::vector<Ball> distances(const check::Case& tokens, const std::string& twist, int precision) {
  std::vector<Ball> found = simulated(tokens, twist, precision);
  const std::vector<Ball> expected = task::softmax_output(head_of(tokens), precision);
  for (std::size_t e = 0; e < found.size(); ++e) found[e] = distance(found[e], expected[e]);
  return found;
}

Rational bound_of(int accuracy) { return {1, pow(Integer(2), static_cast<unsigned>(accuracy))}; }

constexpr int spare_bits = 64;  // scores and sums lose some

/// How far the model is from softmax attention, entry by entry, against 2^-accuracy.
derive::Agrees enclosed(int accuracy, const Sizes& sizes, check::CaseSpace cases) {
  derive::Agrees result{.relation = derive::Relation::at_most};
  result.enclosed_left = distances;
  result.enclosed_right = [bound = bound_of(accuracy)](const check::Case& tokens, int precision) {
    const Sizes own = sizes_of(head_of(tokens));
    return std::vector<Ball>(static_cast<std::size_t>(own.n * own.d),
                             Ball::exact(bound, precision));
  };
  result.cases = std::move(cases);
  result.arithmetic = check::Arithmetic::certified_ball;
  result.bits = accuracy + spare_bits;
  result.most_bits = 8 * result.bits;
  result.evaluator = "certified balls";
  result.promises = promises(natural_shape, sizes);
  return result;
}

}  // namespace

SoftmaxRun run_softmax(const task::AttentionHead& head, const std::string& twist, int accuracy) {
  const check::Case tokens = tokens_of(head);
  const Rational bound = bound_of(accuracy);
  const int most = 8 * (accuracy + spare_bits);
  SoftmaxRun run;
  for (int precision = accuracy + spare_bits; precision <= most && !run.is_close; precision *= 2) {
    try {
      run.output.clear();
      for (const Ball& entry : simulated(tokens, twist, precision)) {
        run.output.push_back(entry.to_string());
      }
      const std::vector<Ball> off = distances(tokens, twist, precision);
      run.is_close =
          derive::are_related(derive::Relation::at_most, off,
                              std::vector<Ball>(off.size(), Ball::exact(bound, precision)));
    } catch (const model::Undecided&) {  // more bits are tried
    }
  }
  return run;
}

check::Statement natural_statement() {
  check::Statement statement =
      check::about(claim_id, "S5", "Natural softmax, to any certified accuracy");
  statement.sentence =
      "One model of 7 layers of average hard attention, whose token maps include $e^x$, gives "
      "softmax attention: at every accuracy $2^{-p}$ that was tried both enclosures lie within "
      "$2^{-p}$ of each other.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "Average hard attention simulates softmax attention.",
      .checked =
          "Certified enclosures of the model's outputs and of softmax attention by plain loops, "
          "computed apart, on every small head with entries -1 and 2 in X, -1 and 1 else, and on "
          "the six heads that families 3 to 5 have.",
      .gap =
          "Equality of real numbers is not decided by enclosures; the stated sizes and p. The map "
          "takes e^x as one operation."};
  statement.parameters = head_parameters();
  statement.parameters.push_back(
      {.name = "accuracy", .meaning = "p [bits]", .lo = 1, .hi = 1 << 14});
  const auto at = [](Params params, std::int64_t accuracy) {
    params["accuracy"] = accuracy;
    return params;
  };
  statement.points = [at](Rung rung) {
    std::vector<Params> points{at(heads_point(1, 3, 2, breaking), 64)};
    if (rung == Rung::fast) return points;
    points.push_back(at(heads_point(2, 1, 1, two_values), 1024));
    points.push_back(at(heads_point(2, 2, 1, two_values), 64));
    points.push_back(at(heads_point(4, 3, 2, quadratic), 256));
    return points;
  };
  statement.mutant_points = [at](Rung) {
    return std::vector<Params>{at(heads_point(1, 3, 2, breaking), 64)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    return enclosed(static_cast<int>(params.at("accuracy")), sizes_at(params),
                    heads_at(params, natural_shape));
  };
  return derive::agrees(std::move(statement), make,
                        derive::twists_of(wrong_choices(natural_shape)));
}

}  // namespace attest::attention_simulates_attention
