// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words of one letter and a set; see residue_sets.hpp.
#include "reference/check/residue_sets.hpp"

#include <string>

#include "reference/number/contract.hpp"

namespace attest::check {
namespace {

/// The word of a pair (x, S), with S given by its bits.
Matrix word_of(std::int64_t x, std::int64_t set, std::int64_t modulus) {
  std::vector<std::int64_t> letters{x};
  for (std::int64_t residue = 0; residue < modulus; ++residue) {
    if (residue != x && ((set >> residue) & 1) != 0) letters.push_back(residue);
  }
  Matrix word(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < word.rows(); ++i) word(i, 0) = letters[static_cast<std::size_t>(i)];
  return word;
}

}  // namespace

CaseSpace residue_sets(std::int64_t modulus) {
  ATTEST_REQUIRE(modulus >= 1 && modulus <= 40,
                 "residue sets of modulus " + std::to_string(modulus));
  CaseSpace space;
  space.description =
      "all pairs (x, S) with x in S, a set of residues mod " + std::to_string(modulus);
  space.coverage = Coverage::exhaustive;
  const std::int64_t others = std::int64_t{1} << (modulus - 1);
  space.size = modulus * others;
  space.full_size = space.size;
  space.at = [modulus, others](std::int64_t index) -> std::optional<Case> {
    const std::int64_t x = index / others;
    const std::int64_t rest = index % others;
    // Bits of the residues below x stay, those above make room for x.
    const std::int64_t low = rest & ((std::int64_t{1} << x) - 1);
    return word_of(x, low | ((rest >> x) << (x + 1)), modulus);
  };
  return space;
}

}  // namespace attest::check
