// SPDX-License-Identifier: Apache-2.0
/// \file
/// The certified softmax filter: means of values under e^score in doubles, each with a bound of its
/// error that is proven beforehand (docs/trust.md, "Engine: certified softmax").
#pragma once

#include <cstddef>
#include <new>
#include <optional>
#include <vector>

#include "reference/engine/softmax_kernel.hpp"
#include "reference/number/matrix.hpp"

namespace attest::engine {

/// log2 e, rounded: off by less than 7/10 units. It is SoftmaxTask::factor of scores over 1.
inline constexpr double softmax_factor = 0x1.71547652b82fep+0;

/// Rounded scores are below this in absolute value.
inline constexpr double softmax_most_rounded = 0x1p27;

/// Storage that starts on a cache line, which no load of the kernel then straddles.
template <typename Element>
struct OnLines {
  using value_type = Element;
  static constexpr std::align_val_t line{64};
  OnLines() = default;
  template <typename Other>
  explicit OnLines(const OnLines<Other>&) {}
  [[nodiscard]] Element* allocate(std::size_t count) {
    return static_cast<Element*>(::operator new(count * sizeof(Element), line));
  }
  void deallocate(Element* from, std::size_t) { ::operator delete(from, line); }
  friend bool operator==(const OnLines&, const OnLines&) { return true; }
};
using Doubles = std::vector<double, OnLines<double>>;

/// The double nearest to an exact number.
struct Nearest {
  double value = 0;
  bool is_exact = true;
};

/// The double nearest to x; nothing unless x is 0 or 2^-900 <= |x| <= 2^900.
[[nodiscard]] std::optional<Nearest> nearest_double(const Rational& x);

/// A number within value +- error; both ends, rounded to doubles, still enclose it.
struct Estimate {
  double value = 0;
  double error = 0;
};

/// What the bound of a mean depends on besides its values.
struct SoftmaxSize {
  std::size_t keys = 0;      ///< without padding, 1 <= keys <= 2^20
  int denominator_rank = 1;  ///< 1: scores over denominator 1; 2: over another
  bool is_rounded = false;   ///< scores are rounded to doubles
  double largest_score = 0;  ///< where they are rounded: at least all |score|
};

/// A bound of |computed - true mean| for values of absolute value at most `largest` <= 2^900.
[[nodiscard]] double softmax_error(const SoftmaxKernel& kernel, const SoftmaxSize& size,
                                   double largest);

/// Scores as the kernel reads them.
struct SoftmaxScores {
  std::size_t rows = 0;
  std::size_t padded_keys = 0;
  Doubles entries = {};  ///< [rows, up to softmax_rows more x padded_keys]
  double factor = 0;     ///< as in SoftmaxTask
  SoftmaxSize size = {};

  /// Of scores [rows x keys]. They stay exact integers below 2^52 over one denominator where they
  /// can; else they are rounded. Nothing where they are too large for that, or keys are too many.
  [[nodiscard]] static std::optional<SoftmaxScores> of(const Matrix& scores);
};

/// Values as the kernel reads them.
struct SoftmaxValues {
  std::size_t width = 0;
  std::size_t padded_width = 0;
  Doubles entries = {};              ///< [padded keys x padded_width]
  std::vector<double> largest = {};  ///< [width] greatest absolute value of each channel

  /// Of values [keys x width]. Nothing where one is neither 0 nor within 2^-900 and 2^900.
  [[nodiscard]] static std::optional<SoftmaxValues> of(const Matrix& values);
};

/// The means of every row of scores.
struct SoftmaxMeans {
  std::size_t padded_width = 0;
  Doubles values = {};              ///< [rows, up to softmax_rows more x padded_width]
  std::vector<double> errors = {};  ///< [width]

  [[nodiscard]] Estimate at(std::size_t row, std::size_t channel) const {
    return {.value = values[row * padded_width + channel], .error = errors[channel]};
  }
};

/// \pre scores and values have equally many keys
[[nodiscard]] SoftmaxMeans softmax_means(const SoftmaxKernel& kernel, const SoftmaxScores& scores,
                                         const SoftmaxValues& values);

}  // namespace attest::engine
