// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `two_cycle_cut_bound`: transformers over vertices need width times precision times heads
/// times depth of the order of the number of vertices to see whether a graph has a two-cycle.
///
/// Source: Depth-Width tradeoffs in Algorithmic Reasoning of Graph Tasks with Transformers (Yehudai
/// et al., 2025), Theorem 4.2; bounds of this kind by way of CONGEST in Representational Strengths
/// and Limitations of Transformers (Sanford, Hsu, Telgarsky, 2023). Kind: lower bound,
/// unconditional, any depth. Statements: see statements.cpp. Setting: token i is vertex i and
/// carries its row of arcs, one bit a vertex; L layers of H heads of key and value dimension m,
/// numbers of p bits, arbitrary token maps, which may look at the row again.
///
/// Reduction: vertices u_0, .., u_(r-1) are Alice's and v_0, .., v_(c-1) Bob's; u_i -> v_j iff
/// a_ij = 1, v_j -> u_i iff b_ij = 1. There is a two-cycle iff a AND b is not 0.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/dialogue.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/random.hpp"
#include "reference/task/two_cycle.hpp"

namespace attest::two_cycle_cut_bound {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "two_cycle_cut_bound";

/// The reduction from DISJ on rows x cols bits to two-cycles among rows + cols vertices.
/// \pre rows, cols in 1..20
[[nodiscard]] derive::Reduces reduction(std::int64_t rows, std::int64_t cols,
                                        task::TwoCycle kind = task::TwoCycle::directed);

/// The same for n x n bits with its fooling set: Alice holds what Bob does not.
/// \pre n in 1..4
[[nodiscard]] derive::Fooling fooling(std::int64_t n);

/// What the mutants and the small candidates choose differently; the defaults are the detector.
struct Choices {
  bool is_halved = false;    ///< each pair of vertices is told to one of its ends only
  bool keeps_loops = false;  ///< loops u -> u are not struck from the rows
  std::int64_t skipped = 0;  ///< last rotations that are left out
  std::int64_t forgets = 0;  ///< arcs to so many first vertices are not embedded
  bool counts_hits = false;  ///< a token's hit is how many two-cycles it saw; else whether it did
  bool says_row = false;     ///< the key of a token is its row, not a bit of it
};

/// A detector on N = `vertices` vertices: `rotations` layers K of one linear head of key and value
/// dimension ceil(N/K), numbers of one bit, then one layer that adds up. In layer l token i hears
/// from all j = i + l mod K whether j -> i, and compares with its own row.
/// \throws InputError hypothesis unless 1 <= rotations <= vertices <= 62
[[nodiscard]] model::Transformer detector(std::int64_t vertices, std::int64_t rotations,
                                          const Choices& choices = {});

/// Two-cycles by one hardmax head over tokens that are arcs: key dimension 3 at any number of
/// vertices.
[[nodiscard]] model::Transformer arc_detector();

/// A network of random embedding tables of one or two registers and one or two layers of random
/// heads, over tokens of 2n vertices.
[[nodiscard]] model::Transformer random_network(std::int64_t n, Random& random);

/// The shape of S1: L layers of H heads of key and value dimension m over 2n vertices.
[[nodiscard]] model::Transformer shape_of(std::int64_t layers, std::int64_t heads,
                                          std::int64_t dimension);

/// Runs the adversary on a user's network, or a graph through the detector; settings `n`, ...
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// S1: what the published bound excludes.
[[nodiscard]] check::Statement published_bound();
/// S1, S2, S3: the cut and what is hard about it.
[[nodiscard]] std::vector<check::Statement> cut_statements();
/// The parameter n of S4, S5, S6.
[[nodiscard]] check::Parameter party_size();
/// The parameter K of S4, S5, S6.
[[nodiscard]] check::Parameter rotation_count();
/// Points (n, rotations).
[[nodiscard]] std::vector<check::Params> detector_points(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs);

/// S4: networks as two-party protocols.
[[nodiscard]] std::vector<check::Statement> protocol_statements();
/// S5, S6: candidates against the adversary.
[[nodiscard]] std::vector<check::Statement> candidate_statements();
/// S7: detectors.
[[nodiscard]] std::vector<check::Statement> detector_statements();

/// What is counted at growing n.
[[nodiscard]] std::vector<check::Series> series();

/// The cut, the arcs across it, and what is said.
[[nodiscard]] check::Drawing cut_figure(const check::Params& params);

[[nodiscard]] check::Claim claim();

}  // namespace attest::two_cycle_cut_bound
