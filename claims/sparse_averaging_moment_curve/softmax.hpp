// SPDX-License-Identifier: Apache-2.0
/// \file
/// What S1 and S3 share: inequalities about the softmax of the moment-curve scores.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::sparse_averaging_moment_curve {

/// Values of q, least, n and the strength.
using Point = std::array<std::int64_t, 4>;

/// An inequality about every q-subset of a stated N: the left side is at most the right one.
struct Softmax {
  check::Wording words;
  check::Parameter strength;  ///< a further parameter: beta, or the scale of natural scores
  std::vector<Point> fast;
  std::vector<Point> nightly;  ///< beyond the fast ones
  /// Sets both sides, and how they are evaluated.
  void (*sides)(derive::Agrees& result, int q, std::int64_t strength);
  std::vector<derive::Twist> twists;
};

/// The statement; its cases are the batches of subsets with z = 1, -1, 1, ..
[[nodiscard]] check::Statement statement_of_softmax(Softmax what);

/// The choices that a twist names; those of the construction where it is none of the head's.
[[nodiscard]] Choices choices_of(int q, const std::string& twist);

/// Twists of the head by their names.
[[nodiscard]] std::vector<derive::Twist> twists_of(std::initializer_list<const char*> names);

/// S1 and S3.natural: the natural exponential.
[[nodiscard]] check::Statement natural_approximation();
[[nodiscard]] check::Statement natural_rows();

}  // namespace attest::sparse_averaging_moment_curve
