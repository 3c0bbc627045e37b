// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task "one cycle or more" on lists of pairs, and walks along a map.
///
/// Tokens stand in pairs, rows 2i and 2i + 1; a last token without a partner belongs to no pair.
/// The last field of a token is its block; only pairs that begin in block 1 are looked at.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/task/task.hpp"

namespace attest::task {

/// What the other fields of a token are.
enum class Listing {
  successors,  ///< (vertex, block): a pair is a point and its image
  arcs,        ///< (tail, head, block): a pair begins with an edge of an undirected graph
};

/// One entry: 1 if the vertices of the listed pairs fall into two or more connected parts, else 0.
/// Of a permutation these are its cycles, of a 2-regular graph its circles.
[[nodiscard]] Task several_cycles(Listing listing);

/// Two entries, for tokens (vertex, block): where `steps` steps from the vertex of the last token
/// lead along the listed pairs, and steps + 1. \pre steps >= 0; every vertex reached is listed
[[nodiscard]] Task walk_end(std::int64_t steps);

/// One entry a token: the least number on its cycle of a permutation. Tokens are numbered from
/// `first`, field 0 is the image.
[[nodiscard]] Task cycle_minima(std::int64_t first);

/// The point that `steps` steps along a map lead to. \pre steps >= 0; 0 <= start < points
[[nodiscard]] std::int64_t walk(const std::vector<std::int64_t>& image, std::int64_t start,
                                std::int64_t steps);

}  // namespace attest::task
