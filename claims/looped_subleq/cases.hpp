// SPDX-License-Identifier: Apache-2.0
/// \file
/// The spaces of machine states that are enumerated or drawn.
#pragma once

#include <cstdint>

#include "claims/looped_subleq/claim.hpp"

namespace attest::looped_subleq {

/// The size that parameters `columns`, `memory` and `word_bits` describe. \throws InputError
[[nodiscard]] Size size_of(const check::Params& params);

/// Every pair (mem[a], mem[b]) with a != b, and every word with a = b, all else drawn: a sample of
/// the states. For the one-layer block each
/// without a pending write, with a's, with b's and with another word pending.
[[nodiscard]] check::CaseSpace operand_pairs(Blocks blocks, const Size& size);

/// Every (a, b, c, pc), with words that make every other branch taken, all else drawn: a sample of
/// the states. For the one-layer block each
/// with a pending write to every column and to none.
[[nodiscard]] check::CaseSpace all_pointers(Blocks blocks, const Size& size);

/// Every state (one_layer); every state of a machine whose last command jumps to itself
/// (two_layers).
[[nodiscard]] check::CaseSpace all_states(Blocks blocks, const Size& size);

/// Every command at every pc with every memory and pending write, among two sets of other commands:
/// a part of the states of the one-layer block.
[[nodiscard]] check::CaseSpace all_commands(const Size& size);

/// The states before each of the first `loops` instructions of random programs.
[[nodiscard]] check::CaseSpace random_runs(Blocks blocks, const Size& size, std::int64_t programs,
                                           std::int64_t loops, std::uint64_t seed);

}  // namespace attest::looped_subleq
