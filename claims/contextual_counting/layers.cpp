// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.P1 and S1.P2: the decoder on tokens that carry their region, the encoder that finds it.
#include <utility>

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using derive::Computes;

/// A mutant of the decoder alone.
derive::NamedMutant wrong_decoder(const char* name, const char* why, const Choices& choices,
                                  const char* proof = "") {
  return {.name = name, .why = why, .proof = proof, .apply = [choices](Computes& c, const Params&) {
            c.model = decoder_alone(choices);
          }};
}

/// A mutant of the encoder alone.
derive::NamedMutant wrong_encoder(const char* name, const char* why, const Choices& choices,
                                  const char* proof = "") {
  return {.name = name, .why = why, .proof = proof, .apply = [choices](Computes& c, const Params&) {
            c.model = encoder_alone(choices);
          }};
}

}  // namespace

check::Statement decoder_statement() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1.P1",
       .title = "With regional positions one layer counts",
       .sentence =
           "For every valid word whose tokens carry the number of their region (0 outside) and "
           "every $r \\ge 1$ one decoder head with key dimension 3 and average hardmax gives the "
           "number of ones in region $r$.",
       .standing = check::Standing::as_stated,
       .published = "If tokens carry the regional contextual position, one more layer solves the "
                    "task (P1).",
       .checked = "Every valid word of the stated lengths, every region and one too many.",
       .gap = "The stated L. The square of the region is made by the embedding."});
  about.parameters = word_length_parameter();
  about.points = lengths_up_to(8, 12);
  about.mutant_points = points_of("length", {5}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    return Computes{.model = decoder_alone(),
                    .task = task::contextual_counting(),
                    .inputs = placed(asked_of(bracketed_words(params.at("length"))))};
  };
  return derive::computes(
      std::move(about), make,
      {wrong_decoder("decoder_without_bos", "nothing but ones can join the tie",
                     {.bias = Bias::none}),
       {.name = "regions_from_zero",
        .why = "ground truth in which the first region is region 0",
        .proof = {},
        .apply =
            [](Computes& c, const Params&) {
              c.task = task::contextual_counting(task::FirstRegion::zero);
            }},
       wrong_decoder("zeros_join", "zeros inside the region join the tie", {.joins = Joins::zeros},
                     "they add to the tie with value 0, and the ratio of two means stays")});
}

check::Statement encoder_statement() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1.P2",
       .title = "A causal layer without positions finds the region",
       .sentence = "For every valid word one causal head without scores and positions gives at "
                   "every token the number of the region in which it stands, 0 outside: $o(o-c)$ "
                   "for $o$ openings and $c$ closings so far.",
       .standing = check::Standing::as_stated,
       .published = "A one-layer causal transformer without position code can infer the regional "
                    "contextual position (P2).",
       .checked = "Every valid word of the stated lengths, at every letter.",
       .gap = "The stated L. Quotients and the product are a circuit, not ReLU units."});
  about.parameters = word_length_parameter();
  about.points = lengths_up_to(9, 13);
  about.mutant_points = points_of("length", {5}, {});
  const auto make = [](const Params& params, std::uint64_t) {
    return Computes{.model = encoder_alone(),
                    .task = task::regional_position(),
                    .inputs = bracketed_words(params.at("length"))};
  };
  return derive::computes(
      std::move(about), make,
      {wrong_encoder("encoder_sees_all", "an encoder without a mask",
                     {.encoder = Encoder::everything}),
       wrong_encoder("encoder_excludes_self", "a bracket does not see itself",
                     {.encoder = Encoder::strict}),
       wrong_encoder("encoder_without_bos", "BOS scores -1", {.scores = Scores::bos_lower}),
       wrong_encoder("delimiters_stand_out", "digits score -1",
                     {.scores = Scores::delimiters_higher},
                     "digits leave the tie, where their values were 0, and ratios stay"),
       {.name = "closing_inside",
        .why = "ground truth in which the ] of a region stands in it",
        .proof = {},
        .apply = [](Computes& c, const Params&) {
          c.task = task::regional_position(task::Closing::inside);
        }}});
}

}  // namespace attest::contextual_counting
