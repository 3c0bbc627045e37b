// SPDX-License-Identifier: Apache-2.0
/// \file
/// Dialogues as lists of numbers, and how many bits they take.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/number/rational.hpp"
#include "reference/protocol/two_party.hpp"

namespace attest::protocol {

/// What arrives of `said`, one list of numbers.
[[nodiscard]] std::vector<Rational> heard(const std::vector<Utterance>& said,
                                          const Hearing& hearing);

/// Bits of dialogues whose numbers are written one by one: for each number the least b such that
/// the values that it takes in any of `transcripts` are at most 2^b. \pre equal lengths
[[nodiscard]] std::int64_t bits_of(const std::vector<std::vector<Rational>>& transcripts);

/// The largest of these b: the precision of a number. \pre equal lengths
[[nodiscard]] std::int64_t bits_of_a_number(const std::vector<std::vector<Rational>>& transcripts);

}  // namespace attest::protocol
