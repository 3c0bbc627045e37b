// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `positional_scans_and_sorting`: attention that reads positions alone scans in ceil(log2 n)
/// layers, sorts in k(k+1)/2 + 1, and commutes with scaling.
///
/// Source: Positional Attention: Expressivity and Learnability of Algorithmic Computation (Back de
/// Luca, Giapitzakis, Yang, Velickovic, Fountoulakis, 2024); the statements and constructions are
/// ours. Kind: construction, exact identity. Statements: see statements.cpp. The tasks are in
/// reference/task/scan.hpp. Setting: the positional registers are written by the embedding and
/// never changed, queries and keys read nothing else, no mask, ReLU units without biases.
#pragma once

#include <cstdint>
#include <optional>

#include "reference/check/claim.hpp"
#include "reference/gadget/bitonic_sort.hpp"
#include "reference/model/transformer.hpp"
#include "reference/task/scan.hpp"

namespace attest::positional_scans_and_sorting {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "positional_scans_and_sorting";

/// What a mutant of a scan breaks; the defaults are the construction.
struct ScanChoices {
  bool is_shift_doubled = true;        ///< else every layer reads one back
  std::int64_t layers_dropped = 0;     ///< of the last ones
  bool has_node = true;                ///< node 0, where the scan needs one
  std::optional<Rational> added_node;  ///< value of a node 0 for a scan that needs none
  std::int64_t infinity_offset = 0;    ///< INF minus its least value
  bool is_swapped = false;             ///< right operand first
  Rational bias = 0;                   ///< of every unit
};

/// The scan of n numbers, of absolute value at most `largest` for Scan::max_subarray, in
/// ceil(log2 n) layers of one head. \pre n >= 1
[[nodiscard]] model::Transformer scan_model(task::Scan scan, std::int64_t n,
                                            const Rational& largest = 0,
                                            const ScanChoices& choices = {});

/// What a mutant of the minimum of sums breaks; the defaults are the construction.
struct MinimumOfSumsChoices {
  bool is_shift_doubled = true;     ///< else every layer reads one back
  std::int64_t layers_dropped = 0;  ///< of the last ones
  bool adds_partner = true;         ///< else the first layer reads the node itself
  bool adds_first = true;           ///< else the sums come after the minima
  bool stays_in_half = true;        ///< else minima are read from the other half
};

/// The least x_k + x_(n+k), k <= i, at the nodes i and n+i of two lists of n numbers, in
/// ceil(log2 n) + 1 layers of one head. \pre n >= 1
[[nodiscard]] model::Transformer minimum_of_sums_model(std::int64_t n,
                                                       const MinimumOfSumsChoices& choices = {});

/// The sorted list of n numbers that are at most `bound`, in k(k+1)/2 + 1 layers of at most four
/// heads, k the least with 2^k >= n and k >= 1; 2^k - n nodes of value `bound` are added.
/// \pre n >= 1
[[nodiscard]] model::Transformer sort_model(std::int64_t n, const Rational& bound = 0,
                                            const gadget::bitonic_sort::Choices& choices = {});

/// The median of n numbers that are at most `bound`, in as many layers: the last one reads the
/// middle nodes. \param offset added to the places that are read, for a mutant. \pre n >= 1
[[nodiscard]] model::Transformer median_model(std::int64_t n, const Rational& bound = 0,
                                              const gadget::bitonic_sort::Choices& choices = {},
                                              std::int64_t offset = 0);

/// What a mutant of the one-layer sum breaks.
struct SumChoices {
  std::int64_t row_offset = 0;     ///< added to the dummy's share in head 1
  bool is_weight_shifted = false;  ///< weights 2 for j < i instead of j <= i
};

/// The prefix sums of n numbers in one layer whose two patterns are given: positive rows of sum 1,
/// so softmax patterns of the logarithms of their entries. Integer weights over 2n + 1. \pre n >= 1
[[nodiscard]] model::Transformer pattern_sum_model(std::int64_t n, const SumChoices& choices = {});

/// The same by base-2 softmax with integer scores and `dummies(n)` dummies. \pre n >= 1
[[nodiscard]] model::Transformer softmax_sum_model(std::int64_t n, const SumChoices& choices = {});

/// Dummies of the base-2 form: floor(log2 n) + 1.
[[nodiscard]] std::int64_t dummies(std::int64_t n);

/// Attention that reads content, for comparison: one layer of base-2 softmax with scores x_i x_j
/// and values x_j; the outputs are read. \param is_positional scores p_i p_j of positions instead
[[nodiscard]] model::Transformer content_model(bool is_positional = false);

/// Runs the constructions on a user's list of integers.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::positional_scans_and_sorting
