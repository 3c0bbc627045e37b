// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits of the forms at growing n, against what one layer needs; the base that softmax needs.
#include "reference/check/series.hpp"

#include <optional>

#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/resources.hpp"
#include "reference/protocol/one_layer.hpp"

namespace attest::function_evaluation {
namespace {

using check::LineKind;
using check::Series;
using Count = std::optional<Rational>;

/// h d p of a form, p bits an entry of the embedded tokens.
std::int64_t bits_of_form(const model::Transformer& model, std::int64_t largest_entry) {
  const derive::Resources used = derive::resources(model);
  return used.heads * used.width * (1 + Integer(largest_entry).bit_length());  // and a sign
}

Count one_layer_bits(std::int64_t n) {
  return Rational(bits_of_form(one_layer(TableForm::pairs, n), 1));
}
Count two_layer_bits(std::int64_t n) {
  return Rational(bits_of_form(two_layers(TableForm::neighbours, n), 2 * n));
}
Count linked_bits(std::int64_t n) {
  return Rational(bits_of_form(two_layers(TableForm::links, n), 1));
}
/// (3k+3)(k+3): positions up to 2n take k+2 bits and a sign.
Count promised_bits(std::int64_t n) {
  const std::int64_t k = signs_of(n);
  return Rational((3 * k + 3) * (k + 3));
}
Count one_way(std::int64_t n) { return Rational(needed_bits(n)); }
/// h (d+1) p of the layer that spells everything out, p its least leading bits.
Count spelled_bits(std::int64_t n) {
  const protocol::OneLayer layer(spelling_layer(n), static_cast<int>(2 * n));
  return Rational(layer.numbers() * needed_bits(n));
}
Count one_hot_bits(std::int64_t n) { return Rational(2 * n); }

Series bits() {
  Series series{.name = "bits",
                .title = "Bits of forms that evaluate every function",
                .size = "n",
                .size_meaning = "numbers, 0 to n-1",
                .quantity = "heads x width x bits a number [bits]",
                .sizes = {4, 6, 8, 12, 16, 24, 32, 48, 64},
                .is_log_size = true,
                .is_log_quantity = true};
  series.lines = {
      {.name = "keys and values apart, one layer: no less",
       .kind = LineKind::lower_bound,
       .formula = "$\\lceil n \\log_2 n \\rceil$",
       .note = "L, on h(d+1)p",
       .bounded = "keys and values apart, one layer",
       .count = one_way},
      {.name = "keys and values apart, one layer",
       .note = "h(d+1)p of all values in one sum; right on the instances of L",
       .count = spelled_bits},
      {.name = "keys and values neighbours, two layers", .note = "U2", .count = two_layer_bits},
      {.name = "two layers: no more",
       .kind = LineKind::upper_bound,
       .formula = "$(3k+3)(k+3)$",
       .note = "k = log2 n, rounded up",
       .bounded = "keys and values neighbours, two layers",
       .count = promised_bits},
      {.name = "keys and values linked, two layers", .note = "U2", .count = linked_bits},
      {.name = "pairs, one layer", .note = "U1", .count = one_layer_bits},
      {.name = "pairs, one layer, one-hot codes",
       .kind = LineKind::baseline,
       .formula = "$2n$",
       .note = "a bit a coordinate",
       .count = one_hot_bits}};
  series.subject = [](std::int64_t n) {
    return derive::make_subject(
        derive::Computes{.model = two_layers(TableForm::neighbours, n),
                         .task = task::function_evaluation(TableForm::neighbours),
                         .inputs = random_tables(TableForm::neighbours, n, 8, 1)});
  };
  return series;
}

constexpr std::int64_t most_run = 128;  // literally, at each base

Count certified_of_one(std::int64_t n) { return Rational(certified_base(signs_of(n))); }
Count certified_of_two(std::int64_t n) { return Rational(certified_base_of_two(n)); }
Count measured_of_one(std::int64_t n) {
  if (n > most_run) return std::nullopt;
  return Rational(least_base(TableForm::pairs, n));
}
/// Least B with (n-1) B^-2 < 1: every other key as near as one sign.
Count union_bound(std::int64_t n) {
  std::int64_t base = 2;
  while (base * base <= n - 1) ++base;
  return Rational(base);
}

Series bases() {
  Series series{.name = "base",
                .title = "Base that softmax needs to evaluate every function",
                .size = "n",
                .size_meaning = "numbers, a power of two",
                .quantity = "base of the softmax",
                .is_log_size = true,
                .is_log_quantity = true};
  for (std::int64_t n = 4; n <= 4096; n *= 2) series.sizes.push_back(n);
  series.lines = {{.name = "certified, one layer",
                   .kind = LineKind::upper_bound,
                   .formula = "least $B \\ge 2$ with $(1 + B^{-2})^k < 2$",
                   .note = "grows like the root of k / ln 2; U1.least: necessary",
                   .bounded = "one layer on opposed values",
                   .count = certified_of_one},
                  {.name = "one layer on opposed values",
                   .note = "least base at which the layer answers, run",
                   .count = measured_of_one},
                  {.name = "certified, two layers",
                   .kind = LineKind::competitor,
                   .formula = "$(1 + B^{-2})^k + n B^{-(2k+1)} < 2$",
                   .count = certified_of_two},
                  {.name = "every other key counted as the nearest",
                   .kind = LineKind::baseline,
                   .formula = "$(n-1) B^{-2} < 1$",
                   .count = union_bound}};
  return series;
}

}  // namespace

std::vector<Series> series() { return {bits(), bases()}; }

}  // namespace attest::function_evaluation
