// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the blocks grow with the columns and with the words.
#include "reference/derive/series.hpp"

#include <algorithm>

#include "claims/looped_subleq/cases.hpp"
#include "claims/looped_subleq/parts.hpp"

namespace attest::looped_subleq {
namespace {

using check::LineKind;
using Entries = std::optional<Rational>;

constexpr int series_word_bits = 8;
constexpr std::int64_t series_programs = 32;
constexpr std::int64_t series_loops = 8;  // 256 states

/// n columns, half of them words of 8 bits.
Size by_columns(std::int64_t columns) {
  const int n = static_cast<int>(columns);
  return {.columns = n, .memory = n / 2 - 1, .word_bits = series_word_bits};
}
/// Eight columns, N-bit words.
Size by_word_bits(std::int64_t word_bits) {
  return {.columns = 8, .memory = 3, .word_bits = static_cast<int>(word_bits)};
}

model::Transformer two_layers_of(std::int64_t columns) {
  return two_layer_block(by_columns(columns));
}
model::Transformer one_layer_of(std::int64_t columns) {
  return one_layer_block(by_columns(columns));
}
model::Transformer two_layers_on(std::int64_t bits) { return two_layer_block(by_word_bits(bits)); }
model::Transformer one_layer_on(std::int64_t bits) { return one_layer_block(by_word_bits(bits)); }

Entries promised_width(std::int64_t columns) {
  const Size size = by_columns(columns);
  return Rational(15 * size.address_bits() + 4 * size.word_bits + 3);
}
/// The published block of ten layers, from its parameter count.
Entries published_width(std::int64_t columns) {
  const std::int64_t k = by_columns(columns).address_bits();
  const std::int64_t bits = series_word_bits;
  return Rational(8 * k + 3 * bits + std::max(3 * k, 2 * bits) + 1);
}
/// S1 with a coordinate a column wherever it has an address code.
Entries one_hot_width(std::int64_t columns) {
  return Rational(15 * columns + 4 * series_word_bits + 3);
}

std::unique_ptr<check::Subject> steps_at(std::int64_t columns) {
  const Size size = by_columns(columns);
  return derive::make_subject(derive::Computes{
      .model = two_layer_block(size),
      .task = truth(Blocks::two_layers, size),
      .inputs = random_runs(Blocks::two_layers, size, series_programs, series_loops, 1)});
}

check::Series width() {
  return {.name = "width",
          .title = "Width of the residual stream",
          .size = "n",
          .size_meaning = "columns, half of them words of 8 bits",
          .quantity = "width d [channels]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for two layers",
                     .kind = LineKind::bound,
                     .formula = "$15k + 4N + 3$, $k = \\lceil \\log_2 n \\rceil$",
                     .note = "an upper bound",
                     .count = promised_width},
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
                     .formula = "$15n + 4N + 3$",
                     .count = one_hot_width}},
          .subject = steps_at};
}

Entries promised_nonzeros(std::int64_t bits) {
  const std::int64_t k = by_word_bits(bits).address_bits();
  return Rational(6 * bits * bits + 58 * bits + 2 * k * k + 152 * k + 17);
}
/// A ReLU unit for each pair of operands.
Entries operand_table(std::int64_t bits) {
  return Rational(power_of_two(static_cast<unsigned>(2 * bits)));
}

check::Series nonzeros() {
  return {.name = "nonzeros",
          .title = "Weights that are not zero",
          .size = "N",
          .size_meaning = "bits of a word, eight columns",
          .quantity = "nonzero weights",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for two layers",
                     .kind = LineKind::bound,
                     .formula = "$6N^2 + 58N + 2k^2 + 152k + 17$",
                     .note = "an upper bound",
                     .count = promised_nonzeros},
                    {.name = "two layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(two_layers_on, &derive::Resources::nonzeros)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .count = derive::resource_of(one_layer_on, &derive::Resources::nonzeros)},
                    {.name = "table of all operand pairs",
                     .kind = LineKind::baseline,
                     .formula = "$4^N$",
                     .note = "one unit a pair, its weights not counted",
                     .count = operand_table}}};
}

}  // namespace

std::vector<check::Series> series() { return {width(), nonzeros()}; }

}  // namespace attest::looped_subleq
