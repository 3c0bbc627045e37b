// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: zero error under average hardmax, the gap, long inputs, and the baseline of q heads.
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/moment_curve.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using check::Params;
using check::Promise;
using check::Rung;
using check::Standing;
using derive::Agrees;
using derive::Computes;
using derive::NamedMutant;

int int_of(const Params& params, const char* name) { return static_cast<int>(params.at(name)); }

Promise promise_of(const char* quantity, std::string formula, const char* relation,
                   const Integer& value, const Integer& used) {
  return {.quantity = quantity,
          .formula = std::move(formula),
          .relation = relation,
          .value = value.to_string(),
          .used = used.to_string(),
          .is_met = relation == std::string("<=") ? used <= value : used >= value};
}

/// Key dimension, embedded channels, and the bits of a query beside what any query needs.
std::vector<Promise> promises_of(const model::Transformer& model, int n, int q) {
  std::int64_t bits = 0;
  for (const std::int64_t coordinate : gadget::moment_query_bits(n, q)) bits += coordinate;
  std::vector<Promise> promises{
      promise_of("key dimension", "2q", "<=", 2 * q, derive::resources(model).key_dimension),
      promise_of("embedding dimension", "d' + 4q", "<=", 1 + 4 * q,
                 Integer(model.embed.out.size()))};
  if (n > q) {
    promises.push_back(promise_of("query bits at the largest N", "log2 C(N-1, q)",
                                  ">=", counting_bound(n, q), bits));
  }
  return promises;
}

std::vector<NamedMutant> curve_mutants(int q) {
  std::vector<NamedMutant> list;
  for (const BrokenCurve& broken : broken_curves(q)) {
    list.push_back({.name = broken.name,
                    .why = broken.why,
                    .proof = broken.proof,
                    .apply = [choices = broken.choices](Computes& c, const Params& params) {
                      c.model = average_form(int_of(params, "q"), 1, choices);
                    }});
  }
  return list;
}

const std::initializer_list<const char*> subset_names{"q", "least", "n"};

std::vector<Params> subset_points(Rung rung) {
  std::vector<Params> points =
      points_of(subset_names, {{1, 1, 14}, {2, 2, 14}, {3, 3, 14}, {4, 4, 14}});
  if (rung == Rung::fast) return points;
  const std::vector<Params> more = points_of(subset_names, {{1, 15, 24},
                                                            {2, 15, 24},
                                                            {3, 15, 24},
                                                            {4, 15, 24},
                                                            {5, 5, 24},
                                                            {6, 6, 22},
                                                            {7, 7, 18},
                                                            {6, 30, 30}});
  points.insert(points.end(), more.begin(), more.end());
  if (rung == Rung::exhaustive) {
    points.push_back(points_of(subset_names, {{4, 64, 64}})[0]);
    points.push_back(points_of(subset_names, {{8, 24, 24}})[0]);
  }
  return points;
}

/// The least size at which the source counts what each mutant gets wrong.
std::vector<Params> subset_mutant_points(Rung) { return points_of(subset_names, {{2, 8, 8}}); }

Computes average_on_subsets(const Params& params, std::uint64_t) {
  const int q = int_of(params, "q");
  const int n = int_of(params, "n");
  model::Transformer model = average_form(q);
  std::vector<Promise> promises = promises_of(model, n, q);
  return {.model = std::move(model),
          .task = task::sparse_averaging(q),
          .inputs = subset_batches(q, int_of(params, "least"), n, Values::powers),
          .promises = std::move(promises)};
}

check::Statement all_subsets() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2",
       .title = "Moment curve, average hardmax, zero error",
       .sentence =
           "For all $N \\ge q \\ge 1$ one average-hardmax head with index keys, integer weights "
           "and key dimension $2q$ equals qSA on every input.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every q-subset of every stated N as the query of a token; z_j = (N+1)^-j, so "
                  "that the output determines the attention row.",
       .gap = "The stated N and q; other z by linearity of the output in z."},
      subset_parameters());
  about.points = subset_points;
  about.mutant_points = subset_mutant_points;
  return derive::computes(std::move(about), average_on_subsets, curve_mutants(2));
}

/// For one N: subsets whose argmax set is another one, and the least gap of the others.
std::vector<Rational> wrong_sets_and_gap(const Built& built, int n, int q) {
  const check::CaseSpace all = subset_batches(q, n, n, Values::signs);
  std::int64_t wrong = 0;
  std::optional<Rational> least;
  for (std::int64_t c = 0; c < all.size; ++c) {
    const check::Case tokens = *all.at(c);
    const std::vector<std::vector<Rational>> scores = scores_of(built, tokens);
    for (int i = 0; i < n; ++i) {
      const Rational gap = tie_gap(scores[static_cast<std::size_t>(i)], subset_of(tokens, i, q));
      if (gap <= 0) {
        ++wrong;
      } else if (!least || gap < *least) {
        least = gap;
      }
    }
  }
  return {wrong, least.value_or(0)};
}

check::Statement gap() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.gap",
       .title = "Members tie, the others stand lower by the stated gap",
       .sentence = "For all $N > q \\ge 1$ the argmax set is $y$ for every $q$-subset $y$, and the "
                   "least gap over all $y$ is exactly $(\\lceil q/2 \\rceil! \\, \\lfloor q/2 "
                   "\\rfloor!)^2$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "The scores of the described head for every q-subset, case by case of N.",
       .gap = "The stated N and q."},
      subset_parameters());
  about.figure = check::figure_at(about, {{"n", 14}, {"q", 4}}, score_figure);
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? points_of(subset_names, {{1, 2, 14}, {2, 3, 14}, {3, 4, 14}, {4, 5, 14}})
               : points_of(subset_names, {{1, 2, 14},
                                          {2, 3, 14},
                                          {3, 4, 14},
                                          {4, 5, 14},
                                          {1, 15, 24},
                                          {2, 15, 24},
                                          {3, 15, 24},
                                          {4, 15, 24},
                                          {5, 6, 24},
                                          {6, 7, 20}});
  };
  about.mutant_points = [](Rung) { return points_of(subset_names, {{3, 9, 9}}); };
  const auto make = [](const Params& params, std::uint64_t) {
    const int q = int_of(params, "q");
    if (params.at("least") <= q) {
      throw InputError("parameter-range", "least", std::to_string(params.at("least")),
                       "more than q: someone has to stand below");
    }
    Agrees result{.relation = derive::Relation::equal};
    result.cases = check::integer_box({params.at("least")}, {params.at("n")});
    result.cases.description = "N = " + std::to_string(params.at("least")) + ", .., " +
                               std::to_string(params.at("n")) + ", every q-subset inside a case";
    result.left = [q](const check::Case& c, const std::string& twist) {
      const Choices choices = twist.empty() ? Choices{} : broken_choices(q, twist);
      return wrong_sets_and_gap(Built(average_form(q, 1, choices)),
                                static_cast<int>(c(0, 0).num().to_int64()), q);
    };
    result.right = [q](const check::Case&) { return std::vector<Rational>{0, least_gap(q)}; };
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "scores of the description, literal";
    return result;
  };
  std::vector<derive::Twist> twists;
  for (const BrokenCurve& broken : broken_curves(3)) {
    if (broken.name == "rightmost") continue;  // it changes no score
    twists.push_back({.name = broken.name, .why = broken.why, .proof = broken.proof});
  }
  return derive::agrees(std::move(about), make, std::move(twists));
}

check::Statement large() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.large",
       .title = "Moment curve, long inputs",
       .sentence = "The same description equals qSA at the first token of $N = 10^4$ tokens for "
                   "$q = 20$.",
       .standing = Standing::finite_instance,
       .published = "-",
       .checked = "Seeded subsets of five shapes, at the ends and inside; random 41-bit values.",
       .gap = "A sample."},
      {{.name = "q", .meaning = "pointers of a token", .lo = 1, .hi = 32},
       {.name = "n", .meaning = "N [tokens]", .lo = 4, .hi = 20000}});
  about.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector<Params>{}
                              : points_of({"q", "n"}, {{3, 1000}, {8, 1000}, {20, 10000}});
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const int q = int_of(params, "q");
    const int n = int_of(params, "n");
    if (n < 2 * q + 2) {
      throw InputError("parameter-range", "n", std::to_string(n), "at least 2q + 2");
    }
    model::Transformer model = average_form(q);
    model.decode.at = model::ReadAt::first_input;
    std::vector<Promise> promises = promises_of(model, n, q);
    return Computes{.model = std::move(model),
                    .task = task::sparse_averaging_first(q),
                    .inputs = large_subsets(n, q, seed),
                    .promises = std::move(promises)};
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement heads() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.heads",
       .title = "The trivial baseline: q heads of key dimension 2",
       .sentence = "For all $N \\ge q \\ge 1$ the average of $q$ heads, head $r$ with the score $2 "
                   "y_r p - p^2$ at position $p$, equals qSA; every maximum is unique and no score "
                   "exceeds $N^2$.",
       .standing = Standing::strengthened,
       .published = "-",
       .checked = "Every q-subset of every stated N as the query of a token.",
       .gap = "The stated N and q. The price of 2q dimensions is that of one head."},
      subset_parameters());
  about.points = [](Rung rung) {
    return rung == Rung::fast
               ? points_of(subset_names, {{1, 1, 14}, {2, 2, 14}, {3, 3, 14}, {4, 4, 14}})
               : points_of(subset_names, {{1, 1, 14},
                                          {2, 2, 14},
                                          {3, 3, 14},
                                          {4, 4, 14},
                                          {3, 15, 24},
                                          {4, 15, 24},
                                          {5, 5, 24}});
  };
  about.mutant_points = subset_mutant_points;
  const auto make = [](const Params& params, std::uint64_t) {
    const int q = int_of(params, "q");
    model::Transformer model = multi_head_form(q);
    const derive::Resources used = derive::resources(model);
    return Computes{
        .model = std::move(model),
        .task = task::sparse_averaging(q),
        .inputs = subset_batches(q, int_of(params, "least"), int_of(params, "n"), Values::powers),
        .promises = {promise_of("key dimension of a head", "2", "<=", 2, used.key_dimension),
                     promise_of("heads", "q", "<=", q, used.heads)}};
  };
  return derive::computes(
      std::move(about), make,
      {{.name = "one_head_less",
        .why = "the last pointer has no head",
        .proof = {},
        .apply = [](Computes& c, const Params&) { c.model.blocks[0].heads.pop_back(); }},
       {.name = "square_missing",
        .why = "score 2 y p",
        .proof = {},
        .apply = [](Computes& c, const Params&) { c.model.blocks[0].heads[0].query.pop_back(); }},
       {.name = "heads_share_a_pointer",
        .why = "both heads look for y_1",
        .proof = {},
        .apply = [](Computes& c, const Params&) {
          c.model.blocks[0].heads[1].query = c.model.blocks[0].heads[0].query;
        }}});
}

}  // namespace

std::vector<check::Statement> exact_statements() {
  return {all_subsets(), gap(), large(), heads()};
}

}  // namespace attest::sparse_averaging_moment_curve
