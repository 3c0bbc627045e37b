// SPDX-License-Identifier: Apache-2.0
/// \file
/// Case spaces, mutants and statements of the claim, shared by its own files.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/positional_simulates_mpc/benes.hpp"
#include "claims/positional_simulates_mpc/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"

namespace attest::positional_simulates_mpc {

/// A statement of this claim with its label and title.
[[nodiscard]] check::Statement about(std::string label, std::string title);

/// No parameter points.
[[nodiscard]] std::vector<check::Params> no_points(check::Rung rung);

/// Points bits = lo, .., hi.
[[nodiscard]] std::vector<check::Params> sizes(std::int64_t lo, std::int64_t hi);

/// The parameter bits.
[[nodiscard]] check::Parameter bits_parameter(std::int64_t hi);

/// Schedules every block once, in order.
void add_schedule(model::Transformer& model);

/// Destinations and payloads 0, .., N-1, with the settings that the looping algorithm finds where
/// `has_settings`: all permutations.
[[nodiscard]] check::CaseSpace permutation_packets(int bits, bool has_settings);

/// The same of `size` seeded permutations.
[[nodiscard]] check::CaseSpace drawn_packets(int bits, bool has_settings, std::int64_t size,
                                             std::uint64_t seed);

/// All permutations with all payloads below `payloads`.
[[nodiscard]] check::CaseSpace all_packets(int bits, std::int64_t payloads);

/// Every partial permutation: injective maps of subsets of the nodes. Payloads are 1 + the source.
[[nodiscard]] check::CaseSpace partial_packets(int bits);

/// Seeded partial permutations.
[[nodiscard]] check::CaseSpace drawn_partial_packets(int bits, std::int64_t size,
                                                     std::uint64_t seed);

/// Every set of destinations, its packets on nodes 0, 1, .. in rising order. Payloads are 1 + the
/// source.
[[nodiscard]] check::CaseSpace destination_sets(int bits);

/// Successor and predecessor of every vertex: all permutations of n vertices.
[[nodiscard]] check::CaseSpace all_cycles(std::int64_t n);

/// Entries of a case's column.
[[nodiscard]] benes::Permutation permutation_of(const check::Case& rows);

/// S1 and S2: Benes stages, as layers and as lists.
[[nodiscard]] std::vector<check::Statement> benes_statements();

/// S3: no rule for the first stage.
[[nodiscard]] std::vector<check::Statement> rule_statements();

/// S4: routing by sorting.
[[nodiscard]] std::vector<check::Statement> sorting_statements();

/// A Benes network of 8 inputs with its loops.
[[nodiscard]] check::Drawing loop_figure(const check::Params& params);

/// The four permutations of S3.
[[nodiscard]] check::Drawing rule_figure(const check::Params& params);

/// The scaling series.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::positional_simulates_mpc
