// SPDX-License-Identifier: Apache-2.0
/// \file
/// Conversions between `Integer` and GMP, limb by limb.
#include "reference/number/gmp_bridge.hpp"

#include <gmp.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace attest {

template <typename Mpz>
void to_gmp(Mpz* target, const Integer& value) {
  if (value.fits_int64()) {
    mpz_set_si(target, value.to_int64());
    return;
  }
  const std::vector<std::uint64_t> limbs = value.magnitude_limbs();
  mpz_import(target, limbs.size(), -1, sizeof(std::uint64_t), 0, 0, limbs.data());
  if (value.sign() < 0) mpz_neg(target, target);
}

template <typename Mpz>
Integer from_gmp(const Mpz* source) {
  if (mpz_fits_slong_p(source) != 0) return std::int64_t{mpz_get_si(source)};
  std::vector<std::uint64_t> limbs((mpz_sizeinbase(source, 2) + 63) / 64);
  mpz_export(limbs.data(), nullptr, -1, sizeof(std::uint64_t), 0, 0, source);
  return Integer::from_limbs(limbs, mpz_sgn(source) < 0);
}

template void to_gmp(__mpz_struct* target, const Integer& value);
template Integer from_gmp(const __mpz_struct* source);

}  // namespace attest
