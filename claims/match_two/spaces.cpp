// SPDX-License-Identifier: Apache-2.0
/// \file
/// The case spaces of Match2 beyond all words.
#include <algorithm>
#include <string>

#include "claims/match_two/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::match_two {
namespace {

/// The kinds of words that `adversarial_words` cycles through.
enum class Kind { one_match, near_miss, zeros, halves, all_equal, middle, uniform, count };

/// A word of one kind; `pivot` is a residue in 1 .. M-1, its match is M - pivot.
std::vector<std::int64_t> draw_word(Kind kind, std::int64_t n, std::int64_t modulus,
                                    Random& random) {
  std::vector<std::int64_t> word(static_cast<std::size_t>(n));
  const std::int64_t pivot = modulus > 1 ? random.between(1, modulus - 1) : 0;
  const auto fill = [&](auto letter) { std::generate(word.begin(), word.end(), letter); };
  switch (kind) {
    case Kind::one_match:
      fill([&] { return pivot; });
      word[static_cast<std::size_t>(random.below(n))] = (modulus - pivot) % modulus;
      break;
    case Kind::near_miss:
      fill([&] {
        const std::int64_t off = random.below(2) == 0 ? 1 : modulus - 1;
        return random.below(2) == 0 ? pivot : (2 * modulus - pivot + off) % modulus;
      });
      break;
    case Kind::zeros:
      fill([&] { return random.below(4) == 0 ? pivot : 0; });
      break;
    case Kind::halves:
      fill([&] { return random.below(4) == 0 ? pivot : modulus / 2; });
      break;
    case Kind::all_equal:
      fill([&] { return pivot; });
      break;
    case Kind::middle:
      fill([&] { return (modulus - 1) / 2; });
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

check::CaseSpace adversarial_words(std::int64_t n, std::int64_t modulus, std::uint64_t seed) {
  const std::int64_t count = std::max<std::int64_t>(14, 4000 / n);
  const Integer words = pow(Integer(modulus), static_cast<unsigned>(n));
  return check::sampled(
      "words of length " + std::to_string(n) + " over Z_" + std::to_string(modulus) +
          ", seven adversarial kinds in turn",
      count, seed, words, words < 1'000'000'000 ? "S2 takes all words of small sizes" : "",
      [n, modulus](Random& random, std::int64_t index) -> std::optional<check::Case> {
        const auto kind = static_cast<Kind>(index % static_cast<std::int64_t>(Kind::count));
        return derive::word_of_letters(draw_word(kind, n, modulus, random));
      });
}

}  // namespace attest::match_two
