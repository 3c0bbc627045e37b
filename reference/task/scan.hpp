// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks on lists of numbers: prefix scans, the sorted list, the median.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// What is taken of every prefix.
enum class Scan {
  sum,
  minimum,
  maximum,
  max_subarray,           ///< the largest sum of a non-empty run of neighbours
  max_subarray_or_empty,  ///< the same, or 0
};

/// Entry i is the scan of entries 0, .., i. Cases: one field, the number.
[[nodiscard]] Task prefix_scan(Scan scan);

/// Entries i and n+i are the least of x_k + x_(n+k), k = 0, .., i. Cases: 2n numbers.
[[nodiscard]] Task prefix_minimum_of_sums();

/// The numbers in rising order. Cases as above.
[[nodiscard]] Task sorted();

/// One entry: the middle number in rising order, or the mean of the two middle ones.
/// Cases as above. \pre at least one number
[[nodiscard]] Task median();

}  // namespace attest::task
