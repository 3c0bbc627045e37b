// SPDX-License-Identifier: Apache-2.0
/// \file
/// Delivery from its definition; see routing.hpp.
#include "reference/task/routing.hpp"

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

}  // namespace attest::task
