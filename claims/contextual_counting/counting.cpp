// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2: encoder and decoder together, on all words and on long ones, exact and rounded.
#include <algorithm>
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/ladder.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using check::Rung;
using derive::Computes;

/// A mutant that builds with other choices.
derive::NamedMutant wrong(const char* name, const char* why, const Choices& choices,
                          const char* proof = "") {
  return {.name = name, .why = why, .proof = proof, .apply = [choices](Computes& c, const Params&) {
            c.model = construction(choices);
          }};
}

/// Key dimensions of the encoder and of the decoder.
std::vector<check::Promise> key_dimensions(const model::Transformer& model, int of_encoder) {
  std::vector<check::Promise> promises;
  for (const auto& [at, most] : {std::pair{0, of_encoder}, std::pair{1, 4}}) {
    const model::Block& block = model.blocks.at(static_cast<std::size_t>(at));
    int used = 0;
    for (const model::Entry& entry : block.heads.at(0).keys.at(0)) {
      used = std::max(used, entry.to + 1);
    }
    promises.push_back(
        check::at_most("key dimension of the " + block.name, std::to_string(most), most, used));
  }
  return promises;
}

const char* const ratio_stays =
    "they add to the tie with value 0, and the ratio of two means stays";

}  // namespace

std::vector<derive::NamedMutant> mutants() {
  return {
      wrong("decoder_without_bos", "nothing but ones can join the decoder's tie",
            {.bias = Bias::none}),
      wrong("region_test_r_r", "a digit of region r has r closings before it",
            {.tests_before = false}),
      wrong("encoder_sees_all", "an encoder without a mask", {.encoder = Encoder::everything}),
      wrong("close_as_bias", "every ']' for BOS in the decoder, calibrated for three regions",
            {.bias = Bias::close}),
      wrong("encoder_without_bos", "BOS scores -1 in the encoder", {.scores = Scores::bos_lower}),
      {.name = "regions_from_zero",
       .why = "ground truth in which the first region is region 0",
       .proof = {},
       .apply = [](Computes& c,
                   const Params&) { c.task = task::contextual_counting(task::FirstRegion::zero); }},
      wrong("encoder_excludes_self", "a token does not see itself", {.encoder = Encoder::strict},
            "a digit's counts do not change, and no other token may join the decoder's tie"),
      wrong("zeros_join", "zeros inside the region join the decoder's tie", {.joins = Joins::zeros},
            ratio_stays),
      wrong("brackets_join", "the bracket that opens the region joins the decoder's tie",
            {.joins = Joins::brackets}, ratio_stays),
      wrong("all_join", "every token of the region joins the decoder's tie", {.joins = Joins::all},
            ratio_stays),
  };
}

check::Statement all_words() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2",
       .title = "Two layers count every region",
       .sentence =
           "For every $L \\ge 0$, every valid word of length $L$ and every $r \\ge 1$ one causal "
           "encoder head without scores, one decoder head with key dimension 4, average hardmax, "
           "integer weights and two token maps give the number of ones in region $r$, and 0 where "
           "there is none. No weight depends on $L$ or on the number of regions.",
       .published = "A causal layer without positions can infer the regional contextual position "
                    "(P2); with it, one more layer solves the task (P1).",
       .checked = "Every valid word of the stated lengths, every region and one too many.",
       .gap = "The stated L. Division and square are token maps, not ReLU units."});
  about.parameters = word_length_parameter();
  about.points = lengths_up_to(11, 15);
  // Least length with two regions and a one, where every named mutant changes an answer.
  about.mutant_points = points_of("length", {5}, {});
  about.figure.draw = attention_figure;
  const auto make = [](const Params& params, std::uint64_t) {
    Computes computes{.model = construction(),
                      .task = task::contextual_counting(),
                      .inputs = asked_of(bracketed_words(params.at("length")))};
    computes.promises = key_dimensions(computes.model, 0);
    return computes;
  };
  return derive::computes(std::move(about), make, mutants());
}

check::Statement delimiters() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.delimiters",
       .title = "An encoder that attends to delimiters",
       .sentence = "The same with an encoder head of key dimension 1 that gives digits the score "
                   "$-1$ and BOS and brackets $0$: its attention is uniform over the delimiters so "
                   "far, and no count changes.",
       .published = "Trained encoders attend to the delimiters and BOS.",
       .checked = "Every valid word of the stated lengths, every region and one too many.",
       .gap = "The stated L; that training finds this is empirical."});
  about.parameters = word_length_parameter();
  about.points = lengths_up_to(7, 10);
  about.mutant_points = points_of("length", {5}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    Computes computes{.model = construction({.scores = Scores::delimiters_higher}),
                      .task = task::contextual_counting(),
                      .inputs = asked_of(bracketed_words(params.at("length")))};
    computes.promises = key_dimensions(computes.model, 1);
    return computes;
  };
  return derive::computes(
      std::move(about), make,
      {wrong("no_scores", "digits tie with the delimiters", {},
             "digits have value 0 in the encoder, and the ratio of two means stays")});
}

check::Statement samples() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.long",
       .title = "Long words and many regions",
       .sentence = "The same weights on seeded words: uniform, empty regions, ones outside "
                   "regions, adjacent regions, all ones.",
       .standing = check::Standing::finite_instance,
       .published = "Experiments: 4 regions, length 512.",
       .checked = "Seeded samples; every region and one too many.",
       .gap = "A sample."});
  about.parameters = {{.name = "length", .meaning = "letters of the word", .lo = 0, .hi = 100000},
                      {.name = "regions", .meaning = "regions of the word", .lo = 0, .hi = 50000},
                      {.name = "words", .meaning = "words drawn", .lo = 1, .hi = 1000000}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"length", 64}, {"regions", 4}, {"words", 20}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"length", 512}, {"regions", 4}, {"words", 50}});
    points.push_back({{"length", 512}, {"regions", 1}, {"words", 20}});
    points.push_back({{"length", 512}, {"regions", 200}, {"words", 20}});
    points.push_back({{"length", 4000}, {"regions", 1000}, {"words", 5}});
    points.push_back({{"length", 10000}, {"regions", 1000}, {"words", 5}});
    points.push_back({{"length", 100000}, {"regions", 1000}, {"words", 5}});
    return points;
  };
  about.mutant_points = check::no_points;
  const auto make = [](const Params& params, std::uint64_t seed) {
    return Computes{.model = construction(),
                    .task = task::contextual_counting(),
                    .inputs = asked_of(long_words(params.at("length"), params.at("regions"),
                                                  params.at("words"), seed))};
  };
  return derive::computes(std::move(about), make, {});
}

check::Statement rounding_ladder() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S2.precision",
       .title = "Every operation rounded",
       .sentence = "With every operation rounded to $p$ bits and quotients then rounded to whole "
                   "numbers, every count stays right for every $p$ with $2^p \\ge 2(L+1)(L+8)$, "
                   "whichever tokens join the ties.",
       .checked = "Every valid word of the stated lengths at eight precisions from the stated one "
                  "on.",
       .gap = "The stated L; the bound itself is an argument in the README."});
  about.parameters = {
      {.name = "length", .meaning = "letters of the word", .lo = 0, .hi = 12},
      {.name = "form",
       .meaning = "0: S2; 1: S2.delimiters; 2: every token of a region joins the decoder's tie",
       .lo = 0,
       .hi = 2}};
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t length = 3; length <= (rung == Rung::fast ? 3 : 8); ++length) {
      for (std::int64_t form = 0; form <= 2; ++form) {
        points.push_back({{"length", length}, {"form", form}});
      }
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"length", 3}, {"form", 0}}}; };
  return derive::ladder(std::move(about), [](const Params& params, std::uint64_t) {
    const std::int64_t length = params.at("length");
    Choices choices{.rounds = true};
    if (params.at("form") == 1) choices.scores = Scores::delimiters_higher;
    if (params.at("form") == 2) choices.joins = Joins::all;
    const int sufficient =
        static_cast<int>((2 * Integer(length + 1) * Integer(length + 8) - 1).bit_length());
    return derive::Ladder{.computes = {.model = construction(choices),
                                       .task = task::contextual_counting(),
                                       .inputs = asked_of(bracketed_words(length))},
                          .sufficient = sufficient,
                          .most = sufficient + 7};
  });
}

}  // namespace attest::contextual_counting
