// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, promises and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/triangle_counting/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::triangle_counting {

/// The row tokens of a graph of n vertices given by its vertex and edge tokens: fields vertex, r0,
/// .., r{n-1}. \pre n >= 1
[[nodiscard]] check::Case rows_of(const check::Case& tokens, std::int64_t n);

/// All labelled graphs on n vertices as row tokens. \pre n >= 1
[[nodiscard]] check::CaseSpace graph_rows(std::int64_t n);

/// Complete, complete bipartite, planar, sparse and dense random graphs on n vertices, in turn.
[[nodiscard]] check::CaseSpace large_graphs(std::int64_t n, std::uint64_t seed);

/// The complete graph on n vertices as tokens.
[[nodiscard]] check::Case complete_tokens(std::int64_t n);

/// The one parameter n.
[[nodiscard]] std::vector<check::Parameter> graph_parameters(std::int64_t least, std::int64_t most);

/// Layers, heads and width of a form against what is promised.
[[nodiscard]] std::vector<check::Promise> promises(const model::Transformer& model,
                                                   std::int64_t layers, std::int64_t width,
                                                   std::string formula);

/// The named mutants of the two forms.
[[nodiscard]] std::vector<derive::NamedMutant> edge_mutants(View view);
[[nodiscard]] std::vector<derive::NamedMutant> row_mutants();

/// S2 and its parts: hardmax on edge tokens.
[[nodiscard]] std::vector<check::Statement> edge_statements();

/// S2.softmax, S2.natural.
[[nodiscard]] std::vector<check::Statement> softmax_statements();

/// S3 and its parts: row tokens.
[[nodiscard]] std::vector<check::Statement> row_statements();

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::triangle_counting
