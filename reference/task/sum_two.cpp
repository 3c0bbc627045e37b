// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sum2 by two nested loops.
#include "reference/task/sum_two.hpp"

#include <string>
#include <vector>

namespace attest::task {

Task sum_two(std::int64_t sum) {
  return {.id = "sum_two sum=" + std::to_string(sum), .answer = [sum](const Matrix& tokens) {
            for (int i = 0; i < tokens.rows(); ++i) {
              for (int j = 0; j < tokens.rows(); ++j) {
                if (i != j && tokens(i, 0) + tokens(j, 0) == Rational(sum)) {
                  return std::vector<Rational>{1};
                }
              }
            }
            return std::vector<Rational>{0};
          }};
}

}  // namespace attest::task
