// SPDX-License-Identifier: Apache-2.0
/// \file
/// How the scores of one query become weights of its keys.
#pragma once

#include <vector>

#include "reference/model/arithmetic.hpp"

namespace attest::model {

/// The pattern over the visible keys of one query: weights[c] / divisor if is_divided, else
/// weights[c].
template <typename Value>
struct Row {
  std::vector<Value> weights = {};
  bool is_divided = false;
  Value divisor = {};
};

/// The pattern that the norm of `head` makes of `scores` [visible keys]; `any` is the rule of
/// any_hardmax. Exact rows keep integer weights and one divisor, so that an output costs one
/// division; p-bit rows are divided.
/// \pre scores is not empty \throws Undefined, Undecided
template <typename A>
[[nodiscard]] Row<typename A::Value> normalise(const A& arithmetic,
                                               const std::vector<typename A::Value>& scores,
                                               const Head& head, Tie any);

/// The same pattern without a divisor.
template <typename Value>
[[nodiscard]] Row<Value> divided(Row<Value> row);

}  // namespace attest::model
