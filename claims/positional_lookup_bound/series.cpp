// SPDX-License-Identifier: Apache-2.0
/// \file
/// Bits that the query token reads to follow a pointer into n bits.
#include "reference/derive/series.hpp"

#include <optional>
#include <variant>

#include "claims/positional_lookup_bound/parts.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/ceil_log2.hpp"

namespace attest::positional_lookup_bound {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

Count every_bit(std::int64_t n) { return Rational(n); }

/// Fraction bits of the exact read-out on the word of ones.
Count spelled(std::int64_t n) {
  const model::Transformer layer = spelling_layer(n);
  check::Case ones = tokens_of(n, 0, 0);
  for (int j = 0; j < n; ++j) ones(j, 0) = 1;
  const model::Trace trace = model::trace(layer, ones, {});
  std::int64_t bits = 0;
  for (const int at : read_out_coordinates(layer)) {
    const auto place = static_cast<std::size_t>(n * trace.d + at);
    bits += std::get<Rational>(trace.layers.at(0).state.at(place)).den().bit_length() - 1;
  }
  return Rational(bits);
}

/// y at every token, then 0 or 1/(n+1).
Count two_layer_bits(std::int64_t n) { return Rational(ceil_log2(n) + ceil_log2(n + 2)); }

/// A token with n coordinates: the bit of each position in its own.
Count one_hot(std::int64_t n) { return Rational(n * ceil_log2(n + 2)); }

check::Series read_bits() {
  return {.name = "read_bits",
          .title = "Bits read by the query token",
          .size = "n",
          .size_meaning = "bits besides the query token",
          .quantity = "bits of the heads' outputs [bits]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 24, 32, 48},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "one positional layer, at least",
                     .kind = LineKind::lower_bound,
                     .formula = "$n$",
                     .note = "S1",
                     .count = every_bit},
                    {.name = "one positional head that spells",
                     .kind = LineKind::construction,
                     .note = "S2; exact denominator of its read-out",
                     .count = spelled},
                    {.name = "two positional layers",
                     .kind = LineKind::competitor,
                     .formula = "$\\lceil \\log_2 n \\rceil + \\lceil \\log_2 (n+2) \\rceil$",
                     .note = "S4",
                     .count = two_layer_bits},
                    {.name = "one head of content attention",
                     .kind = LineKind::competitor,
                     .formula = "$1$",
                     .note = "S3",
                     .count = derive::constant(1)},
                    {.name = "a coordinate for each bit",
                     .kind = LineKind::baseline,
                     .formula = "$n \\lceil \\log_2 (n+2) \\rceil$",
                     .note = "means over n + 1 tokens, uniform attention",
                     .count = one_hot}}};
}

}  // namespace

std::vector<check::Series> series() { return {read_bits()}; }

}  // namespace attest::positional_lookup_bound
