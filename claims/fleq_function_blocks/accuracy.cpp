// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the accuracy of a product by softmax grows with 1/eta.
#include <algorithm>

#include "claims/fleq_function_blocks/softmax.hpp"
#include "reference/derive/series.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/float.hpp"

namespace attest::fleq_function_blocks {
namespace {

using check::LineKind;

constexpr int drawn_side = 3;
constexpr int drawn_precision = 1024;  // bits of balls; the errors have no more than 100
constexpr int double_bits = 53;
constexpr int fixed_level = 8;

/// Column j of A and of B in row j, multiples of 1/7 from -1 to 1.
check::Case sevenths() {
  check::Case tokens(drawn_side, 2 * drawn_side);
  for (int j = 0; j < drawn_side; ++j) {
    for (int i = 0; i < 2 * drawn_side; ++i) {
      tokens(j, i) = Rational((5 * i + 4 * j + 3) % 15 - 7) / Rational(7);
    }
  }
  return tokens;
}

/// a_i^T b_j.
Rational exact_entry(const check::Case& tokens, int i, int j) {
  Rational sum;
  for (int k = 0; k < drawn_side; ++k) sum += tokens(i, k) * tokens(j, drawn_side + k);
  return sum;
}

Rational largest_product() {
  const check::Case tokens = sevenths();
  Rational most;
  for (int i = 0; i < drawn_side; ++i) {
    for (int j = 0; j < drawn_side; ++j) most = std::max(most, exact_entry(tokens, i, j).abs());
  }
  return most;
}

/// floor(-log2 x).
Rational bits_of(const Ball& x) {
  const std::optional<Integer> bits = floor(-log(x) / log(Ball::exact(2, x.precision())));
  if (!bits) throw model::Undecided("-log2 of an error is not decided");
  return {*bits};
}

/// eta = 2^-size; L = 2 size + 8, so that theta is below eta^2 / 1000, or as given.
ProductShape drawn_shape(std::int64_t size, bool is_odd, int level = 0) {
  const int inverse = static_cast<int>(size);
  return {.side = drawn_side,
          .inverse_log2 = inverse,
          .level = level > 0 ? level : 2 * inverse + 8,
          .is_odd = is_odd};
}

Rational literal_bits(const ProductShape& shape) {
  const check::Case tokens = sevenths();
  const std::vector<Ball> out =
      enclosed_register(product_block(shape), tokens, "out", drawn_side, drawn_precision);
  Ball largest = Ball::exact(0, drawn_precision);
  for (int j = 0; j < drawn_side; ++j) {
    for (int i = 0; i < drawn_side; ++i) {
      const Ball off = out[static_cast<std::size_t>(drawn_side * j + i)] -
                       Ball::exact(exact_entry(tokens, i, j), drawn_precision);
      largest = max(largest, max(off, -off));
    }
  }
  return bits_of(largest);
}

Rational certified_bits(const ProductShape& shape) {
  return bits_of(product_error(shape, largest_product(), drawn_precision));
}

std::optional<Rational> one_head_bits(std::int64_t size) {
  return literal_bits(drawn_shape(size, false));
}
std::optional<Rational> two_head_bits(std::int64_t size) {
  return literal_bits(drawn_shape(size, true));
}
std::optional<Rational> low_level_bits(std::int64_t size) {
  return literal_bits(drawn_shape(size, true, fixed_level));
}
std::optional<Rational> one_head_bound(std::int64_t size) {
  return certified_bits(drawn_shape(size, false));
}
std::optional<Rational> two_head_bound(std::int64_t size) {
  return certified_bits(drawn_shape(size, true));
}

/// The sum of products, each operation rounded to a double's significand.
std::optional<Rational> double_bits_lost(std::int64_t) {
  const check::Case tokens = sevenths();
  Rational largest;
  for (int i = 0; i < drawn_side; ++i) {
    for (int j = 0; j < drawn_side; ++j) {
      Float sum(0, double_bits);
      for (int k = 0; k < drawn_side; ++k) {
        sum += Float(tokens(i, k), double_bits) * Float(tokens(j, drawn_side + k), double_bits);
      }
      largest = std::max(largest, (sum.to_rational() - exact_entry(tokens, i, j)).abs());
    }
  }
  return bits_of(Ball::exact(largest, drawn_precision));
}

}  // namespace

check::Series accuracy_series() {
  return {.name = "accuracy",
          .title = "Correct bits of a product by softmax",
          .size = "p",
          .size_meaning = "eta is 2^-p, a product of 3 x 3 matrices of sevenths",
          .quantity = "-log2 of the largest error, rounded down [bits]",
          .sizes = {2, 3, 4, 6, 8, 12, 16, 20, 24, 32},
          .lines = {{.name = "certified for one head",
                     .kind = LineKind::lower_bound,
                     .formula = "$e^{\\eta S} (\\eta S^2 / 2 + \\theta S)$",
                     .note = "S4; slope 1",
                     .bounded = "one head",
                     .count = one_head_bound},
                    {.name = "one head",
                     .kind = LineKind::construction,
                     .note = "L = 2p + 8",
                     .count = one_head_bits},
                    {.name = "certified for two heads",
                     .kind = LineKind::lower_bound,
                     .formula = "$e^{\\eta S} (\\eta^2 S^3 / 6 + \\theta S)$",
                     .note = "S4.two_heads; slope 2",
                     .bounded = "two heads",
                     .count = two_head_bound},
                    {.name = "two heads",
                     .kind = LineKind::construction,
                     .note = "L = 2p + 8",
                     .count = two_head_bits},
                    {.name = "two heads, L = 8",
                     .kind = LineKind::competitor,
                     .note = "theta is what remains",
                     .count = low_level_bits},
                    {.name = "direct product in doubles",
                     .kind = LineKind::baseline,
                     .note = "sums of products, each operation rounded to 53 bits",
                     .count = double_bits_lost}}};
}

}  // namespace attest::fleq_function_blocks
