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
#include "reference/model/builder.hpp"

namespace attest::positional_simulates_mpc {

/// Points bits = lo, .., hi.
[[nodiscard]] std::vector<check::Params> sizes(std::int64_t lo, std::int64_t hi);

/// The parameter bits.
[[nodiscard]] check::Parameter bits_parameter(std::int64_t hi);

/// The address bits in which the nodes of a switch differ, stage by stage.
[[nodiscard]] std::vector<int> switch_bits(int bits, bool is_order_reversed);

/// One packet a node that a stage may exchange: where it stands, what is read, and the coordinate
/// of its setting.
struct SwitchedChannel {
  model::Slice payload;
  model::Slice other;
  int setting = 0;
};

/// A layer of one head that exchanges the packets of each channel across one address bit where
/// their setting is 1; `bound` is the largest difference of two packets.
[[nodiscard]] model::Block benes_stage(std::string name,
                                       const gadget::bitonic_sort::Positions& positions, int bit,
                                       const std::vector<SwitchedChannel>& channels,
                                       const Rational& bound);

/// Benes stages of one round of a protocol.
[[nodiscard]] int stages_of(const Protocol& protocol);

/// Column of the destination of a word in a round; its settings follow.
[[nodiscard]] int destination_column(const Protocol& protocol, int round, int word);

/// payload0, ..; destination0.0, setting0.0.0, .. of round 0 and word 0; and so on.
[[nodiscard]] std::vector<std::string> protocol_fields(const Protocol& protocol);

/// Schedules every block once, in order.
void add_schedule(model::Transformer& model);

/// A random permutation of 0, .., n-1.
[[nodiscard]] benes::Permutation drawn_permutation(int n, Random& random);

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

/// S1.rounds: several rounds, several messages a machine.
[[nodiscard]] std::vector<check::Statement> protocol_statements();

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
