// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces of graphs, each case the tokens of one (reference/task/graph_tokens.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/task/graph.hpp"

namespace attest::derive {

/// All 2^(n(n-1)/2) graphs on the vertices 0, .., n-1: those with fewer edges first, so that
/// neighbours in the enumeration have equally many tokens; then by their edges, in lexicographic
/// order. \throws InputError case-space-size for n > 11
[[nodiscard]] check::CaseSpace labelled_graphs(int n);

/// The graphs of a list, which is all that is covered.
[[nodiscard]] check::CaseSpace given_graphs(std::string description,
                                            std::vector<task::Graph> graphs);

/// Graphs on n vertices that have each edge with probability percent/100, independently; case i is
/// a function of (seed, i).
[[nodiscard]] check::CaseSpace random_graphs(int n, int percent, std::int64_t size,
                                             std::uint64_t seed);

}  // namespace attest::derive
