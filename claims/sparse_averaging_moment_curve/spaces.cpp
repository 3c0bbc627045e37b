// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subsets as pointers of tokens, and matrices of keys.
#include <algorithm>

#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

/// The shapes of subsets that `large_subsets` cycles through.
enum class Shape { run, run_with_hole, every_second, both_ends, spread, count };

/// A subset of one shape; `at` is random.
std::vector<std::int64_t> draw_subset(Shape shape, std::int64_t n, std::int64_t q, Random& random) {
  std::vector<std::int64_t> subset;
  const std::int64_t span = shape == Shape::every_second ? 2 * q : q + 1;
  // At an end every third time, where the numbers are largest.
  const std::int64_t corner = random.below(6);
  const std::int64_t start = corner == 0 ? 0 : corner == 1 ? n - span : random.below(n - span + 1);
  const std::int64_t hole = shape == Shape::run_with_hole ? random.between(1, q) : q + 1;
  const std::int64_t left = random.between(1, q);
  for (std::int64_t l = 0; l < q; ++l) {
    switch (shape) {
      case Shape::run:
      case Shape::run_with_hole:
        subset.push_back(start + l + (l >= hole ? 1 : 0));
        break;
      case Shape::every_second:
        subset.push_back(start + 2 * l);
        break;
      case Shape::both_ends:
        subset.push_back(l < left ? l : n - q + l);
        break;
      case Shape::spread:  // one in each q-th of the positions
        subset.push_back(n * l / q + random.below(n / q));
        break;
      case Shape::count:
        ATTEST_REQUIRE(false, "not a shape of subsets");
    }
  }
  return subset;
}

constexpr std::int64_t wide = 1000;  // largest entry of a key of wide range

/// The kinds of key matrices that `key_matrices` cycles through.
enum class Kind { wide_range, small_range, binary, truncated_curve, simplex_points, count };

/// Fills one key; `t` is the key's place on the curve.
void draw_key(Kind kind, std::int64_t t, std::span<Rational> key, Random& random) {
  const auto m = static_cast<std::int64_t>(key.size());
  const std::int64_t side = m + 1;  // of the simplex 0, side e_1, .., side e_m
  std::int64_t left = side;
  Rational power = 1;
  for (Rational& entry : key) {
    power *= t;
    switch (kind) {
      case Kind::wide_range:
        entry = random.between(-wide, wide);
        break;
      case Kind::small_range:
        entry = random.between(-2, 2);
        break;
      case Kind::binary:
        entry = random.below(2);
        break;
      case Kind::truncated_curve:
        entry = power;
        break;
      case Kind::simplex_points: {
        const std::int64_t part = random.below(3) == 0 ? random.between(0, left) : 0;
        entry = part;
        left -= part;
        break;
      }
      case Kind::count:
        ATTEST_REQUIRE(false, "not a kind of keys");
    }
  }
}

}  // namespace

check::CaseSpace large_subsets(int n, int q, std::uint64_t seed) {
  ATTEST_REQUIRE(n >= 2 * q + 2, "n = " + std::to_string(n));
  Integer all = 1;
  for (int i = 0; i < q; ++i) all = exact_div(all * (n - i), i + 1);
  return check::sampled(
      "subsets of " + std::to_string(q) + " of " + std::to_string(n) +
          " positions at the first token: runs, runs with one hole, every second, both ends, "
          "spread in turn",
      20, seed, all, "the shapes with the smallest gaps and the largest numbers",
      [n, q](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto shape = static_cast<Shape>(index % static_cast<std::int64_t>(Shape::count));
        const std::vector<std::int64_t> subset = draw_subset(shape, n, q, random);
        Matrix tokens(n, 1 + q);
        for (int i = 0; i < n; ++i) {
          tokens(i, 0) = random.between(-(std::int64_t{1} << 40), std::int64_t{1} << 40);
          for (int l = 0; l < q; ++l) {
            tokens(i, 1 + l) = i == 0 ? subset[static_cast<std::size_t>(l)] : n / 2;
          }
        }
        return tokens;
      });
}

check::CaseSpace key_matrices(int q, bool is_strict, std::int64_t size, std::uint64_t seed) {
  const int least = is_strict ? 2 * q : q + 1;
  const auto dimension = [q, is_strict](int n) {
    return (is_strict ? strict_dimension(n, q) : tie_dimension(n, q)) - 1;
  };
  const auto entries = static_cast<unsigned>((least + 4) * dimension(least + 4));
  return check::sampled(
      "integer keys for q = " + std::to_string(q) + " and N = " + std::to_string(least) + ", .., " +
          std::to_string(least + 4) +
          ", one dimension too few: wide range, {-2..2}, {0,1}, truncated moment curve, points of "
          "a simplex in turn",
      size, seed, pow(Integer(2 * wide + 1), entries), "infinitely many key matrices",
      [least, dimension](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        const int n = least + static_cast<int>(random.below(5));
        Matrix keys(n, dimension(n));
        std::int64_t t = random.between(-n, 0);
        for (int i = 0; i < n; ++i) {
          draw_key(kind, t, keys.row(i), random);
          t += random.between(1, 2);
        }
        return keys;
      });
}

std::vector<std::vector<Rational>> scores_of(const Built& built, const check::Case& tokens) {
  const model::Trace trace = built.evaluator.trace(tokens, model::Tie::as_declared);
  const model::HeadTrace& head = trace.layers.at(0).heads.at(0);
  std::vector<std::vector<Rational>> rows(static_cast<std::size_t>(head.queries));
  for (std::size_t at = 0; at < head.scores.size(); ++at) {
    rows[at / static_cast<std::size_t>(head.keys)].push_back(std::get<Rational>(head.scores[at]));
  }
  return rows;
}

Matrix keys_of(const model::Transformer& model, int n, int q) {
  const Matrix state = model::embed(model, *subset_batches(q, n, n, Values::signs).at(0));
  const model::Linear& map = model.blocks.at(0).heads.at(0).keys.at(0);
  int dimension = 0;
  for (const model::Entry& entry : map) dimension = std::max(dimension, entry.to + 1);
  Matrix keys(n, dimension);
  for (int i = 0; i < n; ++i) {
    for (const model::Entry& entry : map)
      keys(i, entry.to) += entry.weight.value * state(i, entry.from);
  }
  return keys;
}

Rational tie_gap(const std::vector<Rational>& scores, const std::vector<int>& y) {
  const Rational& member = scores.at(static_cast<std::size_t>(y.front()));
  std::optional<Rational> gap;
  for (std::size_t j = 0; j < scores.size(); ++j) {
    if (std::find(y.begin(), y.end(), static_cast<int>(j)) != y.end()) {
      if (scores[j] != member) return -1;
      continue;
    }
    const Rational distance = member - scores[j];
    if (!gap || distance < *gap) gap = distance;
  }
  return gap.value_or(0);
}

}  // namespace attest::sparse_averaging_moment_curve
