// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tokens, scores and bits at growing numbers of steps.
#include "reference/derive/series.hpp"

#include <optional>
#include <utility>

#include "claims/chain_of_thought_turing/parts.hpp"
#include "reference/derive/turing_tokens.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::chain_of_thought_turing {
namespace {

using check::LineKind;
using machine::turing::Move;
using machine::turing::Table;

using Count = std::optional<Rational>;

/// A run of that many steps. \returns nothing where a token is none
std::optional<DecoderRun> run_of(std::int64_t steps) {
  DecoderRun run(derive::left_runner(), decoder(derive::left_runner()), {});
  while (run.steps() < steps) {
    if (!run.step()) return std::nullopt;
  }
  return run;
}

Count tokens_of(std::int64_t steps) {
  const std::optional<DecoderRun> run = run_of(steps);
  return run ? Count(run->tokens()) : std::nullopt;
}
Count scores_of(std::int64_t steps) {
  const std::optional<DecoderRun> run = run_of(steps);
  return run ? Count(run->scores()) : std::nullopt;
}

Count same(std::int64_t steps) { return Rational(steps); }
Count half_square(std::int64_t steps) { return Rational(steps * (steps + 1) / 2); }
/// Every step writes the t + 1 cells that it knows: 2 + 3 + .. + (t+1).
Count configurations(std::int64_t steps) { return Rational(steps * (steps + 3) / 2); }
/// (t-1) W + 2, W = t cells less one, at least 1.
Count window_tokens(std::int64_t steps) {
  return Rational((steps - 1) * std::max<std::int64_t>(steps - 1, 1) + 2);
}
/// On t cells.
Count geometric(std::int64_t steps) { return Rational(steps * derive::two_level_tokens(steps)); }
Count window_scores(std::int64_t steps) {
  const std::int64_t window = std::max<std::int64_t>(steps - 1, 1);
  return Rational(((steps - 1) * window + 2) * window);
}

Count bits_of(std::int64_t steps) { return Rational(least_bits(steps, false)); }
Count doubled_bits(std::int64_t steps) { return Rational(least_bits(steps, true)); }
Count predicted_bits(std::int64_t steps) { return Rational(4 * ceil_log2(steps) + 1); }
/// Of the integers p^2, p <= t, and their sign.
Count sum_bits(std::int64_t steps) { return Rational(ceil_log2(steps * steps + 1) + 1); }

check::Series token_series() {
  return {
      .name = "tokens",
      .title = "Tokens for t steps to the left",
      .size = "t",
      .size_meaning = "steps",
      .quantity = "tokens",
      .sizes = derive::doublings(2, 256),
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {
          {.name = "chain of thought, counted", .kind = LineKind::construction, .count = tokens_of},
          {.name = "one a step",
           .kind = LineKind::upper_bound,
           .formula = "$t$",
           .note = "published",
           .count = same},
          {.name = "window of constant bits",
           .kind = LineKind::competitor,
           .formula = "$(t-1)W + 2$, $W = t-1$",
           .note = "the bound of that construction, attained by moves to the left",
           .count = window_tokens},
          {.name = "geometric queues, two levels",
           .kind = LineKind::competitor,
           .formula = "$t (4(2B+3)+1)$, $2B^2 \\ge t$",
           .note = "the promise of the follow-up construction, not counted here",
           .count = geometric},
          {.name = "the whole tape at every step",
           .kind = LineKind::baseline,
           .formula = "$t(t+3)/2$",
           .count = configurations}}};
}

check::Series score_series() {
  return {.name = "scores",
          .title = "Scores of the second layer for t steps",
          .size = "t",
          .size_meaning = "steps",
          .quantity = "scores",
          .sizes = derive::doublings(2, 256),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "counted", .kind = LineKind::construction, .count = scores_of},
                    {.name = "every token sees all before it",
                     .kind = LineKind::upper_bound,
                     .formula = "$t(t+1)/2$",
                     .count = half_square},
                    {.name = "window of constant bits",
                     .kind = LineKind::competitor,
                     .formula = "$((t-1)W + 2) W$, $W = t-1$",
                     .note = "one layer; moves to the left",
                     .count = window_scores},
                    {.name = "direct interpreter",
                     .kind = LineKind::baseline,
                     .formula = "$t$",
                     .note = "one look at the tape a step",
                     .count = same}}};
}

check::Series bit_series() {
  return {.name = "bits",
          .title = "Fractional bits that tell cells t and t + 1 apart",
          .size = "t",
          .size_meaning = "farthest cell, after as many steps",
          .quantity = "bits",
          .sizes = derive::doublings(4, 1024),
          .is_log_size = true,
          .lines = {{.name = "directions, least", .kind = LineKind::construction, .count = bits_of},
                    {.name = "predicted",
                     .kind = LineKind::upper_bound,
                     .formula = "$4\\log_2 t + 1$",
                     .count = predicted_bits},
                    {.name = "doubled directions, least",
                     .kind = LineKind::competitor,
                     .note = "what the description computes",
                     .count = doubled_bits},
                    {.name = "sums, bits of an integer score",
                     .kind = LineKind::baseline,
                     .formula = "$\\lceil\\log_2(t^2+1)\\rceil + 1$",
                     .note = "a causal sum in place of the mean",
                     .count = sum_bits}}};
}

std::optional<std::int64_t> bounce_tokens(std::int64_t, const derive::Bounces& bounces) {
  DecoderRun run(derive::bouncer(), decoder(derive::bouncer()), {});
  while (run.steps() < bounces.steps) {
    if (!run.step()) return std::nullopt;
  }
  return run.tokens();
}

check::Series bounce_series() {
  return derive::turing_tokens({{.name = "chain of thought",
                                 .kind = LineKind::construction,
                                 .note = "sees all tokens before",
                                 .count = derive::tokens_a_step(bounce_tokens)},
                                {.name = "promised: chain of thought",
                                 .kind = LineKind::upper_bound,
                                 .formula = "$1$",
                                 .bounded = "chain of thought",
                                 .count = derive::constant(1)}});
}

}  // namespace

std::vector<check::Series> series() {
  return {bounce_series(), token_series(), score_series(), bit_series()};
}

}  // namespace attest::chain_of_thought_turing
