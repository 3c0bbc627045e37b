// SPDX-License-Identifier: Apache-2.0
/// \file
/// Key dimension of a causal profile without a mask, and bits of n/(n+1).
#include "reference/derive/series.hpp"

#include "claims/contextual_counting/claim.hpp"
#include "claims/contextual_counting/parts.hpp"

namespace attest::contextual_counting {
namespace {

/// Least even n with (1 + 2/s)^n >= 2 C/eps, s >= sqrt(L): T_n(1+2/L) >= (1+2/sqrt(L))^n / 2.
std::int64_t sufficient_degree(std::int64_t length) {
  std::int64_t root = 1;
  while (root * root < length) ++root;
  const Rational factor = (1 + Rational(2, root)) * (1 + Rational(2, root));
  std::int64_t n = 0;
  for (Rational power = 1; power < 2 * ratio_in_series; power *= factor) n += 2;
  return n;
}

std::int64_t ceil_log2(const Integer& value) { return (value - 1).bit_length(); }

check::Series key_dimension() {
  check::Series result{.name = "key_dimension",
                       .title = "Attending to the past alone without a mask",
                       .size = "L",
                       .size_meaning = "tokens",
                       .quantity = "key dimension [coordinates]",
                       .sizes = {8, 16, 32, 64, 128, 256, 512, 1024}};
  result.is_log_size = true;
  result.is_log_quantity = true;
  result.lines = {
      {.name = "closed bound",
       .kind = check::LineKind::upper_bound,
       .formula =
           "$n + 1$, least even $n$ with $(1+2/\\lceil\\sqrt{L}\\rceil)^n \\ge 2C/\\epsilon$",
       .count =
           [](std::int64_t length) {
             return std::optional(Rational(sufficient_degree(length) + 1));
           }},
      {.name = "Chebyshev scores",
       .kind = check::LineKind::construction,
       .note = "scores up to eps = 1/100 on the past, below -40 beyond",
       .count =
           [](std::int64_t length) {
             return std::optional(Rational(chebyshev_degree(length, ratio_in_series) + 1));
           }},
      {.name = "exact ties",
       .kind = check::LineKind::baseline,
       .formula = "$L - 1$",
       .count = [](std::int64_t length) { return std::optional(Rational(length - 1)); }},
      {.name = "exponential codes",
       .kind = check::LineKind::competitor,
       .formula = "$1$",
       .note = "codes of L log2 4000 bits",
       .count = derive::constant(1)}};
  return result;
}

check::Series bits() {
  check::Series result{.name = "bits",
                       .title = "Bits that tell n/(n+1) apart",
                       .size = "n_0",
                       .size_meaning = "largest count",
                       .quantity = "precision [fraction bits]",
                       .sizes = {2, 4, 8, 16, 32, 64, 128, 256, 512, 1024}};
  result.is_log_size = true;
  result.lines = {
      {.name = "distance of the last two",
       .kind = check::LineKind::upper_bound,
       .formula = "$\\lceil \\log_2 n_0(n_0+1) \\rceil$",
       .count =
           [](std::int64_t n) { return std::optional(Rational(ceil_log2(Integer(n) * (n + 1)))); }},
      {.name = "number of values",
       .kind = check::LineKind::lower_bound,
       .formula = "$\\lceil \\log_2 n_0 \\rceil$",
       .count = [](std::int64_t n) { return std::optional(Rational(ceil_log2(n))); }},
      {.name = "rounded to nearest",
       .kind = check::LineKind::construction,
       .count =
           [](std::int64_t n) {
             return std::optional(Rational(least_bits(n, Rounding::nearest)));
           }},
      {.name = "the count itself",
       .kind = check::LineKind::baseline,
       .formula = "$\\lceil \\log_2 (n_0+1) \\rceil$",
       .note = "an integer counter",
       .count = [](std::int64_t n) { return std::optional(Rational(ceil_log2(n + 1))); }}};
  return result;
}

}  // namespace

std::vector<check::Series> series() { return {key_dimension(), bits()}; }

}  // namespace attest::contextual_counting
