// SPDX-License-Identifier: Apache-2.0
/// \file
/// The case spaces: words without 0, functions, relations.
#include <algorithm>
#include <string>

#include "claims/strassen_attention/parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::strassen_attention {
namespace {

/// One more in every entry.
check::Case from_one(const check::Case& letters) {
  check::Case result = letters;
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = result(i, 0) + 1;
  return result;
}

/// The bits of A, then those of B, as tokens (A_ij, B_ij).
check::Case tokens_of(const check::Case& bits, int m) {
  check::Case result(m * m, 2);
  for (int at = 0; at < m * m; ++at) {
    result(at, 0) = bits(at, 0);
    result(at, 1) = bits(m * m + at, 0);
  }
  return result;
}

}  // namespace

check::CaseSpace nonzero_words(std::int64_t n, std::int64_t modulus) {
  check::CaseSpace space = check::mapped(
      check::words(static_cast<int>(n), static_cast<int>(modulus - 1)),
      [](const check::Case& word) -> std::optional<check::Case> { return from_one(word); });
  space.description =
      "all words of length " + std::to_string(n) + " over 1, .., " + std::to_string(modulus - 1);
  return space;
}

check::CaseSpace planted_words(std::int64_t n, std::int64_t modulus, std::uint64_t seed) {
  return check::sampled(
      "words of length " + std::to_string(n) + " over 1, .., " + std::to_string(modulus - 1) +
          ": planted triples, near misses, uniform letters in turn",
      12, seed, pow(Integer(modulus - 1), static_cast<unsigned>(n)), "a sample of lengths, too",
      [n, modulus](Random& random, std::int64_t index) -> std::optional<check::Case> {
        check::Case word(static_cast<int>(n), 1);
        const std::int64_t a = random.between(1, modulus - 1);
        const std::int64_t b = random.between(1, modulus - 1);
        // Completes a + b, or misses by one; never 0.
        const std::int64_t rest = (3 * modulus - a - b + (index % 3 == 1 ? 1 : 0)) % modulus;
        const std::int64_t choices[] = {a, b, rest == 0 ? 1 : rest};
        for (int i = 0; i < word.rows(); ++i) {
          word(i, 0) = index % 3 == 2 ? random.between(1, modulus - 1) : choices[random.below(3)];
        }
        return word;
      });
}

check::CaseSpace relation_pairs(std::int64_t m) {
  const int side = static_cast<int>(m);
  check::CaseSpace space =
      check::mapped(check::words(2 * side * side, 2),
                    [side](const check::Case& bits) -> std::optional<check::Case> {
                      return tokens_of(bits, side);
                    });
  space.description = "all pairs of relations on " + std::to_string(m) + " elements";
  return space;
}

check::CaseSpace sampled_relations(std::int64_t m, std::int64_t size, std::uint64_t seed) {
  const int side = static_cast<int>(m);
  return check::sampled(
      "pairs of relations on " + std::to_string(m) + " elements, dense and sparse in turn", size,
      seed, power_of_two(static_cast<unsigned>(2 * m * m)), "smaller m are enumerated",
      [side](Random& random, std::int64_t index) -> std::optional<check::Case> {
        check::Case bits(2 * side * side, 1);
        for (int at = 0; at < bits.rows(); ++at) {
          bits(at, 0) = random.below(2 + index % 3) == 0 ? 1 : 0;
        }
        return tokens_of(bits, side);
      });
}

check::CaseSpace coloured_pairs(std::int64_t m) {
  const int side = static_cast<int>(m);
  check::CaseSpace space = check::product(
      relation_pairs(m), check::functions(side, side),
      [side](const check::Case& tokens, const check::Case& colour) -> std::optional<check::Case> {
        Rational next = 0;  // colours are named in the order in which they come
        for (int k = 0; k < side; ++k) {
          if (colour(k, 0) > next) return std::nullopt;
          if (colour(k, 0) == next) next += 1;
        }
        check::Case result(side * side, 4);
        for (int at = 0; at < side * side; ++at) {
          result(at, 0) = tokens(at, 0);
          result(at, 1) = tokens(at, 1);
          result(at, 2) = colour(at / side, 0);
          result(at, 3) = colour(at % side, 0);
        }
        return result;
      });
  space.description = "all pairs of relations on " + std::to_string(m) +
                      " elements with every colouring up to names";
  return space;
}

check::CaseSpace function_instances(std::int64_t n) {
  check::CaseSpace space = check::mapped(
      check::words(static_cast<int>(2 * n + 1), static_cast<int>(n)),
      [](const check::Case& word) -> std::optional<check::Case> { return from_one(word); });
  space.description = "all g, h and x on " + std::to_string(n) + " elements";
  return space;
}

check::Case tokens_of_letters(const Letters& letters) {
  check::Case tokens(static_cast<int>(letters.size()), 1);
  for (int i = 0; i < tokens.rows(); ++i) tokens(i, 0) = letters[static_cast<std::size_t>(i)];
  return tokens;
}

Letters joined(Letters a, const Letters& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

Integer function_base(std::int64_t n) { return 16 * n; }

}  // namespace attest::strassen_attention
