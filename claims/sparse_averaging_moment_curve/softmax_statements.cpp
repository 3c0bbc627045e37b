// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S3: the same scores under softmax, in base 2^beta exactly and in base e by balls.
#include <array>

#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/ball.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using check::Rung;
using check::Standing;
using derive::Agrees;

using Entries = std::vector<Rational>;
using LeftSide = std::function<Entries(const check::Case&, const std::string& twist)>;

constexpr std::int64_t score_cap = 400;  // 2^-400 in place of less: the distance only grows
constexpr int ball_bits = 64;

/// Values of q, least, n and the strength.
using Point = std::array<std::int64_t, 4>;

void append(std::vector<check::Params>& points, const std::vector<Point>& rows,
            const std::string& strength) {
  for (const auto& [q, least, n, value] : rows) {
    points.push_back({{"q", q}, {"least", least}, {"n", n}, {strength, value}});
  }
}

/// An inequality about every q-subset of a stated N: `left` is at most `right` at every token.
struct Softmax {
  Words words;
  check::Parameter strength;  ///< a further parameter: beta, or the scale of natural scores
  std::vector<Point> fast;
  std::vector<Point> nightly;  ///< beyond the fast ones
  LeftSide (*left)(int q, std::int64_t strength);
  Rational (*right)(std::int64_t strength);
  check::Arithmetic arithmetic;
  const char* evaluator;
  std::vector<derive::Twist> twists;
};

check::Statement statement_of_softmax(Softmax what) {
  std::vector<check::Parameter> parameters = subset_parameters();
  parameters.push_back(what.strength);
  check::Statement about = statement_of(what.words, std::move(parameters));
  about.points = [name = what.strength.name, fast = what.fast, nightly = what.nightly](Rung rung) {
    std::vector<check::Params> points;
    append(points, fast, name);
    if (rung != Rung::fast) append(points, nightly, name);
    return points;
  };
  // (2, 8) is where the card counts what each mutant gets wrong.
  about.mutant_points = [name = what.strength.name](Rung) {
    return points_of({"q", "least", "n", name.c_str()}, {{2, 8, 8, 5}});
  };
  const auto make = [name = what.strength.name, left = what.left, right = what.right,
                     arithmetic = what.arithmetic,
                     evaluator = what.evaluator](const check::Params& params, std::uint64_t) {
    const int q = static_cast<int>(params.at("q"));
    const std::int64_t strength = params.at(name);
    const model::Transformer model = average_form(q);
    const std::int64_t used = derive::resources(model).key_dimension;
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = subset_batches(q, static_cast<int>(params.at("least")),
                                  static_cast<int>(params.at("n")), Values::signs);
    result.left = left(q, strength);
    result.right = [bound = right(strength)](const check::Case& tokens) {
      return Entries(static_cast<std::size_t>(tokens.rows()), bound);
    };
    result.arithmetic = arithmetic;
    result.bits = arithmetic == check::Arithmetic::certified_ball ? ball_bits : 0;
    result.evaluator = evaluator;
    result.resources = derive::table_of(derive::resources(model));
    result.promises = {{.quantity = "key dimension",
                        .formula = "2q",
                        .relation = "<=",
                        .value = std::to_string(2 * q),
                        .used = std::to_string(used),
                        .is_met = used <= 2 * q},
                       {.quantity = "embedding dimension",
                        .formula = "d' + q",
                        .relation = "O",
                        .value = std::to_string(1 + q),
                        .used = std::to_string(model.embed.out.size())}};
    return result;
  };
  return derive::agrees(std::move(about), make, std::move(what.twists));
}

Choices choices_of(int q, const std::string& twist) {
  return twist.empty() || twist == "scale_one" ? Choices{} : broken_choices(q, twist);
}

/// L1 distances in base 2^beta from the scores of the description, exponents capped.
LeftSide distances(int q, std::int64_t beta) {
  const auto built = std::make_shared<const Built>(average_form(q));
  return [q, beta, built](const check::Case& tokens, const std::string& twist) {
    const std::vector<Entries> scores =
        twist.empty() ? scores_of(*built, tokens)
                      : scores_of(Built(average_form(q, 1, choices_of(q, twist))), tokens);
    Entries result;
    for (int i = 0; i < tokens.rows(); ++i) {
      result.push_back(distance_to_uniform(scores[static_cast<std::size_t>(i)],
                                           subset_of(tokens, i, q), beta, score_cap));
    }
    return result;
  };
}

/// Errors of the outputs of the softmax_base description.
LeftSide output_errors(int q, std::int64_t beta) {
  const auto build = [q, beta](const std::string& twist) {
    return std::make_shared<const Built>(
        softmax_form(q, power_of_two(static_cast<unsigned>(beta)), 1, choices_of(q, twist)));
  };
  return [q, build, whole = build("")](const check::Case& tokens, const std::string& twist) {
    const std::shared_ptr<const Built> built = twist.empty() ? whole : build(twist);
    Entries errors = built->evaluator.answer(tokens);
    const Entries means = task::sparse_averaging(q).answer(tokens);
    for (std::size_t i = 0; i < errors.size(); ++i) errors[i] = (errors[i] - means[i]).abs();
    return errors;
  };
}

Ball ball_of(const model::Number& number) {
  if (const Ball* ball = std::get_if<Ball>(&number)) return *ball;
  return {std::get<Rational>(number), ball_bits};
}

/// |ball - value|.
Ball distance_of(const Ball& ball, const Rational& value) {
  const Ball difference = ball - Ball(value, ball_bits);
  return max(difference, -difference);
}

/// The natural softmax of scores times `scale`, evaluated in balls.
model::Trace natural_trace(int q, std::int64_t scale, const std::string& twist,
                           const check::Case& tokens) {
  const model::Transformer model = softmax_form(q, 0, scale, choices_of(q, twist));
  return model::trace(model, tokens,
                      {.arithmetic = model::Arithmetic::ball, .precision = ball_bits});
}

/// Upper ends of the L1 distances.
LeftSide natural_distances(int q, std::int64_t scale) {
  return [q, scale](const check::Case& tokens, const std::string& twist) {
    const model::Trace trace = natural_trace(q, scale, twist, tokens);
    const std::vector<model::Number>& pattern = trace.layers.at(0).heads.at(0).pattern;
    Entries result;
    for (int i = 0; i < tokens.rows(); ++i) {
      Entries uniform(static_cast<std::size_t>(tokens.rows()));
      for (const int j : subset_of(tokens, i, q)) {
        uniform[static_cast<std::size_t>(j)] = Rational(1, q);
      }
      // Added up as balls: the ends of a tiny weight are rationals of a million digits.
      Ball sum;
      for (std::size_t j = 0; j < uniform.size(); ++j) {
        const std::size_t at = static_cast<std::size_t>(i) * uniform.size() + j;
        sum += distance_of(ball_of(pattern[at]), uniform[j]);
      }
      result.push_back(sum.upper());
    }
    return result;
  };
}

/// Least integer scale with 5 e^-scale <= 2^-digits: certified by e > 27/10.
std::int64_t scale_for(std::int64_t digits) {
  const Rational wanted = Rational(5) * power_of_two(static_cast<unsigned>(digits));
  std::int64_t scale = 0;
  for (Rational power = 1; power < wanted; power *= Rational(27, 10)) ++scale;
  return scale;
}

/// Upper ends of the errors of the natural softmax that is to be 2^-digits close.
LeftSide natural_errors(int q, std::int64_t digits) {
  return [q, digits](const check::Case& tokens, const std::string& twist) {
    const std::int64_t scale = twist == "scale_one" ? 1 : scale_for(digits);
    const model::Trace trace = natural_trace(q, scale, twist, tokens);
    const std::vector<model::Number>& state = trace.layers.back().state;
    const Entries means = task::sparse_averaging(q).answer(tokens);
    Entries result;
    for (int i = 0; i < tokens.rows(); ++i) {
      // `out` is the last channel
      const std::size_t at = static_cast<std::size_t>((i + 1) * trace.d - 1);
      result.push_back(distance_of(ball_of(state[at]), means[static_cast<std::size_t>(i)]).upper());
    }
    return result;
  };
}

Rational five_over_two_to(std::int64_t beta) {
  return {5, power_of_two(static_cast<unsigned>(beta))};
}

/// 5 / 2.7183^scale, which is less than 5 e^-scale.
Rational five_over_e_to(std::int64_t scale) {
  const auto exponent = static_cast<unsigned>(scale);
  return {pow(Integer(10000), exponent) * 5, pow(Integer(27183), exponent)};
}

Rational one_over_two_to(std::int64_t digits) {
  return {1, power_of_two(static_cast<unsigned>(digits))};
}

std::vector<derive::Twist> twists_of(std::initializer_list<const char*> names) {
  std::vector<derive::Twist> twists;
  for (const BrokenCurve& broken : broken_curves(2)) {
    for (const char* name : names) {
      if (broken.name == name) {
        twists.push_back({.name = name, .why = broken.why, .proof = broken.proof});
      }
    }
  }
  return twists;
}

check::Statement published() {
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
                .checked = "Certified enclosures of every output, for z = 1, -1, 1, .. and every "
                           "q-subset of the stated N.",
                .gap = "Recalled, not read. The stated N, q, eps; one z. The paper's keys are the "
                       "vertices of a cyclic polytope; here they lie on the moment curve."},
      .strength = {.name = "digits", .meaning = "e: eps = 2^-e", .lo = 0, .hi = 64},
      .fast = {{1, 1, 10, 7}, {2, 2, 10, 7}, {3, 3, 10, 7}, {4, 4, 9, 7}},
      .nightly = {{1, 1, 24, 20}, {2, 2, 24, 20}, {3, 3, 20, 20}, {4, 4, 16, 20}},
      .left = natural_errors,
      .right = one_over_two_to,
      .arithmetic = check::Arithmetic::certified_ball,
      .evaluator = "certified balls, literal",
      .twists = twists_of({"top_power_dropped", "keys_not_centred"})};
  what.twists.push_back({.name = "scale_one", .why = "scores multiplied by 1 only", .proof = {}});
  return statement_of_softmax(std::move(what));
}

check::Statement base_two() {
  return statement_of_softmax(
      {.words =
           {.label = "S3",
            .title = "Softmax in base 2^beta: L1 distance at most 5 / 2^beta",
            .sentence =
                "For all $N \\ge q \\ge 1$, every $q$-subset and every integer $\\beta \\ge "
                "1$: the softmax of the same scores in base $2^\\beta$ is within $5 \\cdot "
                "2^{-\\beta}$ of the uniform distribution on $y$ in L1, and so is its output "
                "of qSA for $|z_j| \\le 1$.",
            .standing = Standing::strengthened,
            .published = "The error is at most eps for every eps > 0.",
            .checked = "Exact rationals from the scores of the description; weights below "
                       "2^-400 are replaced by 2^-400, which only enlarges the distance.",
            .gap =
                "The stated N, q and beta; beta = 1 says nothing, as 5/2 > 2. Base 2^beta, not e: "
                "see S3.natural."},
       .strength = {.name = "beta", .meaning = "log2 of the base", .lo = 1, .hi = 64},
       .fast = {{1, 1, 14, 2},
                {2, 2, 14, 2},
                {3, 3, 14, 2},
                {4, 4, 14, 2},
                {1, 1, 14, 5},
                {2, 2, 14, 5},
                {3, 3, 14, 5},
                {4, 4, 14, 5}},
       .nightly = {{1, 15, 24, 2},
                   {2, 15, 24, 2},
                   {3, 15, 24, 2},
                   {4, 15, 24, 2},
                   {5, 5, 24, 2},
                   {6, 6, 20, 2},
                   {1, 1, 24, 9},
                   {2, 2, 24, 9},
                   {3, 3, 24, 9},
                   {4, 4, 24, 9}},
       .left = distances,
       .right = five_over_two_to,
       .arithmetic = check::Arithmetic::rational,
       .evaluator = "scores of the description, literal",
       .twists = twists_of({"top_power_dropped", "no_squares", "no_squares_positive",
                            "keys_not_centred", "query_flipped", "nothing_centred"})});
}

check::Statement outputs() {
  return statement_of_softmax(
      {.words = {.label = "S3.output",
                 .title = "Outputs of the softmax description",
                 .sentence =
                     "The description with the norm softmax of base $2^\\beta$ is within $5 "
                     "\\cdot 2^{-\\beta}$ of qSA for $|z_j| \\le 1$.",
                 .standing = Standing::strengthened,
                 .published = "-",
                 .checked = "Exact rational outputs, nothing capped, for z = 1, -1, 1, ..",
                 .gap = "q <= 2 and small N, where the weights have some thousand bits; one z."},
       .strength = {.name = "beta", .meaning = "log2 of the base", .lo = 1, .hi = 64},
       .fast = {{1, 1, 14, 1}, {1, 1, 14, 4}, {2, 2, 9, 1}},
       .nightly = {{1, 1, 30, 3}, {2, 2, 14, 3}, {3, 3, 9, 2}},
       .left = output_errors,
       .right = five_over_two_to,
       .arithmetic = check::Arithmetic::rational,
       .evaluator = "literal",
       .twists = twists_of({"top_power_dropped", "keys_not_centred", "query_flipped"})});
}

check::Statement natural() {
  return statement_of_softmax(
      {.words = {.label = "S3.natural",
                 .title = "Natural exponential, certified balls",
                 .sentence =
                     "With scores times an integer $c \\ge 1$ the natural softmax is within "
                     "$5 e^{-c}$ of the uniform distribution on $y$ in L1.",
                 .standing = Standing::strengthened,
                 .published = "The error is at most eps for every eps > 0.",
                 .checked = "Upper ends of certified enclosures against 5 / 2.7183^c < 5 e^-c.",
                 .gap = "The stated N, q and c."},
       .strength = {.name = "scale", .meaning = "c", .lo = 1, .hi = 64},
       .fast = {{1, 1, 14, 1}, {2, 2, 10, 1}, {3, 3, 9, 1}, {4, 4, 8, 2}},
       .nightly = {{1, 1, 24, 1}, {2, 2, 24, 1}, {3, 3, 20, 1}, {4, 4, 16, 3}},
       .left = natural_distances,
       .right = five_over_e_to,
       .arithmetic = check::Arithmetic::certified_ball,
       .evaluator = "certified balls, literal",
       .twists = twists_of({"top_power_dropped", "no_squares", "keys_not_centred"})});
}

}  // namespace

void add_published_statement(Statements& list) { list.push_back(published()); }

void add_softmax_statements(Statements& list) {
  list.push_back(base_two());
  list.push_back(outputs());
  list.push_back(natural());
}

}  // namespace attest::sparse_averaging_moment_curve
