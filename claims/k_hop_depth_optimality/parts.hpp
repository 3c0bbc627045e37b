// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words, case spaces and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/k_hop_depth_optimality/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/gadget/block_string.hpp"

namespace attest::k_hop_depth_optimality {

using Image = std::vector<std::int64_t>;

/// The word (vertex, block) of a permutation that is walked for k steps.
[[nodiscard]] check::Case vertex_word(const Image& image, std::int64_t k, std::int64_t start,
                                      const gadget::BlockLayout& layout = {});

/// Where an arc (u, v) goes.
enum class Turn {
  onwards,  ///< to (v, w), w the other neighbour of v
  back,     ///< to (v, u): what a mutant allows
};

/// The word (tail, head, block) of the 2-regular graph of edges {u, image(u)}: every vertex v with
/// neighbours u and w lists (u, v) -> (v, w) and (w, v) -> (v, u). The walk starts with the arc
/// (0, image(0)).
[[nodiscard]] check::Case arc_word(const Image& image, std::int64_t k, Turn turn = Turn::onwards);

/// The words of all permutations of n points that are one cycle or two of n/2 points, in the order
/// of all permutations; k steps from the point 0. \pre n even
[[nodiscard]] check::CaseSpace cycle_words(std::int64_t n, std::int64_t k,
                                           const gadget::BlockLayout& layout = {});

/// The words of all graphs on n labelled vertices that are one circle or two of n/2 vertices, each
/// once. \pre n even, n >= 6
[[nodiscard]] check::CaseSpace graph_words(std::int64_t n, std::int64_t k,
                                           Turn turn = Turn::onwards);

/// S1, S1.undirected: one cycle or two.
[[nodiscard]] std::vector<check::Statement> cycle_statements();

/// The named mutants of the walker.
[[nodiscard]] std::vector<derive::NamedMutant> walker_mutants();

/// S2, S2.walker, S2.orders, S2.maps: hops walk permutations.
[[nodiscard]] std::vector<check::Statement> walk_statements();

/// S3, S4: states of one pass, reach of pointers.
[[nodiscard]] std::vector<check::Statement> bound_statements();

/// The words of a cycle and of two as blocks, and where the hops from their ends lead.
[[nodiscard]] check::Drawing block_figure(const check::Params& params);

/// What is counted at growing k and N.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::k_hop_depth_optimality
