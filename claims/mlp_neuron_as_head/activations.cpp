// SPDX-License-Identifier: Apache-2.0
/// \file
/// A1 and A2: ReLU and GELU units by heads, and how far they stay from them.
#include <utility>

#include "claims/mlp_neuron_as_head/suprema.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using task::UnitActivation;

const Integer billion = pow(Integer(10), 9);

/// floor(10^9 x), the same for both ends.
Rational billionths(const Enclosure& x) {
  const Integer low = (x.lower * Rational(billion)).floor();
  ATTEST_REQUIRE(low == (x.upper * Rational(billion)).floor(), "nine decimals are decided");
  return low;
}

Statement relu_supremum() {
  Statement result = check::about(
      claim_id, {.label = "A1",
                 .title = "SiLU stays within 0.2785/k of ReLU at gain k",
                 .sentence = "$\\sup_x |\\mathrm{SiLU}(kx)/k - \\mathrm{ReLU}(x)| = W(1/e)/k = "
                             "0.278464542.../k$, attained at $k|x| = 1 + W(1/e)$: with $w e^{w+1} "
                             "= 1$, $w(1 + e^x) \\ge w + w e^{1+w}(x - w) = x$.",
                 .standing = check::Standing::strengthened,
                 .published = "ReLU is the limit of SiLU(kx)/k.",
                 .checked = "Nine decimals of the supremum, by branch and bound on the whole line, "
                            "against those of W(1/e)/k by bisection.",
                 .gap = "The stated k. The constant is ours."});
  result.parameters = {{.name = "most", .meaning = "gains 1 to most", .lo = 1, .hi = 64}};
  result.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 2 : 32}}};
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case& row, const std::string& twist) {
      Difference difference{.gain = row(0, 0), .is_undivided = twist == "gain_not_divided"};
      if (twist == "up_to_one_over_k") difference.reach = Rational(1) / row(0, 0);
      return std::vector<Rational>{billionths(supremum_of(difference))};
    };
    agrees.right = [](const check::Case& row) {
      const Enclosure w = lambert_of_inverse_e();
      return std::vector<Rational>{
          billionths({.lower = w.lower / row(0, 0), .upper = w.upper / row(0, 0)})};
    };
    agrees.cases = check::integer_box({1}, {params.at("most")});
    agrees.cases.description = "gains 1 to " + std::to_string(params.at("most"));
    agrees.evaluator = "branch and bound in balls";
    return agrees;
  };
  return derive::agrees(
      std::move(result), make,
      {{.name = "up_to_one_over_k", .why = "the supremum over |x| <= 1/k", .proof = {}},
       {.name = "gain_not_divided", .why = "SiLU(kx) against ReLU(kx)", .proof = {}}});
}

/// d/dx of the difference from GELU, up to sign; its zero near 2.27 is the largest difference.
Ball gelu_slope(const Rational& x) {
  constexpr int bits = 96;
  const auto ball = [](const Rational& value) { return Ball(value, bits); };
  const Ball z = ball(gelu_gain() * x);
  const Ball sigma = exp(z) / (ball(1) + exp(z));
  const Ball density = exp(ball(-x * x / 2)) / sqrt(ball(2) * Ball::pi(bits));
  return task::normal_distribution(ball(x)) + ball(x) * density - sigma -
         z * sigma / (ball(1) + exp(z));
}

/// The difference at the stationary point in [2, 5/2], by bisection: from a point 2^-49 away it
/// rises by at most |second derivative| 2^-99 < 2^-96.
Enclosure stationary_difference() {
  Rational low = 2;
  Rational high(5, 2);
  for (int step = 0; step < 48; ++step) {
    const Rational middle = (low + high) / 2;
    const auto is_rising = less(Ball(), gelu_slope(middle));
    ATTEST_REQUIRE(is_rising.has_value(), "no dyadic point is stationary");
    (*is_rising ? low : high) = middle;
  }
  const Ball x(low, 96);
  const Ball found =
      task::gelu(x) - task::silu(Ball(gelu_gain() * low, 96)) / Ball(gelu_gain(), 96);
  return {.lower = found.lower(),
          .upper = found.upper() + Rational(1) / Rational(power_of_two(96))};
}

Statement gelu_supremum() {
  Statement result = check::about(
      claim_id,
      {.label = "A2",
       .title = "SiLU at gain 1.702 stays within 0.02034 of GELU",
       .sentence =
           "$\\sup_x |\\mathrm{SiLU}(1.702x)/1.702 - \\mathrm{GELU}(x)| = 0.0203...$, attained at "
           "the stationary points near $\\pm 2.27$; $\\mathrm{GELU}(x) = x \\Phi(x)$.",
       .standing = check::Standing::strengthened,
       .published = "GELU is approximately SiLU(1.702x)/1.702.",
       .checked = "Nine decimals of the supremum, by branch and bound on the whole line, against "
                  "the value at a zero of the derivative by bisection.",
       .gap = "The number is ours."});
  result.points = [](Rung) { return std::vector<Params>{{}}; };
  result.mutant_points = [](Rung) { return std::vector<Params>{{}}; };
  const auto make = [](const Params&, std::uint64_t) {
    Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [](const check::Case&, const std::string& twist) {
      Difference difference{.activation = UnitActivation::gelu, .gain = gelu_gain()};
      if (twist == "up_to_two") difference.reach = 2;
      if (twist == "gain_17_tenths") difference.gain = Rational(17, 10);
      return std::vector<Rational>{billionths(supremum_of(difference))};
    };
    agrees.right = [](const check::Case&) {
      return std::vector<Rational>{billionths(stationary_difference())};
    };
    agrees.cases = check::integer_box({}, {});
    agrees.cases.description = "the line";
    agrees.evaluator = "branch and bound in balls";
    return agrees;
  };
  return derive::agrees(std::move(result), make,
                        {{.name = "up_to_two", .why = "the supremum over |x| <= 2", .proof = {}},
                         {.name = "gain_17_tenths", .why = "the gain 1.7", .proof = {}}});
}

constexpr MlpShape line{.width = 1, .units = 1, .tokens = 1};

/// One unit with in weight and bias up to 2, out weight -1 or 1, and one token in quarters.
check::CaseSpace quarters(std::int64_t most) {
  check::CaseSpace space = check::mapped(
      check::integer_box({-2, -2, 0, -4 * most}, {2, 2, 1, 4 * most}), [](const check::Case& row) {
        check::Case result = row;
        result(0, 2) = 2 * row(0, 2) - 1;
        result(0, 3) = row(0, 3) / 4;
        return std::optional<check::Case>(std::move(result));
      });
  space.description =
      "all units of one feature with weights up to 2, all quarters up to " + std::to_string(most);
  return space;
}

/// |x + MLP(x) by heads - x + MLP(x)|, in balls.
std::vector<Ball> head_errors(const check::Case& chosen, UnitActivation activation,
                              const Rational& gain, int precision) {
  const Mlp mlp = mlp_of(chosen, line);
  const Matrix tokens = tokens_of(chosen, line);
  const MlpNetwork network{
      .width = 1, .activation = activation, .blocks = {{.heads = {}, .mlp = mlp}}};
  const Ball found =
      features_after(heads_of(mlp, {.base = 0, .inner = gain, .outer = Rational(1) / gain}), tokens,
                     precision)
          .back()[0];
  const Ball truth = task::states_of(network, tokens, precision).back()[0][0];
  return {max(found - truth, truth - found)};
}

/// What the head of a unit may be off by, broken by a twist.
Ball unit_distance(UnitActivation activation, const Rational& gain, const std::string& twist,
                   int precision) {
  if (activation == UnitActivation::gelu) {
    // A2: below 0.020336; up to |x| = 2 below 0.0189.
    return Ball(twist == "up_to_two" ? Rational(189, 10000) : Rational(20336, 1000000), precision);
  }
  if (twist == "at_one_over_k") {
    return Ball::exact(1, precision) /
           ((Ball::exact(1, precision) + exp(Ball::exact(1, precision))) * Ball(gain, precision));
  }
  const Rational divisor = twist == "gain_doubled" ? 2 * gain : gain;
  return Ball(lambert_of_inverse_e().upper / divisor, precision);
}

Statement units_by_heads(Statement result, UnitActivation activation,
                         std::vector<derive::Twist> twists) {
  result.standing = check::Standing::strengthened;
  result.parameters = {{.name = "gain", .meaning = "k, in thousandths", .lo = 1, .hi = 64000},
                       {.name = "most", .meaning = "largest feature", .lo = 1, .hi = 8}};
  const bool is_relu = activation == UnitActivation::relu;
  result.points = [is_relu](Rung rung) {
    std::vector<Params> points{{{"gain", is_relu ? 5000 : 1702}, {"most", 1}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"gain", is_relu ? 2000 : 1702}, {"most", 3}});
    if (is_relu) points.push_back({{"gain", 32000}, {"most", 1}});
    return points;
  };
  result.mutant_points = [is_relu](Rung) {
    return std::vector<Params>{{{"gain", is_relu ? 5000 : 1702}, {"most", 1}}};
  };
  const auto make = [activation](const Params& params, std::uint64_t) {
    const Rational gain = Rational(params.at("gain")) / 1000;
    Agrees agrees{.relation = derive::Relation::at_least};
    agrees.enclosed_left = [activation, gain](const check::Case&, const std::string& twist,
                                              int precision) {
      return std::vector<Ball>{unit_distance(activation, gain, twist, precision)};
    };
    agrees.enclosed_right = [activation, gain](const check::Case& chosen, int precision) {
      return head_errors(chosen, activation, gain, precision);
    };
    agrees.cases = quarters(params.at("most"));
    agrees.arithmetic = check::Arithmetic::certified_ball;
    agrees.bits = 64;
    agrees.most_bits = 256;
    agrees.evaluator = "literal";
    return agrees;
  };
  return derive::agrees(std::move(result), make, std::move(twists));
}

}  // namespace

std::vector<Statement> activation_statements() {
  std::vector<Statement> result{relu_supremum()};
  result.push_back(units_by_heads(
      check::about(
          claim_id,
          {.label = "A1.heads",
           .title = "A ReLU unit is a head up to W(1/e)/k",
           .sentence = "A head for $\\mathrm{SiLU}(kz)/k$ adds $w_2 \\mathrm{ReLU}(z)$ up to "
                       "$|w_2| W(1/e)/k$ to every token.",
           .standing = check::Standing::finite_instance,
           .published = "ReLU units are approximated by heads.",
           .checked = "All units of one feature with small weights, all features in quarters.",
           .gap = "The constant is ours. One feature, one unit."}),
      UnitActivation::relu,
      {{.name = "at_one_over_k", .why = "the difference at kx = 1, 1/(k + ke)", .proof = {}},
       {.name = "gain_doubled", .why = "the bound of 2k for a model of k", .proof = {}}}));
  result.push_back(gelu_supremum());
  result.push_back(units_by_heads(
      check::about(
          claim_id,
          {.label = "A2.heads",
           .title = "A GELU unit is a head up to 0.0204",
           .sentence = "A head for $\\mathrm{SiLU}(1.702z)/1.702$ adds $w_2 \\mathrm{GELU}(z)$ up "
                       "to $0.020336 |w_2|$ to every token.",
           .standing = check::Standing::finite_instance,
           .published = "GELU units are approximated by heads.",
           .checked = "All units of one feature with small weights, all features in quarters.",
           .gap = "The number is ours. One feature, one unit."}),
      UnitActivation::gelu, {{.name = "up_to_two", .why = "the bound of |x| <= 2", .proof = {}}}));
  return result;
}

}  // namespace attest::mlp_neuron_as_head
