// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share.
#pragma once

#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/gadget/one_memory_encoding.hpp"

namespace attest::looped_subleq_von_neumann {

using gadget::one_memory::integer_block;
using gadget::one_memory::Snapshot;
using gadget::one_memory::tokens_of;

/// The size that parameters `word_bits` and `dialect` (0: howerj, 1: davidar) describe, with all
/// addresses; or, of integers, with `words`. \throws InputError
[[nodiscard]] Size size_of(Blocks blocks, const check::Params& params);

/// Every memory, every pc that has not halted, every character at the port, each after an
/// instruction that left a subtrahend and flags drawn from the index.
[[nodiscard]] check::CaseSpace all_states(Blocks blocks, const Size& size);

/// The same, every subtrahend and every flag in column 0 included.
[[nodiscard]] check::CaseSpace all_leftovers(Blocks blocks, const Size& size);

/// The states before each of the first `loops` instructions of random machines that still run then.
[[nodiscard]] check::CaseSpace random_runs(Blocks blocks, const Size& size, std::int64_t machines,
                                           std::int64_t loops, std::uint64_t seed);

/// Layers, width, weights and cost by memory, counted as of every looped computer.
[[nodiscard]] std::vector<check::Series> machine_series();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

/// V3 or V2 on an instruction that writes into the next one: the columns that work, and the heads
/// that they learn from.
[[nodiscard]] check::Drawing loop_figure(Blocks blocks);

/// The used queries have unique best keys, from the parameters and points of `statement`.
[[nodiscard]] check::Statement gap(check::Statement statement, Blocks blocks);

}  // namespace attest::looped_subleq_von_neumann
