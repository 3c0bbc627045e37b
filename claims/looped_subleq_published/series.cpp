// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the block grows with the columns and with the words, and what an instruction costs.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "claims/looped_subleq_published/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/looped_sizes.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::LineKind;
using derive::Resources;
using derive::looped::by_columns;
using derive::looped::by_word_bits;
using derive::looped::series_word_bits;
using Entries = std::optional<Rational>;

model::Transformer ten_of(std::int64_t columns) { return ten_layer_block(by_columns(columns)); }
model::Transformer two_of(std::int64_t columns) {
  return gadget::looped::two_layer_block(by_columns(columns));
}
model::Transformer one_of(std::int64_t columns) {
  return gadget::looped::one_layer_block(by_columns(columns));
}
model::Transformer ten_on(std::int64_t bits) { return ten_layer_block(by_word_bits(bits)); }
model::Transformer two_on(std::int64_t bits) {
  return gadget::looped::two_layer_block(by_word_bits(bits));
}
model::Transformer one_on(std::int64_t bits) {
  return gadget::looped::one_layer_block(by_word_bits(bits));
}

Entries promised_width(std::int64_t columns) {
  return derive::looped::promised_width(Blocks::ten_layers, by_columns(columns));
}
/// 8 log n + 5N, which leaves out what does not grow and the case 3k > 2N.
Entries published_width(std::int64_t columns) {
  return Rational(8 * by_columns(columns).address_bits() + 5 * series_word_bits);
}
Entries loom_width(std::int64_t columns) {
  if (columns != 1024) return std::nullopt;
  return Rational(155);
}
/// One-hot codes of n columns in place of k signs: cmd, ins, pc, pos, and buf where it holds them.
Entries one_hot_width(std::int64_t columns) {
  const std::int64_t bits = series_word_bits;
  return Rational(8 * columns + 3 * bits + std::max(3 * columns, 2 * bits) + 1);
}

std::unique_ptr<check::Subject> steps_at(std::int64_t columns) {
  return derive::looped::series_steps(Blocks::ten_layers, columns);
}

check::Series width() {
  return {.name = "width",
          .title = "Width of the residual stream",
          .size = "n",
          .size_meaning = "columns, n/2 - 1 of them words of 8 bits",
          .quantity = "width d [channels]",
          .sizes = {4, 8, 16, 32, 64, 128, 256, 512, 1024},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$8k + 3N + \\max(3k, 2N) + 1$, $k = \\lceil \\log_2 n \\rceil$",
                     .note = "S1",
                     .count = promised_width},
                    {.name = "published block, ten layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(ten_of, &Resources::width)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::resource_of(two_of, &Resources::width)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::resource_of(one_of, &Resources::width)},
                    {.name = "published growth",
                     .kind = LineKind::recalled,
                     .formula = "$8 \\log_2 n + 5N$",
                     .note = "published figure; for 3k <= 2N, without what is constant",
                     .count = published_width},
                    {.name = "Loom, eight layers, 22 instructions",
                     .kind = LineKind::recalled,
                     .note = "published figure: d = 155 at n = 1024; another machine",
                     .count = loom_width},
                    {.name = "one-hot addresses",
                     .kind = LineKind::baseline,
                     .formula = "$8n + 3N + \\max(3n, 2N) + 1$",
                     .count = one_hot_width}}};
}

/// Layers of a block, those without heads included.
std::int64_t layers_of(const model::Transformer& model) {
  const Resources used = derive::resources(model);
  return used.layers + used.mlp_layers;
}
Entries layers_of_ten(std::int64_t bits) { return Rational(layers_of(ten_on(bits))); }
Entries layers_of_two(std::int64_t bits) { return Rational(layers_of(two_on(bits))); }
Entries layers_of_one(std::int64_t bits) { return Rational(layers_of(one_on(bits))); }
/// A layer a bit for the difference, in place of complement, negate and add.
Entries rippled(std::int64_t bits) { return Rational(bits + 7); }

check::Series layers() {
  return {.name = "layers",
          .title = "Layers of one loop do not grow with the words",
          .size = "N",
          .size_meaning = "bits of a word, eight columns",
          .quantity = "layers [count]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$10$",
                     .note = "S1; as in the authors' code",
                     .bounded = "published block, ten layers",
                     .count = derive::constant(10)},
                    {.name = "published block, ten layers",
                     .kind = LineKind::construction,
                     .count = layers_of_ten},
                    {.name = "published count",
                     .kind = LineKind::recalled,
                     .formula = "$9$",
                     .note = "published figure",
                     .count = derive::constant(9)},
                    {.name = "published count, with function calls",
                     .kind = LineKind::recalled,
                     .formula = "$13$",
                     .note = "published figure of the larger machine, from the abstract",
                     .count = derive::constant(13)},
                    {.name = "Loom, 22 instructions",
                     .kind = LineKind::recalled,
                     .formula = "$8$",
                     .note = "published figure; another machine",
                     .count = derive::constant(8)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = layers_of_two},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = layers_of_one},
                    {.name = "a bit a layer",
                     .kind = LineKind::baseline,
                     .formula = "$N + 7$",
                     .note = "a borrow that passes one bit in each layer, in place of three layers",
                     .count = rippled}}};
}

/// Each bit of two operands is read by a weight of its own.
Entries operand_bits(std::int64_t bits) { return Rational(2 * bits); }
/// The promise at k = 3.
Entries promised_units(std::int64_t bits) { return Rational(41 * bits + 159); }
/// A unit for each pair of operands.
Entries operand_table(std::int64_t bits) {
  return Rational(power_of_two(static_cast<unsigned>(2 * bits)));
}

check::Series units() {
  return {.name = "units",
          .title = "Hidden units: sums over low bits take six a bit",
          .size = "N",
          .size_meaning = "bits of a word, eight columns",
          .quantity = "ReLU units",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "every bit of two operands is read",
                     .kind = LineKind::lower_bound,
                     .formula = "$2N$",
                     .note = "a unit of its own each, as in all of these blocks",
                     .count = operand_bits},
                    {.name = "promised",
                     .kind = LineKind::upper_bound,
                     .formula = "$41N + 50k + 9$, $k = 3$",
                     .note = "S1",
                     .count = promised_units},
                    {.name = "published block, ten layers",
                     .kind = LineKind::construction,
                     .count = derive::resource_of(ten_on, &Resources::units)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::resource_of(two_on, &Resources::units)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::resource_of(one_on, &Resources::units)},
                    {.name = "table of all operand pairs",
                     .kind = LineKind::baseline,
                     .formula = "$4^N$",
                     .note = "a unit a pair, for the difference alone",
                     .count = operand_table}}};
}

/// The first state of a random program.
check::Case first_state(Blocks blocks, std::int64_t columns) {
  const check::CaseSpace space = derive::looped::random_runs(blocks, by_columns(columns), 1, 1, 1);
  return space.at(0).value();
}
check::Case first_of_ten(std::int64_t columns) { return first_state(Blocks::ten_layers, columns); }
check::Case first_of_two(std::int64_t columns) { return first_state(Blocks::two_layers, columns); }
check::Case first_of_one(std::int64_t columns) { return first_state(Blocks::one_layer, columns); }

/// Every column asks every column, in three layers, with k products a pair.
Entries all_scores(std::int64_t columns) {
  return Rational(3 * columns * columns * by_columns(columns).address_bits());
}
/// A network that keeps m words of N bits in its units: six layers, 12N + 5 units a word.
Entries network_units(std::int64_t columns) {
  const std::int64_t words = columns / 2 - 1;
  return Rational(words * (12 * series_word_bits + 5) + 21 * series_word_bits + 8);
}
/// A subtraction, a comparison, an addition.
Entries interpreter(std::int64_t) { return Rational(3); }

check::Series operations() {
  return {.name = "operations",
          .title = "Exact operations of one instruction, all columns evaluated",
          .size = "n",
          .size_meaning = "columns, n/2 - 1 of them words of 8 bits",
          .quantity = "operations an instruction [count]",
          .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "scores of three layers",
                     .kind = LineKind::lower_bound,
                     .formula = "$3 n^2 k$",
                     .note = "every column asks every column; an evaluation that skips columns "
                             "whose inputs did not change does less",
                     .bounded = "published block, ten layers",
                     .count = all_scores},
                    {.name = "published block, ten layers",
                     .kind = LineKind::construction,
                     .count = derive::operations_of(ten_of, first_of_ten)},
                    {.name = "two layers",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::operations_of(two_of, first_of_two)},
                    {.name = "one layer",
                     .kind = LineKind::competitor,
                     .note = "the block of looped_subleq",
                     .count = derive::operations_of(one_of, first_of_one)},
                    {.name = "ReLU network that holds the memory",
                     .kind = LineKind::competitor,
                     .formula = "$m (12N + 5) + 21N + 8$",
                     .note = "units of six layers by formula, not built here; each is some "
                             "operations",
                     .count = network_units},
                    {.name = "direct interpreter",
                     .kind = LineKind::baseline,
                     .formula = "$3$",
                     .note = "a subtraction, a comparison, an addition",
                     .count = interpreter}},
          .subject = steps_at};
}

}  // namespace

std::vector<check::Series> series() {
  std::vector<check::Series> result = machine_series();
  for (check::Series& own : std::vector{width(), layers(), units(), operations()}) {
    result.push_back(std::move(own));
  }
  return result;
}

}  // namespace attest::looped_subleq_published
