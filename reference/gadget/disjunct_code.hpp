// SPDX-License-Identifier: Apache-2.0
/// \file
/// Disjunct codes: sets of cells of which no q cover another one.
///
/// Kautz and Singleton's: position j is a polynomial over F_Q whose coefficients are the digits of
/// j to base Q; it takes cell x Q + P_j(x) for each point x. Two polynomials of degree below k
/// agree at k-1 points at most, so q of them cover at most q (k-1) cells of another one.
#pragma once

#include <vector>

#include "reference/model/builder.hpp"

namespace attest::gadget {

/// The parameters of a code.
struct DisjunctCode {
  int prime = 2;   ///< Q
  int digits = 1;  ///< k: Q^k positions at most
  int points = 1;  ///< at most Q; q (k-1) + 1 of them make the code q-disjunct

  /// Number of cells.
  [[nodiscard]] int cells() const { return prime * points; }

  friend bool operator==(const DisjunctCode&, const DisjunctCode&) = default;
};

/// The q-disjunct code of at least n positions with the fewest cells; of several the one with the
/// fewest digits. \pre n >= 2, q >= 1
[[nodiscard]] DisjunctCode least_disjunct_code(int n, int q);

/// [cell is taken by position `index`] for every cell, by arithmetic in the circuit.
[[nodiscard]] std::vector<model::Wire> cells_of(model::CircuitBuilder& circuit,
                                                const DisjunctCode& code, model::Wire index);

/// [cell is taken by some of the positions]. \pre at least one
[[nodiscard]] std::vector<model::Wire> covered_cells(model::CircuitBuilder& circuit,
                                                     const DisjunctCode& code,
                                                     const std::vector<model::Wire>& positions);

}  // namespace attest::gadget
