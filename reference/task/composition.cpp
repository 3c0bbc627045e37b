// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compositions by plain loops.
#include "reference/task/composition.hpp"

#include <string>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// Token (i, j) of m^2 tokens, row by row.
int token(std::int64_t i, std::int64_t j, std::int64_t m) { return static_cast<int>(i * m + j); }

std::vector<Rational> composed(const Matrix& tokens, std::int64_t m, bool has_colours) {
  ATTEST_REQUIRE(tokens.rows() == m * m, std::to_string(tokens.rows()) + " tokens");
  const auto colour = [&](std::int64_t k) { return tokens(token(k, 0, m), 2); };
  std::vector<Rational> result;
  for (std::int64_t i = 0; i < m; ++i) {
    for (std::int64_t j = 0; j < m; ++j) {
      bool is_related = false;
      for (std::int64_t k = 0; k < m; ++k) {
        for (std::int64_t l = 0; l < m; ++l) {
          const bool meets = has_colours ? colour(k) == colour(l) : k == l;
          if (meets && tokens(token(i, k, m), 0) == Rational(1) &&
              tokens(token(l, j, m), 1) == Rational(1)) {
            is_related = true;
          }
        }
      }
      result.emplace_back(is_related ? 1 : 0);
    }
  }
  return result;
}

}  // namespace

Task function_composition(std::int64_t n) {
  ATTEST_REQUIRE(n >= 1, "n = " + std::to_string(n));
  return {.id = "function_composition n=" + std::to_string(n), .answer = [n](const Matrix& tokens) {
            ATTEST_REQUIRE(tokens.rows() == 2 * n + 1, std::to_string(tokens.rows()) + " tokens");
            const auto at = [&](std::int64_t place) {
              return tokens(static_cast<int>(place), 0).num().to_int64();
            };
            const std::int64_t x = at(2 * n);
            const std::int64_t g_of_x = at(x - 1);
            return std::vector<Rational>{Rational(at(n + g_of_x - 1))};
          }};
}

Task relation_composition(std::int64_t m) {
  return {.id = "relation_composition m=" + std::to_string(m),
          .answer = [m](const Matrix& tokens) { return composed(tokens, m, false); }};
}

Task quotient_composition(std::int64_t m) {
  return {.id = "quotient_composition m=" + std::to_string(m),
          .answer = [m](const Matrix& tokens) { return composed(tokens, m, true); }};
}

}  // namespace attest::task
