// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a layer of softmax heads keeps of the rows that it has met.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "reference/engine/softmax_model.hpp"

namespace attest::engine {

/// A head and what it makes of every row and every pair of rows.
struct SoftmaxModel::Head {
  const model::Head* description;
  std::size_t key_width;
  std::size_t value_width;
  std::vector<std::vector<Rational>> queries = {};  // by row
  std::vector<std::vector<Rational>> keys = {};     // by row
  std::vector<double> values = {};                  // [rows x padded width]
  std::vector<double> largest = {};                 // [value_width] absolute values of all rows
  std::vector<double> scores = {};       // [capacity x capacity]; not a number: not yet known
  std::size_t capacity = 0;              // rows that `scores` has room for
  SoftmaxSize size = {};                 // over all scores that are known
  std::vector<double> means = {};        // [queries, up to softmax_rows more x padded width]
  std::vector<double> errors = {};       // [value_width]
  std::vector<double> task_scores = {};  // [softmax_rows x padded keys]
  std::vector<double> task_values = {};  // [padded keys x padded width]

  /// Makes room for the scores of `rows` rows. Those that are known are forgotten, and found again.
  void reserve(std::size_t rows) {
    if (rows <= capacity) return;
    capacity = std::max<std::size_t>(2 * capacity, 16);
    scores.assign(capacity * capacity, std::numeric_limits<double>::quiet_NaN());
  }

  /// Score of a pair of rows. \returns false where it has no double
  bool score(std::size_t query, std::size_t key, double& to) {
    double& known = scores[query * capacity + key];
    if (std::isnan(known)) {
      Rational exact;
      for (std::size_t r = 0; r < key_width; ++r) exact += queries[query][r] * keys[key][r];
      const std::optional<Nearest> near = nearest_double(exact);
      if (!near) return false;
      known = near->value;
      const bool is_integer = exact.is_integer() && exact.num().abs() <= power_of_two(52);
      size.is_rounded = size.is_rounded || !is_integer;
      size.largest_score = std::max(size.largest_score, std::abs(near->value) * (1 + 0x1p-50));
    }
    to = known;
    return true;
  }
};

/// A coordinate of the stream after the layer: the row's own and what the heads add.
struct SoftmaxModel::Field {
  struct Gain {
    std::size_t head;
    std::size_t channel;
    Estimate weight;
  };
  std::size_t coordinate;
  std::vector<Gain> gains = {};
  std::vector<Estimate> own = {};  // by row
};

}  // namespace attest::engine
