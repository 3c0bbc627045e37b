// SPDX-License-Identifier: Apache-2.0
/// \file
/// A word cut among players in a row: recurrent layers become a protocol with a bit ledger.
///
/// Player 1 holds the first segment of the word, player P the last. For each layer in turn every
/// player runs its segment from the state that it was handed and hands its own on. So a layer costs
/// P - 1 messages of one state each, and L layers are L rounds from left to right.
#pragma once

#include <cstdint>

#include "reference/machine/recurrent.hpp"
#include "reference/number/integer.hpp"

namespace attest::protocol {

/// What is handed on at the end of a segment.
enum class HandOver {
  state,     ///< the whole state
  previous,  ///< the last symbol alone, tables empty: what a mutant hands on
};

/// What one run of the protocol gives and sends.
struct SegmentRun {
  machine::recurrent::Symbols outputs;  ///< of the last layer
  std::int64_t messages = 0;
  std::int64_t words = 0;   ///< in all messages
  Integer transcripts = 1;  ///< (letters + 1)^words: how many there can be

  /// Least b with transcripts <= 2^b.
  [[nodiscard]] std::int64_t bits() const;
};

/// Runs `layers` delta-rule layers on a word that `players` hold in segments whose lengths differ
/// by at most 1, longer ones first. \pre players >= 1
[[nodiscard]] SegmentRun run_in_segments(const machine::recurrent::Symbols& x, std::int64_t letters,
                                         std::int64_t layers, std::int64_t players,
                                         HandOver hand_over);

}  // namespace attest::protocol
