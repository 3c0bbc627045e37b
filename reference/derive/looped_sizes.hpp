// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of looped SUBLEQ machines: the parameters of statements, the sizes of series, and what
/// the width of a block is promised to be.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/derive/looped_states.hpp"
#include "reference/number/rational.hpp"

namespace attest::derive::looped {

/// The parameters columns, memory and word_bits between two sizes.
[[nodiscard]] std::vector<check::Parameter> size_parameters(const Size& least, const Size& most);

/// Machines of 16 and of 32 columns with words of 4, 8 and 16 bits, from the nightly rung on.
[[nodiscard]] std::vector<check::Params> run_points(check::Rung rung);

/// Bits of a word in series by columns.
inline constexpr int series_word_bits = 8;
/// n columns, n/2 - 1 of them words of 8 bits.
[[nodiscard]] Size by_columns(std::int64_t columns);
/// Eight columns, N-bit words.
[[nodiscard]] Size by_word_bits(std::int64_t word_bits);
/// M words of 16 bits, M - 1 commands and the machine's column.
[[nodiscard]] Size by_memory_words(std::int64_t words);
/// How many columns these are: 2M.
[[nodiscard]] std::int64_t columns_of_words(std::int64_t words);

/// What the claims promise of the width of a block: 15k + 4N + 3 (two and five layers), 18k + 4N +
/// 2 (one layer), 8k + 3N + max(3k, 2N) + 1 (ten layers).
[[nodiscard]] Rational promised_width(Blocks blocks, const Size& size);

/// 256 states of random programs, of a machine of n columns, against the task: what a series times.
[[nodiscard]] std::unique_ptr<check::Subject> series_steps(Blocks blocks, std::int64_t columns);

}  // namespace attest::derive::looped
