// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `positional_simulates_mpc`: attention that reads positions alone delivers the messages of
/// a round by Benes stages whose settings are given, or by sorting.
///
/// Source: Positional Attention: Expressivity and Learnability of Algorithmic Computation (Back de
/// Luca, Giapitzakis, Yang, Velickovic, Fountoulakis, 2024), Theorem 5.1; S3 and S4 are ours. Kind:
/// construction, question to a proof. Statements: see statements.cpp. The tasks are in
/// reference/task/routing.hpp. Setting: N = 2^l nodes, a packet a node with a destination and a
/// payload in 0, .., B-1; queries and keys read positions alone.
#pragma once

#include <cstdint>

#include "reference/check/claim.hpp"
#include "reference/gadget/bitonic_sort.hpp"
#include "reference/model/transformer.hpp"

namespace attest::positional_simulates_mpc {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "positional_simulates_mpc";

/// What a mutant of the Benes layers breaks; the defaults are the construction.
struct BenesChoices {
  std::int64_t stages_dropped = 0;  ///< of the last ones
  bool is_order_reversed = false;   ///< address bits l-1, .., 0, .., l-1
  std::int64_t bound_offset = 0;    ///< B of the units minus the largest payload minus 1
};

/// Delivers a permutation of 2^bits packets in 2 bits - 1 layers of one head. Fields: destination
/// (not read), payload, and the setting of the node's switch in every stage: 1 crosses.
/// \pre bits >= 1
[[nodiscard]] model::Transformer benes_model(int bits, std::int64_t payloads,
                                             const BenesChoices& choices = {});

/// A protocol of static communication on 2^bits machines that hold s words each: in round r machine
/// i sends word t to the machine that the case names, and every machine puts words 2u and 2u + 1 of
/// those that it received in order.
struct Protocol {
  int bits = 1;
  int rounds = 1;
  int messages = 1;           ///< s
  std::int64_t payloads = 1;  ///< words are 0, .., payloads - 1
};

/// What a mutant of the protocol's layers breaks.
struct ProtocolChoices {
  BenesChoices benes = {};
  int rounds_dropped = 0;
  bool computes = true;             ///< words are put in order after a round
  bool exchanges_settings = false;  ///< word t is switched by the settings of the next word
};

/// Runs a protocol in 2 bits layers a round, all of one head or none. Fields: payload0, ..;
/// destination and settings of each word in each round, as protocol_fields names them. Decoded: all
/// words. \pre bits >= 1, rounds >= 1, messages >= 1
[[nodiscard]] model::Transformer protocol_model(const Protocol& protocol,
                                                const ProtocolChoices& choices = {});

/// How a sort chooses minimum or maximum.
enum class Sorter {
  selected,  ///< four heads and a layer more, units without biases
  indexed,   ///< one head, units that know the direction and a bound on the contents
};

/// What a mutant of the routing by sorting breaks.
struct SortChoices {
  gadget::bitonic_sort::Choices sort = {};
  bool is_payload_first = false;        ///< content payload N + destination
  bool is_absent_first = false;         ///< absent packets with the key 0
  bool is_spreading_ascending = false;  ///< address bits from 0 upwards
  bool has_spreading = true;
};

/// Delivers a permutation of 2^bits packets by sorting destination B + payload: bits (bits + 1)/2
/// layers, and one more of the form `selected`. Fields: destination, payload. \pre bits >= 1
[[nodiscard]] model::Transformer permutation_model(int bits, std::int64_t payloads, Sorter sorter,
                                                   const SortChoices& choices = {});

/// Delivers a partial permutation: as above, then `bits` layers that spread the packets. A node
/// without a packet has the destination N and the payload 0. \pre bits >= 1
[[nodiscard]] model::Transformer partial_model(int bits, std::int64_t payloads,
                                               const SortChoices& choices = {});

/// The layers that spread alone, on packets that stand in rising order on nodes 0, 1, ...
[[nodiscard]] model::Transformer spreading_model(int bits, std::int64_t payloads,
                                                 const SortChoices& choices = {});

/// The least vertex of each cycle of a permutation of n vertices by `rounds` rounds of pointer
/// doubling, each bits (bits + 1)/2 + 1 layers, bits the least with 2^bits >= n and bits >= 1.
/// Fields: successor, predecessor. \pre n >= 1
[[nodiscard]] model::Transformer cycles_model(std::int64_t n, std::int64_t rounds,
                                              const SortChoices& choices = {});

/// Replays a user's trace of messages.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::positional_simulates_mpc
