// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queries on the moment curve: the coefficients of a polynomial that touches zero at q positions.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/model/builder.hpp"

namespace attest::gadget {

/// The coefficients, lowest first, of prod (t - root)^2, or of prod (t - root) without squares.
/// \pre at least one root
[[nodiscard]] std::vector<model::Wire> root_product(model::CircuitBuilder& circuit,
                                                    const std::vector<model::Wire>& roots,
                                                    bool has_squares);

/// The query of q pointers as a circuit: fields y1, .., yq; outputs coefficient[r - 1] = c_r of
/// prod (t - t_l)^2 for r = 1, .., 2q, t counted from the centre floor(n/2) of n tokens. c_0 is
/// left out: it is the same for every key. \pre q >= 1
[[nodiscard]] model::Circuit moment_query(int q);

/// Bits of c_1, .., c_(2q-1), each with its sign, at the largest of the sets of a first and q-a
/// last of n positions; c_2q = 1 holds none. For n >= 2q no other set has larger ones, as far as
/// that was enumerated. \pre n >= q >= 1
[[nodiscard]] std::vector<std::int64_t> moment_query_bits(int n, int q);

}  // namespace attest::gadget
