// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the same scores under softmax, in base 2 exactly and with the natural exponential in balls.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::Params;
using check::Standing;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

const Rational four_fifths(4, 5);

/// A mutant that rebuilds the base-2 form with another beta or blank.
NamedMutant wrong_softmax(std::string name, std::string why, const Rational& accept,
                          std::int64_t beta, const Rational& blank) {
  return {.name = std::move(name),
          .why = std::move(why),
          .proof = {},
          .apply = [=](Computes& c, const Params& params) {
            c.model = softmax_form(params.at("modulus"), 2, beta, accept, {.blank = blank});
          }};
}

}  // namespace

check::Statement base_two(const std::string& label, const Rational& accept, std::int64_t factor) {
  Statement about{.claim = claim_id,
                  .label = label,
                  .title = "Base-2 softmax, threshold " + accept.to_string()};
  about.sentence = "With base $2^\\beta$, $\\beta = \\lceil \\log_2 " + std::to_string(factor) +
                   "n \\rceil$, the output of the same scores is at least " + accept.to_string() +
                   " on a match and at most " + (1 - accept).to_string() + " without one.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "Softmax attention computes Match2 after rounding.",
      .checked = "Exact rational outputs of a base-2 softmax on every word of the stated sizes.",
      .gap = "Base 2, not e: S3.natural has the natural exponential."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = word_points;
  about.mutant_points = word_mutant_points;
  const auto make = [accept, factor](const Params& params, std::uint64_t) {
    const std::int64_t beta = sufficient_beta(params.at("n"), factor);
    return Computes{
        .model = softmax_form(params.at("modulus"), 2, beta, accept),
        .task = task::match_two(params.at("modulus")),
        .inputs = derive::residue_words(params),
        .promises = {key_dimension(softmax_form(params.at("modulus"), 2, beta, accept), 3)}};
  };
  std::vector<NamedMutant> mutants;
  if (factor == 3) {
    mutants.push_back(wrong_softmax("beta_1", "beta = 1", accept, 1, -1));
    mutants.push_back(wrong_softmax("beta_2", "beta = 2", accept, 2, -1));
    mutants.push_back({.name = "beta_one_less",
                       .why = "beta = ceil(log2 3n) - 1",
                       .proof = {},
                       .apply = [accept](Computes& c, const Params& params) {
                         const std::int64_t beta = sufficient_beta(params.at("n"), 3) - 1;
                         c.model = softmax_form(params.at("modulus"), 2, beta, accept);
                       }});
  } else {
    mutants.push_back(wrong_softmax("blank_ties_match", "blank at 2t^2", accept, 4, 0));
    mutants.push_back(
        {.name = "blank_ties_match_half",
         .why = "blank at 2t^2 and outputs >= 1/2 read as 1",
         .proof =
             "S matches against a blank of equal weight give at least S/(S+1) >= 1/2; without a "
             "match n keys of weight 2^-2beta or less give less than 1/2",
         .apply = [](Computes& c, const Params& params) {
           c.model = softmax_form(params.at("modulus"), 2, 4, Rational(1, 2), {.blank = 0});
           c.model.decode.reject.value = Rational(1, 2) - Rational(1, 1000000);
         }});
  }
  return derive::computes(std::move(about), make, std::move(mutants));
}

check::Statement natural_softmax() {
  Statement about{
      .claim = claim_id, .label = "S3.natural", .title = "Natural exponential, certified balls"};
  about.sentence =
      "With scores multiplied by the least integer $c$ with $e^c \\ge 4n$ an ordinary softmax "
      "gives at least 4/5 on a "
      "match and at most 1/5 without one.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "Softmax attention computes Match2 after rounding.",
      .checked = "Certified enclosures of every output, on every word of the stated sizes.",
      .gap = "Words of the stated (n, M)."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.points = word_points;
  about.mutant_points = word_mutant_points;
  const auto make = [](const Params& params, std::uint64_t) {
    return Computes{.model = softmax_form(params.at("modulus"), 0, sufficient_scale(params.at("n")),
                                          four_fifths),
                    .task = task::match_two(params.at("modulus")),
                    .inputs = derive::residue_words(params),
                    .arithmetic = model::Arithmetic::ball,
                    .precision = 64};
  };
  return derive::computes(std::move(about), make,
                          {{.name = "scale_1",
                            .why = "scores multiplied by 1 only",
                            .proof = {},
                            .apply =
                                [](Computes& c, const Params& params) {
                                  c.model = softmax_form(params.at("modulus"), 0, 1, four_fifths);
                                }},
                           {.name = "blank_ties_match",
                            .why = "blank at 2t^2",
                            .proof = {},
                            .apply = [](Computes& c, const Params& params) {
                              c.model = softmax_form(params.at("modulus"), 0,
                                                     sufficient_scale(params.at("n")), four_fifths,
                                                     {.blank = 0});
                            }}});
}

}  // namespace attest::match_two
