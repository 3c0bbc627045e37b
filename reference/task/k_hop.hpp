// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task hop_k: what stands where the k-th hop of the induction heads task leads.
///
/// Positions are numbered from 1, as in the paper; 0 stands for "none" and for the symbol bottom.
/// find(i) = max{j : 2 <= j <= i, x_{j-1} = x_i}, or 0 where there is none; find(0) = 0. So find(i)
/// is the place after the last earlier occurrence of x_i, and j = i is allowed: in the word 11
/// find(2) = 2. Source: Sanford, Hsu, Telgarsky (2024).
#pragma once

#include <cstdint>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// Entry i is find^hops(i), one entry a token. Cases: field 0 of each row is the symbol, >= 1.
/// \pre hops >= 0
[[nodiscard]] Task k_hop_source(std::int64_t hops);

/// hop_k: entry i is x at find^hops(i), or 0 where that is 0. Cases as above. \pre hops >= 0
[[nodiscard]] Task k_hop(std::int64_t hops);

/// The last entry of hop_k of a word, by looking back hop after hop. \pre symbols >= 1, hops >= 0
[[nodiscard]] std::int64_t last_hop(const std::vector<std::int64_t>& word, std::int64_t hops);

/// Which columns a state of pointers has.
enum class HopColumns {
  pointer_and_value,  ///< x_i, find^p(i), x at find^v(i)
  with_previous,      ///< x_i, x_{i-1} (0 for the first), find^p(i), x at find^v(i)
};

/// The columns after p and v hops, token by token. Cases as above. \pre p >= 0, v >= 0
[[nodiscard]] Task k_hop_state(std::int64_t p, std::int64_t v, HopColumns columns);

}  // namespace attest::task
