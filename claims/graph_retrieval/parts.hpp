// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, counts and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/graph_retrieval/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/task/graph.hpp"
#include "reference/task/graph_questions.hpp"

namespace attest::graph_retrieval {

/// The questions about a graph of n vertices: every pair u < w, every u as (u, u), or (0, 0) alone.
[[nodiscard]] std::vector<task::Edge> questions(Question question, std::int64_t n);

/// All labelled graphs on n vertices with m edges.
[[nodiscard]] check::CaseSpace graphs_with_edges(std::int64_t n, std::int64_t m);

/// Every graph of a space on n vertices with every question behind it, one question a case.
[[nodiscard]] check::CaseSpace asked_one_by_one(check::CaseSpace graphs, Question question,
                                                std::int64_t n);

/// Every graph of a space on n vertices with all questions behind it.
[[nodiscard]] check::CaseSpace asked_at_once(check::CaseSpace graphs, Question question,
                                             std::int64_t n);

/// Stars, cliques, cycles and random graphs on n vertices, each with one random question; cliques
/// only up to 48 vertices, beyond that there are too many edges.
[[nodiscard]] check::CaseSpace large_graphs(std::int64_t n, Question question, std::uint64_t seed);

/// The ground truth.
[[nodiscard]] task::Task truth(Question question, task::AskedBy asked = task::AskedBy::last_token);

/// Layers, heads, width and key dimension against what is promised.
[[nodiscard]] std::vector<check::Promise> promises(const Shape& shape);

/// The named mutants of S2 for a question.
[[nodiscard]] std::vector<derive::NamedMutant> mutants_of(Question question);

/// The largest absolute values of an evaluation on graphs of n vertices.
struct Largest {
  Integer coordinate = 0;  ///< of a query or key
  Integer product = 0;     ///< of a coordinate of a query and the same of a key
  Integer score = 0;
};
/// Over every edge, every question and both heads that have scores. \pre n >= 2
[[nodiscard]] Largest largest_numbers(std::int64_t n);

/// Least f such that the floors of 2^f/(d+1), d = 0, .., n-1, differ. \pre n >= 1
[[nodiscard]] std::int64_t least_fraction_bits(std::int64_t n);

/// S1: the published theorem.
[[nodiscard]] check::Statement published();

/// S2 and its parts: hardmax.
[[nodiscard]] std::vector<check::Statement> hardmax_statements();

/// S2.integers, S2.bits.
[[nodiscard]] std::vector<check::Statement> integer_statements();

/// S3 and its parts: softmax.
[[nodiscard]] std::vector<check::Statement> softmax_statements();

/// The scores of one question about degree and one about existence, key by key.
[[nodiscard]] check::Drawing score_figure();

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::graph_retrieval
