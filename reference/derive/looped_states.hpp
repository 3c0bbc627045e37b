// SPDX-License-Identifier: Apache-2.0
/// \file
/// Spaces of states of looped SUBLEQ machines, enumerated or drawn, and what follows each.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/case_space.hpp"
#include "reference/check/subject.hpp"
#include "reference/derive/computes.hpp"
#include "reference/gadget/looped_machine.hpp"
#include "reference/task/task.hpp"

namespace attest::derive::looped {

using gadget::looped::Blocks;
using gadget::looped::Size;

/// The size that parameters `columns`, `memory` and `word_bits` describe. \throws InputError
[[nodiscard]] Size size_of(const check::Params& params);

/// The parameters of a size: n, m and N.
[[nodiscard]] check::Params point(std::int64_t columns, std::int64_t memory,
                                  std::int64_t word_bits);

/// What the columns of a drawing hold.
[[nodiscard]] std::vector<ColumnGroup> column_groups(const Size& size);

/// The whole next state of a machine, in the raw tokens of a block.
[[nodiscard]] task::Task truth(Blocks blocks, const Size& size);

/// Every pair (mem[a], mem[b]) with a != b, and every word with a = b, all else drawn: a sample of
/// the states. For the one-layer block each without a pending write, with a's, with b's and with
/// another word pending.
[[nodiscard]] check::CaseSpace operand_pairs(Blocks blocks, const Size& size);

/// Every (a, b, c, pc), with words that make every other branch taken, all else drawn: a sample of
/// the states. For the one-layer block each with a pending write to every column and to none.
[[nodiscard]] check::CaseSpace all_pointers(Blocks blocks, const Size& size);

/// Every state: every table, memory and pc, and for the one-layer block every pending write, for
/// the ten-layer block every command that may have been the last.
[[nodiscard]] check::CaseSpace all_states(Blocks blocks, const Size& size);

/// Every state whose last command is some (z, z, n-1), which halts: every table of the others,
/// every memory and pc, and for the one-layer block every pending write.
[[nodiscard]] check::CaseSpace halting_states(Blocks blocks, const Size& size);

/// A part of the states: every table whose last command is (1, 1, n-1) (two_layers); every command
/// at every pc with every memory and pending write, among two sets of other commands (one_layer).
/// \pre two_layers or one_layer
[[nodiscard]] check::CaseSpace all_commands(Blocks blocks, const Size& size);

/// The states before each of the first `loops` instructions of random programs.
[[nodiscard]] check::CaseSpace random_runs(Blocks blocks, const Size& size, std::int64_t programs,
                                           std::int64_t loops, std::uint64_t seed);

}  // namespace attest::derive::looped
