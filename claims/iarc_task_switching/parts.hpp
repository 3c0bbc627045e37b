// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, parameters, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/iarc_task_switching/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/task_switching.hpp"

namespace attest::iarc_task_switching {

/// The largest N; there are about 2 N^2 units.
inline constexpr std::int64_t most_digits = 64;

/// Four controls, or five.
[[nodiscard]] std::int64_t controls_of(const Shape& shape);

/// The number of streams of a length over N digits and so many controls. \pre length >= 1
[[nodiscard]] Integer stream_count(std::int64_t digits, std::int64_t controls, std::int64_t length);

/// All streams of a length, digits before controls; those whose next digit the task does not define
/// are no cases. \throws InputError for more than 2^40 streams
[[nodiscard]] check::CaseSpace streams(std::int64_t digits, std::int64_t controls,
                                       std::int64_t length);

/// Seeded streams of a length: after a digit a control with probability 1/6, each one equally
/// likely. Those whose next digit is not defined are no cases.
[[nodiscard]] check::CaseSpace random_streams(std::int64_t digits, std::int64_t controls,
                                              std::int64_t length, std::int64_t size,
                                              std::uint64_t seed);

/// Parameters `digits` and `length`, and a point of them.
[[nodiscard]] std::vector<check::Parameter> stream_parameters();
[[nodiscard]] check::Params point(std::int64_t digits, std::int64_t length);

/// The named mutants of the model of four or five tasks.
[[nodiscard]] std::vector<derive::NamedMutant> mutants(bool has_induction);

/// Layers, heads, width and units of the model against what is promised.
[[nodiscard]] std::vector<check::Promise> promises(const Shape& shape,
                                                   const model::Transformer& model);

/// The promised widths and units.
[[nodiscard]] std::int64_t promised_width(bool has_induction, std::int64_t digits);
[[nodiscard]] std::int64_t promised_units(bool has_induction, std::int64_t digits);

/// S1, S1.long, S2, S2.long: hardmax.
[[nodiscard]] std::vector<check::Statement> hardmax_statements();
/// S1.gap: unique best keys, and how large the scores get.
[[nodiscard]] check::Statement gap();
/// S3, S3.natural, S3.unrounded: softmax.
[[nodiscard]] std::vector<check::Statement> softmax_statements();
/// S4, S4.share: windows.
[[nodiscard]] std::vector<check::Statement> window_statements();

/// The largest score of any head and query of a model on a stream, in absolute value.
[[nodiscard]] Rational largest_score(const model::Transformer& model, const check::Case& stream);

/// 0 I 0^{T-2}, on which a score is largest from T = 3 on. \pre length >= 2
[[nodiscard]] check::Case far_control(std::int64_t length);

/// Of the predictions at the tokens of a random stream of `length` tokens, four tasks and a control
/// after a digit with probability `rate`, the share of the defined ones for which the last `window`
/// tokens hold all that is used.
[[nodiscard]] Rational share_within(std::int64_t window, std::int64_t length, const Rational& rate);

/// The lanes on one stream and the mode that chooses. \throws InputError
[[nodiscard]] check::Drawing lanes_figure(const check::Params& params);

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::iarc_task_switching
