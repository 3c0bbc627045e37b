// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `contextual_counting`: one causal layer and one decoder layer count the ones of a region.
///
/// Source: Contextual Counting: A Mechanistic Study of Transformers on a Quantitative Task (Golkar,
/// Bietti, Pettee, Eickenberg, Cranmer et al., 2024), propositions 1 to 4. Kind: construction, and
/// what is impossible or expensive without a causal mask. Statements: see statements.cpp. Setting:
/// alphabet {0, 1, [, ]}, regions neither nested nor open at the end, BOS in front; encoder one
/// causal layer without positions, decoder one layer whose query is the index of a region.
#pragma once

#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::contextual_counting {

/// Which keys a token of the encoder sees.
enum class Encoder { causal, strict, everything };

/// Which keys of the encoder stand out: none; BOS and brackets above digits; BOS below the rest.
enum class Scores { none, delimiters_higher, bos_lower };

/// The token that always joins the decoder's tie: BOS, every ']' in its place, or none (BOS scores
/// below the tie).
enum class Bias { bos, close, none };

/// Which tokens may join the decoder's tie besides ones.
enum class Joins { none, zeros, brackets, all };

/// What other forms and the mutants choose differently; the defaults are the construction.
struct Choices {
  Encoder encoder = Encoder::causal;
  Scores scores = Scores::none;
  bool rounds = false;  ///< quotients to the nearest integer; no change in exact arithmetic
  Bias bias = Bias::bos;
  Joins joins = Joins::none;
  bool tests_before = true;  ///< inside region r, r - 1 regions are closed; false: r
};

/// Encoder and decoder; every question is answered by the ones of its region, other tokens by 0.
/// Fields: symbol (0 and 1 digits, 2 '[', 3 ']', 4 a question) and region (of questions).
[[nodiscard]] model::Transformer construction(const Choices& choices = {});

/// P2: the encoder alone; the answer at every token is the number of the region it stands in, 0
/// outside. Field: symbol. Of the choices those of the encoder count.
[[nodiscard]] model::Transformer encoder_alone(const Choices& choices = {});

/// P1: the decoder alone, on tokens that carry their region. Fields: symbol, region, position (the
/// number of the region that a letter stands in, 0 outside). Of the choices `bias`, other than
/// close, and `joins` count.
[[nodiscard]] model::Transformer decoder_alone(const Choices& choices = {});

/// Counts the regions of a user's words, intervals or log windows. \throws InputError
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::contextual_counting
