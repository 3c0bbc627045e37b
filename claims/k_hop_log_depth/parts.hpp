// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, parameters, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/k_hop_log_depth/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/machine/recurrent.hpp"

namespace attest::k_hop_log_depth {

/// All words over {1, .., letters} of 1 to n letters, shortest first, as input of (form, view).
/// \throws InputError for more than 2^40 words
[[nodiscard]] check::CaseSpace short_words(std::int64_t letters, std::int64_t n,
                                           Form form = Form::strict, View view = View::hop);

/// Seeded words in which many hops lead somewhere: 1212.., a^n, periodic words, the block strings
/// of a permutation, and some uniform ones for comparison. They have n tokens, block strings at
/// most n.
[[nodiscard]] check::CaseSpace chains(std::int64_t n, std::int64_t k, std::int64_t size,
                                      std::uint64_t seed);

using check::word_of;

/// Parameters `letters`, `n` and `k`.
[[nodiscard]] std::vector<check::Parameter> word_parameters();

/// A point of these parameters.
[[nodiscard]] check::Params point(std::int64_t letters, std::int64_t n, std::int64_t k);

/// The named mutants of a form; each builds the shape of a point with one wrong choice.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(Form form, View view);

/// S2.gap, S3.gap, S2.powers.gap: unique best keys, and how large the integers get.
[[nodiscard]] check::Statement gap(Form form);

/// S5: softmax without rounding.
[[nodiscard]] check::Statement unrounded_softmax();

/// S4, S4.sharp, S4.least, S5: softmax.
[[nodiscard]] std::vector<check::Statement> softmax_statements();

/// Whether the model with rounding after each layer is right in base b, every entry of the state of
/// every word over {1, 2} of up to n letters.
[[nodiscard]] bool rounds_rightly(std::int64_t n, const Integer& base);

/// How far entries are from where they should be.
struct Errors {
  Rational any = 0;     ///< of every state
  Rational answer = 0;  ///< val after the last layer
};

/// Upper bounds on the errors without rounding, in a base at most 2^-100 above `base`, over all
/// words.
[[nodiscard]] Errors errors_without_rounding(std::int64_t letters, std::int64_t n, std::int64_t k,
                                             std::int64_t base);

/// Least b such that b, b + 1, .., 4n + 1 all round rightly.
[[nodiscard]] std::int64_t least_base(std::int64_t n);

/// Depth, heads, width, key dimensions and units of a model of S2, S3, S2.powers or B0 against what
/// is promised.
[[nodiscard]] std::vector<check::Promise> promises(Form form, std::int64_t k,
                                                   const model::Transformer& model);

/// S1, S2, S3 with S2.powers and their parts: hardmax.
[[nodiscard]] std::vector<check::Statement> hardmax_statements();

/// B0: one hop a layer.
[[nodiscard]] check::Statement one_hop_a_layer();

using machine::recurrent::Broken;
using machine::recurrent::delta_rule_layers;
using machine::recurrent::one_pass;
using machine::recurrent::Recurrent;

/// B1, B1.one_pass, B3: what the other lines of the plot stand for; B0 is a form.
[[nodiscard]] std::vector<check::Statement> baseline_statements();

/// Pointers on the word 1212.. of `n` symbols, at least 8 and at most 12 of them.
[[nodiscard]] check::Drawing pointer_figure(const check::Params& params);

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::k_hop_log_depth
