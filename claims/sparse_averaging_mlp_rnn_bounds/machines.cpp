// SPDX-License-Identifier: Apache-2.0
/// \file
/// Recurrences as circuits, and the reduction from INDEX that asks them.
#include "claims/sparse_averaging_mlp_rnn_bounds/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/random.hpp"
#include "reference/task/disjointness.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

using model::CircuitBuilder;
using model::Wire;

/// A recurrence under construction: [z = 1] and the state.
struct Recurrence {
  Recurrence() : circuit({"state", "z"}), state(circuit.input("state")), bit(is_positive()) {}

  Wire is_positive() { return circuit.less(circuit.constant(0), circuit.input("z")); }

  [[nodiscard]] Machine finish(std::string name, Wire next, const Integer& states) {
    circuit.output("next", next);
    return {.name = std::move(name), .next = circuit.finish(), .states = states};
  }

  CircuitBuilder circuit;
  Wire state;
  Wire bit;
};

/// scale * state + position-dependent gain * [z = 1], modulo the number of states.
Machine linear(std::string name, const Rational& scale, bool has_position, const Integer& states) {
  Recurrence r;
  const Wire gain = has_position ? r.bit * (r.circuit.position() + Rational(1)) : r.bit;
  const Wire next = r.circuit.mod(r.state * scale + gain, Rational(states));
  return r.finish(std::move(name), next, states);
}

}  // namespace

std::vector<Machine> small_machines(int steps, std::uint64_t seed) {
  ATTEST_REQUIRE(steps >= 2 && steps <= 20, "steps = " + std::to_string(steps));
  const Integer states = power_of_two(static_cast<unsigned>(steps)) - 1;
  const Integer half = power_of_two(static_cast<unsigned>(steps - 1));
  std::vector<Machine> list{linear("the last values", 2, false, half),
                            linear("the number of ones", 1, false, steps + 1),
                            linear("the sum of the places of ones", 1, true, states),
                            linear("a checksum to base 3", 3, false, states)};
  Recurrence r;
  Random random(seed, 3, 0);
  std::vector<model::Weight> entries;
  const std::int64_t count = half.to_int64();
  for (std::int64_t e = 0; e < 2 * count; ++e) entries.push_back({.value = random.below(count)});
  const Wire next = r.circuit.table(r.state * Rational(2) + r.bit, std::move(entries));
  list.push_back(r.finish("a random table", next, half));
  return list;
}

std::vector<Machine> machines_of_bits(int bits) {
  ATTEST_REQUIRE(bits >= 0 && bits <= 20, "bits = " + std::to_string(bits));
  const Integer states = power_of_two(static_cast<unsigned>(bits));
  return {linear("the last values", 2, false, states),
          linear("the number of ones", 1, false, states),
          linear("the sum of the places of ones", 1, true, states),
          linear("a checksum to base 3", 3, false, states)};
}

Machine complete_machine(int steps) {
  Recurrence r;
  const Wire next = r.state * Rational(2) + r.bit;
  return r.finish("every value", next, power_of_two(static_cast<unsigned>(steps)));
}

derive::Reduces prefix_reduction(int n) {
  ATTEST_REQUIRE(n >= 2, "n = " + std::to_string(n));
  CircuitBuilder map({"owner", "slot", "letter"});
  const Wire letter = map.input("letter");
  // Nobody asks for the last token's own value, nor looks at the others' pointers.
  map.output("z", map.select(letter, map.constant(1), map.constant(-1)));
  map.output("y1", letter);
  std::vector<derive::Place> places;
  for (int i = 0; i + 1 < n; ++i) places.push_back({.owner = derive::Owner::bob, .slot = i});
  places.push_back({.owner = derive::Owner::alice, .slot = 0});
  return {.source = task::letter_at(n - 1),
          .target = task::sparse_averaging_exceeds(1, n - 1, 0, 0),
          .instance = map.finish(),
          .places = std::move(places),
          .reader = n - 1,
          .alice = check::words(1, n - 1),
          .bob = check::bit_words(n - 1),
          .separating = [](std::int64_t b, std::int64_t b_prime) {
            std::int64_t place = 0;
            for (std::int64_t rest = b ^ b_prime; rest % 2 == 0; rest /= 2) ++place;
            return place;
          }};
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
