// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `triangle_counting`: three layers of one head count triangles from edge tokens, two from
/// adjacency rows.
///
/// Source: Understanding Transformer Reasoning Capabilities via Graph Algorithms (Sanford, Fatemi,
/// Hall, Tsitsulin, Kazemi, Halcrow, Perozzi, Mirrokni, 2024), Theorem 7. Kind: construction.
/// Statements: see statements.cpp. Setting: no mask, one head a layer, a sentinel in front,
/// explicit ReLU units, read at the sentinel.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::triangle_counting {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "triangle_counting";

/// What is read, and so how many layers there are.
enum class View {
  count,    ///< the number of triangles, at the sentinel, after all layers
  summary,  ///< the numbers of vertices, edges and triangles, likewise (edge form)
  rows,     ///< the row of the adjacency matrix, at every token, after layer 1 (edge form)
  common,   ///< the common neighbours of an edge's ends, at every token, after layer 2 (edge form)
  corner,   ///< the triangles at a vertex, at every token, after layer 1 (row form)
};

/// How scores become weights.
struct Attention {
  model::Norm norm = model::Norm::average_hardmax;
  Integer base = 0;    ///< of softmax_base
  Rational scale = 1;  ///< every score times this; of softmax_e at least ln b
};

/// What a mutant of the edge form breaks; the defaults are the construction.
struct EdgeChoices {
  bool has_row_sentinel = true;    ///< the sentinel's key in layer 1
  bool has_pair_sentinel = true;   ///< the sentinel's key in layer 2
  bool is_self_subtracted = true;  ///< the own coordinate, before the clip
  Rational row_value = 2;          ///< the value of layer 2 is R times this
  Rational end_query = 2;          ///< the query of layer 2 is eid times this
  Rational corners = 3;            ///< sums over edges count a triangle so often
  std::int64_t slope_offset = 0;   ///< slope of the clip minus its least value
  bool is_clip_soft = true;        ///< of the softmax form: thresholds away from 0 and 1
};

/// The edge form, for graphs of at most n vertices.
struct EdgeShape {
  std::int64_t n = 1;
  View view = View::count;  ///< not corner
  Attention attention = {};
  EdgeChoices choices = {};
};

/// Three layers on edge tokens. Registers R (n), vid (n), eid (n), sent, one, acc (n), cod, out (2;
/// of a summary 4).
/// With a softmax norm the units have the thresholds of S2.softmax. \pre n >= 1
[[nodiscard]] model::Transformer edge_form(const EdgeShape& shape);

/// What a mutant of the row form breaks; the defaults are the construction.
struct RowChoices {
  bool has_diagonal = false;  ///< R_ii = 1
  bool has_sentinel = true;   ///< the sentinel's key in layer 1
  bool is_rescaled = true;    ///< the mean times the number of its terms
  Rational corners = 6;       ///< sums over ordered pairs count a triangle so often
};

/// The row form, for graphs of exactly n vertices.
struct RowShape {
  std::int64_t n = 1;
  View view = View::count;  ///< count or corner
  RowChoices choices = {};
};

/// Two layers on row tokens. Registers R (n), e (n), sent, one, deg, paths, out (2). \pre n >= 1
[[nodiscard]] model::Transformer row_form(const RowShape& shape);

/// Least base of S2.softmax for graphs of at most n vertices: 3 n N, N = n + n(n-1)/2 + 1 tokens.
/// \pre n >= 1
[[nodiscard]] std::int64_t sufficient_base(std::int64_t n);

/// Counts the triangles of a user's graphs.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::triangle_counting
