// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words, sizes and statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "claims/sparse_averaging_mlp_rnn_bounds/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/statement.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// N, q and d' of a point; d' is 1 where it is not a parameter.
struct Size {
  int n = 2;
  int q = 1;
  int features = 1;
};

/// \throws InputError for n <= q
[[nodiscard]] Size size_of(const check::Params& params);
[[nodiscard]] std::vector<check::Params> points_of(const std::vector<Size>& sizes);
[[nodiscard]] std::vector<check::Parameter> size_parameters();

/// N alone: the parameter, the points of N = first, .., last, and the value at a point.
[[nodiscard]] check::Parameter length_parameter(std::int64_t hi);
[[nodiscard]] int length_of(const check::Params& params);

/// S1, S2 and their forms: first layers against the adversary.
[[nodiscard]] std::vector<check::Statement> layer_statements();
/// S2.ends, S2.attained: the constant.
[[nodiscard]] std::vector<check::Statement> end_statements();
/// S3: the network that meets the bound.
[[nodiscard]] std::vector<check::Statement> network_statements();
/// S4, S5 and their forms: recurrences.
[[nodiscard]] std::vector<check::Statement> stream_statements();
/// S5, S5.rows, S5.sets: prefixes.
[[nodiscard]] std::vector<check::Statement> prefix_statements();
/// Two inputs, one hidden vector, two answers.
[[nodiscard]] check::Drawing hidden_figure(const check::Params& params);
/// Width and bits by N of attention, networks, recurrences and one-hot keys.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
