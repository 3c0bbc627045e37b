// SPDX-License-Identifier: Apache-2.0
/// \file
/// Affine dependencies by elimination, and a walk around the circle that two of them span.
#include "claims/sparse_averaging_moment_curve/dependencies.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/number/elimination.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using Dependency = std::vector<Rational>;  // one coefficient a point, sum 0

/// Keys first, .., first+points-1.
struct Window {
  int first;
  int points;
};

/// At most two independent l with sum l_j = 0 and sum l_j k_j = 0 over the window.
std::vector<Dependency> dependencies(const Matrix& keys, const Window& window) {
  Matrix rows(keys.cols() + 1, window.points);
  for (int p = 0; p < window.points; ++p) {
    rows(0, p) = 1;
    for (int r = 0; r < keys.cols(); ++r) rows(r + 1, p) = keys(window.first + p, r);
  }
  return kernel(std::move(rows), 2);
}

/// The two sides of a dependency, of sum 1 each; the smaller one, or the positive one, is `a`.
Partition sides_of(const Dependency& dependency, int first, Flaw flaw) {
  Partition result;
  Rational sum = 0;
  for (std::size_t p = 0; p < dependency.size(); ++p) {
    const int sign = dependency[p].sign();
    if (sign == 0) continue;
    const bool is_a = sign > 0;
    (is_a ? result.a : result.b).push_back(first + static_cast<int>(p));
    (is_a ? result.alpha : result.beta)
        .push_back(flaw == Flaw::signs_ignored ? dependency[p] : dependency[p].abs());
    if (is_a) sum += dependency[p];
  }
  if (flaw != Flaw::not_normalised) {
    for (Rational& value : result.alpha) value /= sum;
    for (Rational& value : result.beta) value /= sum;
  }
  const bool is_a_larger = result.a.size() > result.b.size();
  if (is_a_larger != (flaw == Flaw::larger_side_first)) {
    std::swap(result.a, result.b);
    std::swap(result.alpha, result.beta);
  }
  return result;
}

/// The dependencies of the circle spanned by u and v in which a coordinate vanishes; u itself where
/// there is no v.
std::vector<Dependency> boundary(const std::vector<Dependency>& basis, Flaw flaw) {
  if (basis.size() < 2 || flaw == Flaw::one_dependency) return {basis.begin(), basis.begin() + 1};
  const Dependency& u = basis[0];
  const Dependency& v = basis[1];
  std::vector<Dependency> result;
  for (std::size_t i = 0; i < u.size(); ++i) {
    if (u[i].is_zero() && v[i].is_zero()) continue;
    Dependency turned(u.size());
    for (std::size_t p = 0; p < u.size(); ++p) turned[p] = v[i] * u[p] - u[i] * v[p];
    result.push_back(std::move(turned));
  }
  return result;
}

}  // namespace

std::optional<Flaw> flaw_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, Flaw>, 4> names{
      {{"larger_side_first", Flaw::larger_side_first},
       {"one_dependency", Flaw::one_dependency},
       {"signs_ignored", Flaw::signs_ignored},
       {"not_normalised", Flaw::not_normalised}}};
  for (const auto& [known, flaw] : names) {
    if (known == name) return flaw;
  }
  return std::nullopt;
}

std::optional<Partition> find_partition(const Matrix& keys, int q, Sought sought, Flaw flaw) {
  const int n = keys.rows();
  ATTEST_REQUIRE(n > q && q >= 1, "n = " + std::to_string(n) + ", q = " + std::to_string(q));
  // Radon: m+2 points have a dependency, and a side of at most q if they are at most 2q+1. Strict
  // order: of 2q+2 points with two dependencies some turn has sides of at most q and q+1.
  const int points = std::min(n, sought == Sought::tie ? keys.cols() + 2 : 2 * q + 2);
  const auto most_a = static_cast<std::size_t>(q);
  const auto most_b = static_cast<std::size_t>(sought == Sought::tie ? n : std::min(q + 1, n - q));
  for (int first = 0; first + points <= n; ++first) {
    const std::vector<Dependency> basis = dependencies(keys, {.first = first, .points = points});
    if (basis.empty()) continue;
    for (const Dependency& turned : boundary(basis, flaw)) {
      Partition partition = sides_of(turned, first, flaw);
      const bool is_larger_first = flaw == Flaw::larger_side_first;
      const std::size_t small = is_larger_first ? partition.b.size() : partition.a.size();
      const std::size_t large = is_larger_first ? partition.a.size() : partition.b.size();
      if (small <= most_a && large <= most_b) return partition;
      if (flaw == Flaw::one_dependency) return partition;
    }
  }
  return std::nullopt;
}

}  // namespace attest::sparse_averaging_moment_curve
