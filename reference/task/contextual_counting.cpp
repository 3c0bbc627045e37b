// SPDX-License-Identifier: Apache-2.0
/// \file
/// Regions of a bracketed word and the ones in them, by one scan; see contextual_counting.hpp.
#include "reference/task/contextual_counting.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// The number of the region in which each token stands, brackets included; 0 outside.
std::vector<std::int64_t> regions_of(const Matrix& tokens) {
  std::vector<std::int64_t> result;
  std::int64_t regions = 0;
  bool is_inside = false;
  for (int i = 0; i < tokens.rows(); ++i) {
    const std::int64_t symbol = tokens(i, 0).num().to_int64();
    ATTEST_REQUIRE(symbol >= 0 && symbol <= 4, "symbol of token " + std::to_string(i));
    if (symbol == 2) {
      ATTEST_REQUIRE(!is_inside, "a nested region at token " + std::to_string(i));
      is_inside = true;
      ++regions;
    }
    result.push_back(is_inside ? regions : 0);
    if (symbol == 3) {
      ATTEST_REQUIRE(is_inside, "a region closes that is not open at token " + std::to_string(i));
      is_inside = false;
    }
  }
  ATTEST_REQUIRE(!is_inside, "the last region is left open");
  return result;
}

}  // namespace

Task contextual_counting(FirstRegion first) {
  const bool is_from_zero = first == FirstRegion::zero;
  return {.id = is_from_zero ? "contextual_counting first=0" : "contextual_counting",
          .answer = [is_from_zero](const Matrix& tokens) {
            const std::vector<std::int64_t> regions = regions_of(tokens);
            std::map<std::int64_t, std::int64_t> ones;
            for (int i = 0; i < tokens.rows(); ++i) {
              if (tokens(i, 0) == 1) ++ones[regions[static_cast<std::size_t>(i)]];
            }
            ones.erase(0);
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) {
              const std::int64_t asked = tokens(i, 1).num().to_int64() + (is_from_zero ? 1 : 0);
              const auto found = ones.find(asked);
              const bool is_counted = tokens(i, 0) == 4 && found != ones.end();
              answer.emplace_back(is_counted ? found->second : 0);
            }
            return answer;
          }};
}

Task regional_position(Closing closing) {
  const bool is_inside = closing == Closing::inside;
  return {.id = is_inside ? "regional_position closing=inside" : "regional_position",
          .answer = [is_inside](const Matrix& tokens) {
            const std::vector<std::int64_t> regions = regions_of(tokens);
            std::vector<Rational> answer;
            for (int i = 0; i < tokens.rows(); ++i) {
              const bool is_counted = is_inside || tokens(i, 0) != 3;
              answer.emplace_back(is_counted ? regions[static_cast<std::size_t>(i)] : 0);
            }
            return answer;
          }};
}

}  // namespace attest::task
