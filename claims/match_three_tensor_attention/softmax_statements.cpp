// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the same scores under softmax, in integer bases exactly and with the natural exponential.
#include <algorithm>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

/// A mutant that builds the base-b form with another base or other choices.
NamedMutant wrong_base(std::string name, std::string why,
                       const Function<std::int64_t(std::int64_t n)>& base,
                       const IntegerChoices& choices = softmax_choices()) {
  return {.name = std::move(name),
          .why = std::move(why),
          .proof = {},
          .apply = [=](Computes& c, const Params& params) {
            c.model = softmax_form(params.at("modulus"), base(params.at("n")), 1, choices);
          }};
}

std::vector<NamedMutant> base_mutants() {
  IntegerChoices weak = softmax_choices();
  weak.penalty = 1;
  IntegerChoices single = softmax_choices();
  single.combination = Combination::first;
  return {wrong_base("base_2", "base 2", [](std::int64_t) { return std::int64_t{2}; }),
          wrong_base("base_n", "base max(2, n)",
                     [](std::int64_t n) { return std::max<std::int64_t>(2, n); }),
          wrong_base("penalty_one", "C = 1: at n = 1 and base 3 a hit is read as 1/2",
                     sufficient_base, weak),
          wrong_base("one_head", "the head of T = t alone", sufficient_base, single)};
}

/// A word of length 1 and words of length 3 on which every mutant of its length fails.
std::vector<Params> softmax_mutant_points(Rung) {
  return {{{"n", 1}, {"modulus", 2}, {"excess", 0}}, {{"n", 3}, {"modulus", 5}, {"excess", 0}}};
}

/// Without a hit n^2/(n^2+b); with one b^2/(b^2+b+2n).
Rational without_hit(std::int64_t n, std::int64_t base) { return Rational(n * n, n * n + base); }
Rational with_hit(std::int64_t n, std::int64_t base) {
  return Rational(base * base, base * base + base + 2 * n);
}

}  // namespace

check::Statement base_softmax() {
  Statement about{
      .claim = claim_id, .label = "S3", .title = "Base-b softmax over pairs, threshold 1/2"};
  about.sentence =
      "With $C = 2$ and every base $b \\ge \\max(3, n^2+1)$ the larger output of the same two "
      "heads under softmax is above $1/2$ on a match and below it without one.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "Softmax over pairs computes Match3 after rounding.",
      .checked =
          "Exact rational outputs at b = max(3, n^2+1) and above, on every word of the "
          "stated sizes.",
      .gap =
          "The stated n, M and b; S3.extremal has the bounds behind every b. S3.natural has the "
          "natural exponential."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.parameters.push_back(
      {.name = "excess", .meaning = "b - max(3, n^2+1)", .lo = 0, .hi = 1000});
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (const auto& [n, modulus] : {std::pair{1, 2}, {2, 5}, {3, 4}, {3, 5}, {4, 4}}) {
      points.push_back({{"n", n}, {"modulus", modulus}, {"excess", 0}});
    }
    points.push_back({{"n", 2}, {"modulus", 5}, {"excess", 1}});
    points.push_back({{"n", 2}, {"modulus", 5}, {"excess", 100}});
    if (rung == Rung::fast) return points;
    for (const auto& [n, modulus] : {std::pair{5, 4}, {4, 6}, {6, 3}}) {
      for (const std::int64_t excess : {0, 1, 10}) {
        points.push_back({{"n", n}, {"modulus", modulus}, {"excess", excess}});
      }
    }
    return points;
  };
  about.mutant_points = softmax_mutant_points;
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t base = sufficient_base(params.at("n")) + params.at("excess");
    return Computes{.model = softmax_form(params.at("modulus"), base, 1, softmax_choices()),
                    .task = task::match_three(params.at("modulus")),
                    .inputs = derive::residue_words(params)};
  };
  return derive::computes(std::move(about), make, base_mutants());
}

check::Statement natural_softmax() {
  Statement about{.claim = claim_id,
                  .label = "S3.natural",
                  .title = "Natural exponential over pairs, certified balls"};
  about.sentence =
      "With scores multiplied by the least integer $c \\ge 1$ with $e^c \\ge \\max(3, n^2+1)$ an "
      "ordinary softmax gives an output above $1/2$ on a match and below it without one.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "Softmax over pairs computes Match3 after rounding.",
      .checked = "Certified enclosures of every output, on every word of the stated sizes.",
      .gap = "Words of the stated (n, M)."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (const auto& [n, modulus] : {std::pair{1, 2}, {2, 5}, {3, 4}}) {
      points.push_back({{"n", n}, {"modulus", modulus}});
    }
    if (rung == Rung::fast) return points;
    for (const auto& [n, modulus] : {std::pair{3, 5}, {4, 4}, {5, 3}}) {
      points.push_back({{"n", n}, {"modulus", modulus}});
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Computes{.model = softmax_form(params.at("modulus"), 0, sufficient_scale(params.at("n")),
                                          softmax_choices()),
                    .task = task::match_three(params.at("modulus")),
                    .inputs = derive::residue_words(params),
                    .arithmetic = model::Arithmetic::ball,
                    .precision = 64};
  };
  return derive::computes(std::move(about), make,
                          {{.name = "scale_1",
                            .why = "scores multiplied by 1 only",
                            .proof = {},
                            .apply = [](Computes& c, const Params& params) {
                              c.model = softmax_form(params.at("modulus"), 0, 1, softmax_choices());
                            }}});
}

std::vector<Rational> raw_outputs(std::int64_t modulus, std::int64_t base,
                                  const IntegerChoices& choices, const check::Case& word) {
  model::Transformer model = softmax_form(modulus, base, 1, choices);
  model.decode = integer_form(modulus).decode;
  return model::answer(model, word, {});
}

check::Statement extremal_outputs() {
  Statement about{
      .claim = claim_id, .label = "S3.extremal", .title = "Outputs of the base-b softmax"};
  about.sentence =
      "For every base $b \\ge 2$ the larger output is at most $n^2/(n^2+b)$ without a match and at "
      "least $b^2/(b^2+b+2n)$ with one.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "Exact outputs on every word of the stated sizes.",
                    .gap = "The stated n, M and b."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.parameters.push_back({.name = "base", .meaning = "b", .lo = 2, .hi = 1000});
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}, {"modulus", 2}, {"base", 3}},
                               {{"n", 2}, {"modulus", 5}, {"base", 2}},
                               {{"n", 3}, {"modulus", 4}, {"base", 10}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 4}, {"modulus", 4}, {"base", 17}});
    points.push_back({{"n", 4}, {"modulus", 4}, {"base", 25}});
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 2}, {"modulus", 5}, {"base", 2}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    const std::int64_t base = params.at("base");
    const std::int64_t n = params.at("n");
    const task::Task truth = task::match_three(modulus);
    derive::Agrees result{.relation = derive::Relation::at_most};
    // Where there is a match the sign is turned, so that every entry reads "at most".
    result.left = [=](const check::Case& word, const std::string& twist) {
      IntegerChoices choices = softmax_choices();
      if (twist == "penalty_one") choices.penalty = 1;
      if (twist == "blank_ties_hit") choices.blank = 0;
      std::vector<Rational> found = raw_outputs(modulus, base, choices, word);
      const std::vector<Rational> matches = truth.answer(word);
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (!matches[i].is_zero()) found[i] = -found[i];
      }
      return found;
    };
    result.right = [=](const check::Case& word) {
      std::vector<Rational> bound = truth.answer(word);
      for (Rational& entry : bound) {
        entry = entry.is_zero() ? without_hit(n, base) : -with_hit(n, base);
      }
      return bound;
    };
    result.cases = derive::residue_words(params);
    result.evaluator = "literal";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "penalty_one", .why = "C = 1", .proof = {}},
                         {.name = "blank_ties_hit", .why = "blank pair at 2T^2", .proof = {}}});
}

}  // namespace attest::match_three_tensor_attention
