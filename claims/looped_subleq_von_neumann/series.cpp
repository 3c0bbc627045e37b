// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the blocks grow with the words, and what they promise.
#include "reference/derive/series.hpp"

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/looped.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_subleq_von_neumann {

namespace {

using check::LineKind;
using machine::subleq::Dialect;
using Entries = std::optional<Rational>;

/// The least memory that holds an instruction; no weight depends on it.
Size by_word_bits(std::int64_t bits) {
  return {.words = 3, .rules = {.dialect = Dialect::howerj, .word_bits = static_cast<int>(bits)}};
}
model::Transformer three_layers_of(std::int64_t bits) {
  return block(Blocks::three_layers, by_word_bits(bits));
}
model::Transformer two_layers_of(std::int64_t bits) {
  return block(Blocks::two_layers, by_word_bits(bits));
}
model::Transformer integers_of(std::int64_t) { return integer_block({}); }

Entries promised_width(std::int64_t bits) { return Rational(14 * bits + 10); }
Entries promised_units(std::int64_t bits) { return Rational(28 * bits + 16); }
/// The published block of ten layers with addresses of N bits, from its parameter count.
Entries published_width(std::int64_t bits) { return Rational(8 * bits + 3 * bits + 3 * bits + 1); }
/// The two-layer block whose code and data are apart, with addresses of N bits.
Entries apart_width(std::int64_t bits) { return Rational(19 * bits + 3); }
Entries apart_units(std::int64_t bits) { return Rational(58 * bits + 9); }
/// Nine registers of addresses one-hot in place of N signs, five of words.
Entries one_hot_width(std::int64_t bits) {
  return Rational(9) * Rational(power_of_two(static_cast<unsigned>(bits))) +
         Rational(5 * bits + 10);
}
/// Hidden units of the six layers of looped_relu_mlp with 2^N words, by its formula.
Entries network_units(std::int64_t bits) {
  const Rational m(power_of_two(static_cast<unsigned>(bits)));
  const Rational n = bits;
  return m * (12 * n + 5) + 21 * n + 8;
}

check::Series width() {
  return {.name = "width",
          .title = "Width of the residual stream",
          .size = "N",
          .size_meaning = "bits of a word and of an address",
          .quantity = "width d [channels]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for three layers",
                     .kind = LineKind::upper_bound,
                     .formula = "$14N + 10$",
                     .note = "V3",
                     .count = promised_width},
                    {.name = "three layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(three_layers_of, &derive::Resources::width)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .count = derive::resource_of(two_layers_of, &derive::Resources::width)},
                    {.name = "integers",
                     .kind = LineKind::competitor,
                     .note = "three layers, davidar, words that do not wrap",
                     .count = derive::resource_of(integers_of, &derive::Resources::width)},
                    {.name = "published block",
                     .kind = LineKind::competitor,
                     .formula = "$8k + 3N + \\max(3k, 2N) + 1$, $k = N$",
                     .note = "ten layers, code and data apart; recalled, not built",
                     .count = published_width},
                    {.name = "two layers, code apart",
                     .kind = LineKind::competitor,
                     .formula = "$15k + 4N + 3$, $k = N$",
                     .note = "the block of looped_subleq",
                     .count = apart_width},
                    {.name = "one-hot addresses",
                     .kind = LineKind::baseline,
                     .formula = "$9 \\cdot 2^N + 5N + 10$",
                     .note = "three layers",
                     .count = one_hot_width}}};
}

check::Series units() {
  return {.name = "units",
          .title = "Hidden units: a transformer's do not grow with the memory",
          .size = "N",
          .size_meaning = "bits of a word and of an address, 2^N words of memory",
          .quantity = "ReLU units",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised for three layers",
                     .kind = LineKind::upper_bound,
                     .formula = "$28N + 16$",
                     .note = "V3",
                     .count = promised_units},
                    {.name = "three layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(three_layers_of, &derive::Resources::units)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .count = derive::resource_of(two_layers_of, &derive::Resources::units)},
                    {.name = "two layers, code apart",
                     .kind = LineKind::competitor,
                     .formula = "$16N + 42k + 9$, $k = N$",
                     .note = "the block of looped_subleq",
                     .count = apart_units},
                    {.name = "ReLU network of six hidden layers",
                     .kind = LineKind::baseline,
                     .formula = "$2^N (12N + 5) + 21N + 8$",
                     .note = "the memory stands in its units; by formula, not built here",
                     .count = network_units}}};
}

/// Words of 10 bits, so that every size has addresses.
constexpr int series_word_bits = 10;
constexpr std::int64_t series_loops = 64;

/// n := 7, then n -= 1 until it is 0, for ever.
std::vector<std::int64_t> endless_loop() {
  return {13, 13, 3, 16, 13, 6, 15, 13, 9, 12, 12, 6, -1, 0, 0, 1, -7};
}

/// Columns per loop that the incremental evaluation computes, all layers together.
Entries computed_columns(std::int64_t words) {
  const Size size{.words = static_cast<int>(words),
                  .rules = {.dialect = Dialect::davidar_sq, .word_bits = series_word_bits}};
  const model::Transformer model = block(Blocks::three_layers, size);
  Snapshot first{.memory = {.words = endless_loop()}};
  first.memory.words.resize(static_cast<std::size_t>(words));
  engine::Looped looped(model, model::embed(model, tokens_of(Blocks::three_layers, size, first)),
                        model::Tie::leftmost);
  looped.pass();
  const std::int64_t before = looped.computed();
  for (std::int64_t i = 0; i < series_loops; ++i) looped.pass();
  return Rational(looped.computed() - before) / Rational(series_loops);
}
/// Column 0 in each of the three layers.
Entries least_columns(std::int64_t) { return Rational(3); }
Entries all_columns(std::int64_t words) { return Rational(3 * (words + 4)); }

check::Series columns_computed() {
  return {.name = "columns_computed",
          .title = "Columns that an instruction takes",
          .size = "m",
          .size_meaning = "words of memory, 10 bits each",
          .quantity = "columns computed a loop, over three layers",
          .sizes = {24, 32, 48, 64, 96, 128, 192, 256, 384},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "the machine's column",
                     .kind = LineKind::lower_bound,
                     .formula = "$3$",
                     .count = least_columns},
                    {.name = "three layers, columns whose inputs changed",
                     .kind = LineKind::construction,
                     .note = "mean of 64 loops of one program",
                     .count = computed_columns},
                    {.name = "three layers, all columns",
                     .kind = LineKind::baseline,
                     .formula = "$3 (m + 4)$",
                     .count = all_columns}}};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  result.push_back(width());
  result.push_back(units());
  result.push_back(columns_computed());
  return result;
}

}  // namespace attest::looped_subleq_von_neumann
