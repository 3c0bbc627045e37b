// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: the reduction is right on every pair of inputs, from a problem that is hard.
#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/derive/instances.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using derive::MutantOf;
using derive::Reduces;

int q_of(const Params& params) { return static_cast<int>(params.at("q")); }
int error_of(const Params& params) { return static_cast<int>(params.at("error")); }

check::Parameter q_parameter(std::int64_t hi) {
  return {.name = "q", .meaning = "pointers of a token, N = 2q+1", .lo = 1, .hi = hi};
}

/// A mutant of the reduction that shows where the approximation errs in one direction, or in both.
MutantOf<Reduces> wrong_choice(std::string name, std::string why, const Choices& choices,
                               int error = 0) {
  MutantOf<Reduces> mutant{.name = std::move(name),
                           .why = std::move(why),
                           .apply = [choices](Reduces& map, const Params& p) {
                             map = reduction(q_of(p), error_of(p), choices);
                           }};
  if (error != 0) {
    mutant.proof = [error](const Params& params) -> std::string {
      if (error_of(params) == error) return {};
      return error < 0 ? "an error upwards moves no intersecting pair below the threshold"
                       : "an error downwards moves no disjoint pair above the threshold";
    };
  }
  return mutant;
}

check::Statement decision() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2",
       .title = "Reduction from disjointness",
       .sentence =
           "For every $q \\ge 1$, $N = 2q+1$ and all $a, b \\in \\{0,1\\}^q$: every number within "
           "$\\varepsilon = 1/(2q)$ of $\\mathrm{qSA}(X)_{2q}$ exceeds $-1 + 1/q$ iff $a \\wedge b "
           "\\ne 0$, where token $2l+1$ is $+1$ iff $a_l = 1$, all other values are $-1$, and "
           "token $2q$ asks for $2l + b_l$, $l < q$.",
       .standing = Standing::finite_instance,
       .published = "m p <= c q excludes a (1/2q)-approximation of qSA, by reduction from "
                    "disjointness.",
       .checked = "The decision on all 4^q pairs at both ends of the interval of approximations.",
       .gap = "Recalled, not read. The stated q; more tokens than 2q+1 may be added that nobody "
              "points to."},
      {q_parameter(12),
       {.name = "error",
        .meaning = "the approximation is off by this times 1/(2q)",
        .lo = -1,
        .hi = 1}});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 6 : 10); ++q) {
      for (const std::int64_t error : {-1, 1}) points.push_back({{"q", q}, {"error", error}});
    }
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"q", 3}, {"error", -1}}, {{"q", 3}, {"error", 1}}};
  };
  return derive::reduces(
      std::move(about),
      [](const Params& params) {
        return std::vector<Reduces>{reduction(q_of(params), error_of(params))};
      },
      {wrong_choice("zero_takes_slot_one", "Bob asks for token 2l+1 where b_l = 0 too",
                    {.slot_of_zero = 1}),
       wrong_choice("absent_is_positive", "the value of a token whose bit is 0 is +1",
                    {.absent = 1}),
       wrong_choice("threshold_two", "the mean exceeds -1 + 2/q", {.threshold = 2}, -1),
       wrong_choice("threshold_two_attained", "the mean is at least -1 + 2/q",
                    {.threshold = 2, .is_strict = false}, -1),
       wrong_choice("threshold_zero", "the mean exceeds -1", {.threshold = 0}, 1),
       wrong_choice("tolerance_of_the_margin", "an approximation may be off by 1/q",
                    {.tolerance = 1}, -1),
       wrong_choice("tolerance_attained", "it may be off by 1/q, and -1 + 1/q counts as more",
                    {.tolerance = 1, .is_strict = false}, 1)});
}

check::Statement identity() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.identity",
       .title = "The mean counts common bits",
       .sentence = "On the instances of S2, $q \\, \\mathrm{qSA}(X)_{2q} = 2 |a \\wedge b| - q$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "All 4^q pairs.",
       .gap = "The stated q."},
      {q_parameter(12)});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 6 : 9); ++q) points.push_back({{"q", q}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"q", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const int q = q_of(params);
    const std::int64_t words = std::int64_t{1} << q;
    derive::Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({0, 0}, {words - 1, words - 1});
    result.cases.description = "all pairs (a, b) of words of " + derive::counted(q, "bit");
    const auto built = [q](const Choices& choices) {
      return std::make_shared<const derive::Instances>(reduction(q, 0, choices));
    };
    result.left = [q, whole = built({}), slot = built({.slot_of_zero = 1}),
                   absent = built({.absent = 1}), mean = task::sparse_averaging_at(q, 2 * q)](
                      const check::Case& c, const std::string& twist) {
      const derive::Instances& instances = twist.empty()                    ? *whole
                                           : twist == "zero_takes_slot_one" ? *slot
                                                                            : *absent;
      const Matrix tokens = instances.tokens(c(0, 0).num().to_int64(), c(0, 1).num().to_int64());
      return std::vector<Rational>{mean.answer(tokens)[0] * q};
    };
    result.right = [q](const check::Case& c) {
      std::int64_t common = c(0, 0).num().to_int64() & c(0, 1).num().to_int64();
      std::int64_t count = 0;
      for (; common > 0; common &= common - 1) ++count;
      return std::vector<Rational>{2 * count - q};
    };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "the instance map, literal";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "zero_takes_slot_one",
        .why = "Bob asks for token 2l+1 where b_l = 0 too",
        .proof = {}},
       {.name = "absent_is_positive", .why = "a token whose bit is 0 is +1", .proof = {}}});
}

check::Statement source_is_hard() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.rank",
       .title = "Disjointness is hard",
       .sentence = "The $2^q \\times 2^q$ matrix of DISJ$_q$ has $2^q$ distinct rows and rank "
                   "$2^q$, so Bob's token sends $q$ bits.",
       .standing = Standing::finite_instance,
       .published = "Communication of disjointness is at least q.",
       .checked = "Distinct rows by a sorted order; rank modulo two primes.",
       .gap = "Deterministic protocols; the stated q."},
      {q_parameter(11)});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t q = 1; q <= (rung == Rung::fast ? 6 : 9); ++q) points.push_back({{"q", q}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"q", 3}}}; };
  const auto make = [](const Params& params) { return reduction(q_of(params), 0); };
  return derive::disjointness_is_hard(std::move(about), "q", make);
}

}  // namespace

std::vector<check::Statement> reduction_statements() {
  return {decision(), identity(), source_is_hard()};
}

}  // namespace attest::sparse_averaging_width_bound
