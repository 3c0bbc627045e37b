// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `mpc_round_per_layer`: one attention layer delivers a round of messages.
///
/// Source: Transformers, parallel computation, and logarithmic depth (Sanford, Hsu, Telgarsky,
/// 2024), Theorem 3.1. Kind: construction (simulation). Statements: see statements.cpp. Tokens are
/// machines 1, .., N behind a sentinel at position 0, so a machine's number is its position. In a
/// round each machine sends and receives at most s messages (reference/machine/mpc).
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/machine/mpc.hpp"
#include "reference/model/transformer.hpp"

namespace attest::mpc_round_per_layer {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "mpc_round_per_layer";

/// What a mutant breaks; the defaults are the construction.
struct Choices {
  bool has_sentinel = true;
  bool is_squared = true;        ///< the factors t - d of the key's polynomial
  bool has_constant = true;      ///< its constant term
  bool is_rescaled = true;       ///< sums are read: means times their number
  bool needs_count_one = true;   ///< of a cell; else at least one
  std::int64_t points_less = 0;  ///< fewer points of the code than it has

  [[nodiscard]] bool all_read_sentinel() const {
    return has_sentinel && is_squared && has_constant;
  }
};

/// Which model.
struct Shape {
  std::int64_t machines = 1;  ///< N
  std::int64_t messages = 1;  ///< s: most that a machine sends or receives
  Choices choices = {};
};

/// One layer that delivers. Token fields to0, payload0, to1, ..; decoded at every machine: N s
/// entries received0, .., the payload plus 1 of message id = (sender - 1) s + slot, or 0.
[[nodiscard]] model::Transformer router(const Shape& shape);

/// `rounds` layers of pointer doubling on a permutation; token fields (succ, pred), from 1. Decoded
/// at every machine: the least number of its cycle that is known.
[[nodiscard]] model::Transformer cycle_minima(std::int64_t machines, std::int64_t rounds,
                                              const Choices& choices = {});

/// ceil(log2 N): rounds after which every cycle is known.
[[nodiscard]] std::int64_t rounds_of(std::int64_t machines);

/// Replays a user's trace of messages (settings `machines`, `messages`), or finds the cycles of a
/// user's permutation (statement S1, setting `format`).
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::mpc_round_per_layer
