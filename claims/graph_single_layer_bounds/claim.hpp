// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `graph_single_layer_bounds`: one layer whose messages are short decides neither
/// connectivity nor paths nor cycles of a graph given by edge tokens.
///
/// Source: Understanding Transformer Reasoning Capabilities via Graph Algorithms (Sanford, Fatemi,
/// Hall, Tsitsulin, Kazemi, Halcrow, Perozzi, Mirrokni, 2024), Theorem 6. Kind: lower bound.
/// Statements: see statements.cpp. Setting: one layer of H heads of value dimension m_v on edge
/// tokens and one constant question token, at which is read; arbitrary token maps before and after.
///
/// Reductions: index i of Alice's word is one edge of hers, index i of Bob's one of his, and the
/// rest of the graph is fixed. Every dummy vertex belongs to one index and one party.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/contest.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/random.hpp"
#include "reference/task/edge_questions.hpp"

namespace attest::graph_single_layer_bounds {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "graph_single_layer_bounds";

/// The three graphs.
enum class Gadget {
  path,       ///< (s, x_i) or (x_i, xa_i); (x_i, t) or (x_i, xb_i)
  cycle,      ///< (u_i, v_i) or (u_i, p_i); (w_i, v_i) or (w_i, r_i); fixed (u_i, w_i)
  connected,  ///< (c, x_i) or (c, y_i); (d, x_i) or (d, w_i); fixed (d, y_i) and (c, w_i)
};

/// The choices of an instance map; the defaults are the reduction.
struct Choices {
  bool shares_alices = false;    ///< one dummy vertex of Alice's for all indices
  bool shares_bobs = false;      ///< one of Bob's
  bool is_dummy_common = false;  ///< Bob's dummy of index i is Alice's
  bool has_bridge = false;       ///< the fixed edge (c, d) of the gadget connected
};

/// Vertices of a gadget, all of its dummies included: 3n + 2, 5n, 3n + 2.
[[nodiscard]] std::int64_t vertices_of(Gadget gadget, std::int64_t n);
/// Its edges: 2n, 3n, 4n.
[[nodiscard]] std::int64_t edges_of(Gadget gadget, std::int64_t n);

/// The reduction: a question token, the fixed edges, Alice's n tokens, Bob's n. A token is the
/// number a V + b of the edge {a, b}; the question is 0. \pre n >= 1
[[nodiscard]] derive::Reduces reduction(Gadget gadget, std::int64_t n, task::EdgeQuestion question,
                                        const Choices& choices = {});
/// With the gadget's first question: a path, a cycle, connected.
[[nodiscard]] derive::Reduces reduction(Gadget gadget, std::int64_t n, const Choices& choices = {});

/// The tokens that Alice and Bob may have, in the order of slots, the letter 0 first.
[[nodiscard]] std::vector<std::int64_t> tokens_of(const derive::Reduces& map, derive::Owner owner);

/// Scores 0 and one value for each of the 4n tokens that Alice or Bob may have: 1 at that token.
/// Its answer is 2 where an index has not exactly one token of each party.
[[nodiscard]] model::Transformer one_hot_layer(Gadget gadget, std::int64_t n);

/// Scores 0; the value of Bob's token for b_i = 1 is 2^i, of Alice's for a_i = 1 is 2^(n+i).
[[nodiscard]] model::Transformer powers_layer(Gadget gadget, std::int64_t n);

/// A layer of 1 or 2 heads of value dimension 1 or 2, random scores in 0..3, values in 0..7, and 1
/// to 4 leading bits.
[[nodiscard]] derive::Candidate random_candidate(Gadget gadget, std::int64_t n, Random& random);

/// Runs the adversary on a user's layer; settings `n` and `bits`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// A gadget of four indices: one of both parties, one of each, one of neither.
[[nodiscard]] check::Drawing gadget_figure(Gadget gadget, const std::string& label,
                                           const std::string& title);

/// S1: what the published bound excludes, with a constant.
[[nodiscard]] check::Statement published_bound();
/// S2 and its parts.
[[nodiscard]] std::vector<check::Statement> reduction_statements();
[[nodiscard]] std::vector<check::Statement> layer_statements();

/// What is counted at growing n.
[[nodiscard]] std::vector<check::Series> series();

[[nodiscard]] check::Claim claim();

}  // namespace attest::graph_single_layer_bounds
