// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrences run on values, and two prefixes with one state rechecked.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "claims/sparse_averaging_mlp_rnn_bounds/claim.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {

/// Deliberate errors of the adversary of recurrences.
enum class StreamFlaw {
  none,
  agreeing_place,  ///< the last token asks where the prefixes agree, where they do
  low_bit_alone,   ///< states count as equal where they agree mod 2
};

/// Value i of a prefix: +1 iff bit i of `prefix` is 1.
[[nodiscard]] int value_of(std::int64_t prefix, int i);

/// The state after the values of a prefix, from state 0.
[[nodiscard]] Rational state_after(const Machine& machine, std::int64_t prefix, int steps);

/// For every prefix the one last before it with the same state, or -1.
[[nodiscard]] std::vector<std::int64_t> earlier_prefixes(const Machine& machine, int steps,
                                                         StreamFlaw flaw = StreamFlaw::none);

/// The position that the last token asks for.
[[nodiscard]] int asked_place(std::int64_t prefix, std::int64_t other, int steps,
                              StreamFlaw flaw = StreamFlaw::none);

/// Why two prefixes, with a last token that asks for `place`, defeat no machine; empty if they do:
/// one state, one last token, answers 2 apart.
[[nodiscard]] std::string stream_objection(const Machine& machine, std::int64_t prefix,
                                           std::int64_t other, int steps, int place);

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
