// SPDX-License-Identifier: Apache-2.0
/// \file
/// A situation that a line can follow, by what is chosen of it.
#pragma once

#include <memory>
#include <optional>

#include "claims/micropy_executor/parts.hpp"

namespace attest::micropy_executor {

/// What is chosen of a situation, a column each; `told` is one more than in Situation.
enum class Chosen {
  op,
  address,
  target,
  first,
  second,
  number,
  label,
  attribute,
  depth,
  first_value,
  second_value,
  attribute_value,
  return_to,
  destination,
  told
};
constexpr int chosen_count = static_cast<int>(Chosen::told) + 1;

/// The prompt of a situation: the instruction and what it reads; behind each what differs from it
/// in one bit and holds something else; last a line that goes on there. None where both operands
/// are one variable with two values.
[[nodiscard]] std::optional<check::Case> situation(const check::Case& row, const Sizes& sizes,
                                                   const TokenFields& fields);

}  // namespace attest::micropy_executor
