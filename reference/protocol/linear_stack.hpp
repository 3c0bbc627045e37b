// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stacks of linear attention between two parties who hold the tokens: their values on grids of
/// assignments, modulo a prime.
///
/// y_i' = sum_h W_O sum_j <W_Q y_i, W_K y_j> W_V y_j = (sum_h U_h G V_h) y_i with U = W_O W_V,
/// V = W_K^T W_Q and G = sum_j y_j y_j^T. So y_i = P x_i, where P depends on S = sum_j x_j x_j^T
/// alone, and G = P S P^T. A party's tokens enter through their part of S.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reference/number/residue.hpp"

namespace attest::protocol {

/// One head, its maps multiplied out.
struct LinearHead {
  ResidueMatrix mix;   ///< U = W_O W_V [d x d]
  ResidueMatrix form;  ///< V = W_K^T W_Q [d x d]
};

/// Layers of heads; with a residual connection y_i + sum_h .. in place of sum_h ..
struct LinearStack {
  int width = 0;  ///< d, at most 32
  std::vector<std::vector<LinearHead>> layers;
  bool has_residual = false;
};

/// What one party holds.
struct Assignment {
  ResidueMatrix gram;                ///< sum of x x^T over its tokens [d x d]
  std::vector<std::uint64_t> first;  ///< the token that is read [d]; used of rows only
};

/// Entry (a, b): coordinate `component` of y at the token rows[a].first, for the tokens of rows[a]
/// and cols[b] together. Cost: about 5 (layers - 1) d^3 products an entry.
/// \pre 1 <= width <= 32, at least one layer, 0 <= component < width
[[nodiscard]] ResidueMatrix grid(const LinearStack& stack, std::span<const Assignment> rows,
                                 std::span<const Assignment> cols, int component = 0);

}  // namespace attest::protocol
