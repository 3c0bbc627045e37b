// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share.
#pragma once

#include "claims/looped_relu_mlp/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/machine/subleq_memory.hpp"
#include "reference/model/builder.hpp"

namespace attest::looped_relu_mlp {

/// The factored network with the sums multiplied out: the units of each block write a register of
/// their own, and those of the next one read it. \pre each block reads what the block before it
/// writes, the first one what is embedded
[[nodiscard]] model::Transformer multiplied_out(const model::Transformer& factored);

/// M and N of a point. \throws InputError where M is no power of two
[[nodiscard]] Size size_of(const check::Params& params);

/// The state of a machine as a token.
[[nodiscard]] check::Case token_of(const Size& size, const machine::subleq::Memory& memory);

/// Every memory with every pc.
[[nodiscard]] check::CaseSpace all_states(const Size& size);

/// Random states: half of the words are corners of the words' range, the others uniform.
[[nodiscard]] check::CaseSpace random_states(const Size& size, std::int64_t count,
                                             std::uint64_t seed);

/// The states before each of the first `loops` instructions of random machines.
[[nodiscard]] check::CaseSpace random_runs(const Size& size, std::int64_t machines,
                                           std::int64_t loops, std::uint64_t seed);

/// The six stages of one instruction, with the buses that select its words.
[[nodiscard]] check::Drawing datapath_figure(const check::Params& params);

/// Layers, width, weights and cost by memory, counted as of every looped computer.
[[nodiscard]] std::vector<check::Series> machine_series();

/// What is counted at growing sizes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::looped_relu_mlp
