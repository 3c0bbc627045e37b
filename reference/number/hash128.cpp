// SPDX-License-Identifier: Apache-2.0
/// \file
/// Absorption of strings and numbers into a 128-bit hash.
#include "reference/number/hash128.hpp"

#include <cstddef>
#include <ostream>

#include "reference/number/integer.hpp"
#include "reference/number/rational.hpp"

namespace attest {

std::string Hash128::to_hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(32);
  for (const std::uint64_t word : {high, low}) {
    for (int shift = 60; shift >= 0; shift -= 4) text += digits[(word >> shift) & 15];
  }
  return text;
}

std::ostream& operator<<(std::ostream& out, const Hash128& hash) { return out << hash.to_hex(); }

void Hasher128::add(std::string_view bytes) noexcept {
  add(static_cast<std::uint64_t>(bytes.size()));
  std::uint64_t word = 0;
  int shift = 0;
  for (const char byte : bytes) {
    word |= static_cast<std::uint64_t>(static_cast<unsigned char>(byte)) << shift;
    shift += 8;
    if (shift == 64) {
      add(word);
      word = 0;
      shift = 0;
    }
  }
  if (shift != 0) add(word);
}

void Hasher128::add(const Integer& value) {
  const std::uint64_t sign_bit = value.sign() < 0 ? 1 : 0;
  if (value.fits_int64()) {  // the general case without its vector
    const auto word = static_cast<std::uint64_t>(value.to_int64());
    const std::uint64_t limbs = value.is_zero() ? 0 : 1;
    add(2 * limbs + sign_bit);
    if (limbs != 0) add(sign_bit != 0 ? 0 - word : word);
    return;
  }
  const std::vector<std::uint64_t> limbs = value.magnitude_limbs();
  add(2 * static_cast<std::uint64_t>(limbs.size()) + sign_bit);
  for (const std::uint64_t limb : limbs) add(limb);
}

void Hasher128::add(const Rational& value) {
  add(value.num());
  add(value.den());
}

}  // namespace attest
