// SPDX-License-Identifier: Apache-2.0
/// \file
/// I3 and I4 on all small integers, and how often I4 is attained.
#include "claims/rank_collapse/integers.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::rank_collapse {
namespace {

using check::Params;
using check::Rung;

/// All (W_QK, X): entries of W_QK from -1 to 1, of X from -reach to reach.
check::CaseSpace box(std::int64_t reach) {
  std::vector<std::int64_t> lo(4, -1);
  std::vector<std::int64_t> hi(4, 1);
  lo.resize(10, -reach);
  hi.resize(10, reach);
  check::CaseSpace space = check::integer_box(lo, hi);
  space.description =
      "all W_QK (2 x 2) with entries -1 to 1 and all X (3 x 2) with entries up to " +
      std::to_string(reach) + ", by four value vectors and three pairs or rows each";
  return space;
}

constexpr std::int64_t weights_in_all = 81;  // W_QK with entries -1, 0, 1
using Count = void (*)(Counts&, const check::Case&);

/// Over all X at the W_QK of index `first` up to the one before `end`.
std::vector<Rational> counts_of(const check::CaseSpace& all, std::int64_t first, std::int64_t end,
                                Count count) {
  Counts counts;
  const std::int64_t tokens = all.size / weights_in_all;
  for (std::int64_t i = first * tokens; i < end * tokens; ++i) count(counts, *all.at(i));
  return {counts.nontrivial, counts.equal};
}

/// Both counts over all W_QK and X, from runs of an earlier program, R = 1, 2, 3.
std::vector<Rational> known_counts(std::int64_t reach) {
  const std::vector<std::vector<Rational>> known{
      {515424, 28224}, {13084464, 105408}, {103878576, 249408}};
  return known.at(static_cast<std::size_t>(reach - 1));
}

derive::Agrees sharp(const Params& params, std::uint64_t) {
  derive::Agrees result{.relation = derive::Relation::at_least};
  result.left = sharp_bound;
  result.right = sharp_measure;
  result.cases = box(params.at("reach"));
  result.evaluator = "softmax in integers";
  return result;
}

derive::Agrees around_a_centre(const Params& params, std::uint64_t) {
  derive::Agrees result{.relation = derive::Relation::at_least};
  result.left = integer_centre_bound;
  result.right = integer_centre_measure;
  result.cases = box(params.at("reach"));
  result.evaluator = "softmax in integers";
  return result;
}

/// Case i: the i-th W_QK, by values against the criterion; the last case: all of them, against the
/// known counts.
derive::Agrees attained(const Params& params, std::uint64_t) {
  const std::int64_t reach = params.at("reach");
  const check::CaseSpace all = box(reach);
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [all](const check::Case& chosen, const std::string& twist) {
    const std::int64_t i = chosen(0, 0).num().to_int64();
    const bool is_all = i == weights_in_all;
    std::vector<Rational> counts =
        counts_of(all, is_all ? 0 : i, is_all ? i : i + 1, count_by_values);
    if (twist == "never_attained") counts[1] = 0;
    return counts;
  };
  result.right = [all, reach](const check::Case& chosen) {
    const std::int64_t i = chosen(0, 0).num().to_int64();
    if (i == weights_in_all) return known_counts(reach);
    return counts_of(all, i, i + 1, count_by_criterion);
  };
  result.cases = check::integer_box({0}, {weights_in_all});
  result.cases.description = "each of the 81 W_QK with all X, then all of them together";
  result.evaluator = "softmax in integers";
  return result;
}

void set_box(check::Statement& statement, bool is_fast) {
  statement.parameters = {
      {.name = "reach", .meaning = "entries of X go from -R to R", .lo = 1, .hi = 7}};
  const auto points = [is_fast](Rung rung, int most) {
    std::vector<Params> result;
    for (int reach = 1; reach <= most && (is_fast || rung != Rung::fast); ++reach) {
      result.push_back({{"reach", reach}});
    }
    return result;
  };
  statement.points = [points](Rung rung) {
    return points(rung, rung == Rung::fast ? 1 : rung == Rung::nightly ? 2 : 3);
  };
  statement.mutant_points = [points](Rung rung) { return points(rung, 1); };
}

}  // namespace

std::int64_t signed_average_failures(std::int64_t reach) {
  const check::CaseSpace all = box(reach);
  std::int64_t failures = 0;
  for (std::int64_t i = 0; i < all.size; ++i) {
    const check::Case chosen = *all.at(i);
    const std::vector<Rational> bound = integer_centre_bound(chosen, "signed_average");
    const std::vector<Rational> found = integer_centre_measure(chosen);
    for (std::size_t e = 0; e < bound.size(); ++e) failures += found[e] > bound[e] ? 1 : 0;
  }
  return failures;
}

namespace {

/// I4.attained.
check::Statement equality_count() {
  check::Statement result = check::about(
      claim_id,
      {.label = "I4.attained",
       .title = "How often the contraction is attained",
       .sentence = "Where D and osc are positive I4 holds with equality iff the scores of the rows "
                   "differ by one of two amounts, the values are constant on the keys of either, "
                   "and row $i$ weighs the first against the second as $e^{D/2}$.",
       .standing = check::Standing::finite_instance,
       .published = "-",
       .checked = "For every W_QK the number of all (X, v, pair) with equality, by both sides of "
                  "I4 and by the criterion.",
       .gap = "n = 3, d = 2, one head, softmax in base 4."});
  result.parameters = {{.name = "reach", .meaning = "R", .lo = 1, .hi = 3}};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    if (rung != Rung::fast) points = {{{"reach", 1}}, {{"reach", 2}}};
    return points;
  };
  result.mutant_points = [](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{} : std::vector<Params>{{{"reach", 1}}};
  };
  return derive::agrees(std::move(result), attained,
                        {{.name = "never_attained", .why = "I4 taken to be strict", .proof = {}}});
}

}  // namespace

std::vector<check::Statement> integer_statements() {
  check::Statement centre = check::about(
      claim_id,
      {.label = "I3",
       .title = "Deviation from any centre, in integers",
       .sentence = "For any centre $x$ put $R = X - 1x^T$, $E = R W_{QK} R^T / \\sqrt{d_k}$, $r = "
                   "R (W_{QK}^T x + W_K b_Q) / \\sqrt{d_k}$, $s = softmax(r)$, $D_i = osc(E_i)$, "
                   "$x'^T = \\sum_h (x^T + s_h^T R) W_h + b^T$. Then $|SA(X) - 1x'^T|_{ik} \\le "
                   "\\sum_h (e^{D_{h,i}} - 1) (s_h^T |R W_h|)_k$.",
       .standing = check::Standing::finite_instance,
       .published = "-",
       .checked = "Every W_QK and X of the box, four value vectors, every row, softmax in base 4, "
                  "centres 0 and the last token.",
       .gap = "n = 3, d = 2, one head; from the rung nightly on; on the rung fast I3.natural "
              "stands for it."});
  set_box(centre, /*is_fast=*/false);
  check::Statement pairwise = check::about(
      claim_id, {.label = "I4",
                 .title = "Contraction of pairs of tokens, in integers",
                 .sentence = "For all rows $i, i'$ and columns $k$: $|SA(X)_{ik} - SA(X)_{i'k}| "
                             "\\le \\sum_h \\tanh(D_{h,ii'}/4)\\, osc((X W_h)_{\\cdot k})$ with "
                             "$D_{h,ii'} = osc_j((X_i - X_{i'}) W_{QK,h} X_j^T)/\\sqrt{d_k}$.",
                 .standing = check::Standing::finite_instance,
                 .published = "-",
                 .checked = "Every W_QK and X of the box, four value vectors, three pairs of rows, "
                            "softmax in base 4.",
                 .gap = "n = 3, d = 2, one head."});
  set_box(pairwise, /*is_fast=*/true);
  std::vector<check::Statement> result;
  result.push_back(
      derive::agrees(std::move(centre), around_a_centre,
                     {{.name = "signed_average", .why = "|s^T R W| for s^T |R W|", .proof = {}}}));
  result.push_back(entrywise_step());
  result.push_back(derive::agrees(
      std::move(pairwise), sharp,
      {{.name = "tanh_of_an_eighth", .why = "tanh(D/8) where D is even", .proof = {}}}));
  result.push_back(equality_count());
  for (check::Statement& statement : result) {
    if (statement.standing != check::Standing::refuted) {
      statement.standing = check::Standing::strengthened;
    }
  }
  return result;
}

}  // namespace attest::rank_collapse
