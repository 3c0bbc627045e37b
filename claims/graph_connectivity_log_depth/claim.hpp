// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `graph_connectivity_log_depth`: logarithmically many attention layers decide connectivity.
///
/// Source: Understanding Transformer Reasoning Capabilities via Graph Algorithms (Sanford, Fatemi,
/// Hall, Tsitsulin, Kazemi, Halcrow, Perozzi, Mirrokni, 2024), Theorems 2 and 4. Kind:
/// construction, depth upper bound. Statements: see statements.cpp. Setting: full attention without
/// a mask, average hardmax, ReLU maps; B reads a token a vertex and a token an edge, A a token a
/// pair and a triple of vertices, C a token a vertex.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::graph_connectivity_log_depth {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "graph_connectivity_log_depth";

/// What construction B decodes.
enum class View {
  counts,     ///< at the sentinel: vertices, edges, components
  rounded,    ///< the floor of each plus 1/3, for arithmetic that is not exact
  cycle,      ///< at the sentinel: 1 iff edges > vertices - components
  reach,      ///< at every token its register R, after the squarings
  bipartite,  ///< at the sentinel of a double cover: 1 iff no vertex reaches its other copy
};

/// How scores become weights.
struct Attention {
  model::Norm norm = model::Norm::average_hardmax;
  Integer base = 0;    ///< of softmax_base; not 0: the clip of the softmax form
  Rational scale = 1;  ///< every score times this
};

/// What a mutant breaks; the defaults are the construction.
struct Choices {
  bool has_gather_sentinel = true;    ///< the sentinel's key in the gather
  bool has_gather_one = true;         ///< `one` in the gather's query
  bool has_squaring_sentinel = true;  ///< the sentinel's key in the squarings
  bool has_loops = true;              ///< R_uu = 1 from the start
  bool has_own_coordinate = true;     ///< the gather sets R_uu; else its clip takes e_u off
  bool has_root_threshold = true;     ///< the -1 of the root map
  bool is_residual = true;            ///< what a head reads is added to R; else it replaces R
  int slope_offset = 0;               ///< slope of the clip minus n
  int squarings_offset = 0;           ///< squarings minus their least number
  Rational edge_ends = 2;             ///< what the sum over edges is divided by
};

/// Which model of construction B.
struct Shape {
  int n = 1;  ///< most vertices of a graph, n >= 1; of a double cover 2n of them
  View view = View::counts;
  std::optional<int> squarings = {};  ///< none: as many as needed
  Attention attention = {};
  Choices choices = {};
};

/// Squarings that construction B needs: ceil(log2(n-1)), on a double cover ceil(log2 n).
[[nodiscard]] int squarings(int n, View view);

/// Tokens of the largest graph on n vertices, the sentinel included: n + n(n-1)/2 + 1.
[[nodiscard]] std::int64_t most_tokens(std::int64_t n);

/// Construction B. \pre n >= 1
[[nodiscard]] model::Transformer build(const Shape& shape);

/// Runs construction B on the graphs of a user's file; setting `format`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::graph_connectivity_log_depth
