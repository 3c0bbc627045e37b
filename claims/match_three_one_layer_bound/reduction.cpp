// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance maps from two-party set problems to inputs of Match3.
#include <bit>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/disjointness.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using derive::Owner;
using derive::Place;
using model::CircuitBuilder;
using model::Wire;

/// The circuit that turns (owner, slot, letter) into a residue. The pair is number `slot`, or,
/// where letters name pairs, number letter - 1.
model::Circuit instance_map(std::int64_t modulus, const Choices& choices, bool letters_are_pairs) {
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire owner = map.input("owner");
  const Wire letter = map.input("letter");
  const Wire pair = letters_are_pairs ? letter - 1 : map.input("slot");
  const auto low_end = [&] {
    switch (choices.code) {
      case Code::skips_one:
        return pair + map.less(map.constant(0), pair);  // residue 1 is the unused token
      case Code::i:
        return pair;
      case Code::two_plus_i:
        return pair + 2;
    }
    broken_invariant(__FILE__, __LINE__, "code", "a code outside the enumeration");
  };
  const Wire low = low_end();
  const Wire high = Rational(modulus + choices.pair_sum) - low;
  const Wire is_bob = map.less(map.constant(static_cast<int>(Owner::alice)), owner);
  const Wire end = map.select(is_bob, high, low);
  const Wire token = map.select(letter, end, map.constant(choices.unused));
  map.output("residue", map.select(owner, token, map.constant(choices.first)));  // fixed: x_0
  return map.finish();
}

std::vector<Place> places(std::int64_t n, bool has_spare) {
  std::vector<Place> result{{.owner = Owner::fixed, .slot = 0}};
  for (int i = 0; i < n; ++i) result.push_back({.owner = Owner::alice, .slot = i});
  for (int i = 0; i < n; ++i) result.push_back({.owner = Owner::bob, .slot = i});
  if (has_spare) result.push_back({.owner = Owner::fixed, .slot = 1});  // 1, as unused ones are
  return result;
}

/// All sets of at most n of the letters 1..pairs, as increasing words filled up with 0.
check::CaseSpace set_words(int n, int pairs) {
  std::vector<check::CaseSpace> sizes;
  for (int k = 0; k <= n; ++k) {
    sizes.push_back(check::mapped(check::subsets(pairs, k),
                                  [n](const check::Case& set) -> std::optional<check::Case> {
                                    check::Case word(n, 1);
                                    for (int i = 0; i < set.rows(); ++i) word(i, 0) = set(i, 0) + 1;
                                    return word;
                                  }));
  }
  check::CaseSpace space = check::concatenated(std::move(sizes));
  space.description =
      "all sets of at most " + std::to_string(n) + " of " + std::to_string(pairs) + " pairs";
  return space;
}

/// The least letter that is in one word and not in the other, as the index of its one-letter set.
std::int64_t least_difference(const check::Case& b, const check::Case& b_prime) {
  const auto has = [](const check::Case& word, const Rational& letter) {
    for (int i = 0; i < word.rows(); ++i) {
      if (word(i, 0) == letter) return true;
    }
    return false;
  };
  Rational least = 0;
  for (int side = 0; side < 2; ++side) {
    const check::Case& word = side == 0 ? b : b_prime;
    for (int i = 0; i < word.rows(); ++i) {
      const Rational& letter = word(i, 0);
      if (letter == 0 || has(side == 0 ? b_prime : b, letter)) continue;
      if (least == 0 || letter < least) least = letter;
    }
  }
  return least.num().to_int64();  // index 0 is the empty set; then {1}, {2}, ...
}

}  // namespace

derive::Reduces bits_reduction(std::int64_t n, std::int64_t modulus, bool has_spare,
                               const Choices& choices) {
  const int bits = static_cast<int>(n);
  return {.source = task::bits_intersect(bits),
          .target = task::match_three_at(modulus, 0),
          .instance = instance_map(modulus, choices, false),
          .places = places(n, has_spare),
          .reader = 0,
          .alice = check::bit_words(bits),
          .bob = check::bit_words(bits),
          .separating = [](std::int64_t b, std::int64_t b_prime) {
            const std::int64_t difference = b ^ b_prime;
            return difference & -difference;  // e_i for the lowest i with b_i != b'_i
          }};
}

std::int64_t usable_pairs(std::int64_t modulus) { return modulus / 2 - 1; }

Integer set_count(std::int64_t n, std::int64_t pairs) {
  Integer total = 0;
  Integer binomial = 1;
  for (std::int64_t k = 0; k <= n && k <= pairs; ++k) {
    total += binomial;
    binomial = exact_div(binomial * Integer(pairs - k), Integer(k + 1));
  }
  return total;
}

derive::Reduces sets_reduction(std::int64_t n, std::int64_t modulus, const Choices& choices) {
  const int slots = static_cast<int>(n);
  const check::CaseSpace sets = set_words(slots, static_cast<int>(usable_pairs(modulus)));
  return {.source = task::lists_intersect(slots),
          .target = task::match_three_at(modulus, 0),
          .instance = instance_map(modulus, choices, true),
          .places = places(n, false),
          .reader = 0,
          .alice = sets,
          .bob = sets,
          .separating = [sets](std::int64_t b, std::int64_t b_prime) {
            return least_difference(sets.at(b).value(), sets.at(b_prime).value());
          }};
}

}  // namespace attest::match_three_one_layer_bound
