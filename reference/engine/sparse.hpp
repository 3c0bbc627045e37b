// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse rational rows in normal form: what the prover and the compiler of the engine both read.
#pragma once

#include <utility>
#include <vector>

#include "reference/model/transformer.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// (source coordinate, weight) by ascending coordinate, each once; no weight is zero.
using SparseRow = std::vector<std::pair<int, Rational>>;

/// The rows of a linear map by output coordinate [size]; entries of one place are added up.
[[nodiscard]] std::vector<SparseRow> rows_of(const model::Linear& map, int size);

/// One row of a unit; terms of one coordinate are added up.
[[nodiscard]] SparseRow row_of(const std::vector<model::Term>& terms);

/// Output coordinates of `map`: 1 + the greatest `to`, or 0.
[[nodiscard]] int outputs_of(const model::Linear& map);

/// Input coordinates that `map` reads: 1 + the greatest `from`, or 0.
[[nodiscard]] int inputs_of(const model::Linear& map);

/// Sizes of a head: d_k of the queries and keys, d_v of the values.
struct HeadSizes {
  int key = 0;
  int value = 0;
};
[[nodiscard]] HeadSizes sizes_of(const model::Head& head);

/// Least positive integer whose product with every weight of `row` and with `extra` is whole.
[[nodiscard]] Integer denominator_of(const SparseRow& row, const Rational& extra = 0);

}  // namespace attest::engine
