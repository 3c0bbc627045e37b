// SPDX-License-Identifier: Apache-2.0
/// \file
/// Delivery by two loops; see delivery.hpp.
#include "reference/task/delivery.hpp"

namespace attest::task {

Task delivery(std::int64_t s) {
  return {.id = "delivery s=" + std::to_string(s), .answer = [s](const Matrix& tokens) {
            std::vector<Rational> received;
            for (int i = 1; i <= tokens.rows(); ++i) {
              for (int j = 0; j < tokens.rows(); ++j) {
                for (int slot = 0; slot < s; ++slot) {
                  const bool is_mine = tokens(j, 2 * slot) == i;
                  received.push_back(is_mine ? tokens(j, 2 * slot + 1) + 1 : Rational(0));
                }
              }
            }
            return received;
          }};
}

}  // namespace attest::task
