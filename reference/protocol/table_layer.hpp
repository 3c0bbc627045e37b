// SPDX-License-Identifier: Apache-2.0
/// \file
/// One-layer models written as tables: a score and values for every possible token.
#pragma once

#include <string>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/integer.hpp"

namespace attest::protocol {

/// One head as the reader sees it.
struct HeadTable {
  std::vector<Integer> scores;               ///< by token, >= 0
  std::vector<std::vector<Integer>> values;  ///< [m_v x tokens]
};

/// The model of one base-2 softmax layer whose only field, `field`, indexes the tables. Registers:
/// `token` (the field), `one` (1), `score` [H], `value` [sum of m_v], `out` [sum of m_v]. It is
/// read at the first input token, and its answer is `out`.
/// \pre at least one head, all tables of one size, at least one value a head
[[nodiscard]] model::Transformer table_layer(std::string name, const std::string& field,
                                             const std::vector<HeadTable>& heads);

}  // namespace attest::protocol
