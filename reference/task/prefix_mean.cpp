// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prefix means by one running sum; see prefix_mean.hpp.
#include "reference/task/prefix_mean.hpp"

#include <vector>

namespace attest::task {

Task prefix_mean(OwnNumber own) {
  const bool counts = own == OwnNumber::counts;
  return {.id = counts ? "prefix_mean" : "prefix_mean own=does_not_count",
          .answer = [counts](const Matrix& tokens) {
            std::vector<Rational> result;
            Rational sum = 0;
            for (int i = 0; i < tokens.rows(); ++i) {
              const Rational before = sum;
              sum += tokens(i, 0);
              result.push_back(counts || i == 0 ? sum / Rational(i + 1) : before / Rational(i));
            }
            return result;
          }};
}

}  // namespace attest::task
