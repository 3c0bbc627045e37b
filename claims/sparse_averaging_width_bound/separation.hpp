// SPDX-License-Identifier: Apache-2.0
/// \file
/// Inputs that tell two tokens apart: certificates, and how they are found. Who rechecks them is in
/// separation_check.hpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "claims/sparse_averaging_width_bound/parts.hpp"
#include "claims/sparse_averaging_width_bound/separation_check.hpp"

namespace attest::sparse_averaging_width_bound {

/// Deliberate errors of the adversary.
enum class Flaw {
  none,
  common_raised,     ///< the value +1 stands at a pointer that both tokens have, where there is one
  others_equal,      ///< all other values are +1
  asker_read,        ///< the asking token is read even where the two differ in z
  first_coordinate,  ///< codes are compared in their first coordinate alone
};

/// The flaw of that name. Empty: none.
[[nodiscard]] std::optional<Flaw> flaw_named(std::string_view name);

/// Two inputs of n tokens that differ in the last token alone, x in one and x_prime in the other,
/// and a token whose answers are 2/q apart: token 0 where they differ in z, else the last one.
/// \pre different tokens (z; y) with z = -1 or 1 and n > q
[[nodiscard]] Separation separate(int n, const Token& x, const Token& x_prime,
                                  Flaw flaw = Flaw::none);

/// For every token the one last before it with the same code, or -1.
[[nodiscard]] std::vector<std::int64_t> earlier_of(const std::vector<CodedToken>& list,
                                                   Flaw flaw = Flaw::none);

}  // namespace attest::sparse_averaging_width_bound
