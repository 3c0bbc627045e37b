// SPDX-License-Identifier: Apache-2.0
/// \file
/// States, sparse linear maps and ReLU units.
#include <algorithm>

#include "reference/model/counting.hpp"
#include "reference/model/layers.hpp"

namespace attest::model {

template <typename A>
SparseMap<A>::SparseMap(const A& arithmetic, const Linear& map) {
  items.reserve(map.size());
  for (const Entry& entry : map) {
    items.push_back({entry.from, entry.to, arithmetic.of(entry.weight.value)});
    outputs = std::max(outputs, entry.to + 1);
  }
}

template <typename A>
State<A>::State(const A& arithmetic, int tokens, int channels)
    : n(tokens),
      d(channels),
      values(static_cast<std::size_t>(tokens) * static_cast<std::size_t>(channels),
             arithmetic.of(0)) {}

template <typename A>
std::span<typename A::Value> State<A>::row(int i) {
  const auto size = static_cast<std::size_t>(d);
  return std::span(values).subspan(static_cast<std::size_t>(i) * size, size);
}

template <typename A>
std::span<const typename A::Value> State<A>::row(int i) const {
  const auto size = static_cast<std::size_t>(d);
  return std::span(values).subspan(static_cast<std::size_t>(i) * size, size);
}

template <typename A>
State<A>& State<A>::operator+=(const State& gain) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!is_zero(gain.values[i])) values[i] += gain.values[i];
  }
  return *this;
}

template <typename A>
Unit<A>::Unit(const A& arithmetic, const Relu& description)
    : bias(arithmetic.of(description.bias.value)) {
  for (const Term& term : description.in) in.push_back({term.at, arithmetic.of(term.weight.value)});
  for (const Term& term : description.out) {
    out.push_back({term.at, arithmetic.of(term.weight.value)});
  }
}

template <typename A>
void Unit<A>::add_to(std::span<typename A::Value> gain, const A& arithmetic,
                     std::span<const typename A::Value> x) const {
  auto sum = arithmetic.of(0);
  for (const Item& item : in) {
    const auto& value = x[static_cast<std::size_t>(item.at)];
    if (!is_zero(value)) sum += item.weight * value;
  }
  const auto hidden = relu(sum + bias);
  if (is_zero(hidden)) return;
  for (const Item& item : out) gain[static_cast<std::size_t>(item.at)] += item.weight * hidden;
}

template struct SparseMap<Exact>;
template struct SparseMap<Enclosed>;
template struct SparseMap<Rounded>;
template struct SparseMap<Counting>;
template struct State<Exact>;
template struct State<Enclosed>;
template struct State<Rounded>;
template struct State<Counting>;
template struct Unit<Exact>;
template struct Unit<Enclosed>;
template struct Unit<Rounded>;
template struct Unit<Counting>;

}  // namespace attest::model
