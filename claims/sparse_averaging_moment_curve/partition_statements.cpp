// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4 and S5: too few dimensions, by partitions that are found and rechecked.
#include <algorithm>

#include "claims/sparse_averaging_moment_curve/dependencies.hpp"
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using check::Case;
using check::Params;
using check::Rung;
using check::Standing;
using derive::Agrees;

constexpr std::int64_t most_exponent = 1 << 16;  // of a weight that is written down [bits]

check::Parameter q_parameter() {
  return {.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 12};
}
check::Parameter n_parameter() { return {.name = "n", .meaning = "N [tokens]", .lo = 2, .hi = 64}; }
check::Parameter matrices_parameter() {
  return {.name = "matrices", .meaning = "key matrices drawn", .lo = 1, .hi = 1000000};
}

/// Whether a found partition rules out a q-set of these keys: rechecked, with sides that fit.
bool rules_out(const Matrix& keys, int q, Sought sought, Flaw flaw) {
  const std::optional<Partition> found = find_partition(keys, q, sought, flaw);
  return found && objection(keys, *found).empty() &&
         !ruled_out(*found, keys.rows(), q, sought == Sought::order).empty();
}

/// The first 2q+4 keys of the moment curve of dimension 2q: no partition is to be found there.
Matrix full_curve(int q) { return keys_of(average_form(q), 2 * q + 4, q); }

std::vector<Params> matrix_points(Rung rung) {
  std::vector<Params> points;
  for (std::int64_t q = 1; q <= 5; ++q) {
    points.push_back({{"q", q}, {"matrices", 200}});
    if (rung != Rung::fast) points.push_back({{"q", q}, {"matrices", 20000}});
  }
  if (rung != Rung::fast) points.push_back({{"q", 8}, {"matrices", 2000}});
  return points;
}

/// S4 or S5: in one dimension too few every matrix has its partition.
check::Statement too_few_dimensions(const check::Wording& words, Sought sought) {
  check::Statement about = check::about(claim_id, words, {q_parameter(), matrices_parameter()});
  about.points = matrix_points;
  about.mutant_points = [](Rung) { return points_of({"q", "matrices"}, {{3, 200}}); };
  const auto make = [sought](const Params& params, std::uint64_t seed) {
    const int q = static_cast<int>(params.at("q"));
    Agrees result{.relation = derive::Relation::equal};
    result.cases = key_matrices(q, sought == Sought::order, params.at("matrices"), seed);
    result.left = [q, sought](const Case& keys, const std::string& twist) {
      const bool is_ruled_out =
          twist == "dimension_enough"
              ? rules_out(full_curve(q), q, sought, Flaw::none)
              : rules_out(keys, q, sought, flaw_named(twist).value_or(Flaw::none));
      return std::vector<Rational>{Rational(is_ruled_out ? 1 : 0)};
    };
    result.right = [](const Case&) { return std::vector<Rational>{1}; };
    result.evaluator = "elimination in rationals; certificates rechecked";
    result.is_yes_no = true;
    return result;
  };
  std::vector<derive::Twist> twists{
      {.name = "dimension_enough", .why = "keys of the moment curve in dimension 2q", .proof = {}},
      {.name = "larger_side_first", .why = "the larger side is to lie in y", .proof = {}},
      {.name = "signs_ignored", .why = "coefficients keep their signs", .proof = {}},
      {.name = "not_normalised", .why = "coefficients are not divided by their sum", .proof = {}}};
  if (sought == Sought::order) {
    twists.push_back({.name = "one_dependency",
                      .why = "the first dependency is taken, the circle is not walked",
                      .proof = {}});
  }
  return derive::agrees(std::move(about), make, std::move(twists));
}

/// What is worst over |z_j| <= 1 of the error at the set that a partition rules out, for one query.
std::vector<Rational> worst_error(const Matrix& keys, int q, const std::string& twist) {
  Partition partition = *find_partition(keys, q, Sought::order);
  const std::vector<int> y = ruled_out(partition, keys.rows(), q, true);
  // Any query will do: this one leads from the rest of the keys to y.
  std::vector<Rational> scores(static_cast<std::size_t>(keys.rows()));
  for (int r = 0; r < keys.cols(); ++r) {
    Rational direction = 0;
    for (int j = 0; j < keys.rows(); ++j) {
      const bool is_member = std::find(y.begin(), y.end(), j) != y.end();
      direction += keys(j, r) * (is_member ? keys.rows() - q : -q);
    }
    // Short steps: a direction, not its length.
    const std::int64_t step = direction.sign() * (r + 1);
    for (int j = 0; j < keys.rows(); ++j) scores[static_cast<std::size_t>(j)] += keys(j, r) * step;
  }
  const Rational low = *std::min_element(scores.begin(), scores.end());
  const Rational high = *std::max_element(scores.begin(), scores.end());
  if (twist == "members_first") {
    for (const int j : y) scores[static_cast<std::size_t>(j)] = high + 8;
  }
  if (high - low <= most_exponent) return {distance_to_uniform(scores, y, 1, most_exponent + 9)};
  // Too far apart to write the weights down: the limit of large temperatures, average hardmax.
  const Rational top = *std::max_element(scores.begin(), scores.end());
  std::vector<Integer> weights;
  for (const Rational& score : scores) weights.emplace_back(score == top ? 1 : 0);
  return {distance_of_weights(weights, y)};
}

}  // namespace

check::Statement ties() {
  return too_few_dimensions(
      {.label = "S4",
       .title = "Exact ties need key dimension min(2q, N-1)",
       .sentence = "For all $N > q \\ge 1$, no index keys in dimension $\\min(2q, N-1) - 1$ give "
                   "every $q$-subset a query whose argmax set it is: the keys have a Radon "
                   "partition with a side of at most $q$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The partition, found by elimination and rechecked by other code, of every drawn "
                  "key matrix, N = q+1, .., q+5.",
       .gap = "A sample of integer keys; the general proof is in the README, by hand. The upper "
              "bound is S2 and S4.simplex."},
      Sought::tie);
}

check::Statement strict_order() {
  return too_few_dimensions(
      {.label = "S5",
       .title = "The strict order needs key dimension 2q",
       .sentence =
           "For $N \\ge 2q+2$ no index keys in dimension $2q-1$ let queries put every member of "
           "$y$ strictly above every non-member for all $q$-subsets $y$; for $q \\ge 2$ nor in "
           "dimension $2q-2$ at $N = 2q+1$ and $2q-3$ at $N = 2q$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Two sets of at most q and at most N-q keys with a common point, found and "
                  "rechecked, for every drawn key matrix, N = 2q, .., 2q+4.",
       .gap = "A sample of integer keys; the general proof is in the README, by hand."},
      Sought::order);
}

check::Statement lost_order() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.error",
       .title = "What a lost order costs",
       .sentence = "Where a member of $y$ weighs no more than a non-member, the worst error over "
                   "$|z_j| \\le 1$ is at least $1/q$; so any $\\varepsilon < 1/q$ needs key "
                   "dimension $2q$ for $N \\ge 2q+2$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The L1 distance at the set that a partition rules out, for a query that leads "
                  "from the other keys to that set: base-2 softmax, or average hardmax where "
                  "scores lie more than 2^16 apart.",
       .gap = "One query for each key matrix of the sample; values c z_j with c = 1. The proof for "
              "all of them is in the README, by hand."},
      {q_parameter(), matrices_parameter()});
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? points_of({"q", "matrices"}, {{2, 40}, {3, 40}})
               : points_of({"q", "matrices"}, {{2, 40}, {3, 40}, {2, 4000}, {5, 4000}});
  };
  about.mutant_points = [](Rung) { return points_of({"q", "matrices"}, {{2, 40}}); };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int q = static_cast<int>(params.at("q"));
    Agrees result{.relation = derive::Relation::at_least};
    result.cases = key_matrices(q, true, params.at("matrices"), seed);
    result.left = [q](const Case& keys, const std::string& twist) {
      return worst_error(keys, q, twist);
    };
    result.right = [q](const Case&) { return std::vector<Rational>{Rational(1, q)}; };
    result.evaluator = "rationals";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "members_first",
                          .why = "members score above the others all the same",
                          .proof = {}}});
}

check::Statement nothing_found() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S5.correct",
       .title = "Nothing is found against keys of enough dimensions",
       .sentence = "Neither search finds a partition of the moment-curve keys in dimension $2q$, "
                   "for any $N > q$.",
       .standing = Standing::finite_instance,
       .published = "-",
       .checked = "Both searches on the keys of the description: they return nothing at all.",
       .gap = "The stated N and q."},
      {q_parameter(), n_parameter()});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 3 : 6); ++q) {
      points.push_back({{"q", q}, {"n", 2 * q + 6}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return points_of({"q", "n"}, {{3, 12}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int q = static_cast<int>(params.at("q"));
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({params.at("q") + 1}, {params.at("n")});
    result.cases.description = "N = q+1, .., " + std::to_string(params.at("n"));
    result.left = [q](const Case& c, const std::string& twist) {
      const Choices choices{.has_top_power = twist != "top_power_dropped"};
      const Matrix keys =
          keys_of(average_form(q, 1, choices), static_cast<int>(c(0, 0).num().to_int64()), q);
      return std::vector<Rational>{find_partition(keys, q, Sought::tie) ? 1 : 0,
                                   find_partition(keys, q, Sought::order) ? 1 : 0};
    };
    result.right = [](const Case&) { return std::vector<Rational>{0, 0}; };
    result.evaluator = "elimination in rationals";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "top_power_dropped", .why = "keys in dimension 2q-1", .proof = {}}});
}

}  // namespace attest::sparse_averaging_moment_curve
