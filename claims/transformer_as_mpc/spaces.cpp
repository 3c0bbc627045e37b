// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queries, keys and values as cases, their averages, and what a program of a given size may take.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/transformer_as_mpc/local_work.hpp"
#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::transformer_as_mpc {
namespace {

constexpr std::int64_t most_drawn = 3;

/// One row a token from a row of all entries.
check::Case rows_of(const check::Case& entries, int n) {
  const int width = entries.cols() / n;
  check::Case rows(n, width);
  for (int i = 0; i < n; ++i) {
    for (int f = 0; f < width; ++f) rows(i, f) = entries(0, i * width + f);
  }
  return rows;
}

}  // namespace

check::CaseSpace small_matrices(std::int64_t n, std::int64_t dimension) {
  const std::vector<std::int64_t> hi(static_cast<std::size_t>(3 * n * dimension), 1);
  const std::vector<std::int64_t> lo(hi.size(), -1);
  check::CaseSpace space = check::mapped(
      check::integer_box(lo, hi), [n](const check::Case& entries) -> std::optional<check::Case> {
        return rows_of(entries, static_cast<int>(n));
      });
  space.description = "all Q, K, V of shape " + std::to_string(n) + " x " +
                      std::to_string(dimension) + " with entries -1, 0, 1";
  return space;
}

check::CaseSpace drawn_matrices(std::int64_t n, std::int64_t dimension, std::int64_t size,
                                std::uint64_t seed) {
  const auto width = static_cast<int>(3 * dimension);
  const auto draw = [=](Random& random, std::int64_t) -> std::optional<check::Case> {
    check::Case rows(static_cast<int>(n), width);
    for (int i = 0; i < rows.rows(); ++i) {
      for (int f = 0; f < width; ++f) rows(i, f) = random.between(-most_drawn, most_drawn);
    }
    return rows;
  };
  return check::sampled("integer Q, K, V with entries -3 to 3", size, seed,
                        pow(Integer(2 * most_drawn + 1), static_cast<unsigned>(n * width)),
                        "one evaluation costs N^2 pairs", draw);
}

std::vector<Rational> words_of(const check::Case& tokens) {
  std::vector<Rational> words;
  for (int i = 0; i < tokens.rows(); ++i) {
    words.insert(words.end(), tokens.row(i).begin(), tokens.row(i).end());
  }
  return words;
}

std::vector<Rational> averages(const check::Case& tokens, int m) {
  std::vector<Rational> result;
  for (int i = 0; i < tokens.rows(); ++i) {
    std::vector<Rational> above(static_cast<std::size_t>(m));
    Rational below = 0;
    for (int j = 0; j < tokens.rows(); ++j) {
      Rational score = 0;
      for (int r = 0; r < m; ++r) score += tokens(i, r) * tokens(j, m + r);
      const Rational size(power_of_two(static_cast<unsigned>(score.abs().num().to_int64())));
      const Rational weight = score < 0 ? Rational(1) / size : size;
      for (int r = 0; r < m; ++r) {
        above[static_cast<std::size_t>(r)] += weight * tokens(j, 2 * m + r);
      }
      below += weight;
    }
    for (const Rational& sum : above) result.push_back(sum / below);
  }
  return result;
}

std::int64_t tree_depth(std::int64_t n, std::int64_t fan_out) {
  ATTEST_REQUIRE(n >= 1 && fan_out >= 2, "fan-out " + std::to_string(fan_out));
  std::int64_t depth = 0;
  for (std::int64_t cover = 1; cover < n; cover *= fan_out) ++depth;
  return depth;
}

Load load_of(const model::Transformer& model) {
  Load load;
  for (const model::Block& block : model.blocks) {
    const HeadWidths widths = widths_of(block);
    load.dimension = std::max<std::int64_t>({load.dimension, widths.keys, widths.values});
    load.heads = std::max<std::int64_t>(load.heads, widths.heads);
  }
  return load;
}

std::int64_t word_limit(const Load& load, std::int64_t fan_out) {
  return (fan_out - 1) * 3 * load.dimension;
}

std::int64_t root_fan_out(std::int64_t n, std::int64_t k) {
  std::int64_t b = 2;
  while (pow(Integer(b), static_cast<unsigned>(k)) < n) ++b;
  return b;
}

}  // namespace attest::transformer_as_mpc
