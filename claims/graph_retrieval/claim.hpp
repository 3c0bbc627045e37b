// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `graph_retrieval`: one head answers node count, edge count, edge existence and degree from
/// edge tokens.
///
/// Source: Understanding Transformer Reasoning Capabilities via Graph Algorithms (Sanford, Fatemi,
/// Hall, Tsitsulin, Kazemi, Halcrow, Perozzi, Mirrokni, 2024), Theorem 5. Kind: construction.
/// Statements: see statements.cpp. Setting: one layer, one head, no mask; a sentinel (the BOS
/// token), vertex tokens, edge tokens (a, b) with a < b, and question tokens (u, w), at which is
/// read.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::graph_retrieval {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "graph_retrieval";

/// What is asked; each is a set of weights of one shape.
enum class Question {
  counts,     ///< the numbers of vertices and edges
  existence,  ///< whether {u, w} is an edge, u < w
  degree,     ///< of u
};

/// How scores become weights.
struct Attention {
  model::Norm norm = model::Norm::average_hardmax;
  Integer base = 0;    ///< of softmax_base
  Rational scale = 1;  ///< every score times this; of softmax_e at least ln b
};

/// What a mutant breaks; the defaults are the construction.
struct Choices {
  Rational square = 2;              ///< u^2 + w^2 times this in the sentinel's score of existence
  Rational below_match = 1;         ///< what the sentinel's score is below a match
  Rational others_existence = 0;    ///< score of vertices and questions: -C of existence
  Rational others_degree = -1;      ///< the same of degree
  Rational twice_sum = 1;           ///< sign of the key coordinate 2s of degree
  bool is_sentinel_vertex = false;  ///< the sentinel counts as a vertex
};

/// Which model. It does not depend on the number of vertices.
struct Shape {
  Question question = Question::degree;
  Attention attention = {};
  /// Questions may stand anywhere and share a sequence: every token is read, 0 at those that ask
  /// nothing. Else the last token is the one question.
  bool is_shared = false;
  Choices choices = {};
};

/// One head whose value is of (bos, vertex, edge) what the readout uses. Registers: bos, vertex,
/// edge, ask; u, u2, u3, u4, w, w2 of questions; a, b, ab2 and pp, sp, ssp, s of edges; out (3).
[[nodiscard]] model::Transformer build(const Shape& shape);

/// Answers the questions of this claim about a user's graphs; settings u and w.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::graph_retrieval
