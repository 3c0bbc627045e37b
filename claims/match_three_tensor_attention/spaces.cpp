// SPDX-License-Identifier: Apache-2.0
/// \file
/// Samples of Match3 with planted triples.
#include <algorithm>
#include <string>

#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::match_three_tensor_attention {
namespace {

/// The kinds of words that `planted_words` cycles through.
enum class Kind { one_triple, near_misses, thirds, all_equal, uniform, count };

/// A word of one kind; all but `uniform` are close to a triple of sum zero.
std::vector<std::int64_t> draw_word(Kind kind, std::int64_t n, std::int64_t modulus,
                                    Random& random) {
  std::vector<std::int64_t> word(static_cast<std::size_t>(n));
  const auto fill = [&](auto letter) { std::generate(word.begin(), word.end(), letter); };
  const auto any_place = [&] { return static_cast<std::size_t>(random.below(n)); };
  const std::int64_t third = (modulus + 1) / 3;
  switch (kind) {
    case Kind::one_triple: {
      // Residues of the first third alone have no triple of sum zero; the last letter makes one.
      fill([&] { return random.between(1, std::max<std::int64_t>(third - 1, 1)) % modulus; });
      const std::int64_t sum = word[any_place()] + word[any_place()];
      word.back() = floor_mod(Integer(-sum), modulus).to_int64();
      break;
    }
    case Kind::near_misses: {
      const std::int64_t a = random.below(modulus);
      const std::int64_t b = random.below(modulus);
      const std::int64_t off = random.below(2) == 0 ? 1 : modulus - 1;
      fill([&] {
        const std::int64_t which = random.below(3);
        return which == 0   ? a
               : which == 1 ? b
                            : floor_mod(Integer(off) - a - b, modulus).to_int64();
      });
      break;
    }
    case Kind::thirds:
      fill([&] { return third * random.below(3) % modulus; });
      break;
    case Kind::all_equal:
      fill([letter = random.below(modulus)] { return letter; });
      break;
    case Kind::uniform:
      fill([&] { return random.below(modulus); });
      break;
    case Kind::count:
      ATTEST_REQUIRE(false, "not a kind of word");
  }
  return word;
}

}  // namespace

check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus, std::uint64_t seed) {
  const std::int64_t count = std::max<std::int64_t>(20, 600 / n);
  return check::sampled(
      "words of length " + std::to_string(n) + " over Z_" + std::to_string(modulus) +
          ", planted triples and near misses, five kinds in turn",
      count, seed, pow(Integer(modulus), static_cast<unsigned>(n)), "words of every length count",
      [n, modulus](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        return derive::word_of_letters(draw_word(kind, n, modulus, random));
      });
}

}  // namespace attest::match_three_tensor_attention
