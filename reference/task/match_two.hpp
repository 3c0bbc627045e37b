// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task Match2: which entries of a list have a partner that cancels them.
#pragma once

#include <cstdint>

#include "reference/task/task.hpp"

namespace attest::task {

/// Whether an entry may be its own partner.
enum class Self { counts, does_not_count };

/// Match2(X)_i = 1 iff there is j with x_i + x_j = 0 mod `modulus`; one entry a token.
/// Cases: [n x 1], entries in {0, .., modulus-1}. Source: Sanford, Hsu, Telgarsky (2023).
[[nodiscard]] Task match_two(std::int64_t modulus, Self self = Self::counts);

/// Entry 0 of Match2 alone: does the first token have a partner? Cases as above.
[[nodiscard]] Task match_two_first(std::int64_t modulus);

}  // namespace attest::task
