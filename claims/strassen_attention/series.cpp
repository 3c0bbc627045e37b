// SPDX-License-Identifier: Apache-2.0
/// \file
/// Multiplications of a layer by pairs and by products of matrices, and what ordinary heads need.
#include "reference/derive/series.hpp"

#include <algorithm>
#include <vector>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/match_three.hpp"

namespace attest::strassen_attention {
namespace {

using check::LineKind;
using Count = std::optional<Rational>;

constexpr std::int64_t value_width = 4;  // values of a head: d + 1 products of matrices
constexpr std::int64_t most_counted = 64;

/// Entries 1, 2, ..: what they are does not change the counts.
Square table(std::size_t n) {
  Square result(n, std::vector<std::int64_t>(n));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      result[i][j] = static_cast<std::int64_t>((i * n + j) % 97 + 1);
    }
  }
  return result;
}

/// (X Yhat_e Z)_ii for each value and (XYZ)_ii: the products of the matrices, n^2 for each
/// diagonal, n^2 for each Yhat.
template <typename Multiply>
std::int64_t layer(std::int64_t n, Multiply multiply) {
  Products products;
  const Square x = table(static_cast<std::size_t>(n));
  for (std::int64_t e = 0; e <= value_width; ++e) {
    const Square xy = multiply(x, x, products);
    products.count += static_cast<std::int64_t>(xy.size() * xy.size());  // the diagonal of (.)Z
    if (e < value_width) products.count += n * n;                        // Yhat_e
  }
  return products.count;
}

Count counted_halves(std::int64_t n) {
  if (n > most_counted) return std::nullopt;
  return Rational(layer(n, [](const Square& a, const Square& b, Products& products) {
    return by_halves(a, b, products);
  }));
}
Count counted_rows(std::int64_t n) {
  if (n > most_counted) return std::nullopt;
  return Rational(layer(n, by_rows));
}
/// 7^k for n = 2^k, five times, and 9 n^2.
Count promised_halves(std::int64_t n) {
  std::int64_t sevens = 1;
  for (std::int64_t size = 1; size < n; size *= 2) sevens *= 7;
  return Rational((value_width + 1) * sevens + (2 * value_width + 1) * n * n);
}
Count every_entry(std::int64_t n) { return Rational(3 * n * n); }
/// Two products for the weight of a triple, one for each value.
Count all_pairs(std::int64_t n) { return Rational((2 + value_width) * n * n * n); }
Count ordinary(std::int64_t n) { return Rational(value_width * n * n); }

check::Series multiplications() {
  return {.name = "multiplications",
          .title = "Multiplications of a layer, four values",
          .size = "n",
          .size_meaning = "tokens",
          .quantity = "multiplications [count]",
          .sizes = {2, 4, 8, 16, 32, 64, 128, 256},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "the entries of X, Y and Z are read",
                     .kind = LineKind::lower_bound,
                     .formula = "$3n^2$",
                     .bounded = "products by halves, counted",
                     .count = every_entry},
                    {.name = "seven products of halves",
                     .kind = LineKind::upper_bound,
                     .formula = "$5 n^{\\log_2 7} + 9n^2$",
                     .bounded = "products by halves, counted",
                     .count = promised_halves},
                    {.name = "products by halves, counted",
                     .kind = LineKind::construction,
                     .note = "S1; run up to n = 64",
                     .count = counted_halves},
                    {.name = "products by rows and columns, counted",
                     .kind = LineKind::competitor,
                     .note = "run up to n = 64",
                     .count = counted_rows},
                    {.name = "third-order attention, every pair",
                     .kind = LineKind::baseline,
                     .formula = "$6n^3$",
                     .note = "two for a weight, one a value",
                     .count = all_pairs},
                    {.name = "ordinary attention",
                     .kind = LineKind::competitor,
                     .formula = "$4n^2$",
                     .note = "of constant size it fails the tasks",
                     .count = ordinary}}};
}

Count half_length(std::int64_t length) { return Rational(length / 2); }
Count shattered(std::int64_t length) {
  if (length > 16) return std::nullopt;  // every set of rows is tried
  return Rational(shattered_rows(length));
}
/// log2 of the words on one half: no more rows can be shattered.
Count all_columns(std::int64_t length) {
  const Integer words = pow(Integer(2 * length - 1), static_cast<unsigned>(length / 2));
  return Rational(words.bit_length() - 1);
}
Count strassen_size(std::int64_t length) {
  return derive::resource_of([](std::int64_t l) { return match_form(l + 1, 2 * l); },
                             &derive::Resources::key_dimension)(length);
}

check::Series dimensions() {
  return {.name = "split_dimension",
          .title = "Split-VC dimension of Sum2 below a Strassen head's size",
          .size = "l",
          .size_meaning = "tokens of Sum2[l, 2l]",
          .quantity = "rows that are shattered; coordinates [count]",
          .sizes = {2, 4, 6, 8, 10, 12, 14, 16, 32, 64},
          .is_log_size = true,
          .is_log_quantity = true,
          .lines = {{.name = "half of the tokens",
                     .kind = LineKind::lower_bound,
                     .formula = "$\\ell/2$",
                     .note = "S3; an ordinary head's size is a power of it or more",
                     .bounded = "shattered rows, tried",
                     .count = half_length},
                    {.name = "as many as columns allow",
                     .kind = LineKind::upper_bound,
                     .formula = "$\\lfloor \\log_2 (2\\ell-1)^{\\ell/2} \\rfloor$",
                     .note = "the split into halves",
                     .bounded = "shattered rows, tried",
                     .count = all_columns},
                    {.name = "shattered rows, tried",
                     .kind = LineKind::construction,
                     .note = "every set of them, up to l = 16",
                     .count = shattered},
                    {.name = "coordinates of the Match3 form",
                     .kind = LineKind::competitor,
                     .formula = "$12$",
                     .note = "Strassen attention on l+1 tokens below 2l",
                     .count = strassen_size},
                    {.name = "one token a coordinate",
                     .kind = LineKind::baseline,
                     .formula = "$\\ell$",
                     .count = [](std::int64_t length) -> Count { return Rational(length); }}}};
}

}  // namespace

std::vector<check::Series> series() { return {multiplications(), dimensions()}; }

}  // namespace attest::strassen_attention
