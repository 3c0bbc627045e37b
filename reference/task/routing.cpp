// SPDX-License-Identifier: Apache-2.0
/// \file
/// Delivery and cycles from their definitions; see routing.hpp.
#include "reference/task/routing.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::task {

Task delivered() {
  return {.id = "delivered", .answer = [](const Matrix& tokens) {
            ATTEST_REQUIRE(tokens.rows() == 0 || tokens.cols() >= 2,
                           "a destination and a payload a token expected");
            std::vector<Rational> result(static_cast<std::size_t>(tokens.rows()));
            for (int j = 0; j < tokens.rows(); ++j) {
              for (int i = 0; i < tokens.rows(); ++i) {
                if (tokens(j, 0) == Rational(i))
                  result[static_cast<std::size_t>(i)] += tokens(j, 1);
              }
            }
            return result;
          }};
}

Task cycle_minima() {
  return {.id = "cycle_minima", .answer = [](const Matrix& tokens) {
            std::vector<Rational> result;
            for (int i = 0; i < tokens.rows(); ++i) {
              std::int64_t least = i;
              std::int64_t at = tokens(i, 0).num().to_int64();
              for (int step = 0; at != i; ++step) {
                ATTEST_REQUIRE(0 <= at && at < tokens.rows() && step < tokens.rows(),
                               "successors that are no permutation");
                least = std::min(least, at);
                at = tokens(static_cast<int>(at), 0).num().to_int64();
              }
              result.emplace_back(least);
            }
            return result;
          }};
}

}  // namespace attest::task
