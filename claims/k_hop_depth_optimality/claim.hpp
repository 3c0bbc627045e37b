// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `k_hop_depth_optimality`: CONDITIONAL on a conjecture, k hops need depth of order log k.
///
/// Source: Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky,
/// 2024), Corollaries 4.3, 5.2 and 5.3. Kind: conditional lower bound; what is checked are the
/// reductions. Statements: see statements.cpp. The conjecture is that of one versus two cycles: no
/// massively parallel algorithm with local memory N^delta, delta < 1, and polynomially many
/// machines tells a cycle of n vertices from two of n/2 in fewer than order log n rounds.
///
/// Reduction: a permutation of n points becomes a word in which k hops from the end walk k steps
/// (reference/gadget/block_string). After n/2 steps one is back iff there are two cycles.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::k_hop_depth_optimality {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "k_hop_depth_optimality";

/// What the points of the walked map are.
enum class Points {
  vertices,  ///< of a permutation: n of them, token fields (vertex, block)
  arcs,      ///< (u, v) of a 2-regular graph, which go on to (v, w): fields (tail, head, block)
};

/// What a mutant breaks in the instance map; the defaults are the reduction.
struct Choices {
  bool is_one_alphabet = false;  ///< the symbol forgets its block
  std::int64_t extra_hops = 0;   ///< hops beyond the blocks of the word
  std::int64_t layers_less = 0;
};

/// The instance map: the symbol of a token of the word for n vertices, from 1; the symbols of one
/// block stand together.
[[nodiscard]] model::Circuit instance_map(Points points, std::int64_t n,
                                          const Choices& choices = {});

/// Tokens of the word: 2 k n + 1 for vertices, 4 k n + 1 for arcs.
[[nodiscard]] std::int64_t word_length(Points points, std::int64_t n, std::int64_t k);

/// The instance map of vertices in front of pointers that double, k hops. What is decoded at the
/// last token is where the walk ends: (vertex, block).
[[nodiscard]] model::Transformer walker(std::int64_t n, std::int64_t k,
                                        const Choices& choices = {});

/// The same for either kind of points, decoded to 1 iff the walk of k steps is back at its start.
[[nodiscard]] model::Transformer decider(Points points, std::int64_t n, std::int64_t k,
                                         const Choices& choices = {});

/// Walks a user's permutation; settings `k` and `start`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::k_hop_depth_optimality
