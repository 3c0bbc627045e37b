// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks: ground truth, written as plain loops that know nothing of models.
#pragma once

#include <string>
#include <vector>

#include "reference/number/function.hpp"
#include "reference/number/matrix.hpp"

namespace attest::task {

/// What a case should give.
struct Task {
  std::string id;  ///< snake_case, with its parameters: "match_two modulus=7"
  /// The answer on a case [tokens x fields], one entry an output, in token order. For a machine:
  /// the whole next state, [tokens x fields] row by row.
  Function<std::vector<Rational>(const Matrix&)> answer;
};

}  // namespace attest::task
