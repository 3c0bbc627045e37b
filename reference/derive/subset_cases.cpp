// SPDX-License-Identifier: Apache-2.0
/// \file
/// All subsets as pointers of tokens; see subset_cases.hpp.
#include "reference/derive/subset_cases.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

/// The subsets of one length, n to a case.
check::CaseSpace batches_of_length(int q, int n, Values values) {
  const check::CaseSpace all = check::subsets(n, q);
  check::CaseSpace space;
  space.coverage = check::Coverage::exhaustive;
  space.size = (all.size + n - 1) / n;
  space.full_size = space.size;
  const Rational ratio = values == Values::powers ? Rational(1, n + 1) : Rational(-1);
  space.at = [all, q, n, ratio](std::int64_t index) {
    Matrix tokens(n, 1 + q);
    Rational z = 1;
    for (int i = 0; i < n; ++i) {
      tokens(i, 0) = z;
      z *= ratio;
      const Matrix subset = *all.at((index * n + i) % all.size);
      for (int l = 0; l < q; ++l) tokens(i, 1 + l) = subset(l, 0);
    }
    return std::optional<check::Case>(std::move(tokens));
  };
  return space;
}

}  // namespace

check::CaseSpace subset_batches(int q, int least, int most, Values values) {
  std::vector<check::CaseSpace> parts;
  for (int n = std::max(least, q); n <= most; ++n) parts.push_back(batches_of_length(q, n, values));
  if (parts.empty()) {
    throw InputError("parameter-range", "n", std::to_string(most),
                     "at least q and at least the least N");
  }
  check::CaseSpace space = check::concatenated(std::move(parts));
  space.description = "all " + std::to_string(q) +
                      "-subsets of {0, .., N-1} for N = " + std::to_string(std::max(least, q)) +
                      ", .., " + std::to_string(most) + ", N of them a case";
  return space;
}

std::vector<int> subset_of(const check::Case& tokens, int i, int q) {
  std::vector<int> subset;
  for (int l = 0; l < q; ++l) {
    subset.push_back(static_cast<int>(tokens(i, tokens.cols() - q + l).num().to_int64()));
  }
  return subset;
}

}  // namespace attest::derive
