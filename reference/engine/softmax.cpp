// SPDX-License-Identifier: Apache-2.0
/// \file
/// Exact numbers into doubles, and the bound of what the kernel makes of them.
#include "reference/engine/softmax.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "reference/number/contract.hpp"
#include "reference/number/float.hpp"

namespace attest::engine {
namespace {

constexpr std::size_t most_keys = std::size_t{1} << 20;
constexpr double softmax_unit = 0x1p-53;  // relative error of one rounding
constexpr int significant = 53;           // [bits]
constexpr int most_exponent = 900;

std::size_t padded(std::size_t count) {
  return (count + softmax_grain - 1) / softmax_grain * softmax_grain;
}

/// An integer below 2^53, exactly.
double double_of(const Integer& x) { return static_cast<double>(x.to_int64()); }

/// The least common denominator of all entries if it is at most 2^52, else 0.
Integer common_denominator(const Matrix& entries) {
  Integer common = 1;
  for (int i = 0; i < entries.rows(); ++i) {
    for (const Rational& x : entries.row(i)) {
      common = lcm(common, x.den());
      if (common > power_of_two(significant - 1)) return 0;
    }
  }
  return common;
}

/// The scores times `denominator`, if all are integers up to 2^52 in absolute value.
bool set_integers(SoftmaxScores& to, const Matrix& scores, const Integer& denominator) {
  const Integer most = power_of_two(significant - 1);
  for (int i = 0; i < scores.rows(); ++i) {
    double* row = to.entries.data() + static_cast<std::size_t>(i) * to.padded_keys;
    for (const Rational& x : scores.row(i)) {
      const Integer scaled = x.num() * exact_div(denominator, x.den());
      if (scaled.abs() > most) return false;
      *row++ = double_of(scaled);
    }
  }
  to.factor = softmax_factor / double_of(denominator);
  to.size.denominator_rank = denominator == 1 ? 1 : 2;
  return true;
}

/// The scores rounded, if all are below 2^27.
bool set_rounded(SoftmaxScores& to, const Matrix& scores) {
  to.factor = softmax_factor;
  to.size.is_rounded = true;
  for (int i = 0; i < scores.rows(); ++i) {
    double* row = to.entries.data() + static_cast<std::size_t>(i) * to.padded_keys;
    for (const Rational& x : scores.row(i)) {
      const std::optional<Nearest> near = nearest_double(x);
      if (!near || std::abs(near->value) >= softmax_most_rounded) return false;
      to.size.largest_score =
          std::max(to.size.largest_score, std::abs(near->value) * (1 + 2 * softmax_unit));
      *row++ = near->value;
    }
  }
  return true;
}

}  // namespace

std::optional<Nearest> nearest_double(const Rational& x) {
  if (x.is_zero()) return Nearest{};
  const Integer number = x.num();
  if (x.is_integer() && number.bit_length() <= significant) return Nearest{double_of(number), true};
  const Integer over = x.den();
  const std::int64_t exponent = number.bit_length() - over.bit_length();  // within 1 of log2 |x|
  if (std::abs(exponent) >= most_exponent) return std::nullopt;
  const auto halvings = static_cast<int>(over.bit_length() - 1);
  if (number.bit_length() <= significant && over == power_of_two(static_cast<unsigned>(halvings))) {
    return Nearest{std::ldexp(double_of(number), -halvings), true};
  }
  const Rational rounded = Float(x, significant).to_rational();
  // An odd number of up to 53 bits over or times a power of 2.
  Integer significand = rounded.num();
  int shift = 0;
  if (significand.bit_length() > significant) {
    shift = static_cast<int>(significand.bit_length()) - significant;
    significand = exact_div(significand, power_of_two(static_cast<unsigned>(shift)));
  }
  shift -= static_cast<int>(rounded.den().bit_length()) - 1;
  return Nearest{std::ldexp(double_of(significand), shift), rounded == x};
}

double softmax_error(const SoftmaxKernel& kernel, const SoftmaxSize& size, double largest) {
  ATTEST_REQUIRE(size.keys >= 1 && size.keys <= most_keys, std::to_string(size.keys));
  if (largest == 0) return 0;  // 0 over a sum of weights
  const std::size_t keys = padded(size.keys);
  const std::size_t chunks = (keys + softmax_chunk - 1) / softmax_chunk;
  // Roundings in units of 2^-53; what each line counts is said in docs/trust.md.
  const auto numerator = static_cast<double>(std::min(keys, softmax_chunk) + 1 + chunks);
  const auto denominator = static_cast<double>(17 + chunks);
  const int slope = size.denominator_rank + (kernel.is_fused ? 0 : 1) + (size.is_rounded ? 1 : 0);
  const double entropy = 0.6932 * static_cast<double>(std::bit_width(size.keys - 1));  // >= ln keys
  const double moved = size.is_rounded ? 2 * size.largest_score : 0;
  const double weights = 4 + slope * entropy + moved;
  const double roundings = numerator + denominator + 2 * weights + 3;
  // A thousandth for products of errors, and what vanishes below the least exponent.
  return largest * (roundings * (1 + 0x1p-10) * softmax_unit + 0x1p-970) + 0x1p-1040;
}

std::optional<SoftmaxScores> SoftmaxScores::of(const Matrix& scores) {
  SoftmaxScores result;
  result.rows = static_cast<std::size_t>(scores.rows());
  result.size.keys = static_cast<std::size_t>(scores.cols());
  if (result.size.keys == 0 || result.size.keys > most_keys) return std::nullopt;
  result.padded_keys = padded(result.size.keys);
  const std::size_t rows = (result.rows + softmax_rows - 1) / softmax_rows * softmax_rows;
  result.entries.assign(rows * result.padded_keys, softmax_padding);
  // A row that only fills up its eight has one key of its own.
  for (std::size_t r = result.rows; r < rows; ++r) result.entries[r * result.padded_keys] = 0;
  const Integer denominator = common_denominator(scores);
  if (!denominator.is_zero() && set_integers(result, scores, denominator)) return result;
  if (set_rounded(result, scores)) return result;
  return std::nullopt;
}

std::optional<SoftmaxValues> SoftmaxValues::of(const Matrix& values) {
  SoftmaxValues result;
  result.width = static_cast<std::size_t>(values.cols());
  result.padded_width = padded(std::max<std::size_t>(result.width, 1));
  result.entries.assign(padded(static_cast<std::size_t>(values.rows())) * result.padded_width, 0.0);
  result.largest.assign(result.width, 0.0);
  for (int j = 0; j < values.rows(); ++j) {
    for (std::size_t c = 0; c < result.width; ++c) {
      const std::optional<Nearest> near = nearest_double(values(j, static_cast<int>(c)));
      if (!near) return std::nullopt;
      result.entries[static_cast<std::size_t>(j) * result.padded_width + c] = near->value;
      result.largest[c] = std::max(result.largest[c], std::abs(near->value));
    }
  }
  return result;
}

SoftmaxMeans softmax_means(const SoftmaxKernel& kernel, const SoftmaxScores& scores,
                           const SoftmaxValues& values) {
  ATTEST_REQUIRE(values.entries.size() == scores.padded_keys * values.padded_width,
                 "keys of values and scores");
  const std::size_t rows = scores.entries.size() / scores.padded_keys;
  SoftmaxMeans result{.padded_width = values.padded_width};
  result.values.resize(rows * values.padded_width);
  for (std::size_t r = 0; r < rows; r += softmax_rows) {
    kernel.run({.keys = scores.padded_keys,
                .width = values.padded_width,
                .scores = scores.entries.data() + r * scores.padded_keys,
                .factor = scores.factor,
                .values = values.entries.data()},
               result.values.data() + r * values.padded_width);
  }
  for (const double largest : values.largest) {
    result.errors.push_back(softmax_error(kernel, scores.size, largest));
  }
  return result;
}

}  // namespace attest::engine
