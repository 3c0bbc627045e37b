// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the blocks and the temperature grow with the columns and with the words.
#include "reference/derive/series.hpp"

#include <algorithm>

#include "claims/looped_subleq/parts.hpp"
#include "reference/derive/looped_sizes.hpp"

namespace attest::looped_subleq {
namespace {

using check::LineKind;
using Entries = std::optional<Rational>;

model::Transformer two_layers_of(std::int64_t columns) {
  return two_layer_block(by_columns(columns));
}
model::Transformer one_layer_of(std::int64_t columns) {
  return one_layer_block(by_columns(columns));
}
model::Transformer two_layers_on(std::int64_t bits) { return two_layer_block(by_word_bits(bits)); }
model::Transformer one_layer_on(std::int64_t bits) { return one_layer_block(by_word_bits(bits)); }

Entries two_layer_width(std::int64_t columns) {
  return promised_width(Blocks::two_layers, by_columns(columns));
}
/// The published block of ten layers, from its parameter count.
Entries published_width(std::int64_t columns) {
  return promised_width(Blocks::ten_layers, by_columns(columns));
}
/// S1 with one-hot codes: a and b are words, c, PC and PC1 commands, pos either. cmd, ins, b3 and
/// b4 hold a, b and c.
Entries one_hot_width(std::int64_t columns) {
  const std::int64_t words = by_columns(columns).memory;
  const std::int64_t commands = columns - 1 - words;
  return Rational(4 * (2 * words + commands) + 2 * commands + columns - 1 +
                  4 * derive::looped::series_word_bits + 3);
}

std::unique_ptr<check::Subject> steps_at(std::int64_t columns) {
  return derive::looped::series_steps(Blocks::two_layers, columns);
}

check::Series width() {
  return {.name = "width",
          .title = "Width of the residual stream",
          .size = "n",
          .size_meaning = "columns, n/2 - 1 of them words of 8 bits",
          .quantity = "width d [channels]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for two layers",
                     .kind = LineKind::upper_bound,
                     .formula = "$15k + 4N + 3$, $k = \\lceil \\log_2 n \\rceil$",
                     .note = "S1",
                     .count = two_layer_width},
                    {.name = "two layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(two_layers_of, &derive::Resources::width)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .count = derive::resource_of(one_layer_of, &derive::Resources::width)},
                    {.name = "published block",
                     .kind = LineKind::competitor,
                     .formula = "$8k + 3N + \\max(3k, 2N) + 1$",
                     .note = "ten layers; recalled, not built",
                     .count = published_width},
                    {.name = "one-hot addresses",
                     .kind = LineKind::baseline,
                     .formula = "$4(2m+c) + 2c + n - 1 + 4N + 3$",
                     .note = "two layers; m = n/2 - 1 words, c = n/2 commands",
                     .count = one_hot_width}},
          .subject = steps_at};
}

/// Each bit of two operands is read by a weight of its own.
Entries operand_bits(std::int64_t bits) { return Rational(2 * bits); }
/// A ReLU unit for each pair of operands: its 2N bits, a bias, the N bits of the difference.
Entries operand_table(std::int64_t bits) {
  return Rational(power_of_two(static_cast<unsigned>(2 * bits))) * Rational(3 * bits + 1);
}

check::Series nonzeros() {
  return {.name = "nonzeros",
          .title = "Nonzero weights of queries, keys, values and units",
          .size = "N",
          .size_meaning = "bits of a word, eight columns",
          .quantity = "nonzero weights and biases [count]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every bit of two operands is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$2N$",
                     .count = operand_bits},
                    {.name = "two layers",
                     .kind = LineKind::construction,
                     .formula = "$6N^2 + 58N + 2k^2 + 152k + 17$, $k = 3$",
                     .note = "the formula is read off the construction",
                     .count = derive::resource_of(two_layers_on, &derive::Resources::nonzeros)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .count = derive::resource_of(one_layer_on, &derive::Resources::nonzeros)},
                    {.name = "table of all operand pairs",
                     .kind = LineKind::baseline,
                     .formula = "$4^N (3N+1)$",
                     .note = "a unit a pair, for the difference alone",
                     .count = operand_table}}};
}

Entries kappa_of(Blocks blocks, std::int64_t bits) {
  return Rational(
      sufficient_kappa(blocks, by_word_bits(bits).address_bits(), static_cast<int>(bits)));
}
Entries two_layer_kappa(std::int64_t bits) { return kappa_of(Blocks::two_layers, bits); }
Entries one_layer_kappa(std::int64_t bits) { return kappa_of(Blocks::one_layer, bits); }

Entries promised_kappa(Blocks blocks, std::int64_t bits) {
  return Rational::parse(softmax_promises(blocks, by_word_bits(bits), 1).front().value);
}
Entries two_layer_promise(std::int64_t bits) { return promised_kappa(Blocks::two_layers, bits); }
Entries one_layer_promise(std::int64_t bits) { return promised_kappa(Blocks::one_layer, bits); }

/// Of the ten published layers at n = 8, from samples of programs.
Entries published_kappa(std::int64_t bits) {
  switch (bits) {
    case 2:
      return Rational(7);
    case 3:
    case 4:
      return Rational(9);
    case 6:
      return Rational(12);
    default:
      return std::nullopt;
  }
}
/// log2(n^3 / eps) at n = 8 and eps = 1/4.
Entries published_rule(std::int64_t) { return Rational(11); }

check::Series kappas() {
  return {
      .name = "least_kappa",
      .title = "Least kappa that the inequalities of S3 accept",
      .size = "N",
      .size_meaning = "bits of a word, eight columns",
      .quantity = "$\\kappa$, the temperature over ln 2",
      .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
      .is_log_size = true,
      .is_log_quantity = true,
      .lines = {
          {.name = "promised for two layers",
           .kind = LineKind::upper_bound,
           .formula = "$\\lceil (N + \\log_2 48k) / 2 \\rceil$, $k = 3$",
           .note = "S3",
           .bounded = "two layers and rounding",
           .count = two_layer_promise},
          {.name = "two layers and rounding",
           .kind = LineKind::construction,
           .count = two_layer_kappa},
          {.name = "promised for one layer",
           .kind = LineKind::upper_bound,
           .formula = "$N + 5$",
           .note = "S3",
           .bounded = "one layer and rounding",
           .count = one_layer_promise},
          {.name = "one layer and rounding",
           .kind = LineKind::construction,
           .count = one_layer_kappa},
          {.name = "published block, least that passed",
           .kind = LineKind::competitor,
           .note = "recalled: exact runs of samples of programs, so that more may be "
                   "needed; ten layers, not built here",
           .count = published_kappa},
          {.name = "published rule",
           .kind = LineKind::baseline,
           .formula = "$\\log_2 (n^3 / \\epsilon)$, $n = 8$, $\\epsilon = 1/4$",
           .note = "recalled; whatever N is: reads are accurate, but words amplify what is left",
           .count = published_rule}}};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  result.push_back(width());
  result.push_back(nonzeros());
  result.push_back(kappas());
  return result;
}

}  // namespace attest::looped_subleq
