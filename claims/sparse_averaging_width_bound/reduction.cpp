// SPDX-License-Identifier: Apache-2.0
/// \file
/// The instance map from disjointness to sparse averaging.
#include <algorithm>

#include "claims/sparse_averaging_width_bound/claim.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/disjointness.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_width_bound {
namespace {

using derive::Owner;
using derive::Place;
using model::CircuitBuilder;
using model::Wire;

/// The circuit that turns (owner, slot, letter) into a token. A token's own pointers are read off
/// its letter too: nobody looks at those of Alice's tokens.
model::Circuit pair_map(int q, const Choices& choices) {
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire letter = map.input("letter");
  map.output("z", map.select(letter, map.constant(1), map.constant(choices.absent)));
  for (int l = 0; l < q; ++l) {
    const Wire bit = map.bit(letter, l);
    const Wire slot = choices.slot_of_zero == 0 ? bit : map.constant(1);
    map.output("y" + std::to_string(l + 1), slot + Rational(2 * l));
  }
  return map.finish();
}

/// The task where the asking token points to q tokens; undefined where a broken map lets it not.
task::Task guarded(const task::Task& target, int q) {
  return {.id = target.id, .answer = [target, q](const Matrix& tokens) {
            const auto asked = tokens.row(tokens.rows() - 1).subspan(1);
            for (int l = 0; l < q; ++l) {
              const Rational& pointer = asked[static_cast<std::size_t>(l)];
              const bool is_position =
                  pointer.is_integer() && pointer >= 0 && pointer < tokens.rows();
              if (!is_position || std::ranges::count(asked, pointer) > 1) {
                throw model::Undefined("pointers that are no " + std::to_string(q) + " positions");
              }
            }
            return target.answer(tokens);
          }};
}

/// All numbers of q bits, one letter each.
check::CaseSpace numbers(int q) {
  check::CaseSpace space = check::integer_box({0}, {(std::int64_t{1} << q) - 1});
  space.description = "all words of " + derive::counted(q, "bit") + ", as one number";
  return space;
}

}  // namespace

derive::Reduces reduction(int q, int error, const Choices& choices) {
  ATTEST_REQUIRE(q >= 1 && q <= 20, "q = " + std::to_string(q));
  std::vector<Place> places;
  for (int l = 0; l < q; ++l) {
    places.push_back({.owner = Owner::fixed, .slot = l});
    places.push_back({.owner = Owner::alice, .slot = l});
  }
  places.push_back({.owner = Owner::bob, .slot = 0});
  // Means are multiples of 1/q and errors of tolerance/q, so 1/(8q) tells "at least" from "more".
  const Rational threshold =
      Rational(-1) + Rational(8 * choices.threshold - (choices.is_strict ? 0 : 1), 8 * q);
  return {.source = task::bits_intersect_number(q),
          .target = guarded(task::sparse_averaging_exceeds(
                                q, 2 * q, choices.tolerance * Rational(error, q), threshold),
                            q),
          .instance = pair_map(q, choices),
          .places = std::move(places),
          .reader = 2 * q,
          .alice = check::bit_words(q),
          .bob = numbers(q),
          .separating = [](std::int64_t b, std::int64_t b_prime) {
            const std::int64_t difference = b ^ b_prime;
            return difference & -difference;  // a = e_l for the lowest l with b_l != b'_l
          }};
}

}  // namespace attest::sparse_averaging_width_bound
