// SPDX-License-Identifier: Apache-2.0
/// \file
/// A case space for tasks that read a word through one letter and the set of letters present.
#pragma once

#include <cstdint>

#include "reference/check/case_space.hpp"

namespace attest::check {

/// All pairs (x, S), x in S, S a set of residues: the word is x, then the rest of S in increasing
/// order. M 2^(M-1) cases. \pre 1 <= modulus <= 40
[[nodiscard]] CaseSpace residue_sets(std::int64_t modulus);

}  // namespace attest::check
