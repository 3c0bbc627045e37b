// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 and its variants by nested loops.
#include "reference/task/match_three.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// The tokens modulo `modulus`, in 0..modulus-1.
std::vector<std::int64_t> residues(const Matrix& tokens, std::int64_t modulus) {
  ATTEST_REQUIRE(tokens.cols() == 1, "a token of Match3 is one integer");
  std::vector<std::int64_t> result;
  result.reserve(static_cast<std::size_t>(tokens.rows()));
  for (int i = 0; i < tokens.rows(); ++i) {
    ATTEST_REQUIRE(tokens(i, 0).is_integer(), "token " + std::to_string(i) + " is not an integer");
    result.push_back(floor_mod(tokens(i, 0).num(), modulus).to_int64());
  }
  return result;
}

Rational is_matched(const std::vector<std::int64_t>& x, std::size_t i, std::int64_t modulus,
                    Repeats repeats) {
  for (std::size_t j = 0; j < x.size(); ++j) {
    for (std::size_t k = 0; k < x.size(); ++k) {
      if (repeats == Repeats::excluded && (i == j || j == k || k == i)) continue;
      if ((x.at(i) + x[j] + x[k]) % modulus == 0) return 1;
    }
  }
  return 0;
}

// 2^60: three residues sum to less than 2^62.
constexpr std::int64_t max_modulus = std::int64_t{1} << 60;

void require_modulus(std::int64_t modulus) {
  ATTEST_REQUIRE(1 <= modulus && modulus <= max_modulus, "modulus " + std::to_string(modulus));
}

}  // namespace

Task match_three(std::int64_t modulus, Repeats repeats) {
  require_modulus(modulus);
  return {.id = "match_three modulus=" + std::to_string(modulus) +
                (repeats == Repeats::excluded ? " repeats=excluded" : ""),
          .answer = [modulus, repeats](const Matrix& tokens) {
            const std::vector<std::int64_t> x = residues(tokens, modulus);
            std::vector<Rational> result;
            result.reserve(x.size());
            for (std::size_t i = 0; i < x.size(); ++i) {
              result.push_back(is_matched(x, i, modulus, repeats));
            }
            return result;
          }};
}

Task match_three_at(std::int64_t modulus, int position) {
  require_modulus(modulus);
  ATTEST_REQUIRE(position >= 0, "position " + std::to_string(position));
  return {.id = "match_three modulus=" + std::to_string(modulus) +
                " position=" + std::to_string(position),
          .answer = [modulus, position](const Matrix& tokens) {
            const std::vector<std::int64_t> x = residues(tokens, modulus);
            return std::vector<Rational>{
                is_matched(x, static_cast<std::size_t>(position), modulus, Repeats::allowed)};
          }};
}

Task match_three_bigram(std::int64_t modulus, LastToken last) {
  require_modulus(modulus);
  const bool wraps = last == LastToken::wraps_around;
  return {.id = "match_three_bigram modulus=" + std::to_string(modulus) + (wraps ? " wraps" : ""),
          .answer = [modulus, wraps](const Matrix& tokens) {
            const std::vector<std::int64_t> x = residues(tokens, modulus);
            const std::size_t pairs = wraps || x.empty() ? x.size() : x.size() - 1;
            std::vector<Rational> result;
            for (const std::int64_t x_i : x) {
              bool is_found = false;
              for (std::size_t j = 0; j < pairs; ++j) {
                is_found = is_found || (x_i + x[j] + x[(j + 1) % x.size()]) % modulus == 0;
              }
              result.emplace_back(is_found ? 1 : 0);
            }
            return result;
          }};
}

Task match_three_local(std::int64_t modulus, std::int64_t reach) {
  require_modulus(modulus);
  ATTEST_REQUIRE(reach >= 0, "reach " + std::to_string(reach));
  return {.id = "match_three_local modulus=" + std::to_string(modulus) +
                " reach=" + std::to_string(reach),
          .answer = [modulus, reach](const Matrix& tokens) {
            const std::vector<std::int64_t> x = residues(tokens, modulus);
            const std::int64_t n = std::ssize(x);
            std::vector<Rational> result;
            for (std::int64_t i = 0; i < n; ++i) {
              const std::int64_t first = std::max<std::int64_t>(i - reach, 0);
              const std::int64_t last = std::min(i + reach + 1, n);
              const std::vector<std::int64_t> window(x.begin() + first, x.begin() + last);
              result.push_back(is_matched(window, static_cast<std::size_t>(i - first), modulus,
                                          Repeats::allowed));
            }
            return result;
          }};
}

}  // namespace attest::task
