// SPDX-License-Identifier: Apache-2.0
/// \file
/// A simplified row function over the integers, with a bound of every number in its evaluation.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "reference/engine/looped_form.hpp"
#include "reference/number/integer.hpp"

namespace attest::engine {

/// out * sum of weight * max(terms + constant, 0) over the ramps: those that share terms and the
/// direction of their outputs.
struct LoopedIntegerForm {
  LoopedTerms terms = {};                               ///< integers
  LoopedTerms out = {};                                 ///< integers
  std::vector<std::pair<Integer, Integer>> ramps = {};  ///< constant; weight over the denominator
};

/// A row function in integers over one denominator.
struct LoopedIntegers {
  std::vector<int> inputs = {};               ///< coordinates that are read, ascending
  std::vector<int> outputs = {};              ///< coordinates written, but for constants, ascending
  std::vector<LoopedAffine> affine = {};      ///< by output, times the denominator
  std::vector<LoopedIntegerForm> forms = {};  ///< those with many ramps first
  Integer denominator = 1;
};

/// The same function.
[[nodiscard]] LoopedIntegers looped_integers(const LoopedFunction& function);

/// A bound of every number in its evaluation, partial sums in any order included, for inputs within
/// `reach` [by coordinate] and results that are compared with `most`: sums of absolute values.
[[nodiscard]] Integer looped_greatest_number(const LoopedIntegers& f,
                                             const std::vector<Integer>& reach, std::int32_t most);

}  // namespace attest::engine
