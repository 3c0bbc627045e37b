// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs of recurrences, one step after the other.
#include "claims/sparse_averaging_mlp_rnn_bounds/stream_check.hpp"

#include <map>

#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

Rational next_state(const Machine& machine, const Rational& state, int value, int position,
                    int steps) {
  return model::evaluate(machine.next, {state, value}, position, steps + 1).at(0);
}

}  // namespace

int value_of(std::int64_t prefix, int i) { return (prefix >> i & 1) != 0 ? 1 : -1; }

Rational state_after(const Machine& machine, std::int64_t prefix, int steps) {
  Rational state = 0;
  for (int i = 0; i < steps; ++i) {
    state = next_state(machine, state, value_of(prefix, i), i, steps);
    ATTEST_REQUIRE(state.is_integer() && state >= 0 && state < Rational(machine.states),
                   "state " + state.to_string());
  }
  return state;
}

std::vector<std::int64_t> earlier_prefixes(const Machine& machine, int steps, StreamFlaw flaw) {
  // Level by level: the state of a prefix is one step from that of a shorter one.
  std::vector<Rational> states{0};
  for (int i = 0; i < steps; ++i) {
    std::vector<Rational> longer;
    longer.reserve(2 * states.size());
    for (const int value : {-1, 1}) {
      for (const Rational& state : states) {
        longer.push_back(next_state(machine, state, value, i, steps));
      }
    }
    states = std::move(longer);
  }
  std::map<Rational, std::int64_t> last;
  std::vector<std::int64_t> result;
  for (std::size_t prefix = 0; prefix < states.size(); ++prefix) {
    Rational key = states[prefix];
    if (flaw == StreamFlaw::low_bit_alone) key = Rational(floor_mod(key.num(), 2));
    const auto index = static_cast<std::int64_t>(prefix);
    const auto [found, is_new] = last.try_emplace(key, index);
    result.push_back(is_new ? -1 : found->second);
    found->second = index;
  }
  return result;
}

int asked_place(std::int64_t prefix, std::int64_t other, int steps, StreamFlaw flaw) {
  const bool is_agreeing = flaw == StreamFlaw::agreeing_place;
  for (int i = 0; i < steps; ++i) {
    if ((value_of(prefix, i) == value_of(other, i)) == is_agreeing) return i;
  }
  return 0;
}

std::string stream_objection(const Machine& machine, std::int64_t prefix, std::int64_t other,
                             int steps, int place) {
  if (state_after(machine, prefix, steps) != state_after(machine, other, steps)) {
    return "two states";
  }
  Matrix tokens(steps + 1, 2);  // z, y1
  Matrix others(steps + 1, 2);
  for (int i = 0; i < steps; ++i) {
    tokens(i, 0) = value_of(prefix, i);
    others(i, 0) = value_of(other, i);
  }
  tokens(steps, 1) = others(steps, 1) = place;
  const task::Task mean = task::sparse_averaging_at(1, steps);
  const Rational apart = (mean.answer(tokens)[0] - mean.answer(others)[0]).abs();
  return apart == 2 ? "" : "answers that are equal";
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
