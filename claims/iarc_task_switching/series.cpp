// SPDX-License-Identifier: Apache-2.0
/// \file
/// Width and units against the digits, score bits against the length, what windows can know.
#include "reference/derive/series.hpp"

#include <optional>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::iarc_task_switching {
namespace {

using check::LineKind;

using Count = std::optional<Rational>;

constexpr std::int64_t share_length = 40;
constexpr std::int64_t timed_streams = 40;

model::Transformer four_tasks(std::int64_t digits) { return build({.digits = digits}); }
model::Transformer five_tasks(std::int64_t digits) {
  return build({.digits = digits, .has_induction = true});
}

std::vector<std::int64_t> digit_sizes() { return {2, 3, 4, 6, 8, 12, 16, 24, 32}; }

check::Series width_series() {
  return {.name = "width",
          .title = "Width against the number of digits",
          .size = "N",
          .size_meaning = "digits",
          .quantity = "width [channels]",
          .sizes = digit_sizes(),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "four tasks",
                     .count = derive::resource_of(four_tasks, &derive::Resources::width)},
                    {.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$7N + 12$",
                     .note = "S1",
                     .bounded = "four tasks",
                     .count = [](std::int64_t n) { return Count(promised_width(false, n)); }},
                    {.name = "five tasks",
                     .kind = LineKind::competitor,
                     .note = "S2, with induction",
                     .count = derive::resource_of(five_tasks, &derive::Resources::width)},
                    {.name = "the whole stream at every token",
                     .kind = LineKind::baseline,
                     .formula = "$40(N + 4)$",
                     .note = "a symbol for each of 40 tokens, no attention",
                     .count = [](std::int64_t n) { return Count(share_length * (n + 4)); }}}};
}

check::Series unit_series() {
  return {.name = "units",
          .title = "ReLU units against the number of digits",
          .size = "N",
          .size_meaning = "digits",
          .quantity = "ReLU units",
          .sizes = digit_sizes(),
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "four tasks",
                     .count = derive::resource_of(four_tasks, &derive::Resources::units)},
                    {.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$2N^2 + 4N$",
                     .note = "S1",
                     .bounded = "four tasks",
                     .count = [](std::int64_t n) { return Count(promised_units(false, n)); }},
                    {.name = "five tasks",
                     .kind = LineKind::competitor,
                     .note = "S2, with induction",
                     .count = derive::resource_of(five_tasks, &derive::Resources::units)},
                    {.name = "a unit for every reading",
                     .kind = LineKind::baseline,
                     .formula = "$4N^4$",
                     .note = "mode, last digit and the three lanes looked up together",
                     .count = [](std::int64_t n) { return Count(4 * n * n * n * n); }}}};
}

Count score_bits(std::int64_t length) {
  // The sign and the digits of the largest score.
  const Rational largest = largest_score(build({}), far_control(length));
  return Count(Rational(largest.num().bit_length()) + 1);
}

check::Series score_series() {
  return {.name = "score_bits",
          .title = "Bits of a score against the length",
          .size = "T",
          .size_meaning = "tokens",
          .quantity = "bits",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .lines = {{.name = "largest score", .note = "on 0 I 0..", .count = score_bits},
                    {.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$2\\lceil\\log_2 T\\rceil + 3$",
                     .note = "S1.gap: less than 3T^2, and a sign",
                     .count = [](std::int64_t t) { return Count(2 * ceil_log2(t) + 3); }},
                    {.name = "a position alone",
                     .kind = LineKind::baseline,
                     .formula = "$\\lceil\\log_2 T\\rceil$",
                     .count = [](std::int64_t t) { return Count(ceil_log2(t)); }},
                    {.name = "positions one-hot",
                     .kind = LineKind::competitor,
                     .formula = "$1$",
                     .note = "key dimension T in place of 2, and weights that know T",
                     .count = derive::constant(1)}},
          .subject = [](std::int64_t length) {
            derive::Computes computes{.model = build({}),
                                      .task = task::task_switching(2, task::DigitForm::one_hot),
                                      .inputs = random_streams(2, 4, length, timed_streams, 1)};
            return derive::make_subject(std::move(computes));
          }};
}

/// Predictions in a million.
Count in_a_million(const Rational& share) { return Count((share * 1000000).floor()); }

check::Series window_series() {
  return {
      .name = "window",
      .title = "Predictions whose inputs a window holds",
      .size = "w",
      .size_meaning = "tokens that are seen",
      .quantity = "of a million predictions",
      .sizes = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40},
      .is_log_size = true,
      .lines = {{.name = "two layers of full attention",
                 .note = "S1: right on all of them",
                 .count = derive::constant(1000000)},
                {.name = "all",
                 .kind = LineKind::upper_bound,
                 .formula = "$10^6$",
                 .count = derive::constant(1000000)},
                {.name = "inputs within the last w tokens",
                 .kind = LineKind::competitor,
                 .note = "S4.share at T = 40 and q = 1/6, rounded down: a model of that context "
                         "gets no more but by lucky guesses",
                 .count =
                     [](std::int64_t w) {
                       return in_a_million(share_within(w, share_length, Rational(1, 6)));
                     }},
                {.name = "blind guess among 5 digits",
                 .kind = LineKind::baseline,
                 .formula = "$10^6/5$",
                 .count = derive::constant(200000)}}};
}

}  // namespace

std::vector<check::Series> series() {
  return {width_series(), unit_series(), score_series(), window_series()};
}

}  // namespace attest::iarc_task_switching
