// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cases of tasks whose tokens hold a value and a set of pointers.
#pragma once

#include <vector>

#include "reference/check/case_space.hpp"

namespace attest::derive {

/// What the tokens of a case hold besides their pointers.
enum class Values {
  powers,  ///< z_j = (n+1)^-j: the mean of a set tells the set
  signs,   ///< z_j = 1, -1, 1, ..
};

/// All q-subsets of n positions, for every n in max(least, q)..most: case c of a length holds the
/// subsets cn, .., cn+n-1 as the pointers of its n tokens; the last one begins again at subset 0.
/// \throws InputError parameter-range where there is no such n
[[nodiscard]] check::CaseSpace subset_batches(int q, int least, int most, Values values);

/// The q-subset that token i of a case points to.
[[nodiscard]] std::vector<int> subset_of(const check::Case& tokens, int i, int q);

}  // namespace attest::derive
