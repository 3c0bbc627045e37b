// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task sparse averaging: every token asks for the mean of the tokens that it points to.
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// qSA(X)_i = (z_j1 + .. + z_jq) / q for the q pointers j1, .., jq of token i, 0-based: `features`
/// entries a token, in token order. Cases: `features` fields z, then q pointers, which are distinct
/// positions. Source: Sanford, Hsu, Telgarsky (2023). \pre q >= 1, features >= 1
[[nodiscard]] Task sparse_averaging(int q, int features = 1);

/// The entries of the first token alone; the other tokens' pointers are not looked at. Cases as
/// above.
[[nodiscard]] Task sparse_averaging_first(int q, int features = 1);

/// The entries of the token at `position` alone. \pre position >= 0
[[nodiscard]] Task sparse_averaging_at(int q, int position, int features = 1);

/// 1 iff the mean of the token at `position`, one feature, with `error` added exceeds `threshold`.
[[nodiscard]] Task sparse_averaging_exceeds(int q, int position, const Rational& error,
                                            const Rational& threshold);

}  // namespace attest::task
