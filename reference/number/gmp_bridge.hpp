// SPDX-License-Identifier: Apache-2.0
/// \file
/// Conversions between `Integer` and GMP, for source files of this ring only.
#pragma once

#include "reference/number/integer.hpp"

namespace attest {

/// Sets `target` to `value`. \pre target is initialised
/// `Mpz` is GMP's `__mpz_struct`, the one type it exists for: a parameter, so that this header does
/// not include GMP's.
template <typename Mpz>
void to_gmp(Mpz* target, const Integer& value);

/// The value of `source`. `Mpz` is GMP's `__mpz_struct`, the one type it exists for.
template <typename Mpz>
[[nodiscard]] Integer from_gmp(const Mpz* source);

}  // namespace attest
