// SPDX-License-Identifier: Apache-2.0
/// \file
/// Constructions A and C: all distances of a weighted directed graph.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/transformer.hpp"

namespace attest::graph_connectivity_log_depth {

/// What a mutant of A or C breaks; the defaults are the construction.
struct DistanceChoices {
  int gap_offset = 0;                ///< S minus its least value (A)
  bool are_triples_excluded = true;  ///< no token reads a triple's distance (A)
  bool are_pairs_excluded = true;    ///< no token takes a pair's T for a triple's (A)
  bool is_saturated = true;          ///< sums beyond INF become INF (A)
  int squarings_offset = 0;          ///< squarings minus their least number
  bool prefers_first = true;         ///< the term - w that makes the best key unique (C)
  bool is_gated = true;              ///< the distance is taken at the vertex that was picked (C)
};

/// Which model of A or C.
struct DistanceShape {
  int n = 1;                 ///< vertices, n >= 1
  std::int64_t largest = 1;  ///< W: weights are in [0, W]
  std::optional<int> squarings = {};
  DistanceChoices choices = {};
};

/// (n-1) W + 1: more than any distance.
[[nodiscard]] std::int64_t infinity_of(int n, std::int64_t largest);

/// Construction A, over task::path_tokens.
[[nodiscard]] model::Transformer build_pairs(const DistanceShape& shape);

/// Construction C, over task::row_tokens. \pre is for n vertices exactly
[[nodiscard]] model::Transformer build_rows(const DistanceShape& shape);

/// The wrong choices for construction A (else C), at the parameters n and largest.
[[nodiscard]] std::vector<derive::NamedMutant> distance_mutants(bool is_pairs);

/// A.depth: one squaring fewer leaves the ends of a path apart.
[[nodiscard]] check::Statement squarings_are_needed();

/// S1.pause, A and its parts; S1.search, C and its parts.
[[nodiscard]] std::vector<check::Statement> distance_statements();

}  // namespace attest::graph_connectivity_log_depth
