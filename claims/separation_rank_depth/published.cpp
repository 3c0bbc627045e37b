// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1, S2: the recalled bounds, against certified ranks and against the bounds that are proved.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/ball.hpp"

namespace attest::separation_rank_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;

std::int64_t power_of_three(std::int64_t exponent) {
  std::int64_t result = 1;
  for (std::int64_t i = 0; i < exponent; ++i) result *= 3;
  return result;
}

/// The recalled bound ((d-H) 3^(2-L) / 2)^(3^(L-2)), to the power 3^(2-L) where L < 2, so that it
/// is rational: base^exponent.
Rational shallow_bound(const Shape& shape, std::int64_t exponent) {
  Rational base(shape.width - shape.heads, 2);
  for (std::int64_t l = 0; l < shape.layers - 2; ++l) base /= Rational(3);
  if (shape.layers < 2) base *= Rational(3);
  Rational result = 1;
  for (std::int64_t i = 0; i < exponent; ++i) result *= base;
  return result;
}

Shape shape_at(const Params& params) {
  return {.width = params.at("d"), .layers = params.at("layers"), .heads = params.at("heads")};
}

Params shape_point(std::int64_t d, std::int64_t layers, std::int64_t heads, std::int64_t size) {
  return {{"d", d}, {"layers", layers}, {"heads", heads}, {"size", size}};
}

/// At least: the rank of a grid, to the third where L = 1, against the bound.
derive::Agrees shallow(const Params& params, std::uint64_t) {
  const Shape shape = shape_at(params);
  check::require_hypothesis(
      shape.width % shape.heads == 0 && power_of_three(shape.layers) < shape.width, params,
      "heads that divide d, and L < log_3 d");
  const std::int64_t size = params.at("size");
  derive::Agrees agrees{.relation = derive::Relation::at_least};
  agrees.cases = check::integer_box({}, {});
  agrees.cases.coverage = check::Coverage::certificate;
  agrees.cases.description = "a grid of " + std::to_string(size) + " x " + std::to_string(size) +
                             " random assignments, one random network";
  agrees.left = [shape, size](const check::Case&, const std::string& twist) {
    const Certified found = certified_rank(
        {.shape = shape, .size = size, .is_one_sided = twist == "both_tokens_on_one_side"});
    const Rational rank = found.is_proved ? found.rank : 0;
    return std::vector<Rational>{shape.layers < 2 ? rank * rank * rank : rank};
  };
  agrees.right = [shape](const check::Case&) {
    return std::vector<Rational>{
        shallow_bound(shape, shape.layers < 2 ? 1 : power_of_three(shape.layers - 2))};
  };
  agrees.evaluator = "rank modulo 2^61 + 5967, factors rechecked";
  return agrees;
}

Statement shallow_statement() {
  Statement about{
      .claim = claim_id, .label = "S1", .title = "Shallow: at least double exponential"};
  about.sentence =
      "For $L < \\log_3 d$ and almost all weights, $\\log_3 \\mathrm{sep}(y) \\ge 3^{L-2} (\\log_3 "
      "(d-H) + a)$, $a = -L + 2 - \\log_3 2$: $\\mathrm{sep}(y) \\ge ((d-H) 3^{2-L} / "
      "2)^{3^{L-2}}$.";
  about.standing = check::Standing::finite_instance;
  about.is_recalled = true;
  about.fidelity = {.published =
                        "Separation rank grows double exponentially with depth up to "
                        "L = log_3 d.",
                    .checked =
                        "Certified ranks at N = 2; one nonzero minor is nonzero for almost "
                        "all weights.",
                    .gap = "The stated shapes; from L = 3 on d is at least 28."};
  about.parameters = {{.name = "d", .meaning = "width", .lo = 2, .hi = 32},
                      {.name = "layers", .meaning = "L < log_3 d", .lo = 1, .hi = 3},
                      {.name = "heads", .meaning = "H, a divisor of d", .lo = 1, .hi = 32},
                      {.name = "size", .meaning = "of the grid", .lo = 1, .hi = 4096}};
  about.points = [](Rung rung) {
    std::vector<Params> points{shape_point(4, 1, 1, 20), shape_point(8, 1, 4, 20),
                               shape_point(10, 2, 1, 30), shape_point(10, 2, 2, 30)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(), {shape_point(16, 1, 4, 40), shape_point(27, 2, 3, 60),
                                 shape_point(28, 3, 4, 100), shape_point(28, 3, 1, 120)});
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{shape_point(4, 1, 1, 20), shape_point(10, 2, 1, 30)};
  };
  return derive::agrees(
      std::move(about), shallow,
      {{.name = "both_tokens_on_one_side", .why = "Bob holds no token: rank 1", .proof = {}}});
}

/// log_3 x.
Ball log_three(const Ball& x) { return log(x) / log(Ball::exact(3, x.precision())); }

/// Numbers at one precision.
struct At {
  int precision;
  [[nodiscard]] Ball operator()(const Rational& x) const { return {x, precision}; }
};

/// The recalled lower bound of Theorem 2.
Ball deep_lower(const Shape& shape, const std::string& twist, int precision) {
  const At at{precision};
  const Ball width = at(shape.width);
  const Ball layers = at(shape.layers);
  const Ball b1 = -(layers * (at(Rational(shape.heads, 2)) + at(1)));
  const Ball b2 =
      -(width * (at(1) + log_three(at(Rational(shape.width - shape.heads, 2))) / at(2)));
  Ball result = width * layers / at(2) + b1;
  if (twist != "b2_dropped") result += b2;
  return result;
}

/// The recalled upper bound of Theorem 2.
Ball deep_upper(const Shape& shape, const std::string& twist, int precision) {
  const At at{precision};
  const Ball width = at(shape.width);
  const Ball scale = at(2) * sqrt(at(2)) * exp(at(1));
  const Ball c2 = -(at(2) * width * log_three(width / scale)) + log_three(width);
  Ball result =
      at(2) * width * at(shape.layers) + at(shape.layers) * at(twist == "c1_doubled" ? 2 : 1);
  if (twist != "c2_dropped") result += c2;
  return result;
}

/// Case: d, L, H with H < d a divisor and 3^L > d.
check::CaseSpace deep_shapes(std::int64_t widest, std::int64_t deepest) {
  check::CaseSpace space =
      check::mapped(check::integer_box({2, 1, 1}, {widest, deepest, widest}),
                    [](const check::Case& shape) -> std::optional<check::Case> {
                      const std::int64_t d = shape(0, 0).num().to_int64();
                      const std::int64_t heads = shape(0, 2).num().to_int64();
                      if (heads >= d || d % heads != 0) return std::nullopt;
                      if (power_of_three(shape(0, 1).num().to_int64()) <= d) return std::nullopt;
                      return shape;
                    });
  space.description = "all (d, L, H), d up to " + std::to_string(widest) + ", L up to " +
                      std::to_string(deepest) + ", H < d a divisor, L > log_3 d";
  return space;
}

Shape shape_of_case(const check::Case& shape) {
  return {.width = shape(0, 0).num().to_int64(),
          .layers = shape(0, 1).num().to_int64(),
          .heads = shape(0, 2).num().to_int64()};
}

void decide_in_balls(derive::Agrees& agrees) {
  agrees.arithmetic = check::Arithmetic::certified_ball;
  agrees.bits = 128;
  agrees.most_bits = 1024;
  agrees.evaluator = "balls";
}

Statement deep_statement() {
  Statement about{
      .claim = claim_id, .label = "S2", .title = "Deep: the recalled lower bound is possible"};
  about.sentence =
      "For $L > \\log_3 d$: $dL/2 + b_1 + b_2 \\le \\log_3 \\mathrm{sep}(y) \\le 2dL + c_1 + c_2$, "
      "$b_1 = -L(H/2+1)$, $b_2 = -d(1 + \\log_3((d-H)/2)/2)$, $c_1 = L$, $c_2 = -2d \\log_3 "
      "(d/(2\\sqrt{2} e)) + \\log_3 d$. Checked: the lower bound is below $\\binom{d+K}{d}$, which "
      "is proved and attained at $N = 2$.";
  about.standing = check::Standing::finite_instance;
  about.is_recalled = true;
  about.fidelity = {
      .published = "Above the threshold depth and width grow the logarithm alike, as dL.",
      .checked = "The recalled lower bound against bound (1), certified.",
      .gap =
          "A necessary condition. The lower bound is below 1 where a rank can be computed "
          "(d = 4 from L = 10 on), and the upper bound is far above it there."};
  about.parameters = {{.name = "d", .meaning = "largest d", .lo = 2, .hi = 64},
                      {.name = "layers", .meaning = "largest L", .lo = 1, .hi = 12}};
  about.points = [](Rung rung) {
    return std::vector<Params>{rung == Rung::fast ? Params{{"d", 10}, {"layers", 6}}
                                                  : Params{{"d", 48}, {"layers", 9}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"d", 28}, {"layers", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.cases = deep_shapes(params.at("d"), params.at("layers"));
    agrees.enclosed_left = [](const check::Case& shape, const std::string& twist, int precision) {
      return std::vector<Ball>{deep_lower(shape_of_case(shape), twist, precision)};
    };
    agrees.enclosed_right = [](const check::Case& at, int precision) {
      const Shape shape = shape_of_case(at);
      const Integer bound = bound_of_two(shape.width, gram_degree(shape.layers));
      return std::vector<Ball>{log_three(Ball(Rational(bound), precision))};
    };
    decide_in_balls(agrees);
    return agrees;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "b2_dropped", .why = "dL/2 + b_1", .proof = {}}});
}

Statement tension() {
  Statement about{.claim = claim_id,
                  .label = "S2.tension",
                  .title = "Bound (2) is above the recalled upper bound at some sizes"};
  about.sentence =
      "At $d = 8$, $L = 7$ and at $d = 16$, $L = 6$ bound (2) exceeds $3^{2dL + c_1 + c_2}$. If "
      "(2) is attained there, as it is at all sizes that can be computed, the recalled upper bound "
      "cannot hold for $N \\ge 2d$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Both numbers, certified.",
                    .gap =
                        "Open: neither rank can be computed at these sizes, and the constants "
                        "are recalled."};
  about.parameters = {{.name = "d", .meaning = "width", .lo = 2, .hi = 32},
                      {.name = "layers", .meaning = "L", .lo = 1, .hi = 8}};
  about.points = [](Rung) {
    return std::vector<Params>{{{"d", 8}, {"layers", 7}}, {{"d", 16}, {"layers", 6}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"d", 16}, {"layers", 6}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const Shape shape{.width = params.at("d"), .layers = params.at("layers")};
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.cases = check::integer_box({}, {});
    agrees.cases.description = "the two bounds";
    agrees.enclosed_left = [shape](const check::Case&, const std::string& twist, int precision) {
      return std::vector<Ball>{deep_upper(shape, twist, precision)};
    };
    agrees.enclosed_right = [shape](const check::Case&, int precision) {
      const Integer bound = bound_of_any(shape.width, gram_degree(shape.layers));
      return std::vector<Ball>{log_three(Ball(Rational(bound), precision))};
    };
    decide_in_balls(agrees);
    return agrees;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "c2_dropped", .why = "2dL + c_1", .proof = {}}});
}

Statement shallow_is_possible() {
  Statement about{
      .claim = claim_id, .label = "S1.possible", .title = "The shallow bound is below C(d+K, d)"};
  about.sentence =
      "For all $L < \\log_3 d$ and $H$ the recalled bound of S1 is at most $\\binom{d+K}{d}$, "
      "which is proved at $N = 2$.";
  about.standing = check::Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Both sides exactly, for every shape of the box.",
                    .gap = "A necessary condition; the stated d."};
  about.parameters = {{.name = "d", .meaning = "largest d", .lo = 4, .hi = 243}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"d", rung == Rung::fast ? 30 : 100}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"d", 12}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    const std::int64_t widest = params.at("d");
    agrees.cases = check::mapped(
        check::integer_box({4, 1, 1}, {widest, 4, widest}),  // 3^5 is no less than any d
        [](const check::Case& at) -> std::optional<check::Case> {
          const Shape shape = shape_of_case(at);
          if (shape.width % shape.heads != 0 || power_of_three(shape.layers) >= shape.width) {
            return std::nullopt;
          }
          return at;
        });
    agrees.cases.description =
        "all (d, L, H), d up to " + std::to_string(widest) + ", L < log_3 d, H a divisor of d";
    agrees.left = [](const check::Case& at, const std::string& twist) {
      const Shape shape = shape_of_case(at);
      const std::int64_t layers = shape.layers + (twist == "exponent_of_two_layers_more" ? 2 : 0);
      return std::vector<Rational>{
          shallow_bound(shape, layers < 2 ? 1 : power_of_three(layers - 2))};
    };
    agrees.right = [](const check::Case& at) {
      const Shape shape = shape_of_case(at);
      const Rational bound = bound_of_two(shape.width, gram_degree(shape.layers));
      return std::vector<Rational>{shape.layers < 2 ? bound * bound * bound : bound};
    };
    agrees.evaluator = "rationals";
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "exponent_of_two_layers_more", .why = "3^L in place of 3^(L-2)", .proof = {}}});
}

}  // namespace

std::vector<Statement> published_statements() {
  return {shallow_statement(), shallow_is_possible(), deep_statement(), tension()};
}

}  // namespace attest::separation_rank_depth
