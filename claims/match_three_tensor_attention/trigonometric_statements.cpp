// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: one head of rank 5; how many bits it needs; and the integer form with rounded operations.
#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/ladder.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;
using model::Norm;

/// Least p such that p, p+1, .., 2 ceil(log2 M) + 2 all separate, one more than the last where that
/// does not. \pre modulus >= 2
std::int64_t least_precision(std::int64_t modulus, Sines sines = Sines::all) {
  const std::int64_t most = 2 * bits_of(modulus - 1) + 2;
  std::int64_t least = most + 1;
  for (std::int64_t p = most; p >= 0 && separation(modulus, p, sines).separates(); --p) least = p;
  return least;
}

std::int64_t scale_of(Norm norm, std::int64_t n) {
  return norm == Norm::softmax_e ? sufficient_gap(n) : 1;
}

std::vector<derive::NamedMutant> trigonometric_mutants(Norm norm) {
  return {{.name = "precision_one_below_least",
           .why = "cosines rounded one bit below the least separating precision",
           .proof = {},
           .apply =
               [norm](Computes& c, const Params& params) {
                 const std::int64_t modulus = params.at("modulus");
                 c.model = trigonometric_form(modulus, least_precision(modulus) - 1, norm,
                                              scale_of(norm, params.at("n")));
               }},
          {.name = "sine_sign",
           .why = "query (C, C, -S, -S): the head looks for pairs of sum x",
           .proof = {},
           .apply = [](Computes& c, const Params&) {
             // cos(b + c - a): the sign of every sine of a is turned.
             model::Linear& query = c.model.blocks[0].heads[0].query;
             for (const std::size_t at : {std::size_t{2}, std::size_t{3}})
               query[at].weight.value = -query[at].weight.value;
           }}};
}

}  // namespace

check::Statement trigonometric(const std::string& label, Norm norm) {
  const bool is_softmax = norm == Norm::softmax_e;
  Statement about{.claim = claim_id, .label = label};
  about.title =
      is_softmax ? "One head of rank 5, natural softmax" : "One head of rank 5, any hardmax";
  about.sentence =
      "For $p \\ge 2\\log_2 M$ one third-order head of rank 5, its scores $\\cos(a+b+c)$ as four "
      "products of cosines and sines of $2\\pi x/M$ rounded to $p$ fraction bits and one "
      "coordinate of the blank, ";
  about.sentence += is_softmax
                        ? "has natural-softmax outputs of at least 4/5 on a match and at most 1/5 "
                          "without one, once its integer scores are multiplied by the least $c$ "
                          "with $e^c \\ge 4\\max(n^2, 2n+1)$."
                        : "computes Match3 under every tie rule.";
  about.standing = is_softmax ? Standing::finite_instance : Standing::strengthened;
  about.fidelity = {
      .published =
          "For M polynomial in n one third-order unit with m = O(1) and p = O(log M) "
          "computes Match3.",
      .checked = is_softmax ? "Natural softmax in certified balls, scores scaled by c."
                            : "Exact integer scores under all three tie rules.",
      .gap =
          "Words of the stated (n, M); p = ceil(2 log2 M). The paper's own weights were not "
          "seen."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.parameters[1].hi = 64;  // the threshold is found from all triples of residues
  about.points = [is_softmax](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](std::int64_t n, std::int64_t modulus) {
      points.push_back({{"n", n}, {"modulus", modulus}});
    };
    for (const auto& [n, modulus] : {std::pair{1, 2}, {2, 5}, {3, 4}}) add(n, modulus);
    if (rung == Rung::fast) return points;
    for (const auto& [n, modulus] : {std::pair{2, 7}, {4, 3}, {2, 13}}) add(n, modulus);
    if (!is_softmax) add(4, 6);
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 5}}}; };
  const auto make = [norm, is_softmax](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    const std::int64_t precision = sufficient_precision(modulus);
    Computes result{
        .model = trigonometric_form(modulus, precision, norm, scale_of(norm, params.at("n"))),
        .task = task::match_three(modulus),
        .inputs = derive::residue_words(params),
        .arithmetic = is_softmax ? model::Arithmetic::ball : model::Arithmetic::rational,
        .precision = 64};
    const derive::Resources used = derive::resources(result.model);
    result.promises = {
        check::at_most("heads", "1", 1, Rational(used.heads)),
        check::at_most("rank of a head's scores", "5", 5, Rational(used.key_dimension)),
        check::promise("fraction bits p", "log M", "O", bits_of(modulus), precision)};
    return result;
  };
  return derive::computes(std::move(about), make, trigonometric_mutants(norm));
}

check::Statement precision_ladder() {
  Statement about{.claim = claim_id, .label = "S1.ladder", .title = "Least separating precision"};
  about.sentence =
      "The least $p$ such that $p, p+1, \\dots, 2\\lceil \\log_2 M \\rceil + 2$ all separate the "
      "triples of sum zero from the others with one threshold is at most "
      "$\\lceil 2 \\log_2 M \\rceil$.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "O(log M) bits suffice.",
                    .checked = "Every 2 <= M <= most, all triples of residues, certified rounding.",
                    .gap = "The stated M and p."};
  about.parameters = {{.name = "most", .meaning = "largest M", .lo = 2, .hi = 128}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 16 : 64}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 16}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees result{.relation = derive::Relation::at_most};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const Sines sines = twist == "product_dropped"    ? Sines::one_product_fewer
                          : twist == "sine_sign_turned" ? Sines::third_turned
                                                        : Sines::all;
      return std::vector<Rational>{Rational(least_precision(chosen(0, 0).num().to_int64(), sines))};
    };
    result.right = [](const check::Case& chosen) {
      return std::vector<Rational>{Rational(sufficient_precision(chosen(0, 0).num().to_int64()))};
    };
    result.cases = check::integer_box({2}, {params.at("most")});
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "integer scores of certified cosines";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "product_dropped",
                          .why = "the score without its product of two sines and the third cosine",
                          .proof = {}},
                         {.name = "sine_sign_turned",
                          .why = "the third sine turned: the score looks for x + y = z",
                          .proof = {}}});
}

check::Statement rounding_ladder() {
  Statement about{
      .claim = claim_id, .label = "S2.precision", .title = "Integer form, every operation rounded"};
  about.sentence =
      "With every operation rounded to $p$ bits the integer form, its output read against $1/2$, "
      "stays right for every $p$ with $2^p \\ge 16M^2$: no score and no partial sum of one reaches "
      "$16M^2$, and an average over hits is off by its rounding alone.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "O(log M) bits suffice.",
                    .checked = "Every word of the stated sizes at every p up to 16 bits.",
                    .gap = "The stated (n, M)."};
  about.parameters = {{.name = "n", .meaning = "tokens besides the blank", .lo = 1, .hi = 4},
                      {.name = "modulus", .meaning = "M", .lo = 1, .hi = 16}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"modulus", 5}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}, {"modulus", 8}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"modulus", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    model::Transformer model = integer_form(modulus);
    model.decode = softmax_form(modulus, 2, 1, {}).decode;  // [match > 1/2]
    return derive::Ladder{.computes = {.model = std::move(model),
                                       .task = task::match_three(modulus),
                                       .inputs = derive::residue_words(params)},
                          .sufficient = static_cast<int>(bits_of(16 * modulus * modulus - 1)),
                          .most = 16};
  };
  return derive::ladder(std::move(about), make);
}

}  // namespace attest::match_three_tensor_attention
