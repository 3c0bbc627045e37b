// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S5: cosines and sines of few bits; and the planar form for three residues.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Computes;

/// The words of the trigonometric forms: as above from M = 3 on, where the scores separate two
/// kinds of pairs.
std::vector<Params> trigonometric_points(Rung rung) {
  std::vector<Params> points = word_points(rung);
  std::erase_if(points, [](const Params& point) { return point.at("modulus") < 3; });
  return points;
}

/// One bit too few, and the wrong sign.
std::vector<derive::NamedMutant> trigonometric_mutants(model::Norm norm) {
  const bool is_softmax = norm == model::Norm::softmax_e;
  return {{.name = "precision_one_below_least",
           .why = "cosines rounded one bit below the least separating precision",
           .proof = {},
           .apply =
               [norm, is_softmax](Computes& c, const Params& params) {
                 const std::int64_t modulus = params.at("modulus");
                 const std::int64_t scale = is_softmax ? sufficient_scale(params.at("n")) : 1;
                 c.model = trigonometric_form(modulus, least_precision(modulus) - 1, norm, scale);
               }},
          {.name = "sine_sign",
           .why = "query (C, S, theta): the head looks for x itself",
           .proof = {},
           .apply = [](Computes& c, const Params&) {
             model::Entry& entry = c.model.blocks[0].heads[0].query[1];
             entry.weight.value = -entry.weight.value;
           }}};
}

}  // namespace

check::Statement trigonometric(const std::string& label, model::Norm norm) {
  const bool is_softmax = norm == model::Norm::softmax_e;
  Statement about{.claim = claim_id, .label = label};
  about.title =
      is_softmax ? "Trigonometric form, natural softmax" : "Trigonometric form, any hardmax";
  about.sentence =
      "For $p \\ge 2\\log_2 M - 1$ the head with query $(C, -S, \\theta)$, keys $(C, S, 0)$ and "
      "blank $(0, 0, 1)$, where $C, S$ are cosine and sine of $2\\pi x/M$ rounded to $p$ fraction "
      "bits, ";
  about.sentence +=
      is_softmax
          ? "has natural-softmax outputs of at least 4/5 on a match and at most 1/5 without one, "
            "once its integer scores are multiplied by the least $c$ with $e^c \\ge 4n$."
          : "computes Match2 with one threshold $\\theta$ for all queries, under every tie rule.";
  about.standing = is_softmax ? Standing::finite_instance : Standing::strengthened;
  about.fidelity = {
      .published = "For M polynomial in n, embedding dimension 3 and O(log M) bits suffice.",
      .checked = is_softmax
                     ? "Natural softmax in certified balls, scores scaled by c with e^c >= 4n."
                     : "Exact integer scores under all three tie rules.",
      .gap =
          "Words of the stated (n, M); p = ceil(2 log2 M - 1). The paper's own weights were not "
          "seen."};
  about.parameters = derive::residue_parameters(most_tokens);
  about.parameters[1].lo = 3;
  about.parameters[1].hi = 1024;  // the threshold is found from all M^2 pairs
  about.points = trigonometric_points;
  about.mutant_points = word_mutant_points;
  const auto make = [norm, is_softmax](const Params& params, std::uint64_t) {
    const std::int64_t modulus = params.at("modulus");
    const std::int64_t precision = sufficient_precision(modulus);
    const std::int64_t scale = is_softmax ? sufficient_scale(params.at("n")) : 1;
    return Computes{
        .model = trigonometric_form(modulus, precision, norm, scale),
        .task = task::match_two(modulus),
        .inputs = derive::residue_words(params),
        .arithmetic = is_softmax ? model::Arithmetic::ball : model::Arithmetic::rational,
        .precision = 64,
        .promises = {key_dimension(trigonometric_form(modulus, precision, norm, scale), 3),
                     check::promise("fraction bits p", "log M", "O", bits_of(modulus), precision)}};
  };
  return derive::computes(std::move(about), make, trigonometric_mutants(norm));
}

check::Statement planar() {
  Statement about{
      .claim = claim_id, .label = "S4.three", .title = "Key dimension 2 suffices for M = 3"};
  about.sentence =
      "For $M = 3$ keys and queries $(2,0), (-1,2), (-1,-2)$ with the blank at the origin compute "
      "Match2.";
  about.standing = Standing::strengthened;
  about.fidelity = {
      .published = "-", .checked = "Every word of the stated lengths.", .gap = "The stated n."};
  about.parameters = {{.name = "n", .meaning = "tokens besides the blank", .lo = 1, .hi = 12}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 1; n <= (rung == Rung::fast ? 4 : 8); ++n) points.push_back({{"n", n}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 3}}}; };
  return derive::computes(std::move(about),
                          [](const Params& params, std::uint64_t) {
                            return Computes{
                                .model = planar_form(),
                                .task = task::match_two(3),
                                .inputs = check::words(static_cast<int>(params.at("n")), 3),
                                .promises = {key_dimension(planar_form(), 2)}};
                          },
                          {});
}

}  // namespace attest::match_two
