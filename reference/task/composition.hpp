// SPDX-License-Identifier: Apache-2.0
/// \file
/// Tasks of composition: of two functions, of two relations, and of relations in a quotient.
#pragma once

#include <cstdint>

#include "reference/task/task.hpp"

namespace attest::task {

/// h(g(x)) for functions of {1, .., n}. Cases: [(2n+1) x 1], g(1), .., g(n), h(1), .., h(n), x.
/// \pre n >= 1
[[nodiscard]] Task function_composition(std::int64_t n);

/// Entry (i, j), row by row, is 1 iff some k has A_ik = B_kj = 1. Cases: [m^2 x 2], token (i, j)
/// holds A_ij and B_ij. \pre m >= 1
[[nodiscard]] Task relation_composition(std::int64_t m);

/// Entry (i, j), row by row, is 1 iff some k and l of one colour, k = l allowed, have
/// A_ik = B_lj = 1. Cases: [m^2 x 4], token (i, j) holds A_ij, B_ij and the colours of i and of j.
/// \pre m >= 1
[[nodiscard]] Task quotient_composition(std::int64_t m);

}  // namespace attest::task
