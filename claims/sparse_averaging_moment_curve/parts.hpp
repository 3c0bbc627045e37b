// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, readings of a description and the statements, shared by the claim's own files.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "claims/sparse_averaging_moment_curve/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/subset_cases.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::sparse_averaging_moment_curve {

using derive::subset_batches;
using derive::subset_of;
using derive::Values;

/// Seeded subsets of n positions, held by the first token: runs, runs with one hole, every second,
/// both ends, spread. The other tokens point to the centre only. \pre n >= 2q+2
[[nodiscard]] check::CaseSpace large_subsets(int n, int q, std::uint64_t seed);

/// Seeded integer key matrices, one key a row: wide range, {-2..2}, {0,1}, truncated moment curve,
/// points of a simplex, in turn.
/// \param is_strict n = 2q, .., 2q+4 in strict_dimension-1; else n = q+1, .., q+5 in
/// tie_dimension-1
[[nodiscard]] check::CaseSpace key_matrices(int q, bool is_strict, std::int64_t size,
                                            std::uint64_t seed);

/// A model that stays where it is, with its evaluator.
struct Built {
  explicit Built(model::Transformer description)
      : model(std::move(description)), evaluator(model, model::Arithmetic::rational, 0) {}
  Built(const Built&) = delete;
  Built& operator=(const Built&) = delete;

  model::Transformer model;
  model::Evaluator evaluator;
};

/// Scores of the first head, one row a query.
[[nodiscard]] std::vector<std::vector<Rational>> scores_of(const Built& built,
                                                           const check::Case& tokens);

/// Keys of the first head at n tokens [n x m]. \pre they depend on the position alone
[[nodiscard]] Matrix keys_of(const model::Transformer& model, int n, int q);

/// How far the lowest score of y stands above the highest score outside y, 0 where y is everything;
/// -1 where the scores of y differ. \pre all scores are integers
[[nodiscard]] Rational tie_gap(const std::vector<Rational>& scores, const std::vector<int>& y);

/// Parameter points: names, then rows of values in their order.
[[nodiscard]] std::vector<check::Params> points_of(
    std::initializer_list<const char*> names,
    std::initializer_list<std::initializer_list<std::int64_t>> rows);

/// Parameters q, least and n of statements about all subsets.
[[nodiscard]] std::vector<check::Parameter> subset_parameters();

/// A broken version of the moment-curve head.
struct BrokenCurve {
  std::string name;
  std::string why;
  std::string proof;  ///< why it is equivalent, where it is
  Choices choices;
};

/// Every broken version that the claim names, for q-subsets.
[[nodiscard]] std::vector<BrokenCurve> broken_curves(int q);

/// The choices of a broken version. \throws InputError mutant-unknown
[[nodiscard]] Choices broken_choices(int q, const std::string& name);

/// S1.
[[nodiscard]] std::vector<check::Statement> published_statements();
/// S2, S2.gap, S2.large, S2.heads.
[[nodiscard]] std::vector<check::Statement> exact_statements();
/// S3, S3.output, S3.natural.
[[nodiscard]] std::vector<check::Statement> softmax_statements();
/// S4, S5, S5.error, S5.correct: partitions of keys.
[[nodiscard]] check::Statement ties();
[[nodiscard]] check::Statement strict_order();
[[nodiscard]] check::Statement lost_order();
[[nodiscard]] check::Statement nothing_found();
/// S4.simplex, S5.sharp.
[[nodiscard]] check::Statement simplex();
[[nodiscard]] check::Statement sharp();
/// The scores of one query as a graph, for the set with the least gap.
[[nodiscard]] check::Drawing score_figure(const check::Params& params);
/// Key dimension by q, query bits by N.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::sparse_averaging_moment_curve
