// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match2 from its definition; see match_two.hpp.
#include "reference/task/match_two.hpp"

#include <vector>

namespace attest::task {
namespace {

std::vector<std::int64_t> residues(const Matrix& tokens) {
  std::vector<std::int64_t> result;
  result.reserve(static_cast<std::size_t>(tokens.rows()));
  for (int i = 0; i < tokens.rows(); ++i) result.push_back(tokens(i, 0).num().to_int64());
  return result;
}

bool has_partner(const std::vector<std::int64_t>& x, std::size_t i, std::int64_t modulus,
                 Self self) {
  for (std::size_t j = 0; j < x.size(); ++j) {
    if (j == i && self == Self::does_not_count) continue;
    if ((x[i] + x[j]) % modulus == 0) return true;
  }
  return false;
}

}  // namespace

Task match_two(std::int64_t modulus, Self self) {
  return {.id = "match_two modulus=" + std::to_string(modulus),
          .answer = [modulus, self](const Matrix& tokens) {
            const std::vector<std::int64_t> x = residues(tokens);
            std::vector<Rational> result;
            result.reserve(x.size());
            for (std::size_t i = 0; i < x.size(); ++i) {
              result.emplace_back(has_partner(x, i, modulus, self) ? 1 : 0);
            }
            return result;
          }};
}

Task match_two_first(std::int64_t modulus) {
  return {.id = "match_two_first modulus=" + std::to_string(modulus),
          .answer = [modulus](const Matrix& tokens) {
            const bool matches = has_partner(residues(tokens), 0, modulus, Self::counts);
            return std::vector<Rational>{Rational(matches ? 1 : 0)};
          }};
}

}  // namespace attest::task
