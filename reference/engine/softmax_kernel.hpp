// SPDX-License-Identifier: Apache-2.0
/// \file
/// The kernel of the certified softmax filter: eight rows of weighted means in doubles.
///
/// Every operation is rounded to nearest once, whatever the instruction set; those with fused
/// multiply-add round less. docs/trust.md, "Engine: certified softmax", bounds what comes out.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace attest::engine {

/// Queries that one run of the kernel takes.
inline constexpr std::size_t softmax_rows = 8;

/// Keys and widths are multiples of this.
inline constexpr std::size_t softmax_grain = 8;

/// Keys whose terms are added before their sum joins the sum of all.
inline constexpr std::size_t softmax_chunk = 32;

/// Score of a key that only fills up the grain: below the floor of every row.
inline constexpr double softmax_padding = -0x1p100;

/// e^gap is replaced by 2^-1000 where it is less.
inline constexpr double softmax_least_exponent = -1000;

/// Coefficients of the polynomial of degree 11 that stands for 2^x on [-1/2, 1/2]: 1 + x q(x),
/// where q interpolates (2^x - 1) / x at the zeros of a Chebyshev polynomial, then is rounded.
inline constexpr std::array<double, 12> exponential_polynomial{0x1p+0,
                                                               0x1.62e42fefa39efp-1,
                                                               0x1.ebfbdff82c598p-3,
                                                               0x1.c6b08d704a0c2p-5,
                                                               0x1.3b2ab6fba1ddap-7,
                                                               0x1.5d87fe78a5276p-10,
                                                               0x1.430913096fd9fp-13,
                                                               0x1.ffcbfc670dcd4p-17,
                                                               0x1.62bfd47773353p-20,
                                                               0x1.b524fae627834p-24,
                                                               0x1.e6063f7217bc6p-28,
                                                               0x1.e9d3fe3952179p-32};

/// Eight rows of scores over the same keys. Score times `factor` is the exponent of 2.
struct SoftmaxTask {
  std::size_t keys = 0;            ///< a multiple of softmax_grain, not 0
  std::size_t width = 0;           ///< [channels] a multiple of softmax_grain, not 0
  const double* scores = nullptr;  ///< [softmax_rows x keys]; the largest of a row is no padding
  double factor = 0;               ///< log2 e over the denominator of the scores
  const double* values = nullptr;  ///< [keys x width]; of padding keys 0
};

/// The kernel compiled for one instruction set.
struct SoftmaxKernel {
  const char* name = "";
  bool is_fused = false;  ///< a product and the sum that it joins are rounded together

  /// means [softmax_rows x width] = sum over keys of 2^(factor (score - largest)) value, divided by
  /// the sum of these weights.
  void (*run)(const SoftmaxTask& task, double* means) = nullptr;

  /// weights [count] = 2^(factor gap): what `run` makes of gaps <= 0 below the largest score.
  /// \pre count is a multiple of softmax_grain
  void (*weigh)(double factor, std::size_t count, const double* gaps, double* weights) = nullptr;
};

/// The kernels that this machine can run, the fastest first; the last is plain portable code.
[[nodiscard]] std::span<const SoftmaxKernel> softmax_kernels();

}  // namespace attest::engine
