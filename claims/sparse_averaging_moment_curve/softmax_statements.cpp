// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the same scores under softmax of base 2^beta, exactly.
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/softmax.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using check::Rung;
using check::Standing;
using derive::Agrees;

using Entries = std::vector<Rational>;

constexpr std::int64_t score_cap = 400;  // 2^-400 in place of less: the distance only grows

void append(std::vector<check::Params>& points, const std::vector<Point>& rows,
            const std::string& strength) {
  for (const auto& [q, least, n, value] : rows) {
    points.push_back({{"q", q}, {"least", least}, {"n", n}, {strength, value}});
  }
}

/// The right side: 5 / 2^beta at every token.
void bound_by_five(Agrees& result, std::int64_t beta) {
  result.right =
      [bound = Rational(5, power_of_two(static_cast<unsigned>(beta)))](const check::Case& tokens) {
        return Entries(static_cast<std::size_t>(tokens.rows()), bound);
      };
}

/// L1 distances in base 2^beta from the scores of the description, exponents capped.
void distance_sides(Agrees& result, int q, std::int64_t beta) {
  bound_by_five(result, beta);
  result.evaluator = "scores of the description, literal";
  const auto built = std::make_shared<const Built>(average_form(q));
  result.left = [q, beta, built](const check::Case& tokens, const std::string& twist) {
    const std::vector<Entries> scores =
        twist.empty() ? scores_of(*built, tokens)
                      : scores_of(Built(average_form(q, 1, choices_of(q, twist))), tokens);
    Entries found;
    for (int i = 0; i < tokens.rows(); ++i) {
      found.push_back(distance_to_uniform(scores[static_cast<std::size_t>(i)],
                                          subset_of(tokens, i, q), beta, score_cap));
    }
    return found;
  };
}

/// Errors of the outputs of the softmax_base description.
void output_sides(Agrees& result, int q, std::int64_t beta) {
  bound_by_five(result, beta);
  result.evaluator = "literal";
  const auto build = [q, beta](const std::string& twist) {
    return std::make_shared<const Built>(
        softmax_form(q, power_of_two(static_cast<unsigned>(beta)), 1, choices_of(q, twist)));
  };
  result.left = [q, build, whole = build("")](const check::Case& tokens, const std::string& twist) {
    const std::shared_ptr<const Built> built = twist.empty() ? whole : build(twist);
    Entries errors = built->evaluator.answer(tokens);
    const Entries means = task::sparse_averaging(q).answer(tokens);
    for (std::size_t i = 0; i < errors.size(); ++i) errors[i] = (errors[i] - means[i]).abs();
    return errors;
  };
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
            .published = "-",
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
       .sides = distance_sides,
       .twists = twists_of({"top_power_dropped", "no_squares", "no_squares_positive",
                            "keys_not_centred", "query_flipped", "nothing_centred"})});
}

check::Statement outputs() {
  return statement_of_softmax(
      {.words = {.label = "S3.output",
                 .title = "Outputs of the softmax description",
                 .sentence =
                     "The description with the norm softmax of base $2^\\beta$ is within $5 "
                     "\\cdot 2^{-\\beta}$ of qSA for $z = 1, -1, 1, ..$",
                 .standing = Standing::strengthened,
                 .published = "-",
                 .checked = "Exact rational outputs, nothing capped, for z = 1, -1, 1, ..",
                 .gap = "q <= 3 and small N, where the weights have some thousand bits. Other z "
                        "are bounded by S3: the output is linear in z (README)."},
       .strength = {.name = "beta", .meaning = "log2 of the base", .lo = 1, .hi = 64},
       .fast = {{1, 1, 14, 1}, {1, 1, 14, 4}, {2, 2, 9, 1}},
       .nightly = {{1, 1, 30, 3}, {2, 2, 14, 3}, {3, 3, 9, 2}},
       .sides = output_sides,
       .twists = twists_of({"top_power_dropped", "keys_not_centred", "query_flipped"})});
}

}  // namespace

check::Statement statement_of_softmax(Softmax what) {
  std::vector<check::Parameter> parameters = subset_parameters();
  parameters.push_back(what.strength);
  check::Statement about = check::about(claim_id, what.words, std::move(parameters));
  about.points = [name = what.strength.name, fast = what.fast, nightly = what.nightly](Rung rung) {
    std::vector<check::Params> points;
    append(points, fast, name);
    if (rung != Rung::fast) append(points, nightly, name);
    return points;
  };
  // (2, 8) is where the source counts what each mutant gets wrong.
  about.mutant_points = [name = what.strength.name](Rung) {
    return points_of({"q", "least", "n", name.c_str()}, {{2, 8, 8, 5}});
  };
  const auto make = [name = what.strength.name, sides = what.sides](const check::Params& params,
                                                                    std::uint64_t) {
    const int q = static_cast<int>(params.at("q"));
    const std::int64_t strength = params.at(name);
    const model::Transformer model = average_form(q);
    const std::int64_t used = derive::resources(model).key_dimension;
    Agrees result{.relation = derive::Relation::at_most};
    result.cases = subset_batches(q, static_cast<int>(params.at("least")),
                                  static_cast<int>(params.at("n")), Values::signs);
    sides(result, q, strength);
    result.resources = derive::table_of(derive::resources(model));
    result.promises = {
        check::at_most("key dimension", "2q", 2 * q, used),
        check::promise("embedding dimension", "d' + q", "O", 1 + q, model.embed.out.size())};
    return result;
  };
  return derive::agrees(std::move(about), make, std::move(what.twists));
}

Choices choices_of(int q, const std::string& twist) {
  return twist.empty() || twist == "scale_one" ? Choices{} : broken_choices(q, twist);
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

std::vector<check::Statement> published_statements() { return {natural_approximation()}; }

std::vector<check::Statement> softmax_statements() {
  return {base_two(), outputs(), natural_rows()};
}

}  // namespace attest::sparse_averaging_moment_curve
