// SPDX-License-Identifier: Apache-2.0
/// \file
/// One attention head: scores, the pattern that its norm makes of them, the weighted sum of values.
#include <algorithm>
#include <utility>

#include "reference/model/counting.hpp"
#include "reference/model/evaluate_norm.hpp"
#include "reference/model/layers.hpp"

namespace attest::model {
namespace {

// `map` applied to a row of the state [map.outputs <= size].
template <typename A>
std::vector<typename A::Value> apply(const A& arithmetic, const SparseMap<A>& map, int size,
                                     std::span<const typename A::Value> x) {
  std::vector<typename A::Value> result(static_cast<std::size_t>(size), arithmetic.of(0));
  for (const auto& item : map.items) {
    const auto& value = x[static_cast<std::size_t>(item.from)];
    if (!is_zero(value)) result[static_cast<std::size_t>(item.to)] += item.weight * value;
  }
  return result;
}

template <typename Value>
using Vectors = std::vector<std::vector<Value>>;

// The vectors of all columns: one a token, or for third order one an ordered pair of tokens (j, k),
// row by row, made of the products of j's and k's coordinates.
template <typename A>
Vectors<typename A::Value> columns(const A& arithmetic, const std::vector<SparseMap<A>>& maps,
                                   int size, const State<A>& x) {
  std::vector<Vectors<typename A::Value>> tokens(maps.size());
  for (std::size_t m = 0; m < maps.size(); ++m) {
    for (int j = 0; j < x.n; ++j) {
      tokens[m].push_back(apply(arithmetic, maps[m], size, x.row(j)));
    }
  }
  if (maps.size() == 1) return std::move(tokens[0]);
  Vectors<typename A::Value> pairs;
  for (const auto& first : tokens[0]) {
    for (const auto& second : tokens[1]) {
      pairs.push_back(first);
      for (std::size_t r = 0; r < first.size(); ++r) pairs.back()[r] *= second[r];
    }
  }
  return pairs;
}

template <typename A>
typename A::Value dot(const A& arithmetic, const std::vector<typename A::Value>& query,
                      const std::vector<typename A::Value>& key) {
  auto score = arithmetic.of(0);
  for (std::size_t r = 0; r < query.size(); ++r) {
    if (!is_zero(query[r]) && !is_zero(key[r])) score += query[r] * key[r];
  }
  return score;
}

// sum over c of pattern[c] * values[keys[c]].
template <typename A>
std::vector<typename A::Value> mix(const A& arithmetic, const Row<typename A::Value>& row,
                                   const std::vector<std::size_t>& keys, int size,
                                   const Vectors<typename A::Value>& values) {
  std::vector<typename A::Value> result(static_cast<std::size_t>(size), arithmetic.of(0));
  for (std::size_t c = 0; c < keys.size(); ++c) {
    if (is_zero(row.weights[c])) continue;
    const auto& value = values[keys[c]];
    for (std::size_t r = 0; r < result.size(); ++r) {
      if (!is_zero(value[r])) result[r] += row.weights[c] * value[r];
    }
  }
  if (row.is_divided) {
    for (auto& entry : result) {
      if (!is_zero(entry)) entry = entry / row.divisor;
    }
  }
  return result;
}

// Columns that query i sees; a pair of tokens is seen when both are.
std::vector<std::size_t> visible_keys(const std::vector<char>& visible, int i, int n,
                                      bool is_pair) {
  const auto sees = [&](int j) {
    return visible.empty() || visible[static_cast<std::size_t>(i) * static_cast<std::size_t>(n) +
                                      static_cast<std::size_t>(j)] != 0;
  };
  std::vector<std::size_t> keys;
  for (int j = 0; j < n; ++j) {
    if (!sees(j)) continue;
    const auto column = static_cast<std::size_t>(j);
    if (!is_pair) keys.push_back(column);
    for (int k = 0; is_pair && k < n; ++k) {
      if (sees(k))
        keys.push_back(column * static_cast<std::size_t>(n) + static_cast<std::size_t>(k));
    }
  }
  return keys;
}

template <typename A>
void record(HeadTrace& trace, int i, const std::vector<std::size_t>& keys,
            const std::vector<typename A::Value>& scores, const Row<typename A::Value>& row) {
  const Row<typename A::Value> pattern = divided(row);
  for (std::size_t c = 0; c < keys.size(); ++c) {
    const std::size_t at =
        static_cast<std::size_t>(i) * static_cast<std::size_t>(trace.keys) + keys[c];
    trace.scores[at] = number_of(scores[c]);
    trace.pattern[at] = number_of(pattern.weights[c]);
    trace.visible[at] = 1;
  }
}

}  // namespace

template <typename A>
Attention<A>::Attention(const A& arithmetic, const Head& description)
    : head(&description),
      query(arithmetic, description.query),
      out(arithmetic, description.out),
      key_width(query.outputs) {
  for (const Linear& map : description.keys) {
    keys.emplace_back(arithmetic, map);
    key_width = std::max(key_width, keys.back().outputs);
  }
  for (const Linear& map : description.values) {
    values.emplace_back(arithmetic, map);
    value_width = std::max(value_width, values.back().outputs);
  }
  for (const Entry& entry : description.out) value_width = std::max(value_width, entry.from + 1);
}

template <typename A>
void Attention<A>::add_to(State<A>& gain, const A& arithmetic, const State<A>& x, Positions queries,
                          const std::vector<char>& visible, Tie any, HeadTrace* trace) const {
  const auto all_keys = columns(arithmetic, keys, key_width, x);
  const auto all_values = columns(arithmetic, values, value_width, x);
  if (trace != nullptr) {
    const std::size_t size = static_cast<std::size_t>(x.n) * all_keys.size();
    *trace = {.head = head->name,
              .queries = x.n,
              .keys = static_cast<int>(all_keys.size()),
              .is_of_pairs = keys.size() == 2,
              .scores = std::vector<Number>(size, number_of(arithmetic.of(0))),
              .pattern = std::vector<Number>(size, number_of(arithmetic.of(0))),
              .visible = std::vector<char>(size, 0)};
  }
  for (int i = queries.first; i < queries.last; ++i) {
    const std::vector<std::size_t> seen = visible_keys(visible, i, x.n, keys.size() == 2);
    if (seen.empty()) continue;  // the head adds 0
    const auto q = apply(arithmetic, query, key_width, x.row(i));
    std::vector<typename A::Value> scores;
    scores.reserve(seen.size());
    for (const std::size_t key : seen) scores.push_back(dot(arithmetic, q, all_keys[key]));
    const auto row = normalise(arithmetic, scores, *head, any);
    if (trace != nullptr) record<A>(*trace, i, seen, scores, row);
    const auto mixed = mix(arithmetic, row, seen, value_width, all_values);
    const auto target = gain.row(i);
    for (const auto& item : out.items) {
      const auto& value = mixed[static_cast<std::size_t>(item.from)];
      if (!is_zero(value)) target[static_cast<std::size_t>(item.to)] += item.weight * value;
    }
  }
}

template struct Attention<Exact>;
template struct Attention<Enclosed>;
template struct Attention<Rounded>;
template struct Attention<Counting>;

}  // namespace attest::model
