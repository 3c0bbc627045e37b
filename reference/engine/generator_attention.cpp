// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse attention at one query; see generator_attention.hpp.
#include "reference/engine/generator_attention.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/model/evaluate_norm.hpp"

namespace attest::engine {
namespace {

using model::Norm;

void add_to(SparseVector& vector, int at, const Rational& value) {
  for (auto& [coordinate, entry] : vector) {
    if (coordinate != at) continue;
    entry += value;
    return;
  }
  vector.emplace_back(at, value);
}

/// A linear map of each head applied to a row.
void project(const std::vector<std::vector<HeadTerm>>& by_source, const std::vector<Rational>& row,
             std::vector<SparseVector>& result) {
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].is_zero() || by_source[c].empty()) continue;
    for (const HeadTerm& term : by_source[c]) {
      add_to(result[static_cast<std::size_t>(term.head)], term.to, term.weight * row[c]);
    }
  }
}

}  // namespace

Column column_of(const HeadsPlan& heads, const std::vector<Rational>& row) {
  Column column;
  column.keys.resize(heads.widths.size());
  column.values.resize(heads.widths.size());
  project(heads.keys, row, column.keys);
  project(heads.values, row, column.values);
  return column;
}

std::vector<int> visible_keys(const model::Circuit& mask, int query, int length) {
  std::vector<int> keys;
  for (int key = 0; key <= query; ++key) {
    const Rational shown = model::evaluate(mask, {query, key}, query, length).at(0);
    if (shown != Rational(0) && shown != Rational(1)) {
      throw model::Undefined("mask value " + shown.to_string() + " is neither 0 nor 1");
    }
    if (!shown.is_zero()) keys.push_back(key);
  }
  return keys;
}

void add_units(const UnitsPlan& units, std::vector<Rational>& row) {
  if (units.biases.empty()) return;
  // A unit that no nonzero coordinate reaches has its bias, which wakes only those of `awake`.
  static thread_local std::vector<Rational> sums;
  static thread_local std::vector<char> is_reached;
  static thread_local std::vector<int> reached;
  sums.resize(std::max(sums.size(), units.biases.size()));
  is_reached.resize(std::max(is_reached.size(), units.biases.size()), 0);
  reached.clear();
  const auto reach = [&](int unit) {
    const auto u = static_cast<std::size_t>(unit);
    if (is_reached[u] != 0) return;
    is_reached[u] = 1;
    sums[u] = units.biases[u];
    reached.push_back(unit);
  };
  for (const int unit : units.awake) reach(unit);
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].is_zero()) continue;
    for (const auto& [unit, weight] : units.in[c]) {
      reach(unit);
      sums[static_cast<std::size_t>(unit)] += weight * row[c];
    }
  }
  for (const int unit : reached) {
    const auto u = static_cast<std::size_t>(unit);
    is_reached[u] = 0;
    if (sums[u] <= Rational()) continue;
    for (const auto& [at, weight] : units.out[u]) {
      row[static_cast<std::size_t>(at)] += weight * sums[u];
    }
  }
}

void HeadsWork::begin(const HeadsPlan& heads, const std::vector<Rational>& row) {
  queries_.resize(std::max(queries_.size(), heads.widths.size()));
  for (SparseVector& query : queries_) query.clear();
  project(heads.queries, row, queries_);
  gain_.clear();
}

void HeadsWork::score(std::size_t h, const SparseVector& query, int width,
                      const std::vector<const Column*>& keys, const std::vector<int>* shown) {
  query_.resize(std::max(query_.size(), static_cast<std::size_t>(width)));
  for (const auto& [at, value] : query) query_[static_cast<std::size_t>(at)] = value;
  scores_.clear();
  positions_.clear();
  const std::size_t count = shown == nullptr ? keys.size() : shown->size();
  for (std::size_t i = 0; i < count; ++i) {
    const int position = shown == nullptr ? static_cast<int>(i) : (*shown)[i];
    Rational sum;
    for (const auto& [at, value] : keys[static_cast<std::size_t>(position)]->keys[h]) {
      const Rational& factor = query_[static_cast<std::size_t>(at)];
      if (!factor.is_zero()) sum += factor * value;
    }
    scores_.push_back(std::move(sum));
    positions_.push_back(position);
  }
  for (const auto& [at, value] : query) query_[static_cast<std::size_t>(at)] = Rational();
}

void HeadsWork::add_value(const SparseVector& value, const Rational& weight) {
  for (const auto& [at, entry] : value) mixed_[static_cast<std::size_t>(at)] += weight * entry;
}

void HeadsWork::add_head(const HeadsPlan& heads, std::size_t h,
                         const std::vector<const Column*>& keys, model::Tie any,
                         const std::vector<int>* shown) {
  const model::Head& head = heads.block->heads[h];
  const SparseVector& query = queries_[h];
  // All scores are 0, and so are the weights.
  if (query.empty() && (head.norm == Norm::linear || head.norm == Norm::relu_mean)) return;
  score(h, query, heads.widths[h], keys, shown);
  if (scores_.empty()) return;
  const auto& outs = heads.outs[h];
  mixed_.assign(outs.size(), Rational());
  const auto value_of = [&](std::size_t i) -> const SparseVector& {
    return keys[static_cast<std::size_t>(positions_[i])]->values[h];
  };
  Rational divisor = 1;
  if (head.norm == Norm::linear) {
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      if (!scores_[i].is_zero()) add_value(value_of(i), scores_[i]);
    }
  } else {
    const model::Row<Rational> row = model::normalise(model::Exact{}, scores_, head, any);
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      if (!row.weights[i].is_zero()) add_value(value_of(i), row.weights[i]);
    }
    if (row.is_divided) divisor = row.divisor;
  }
  for (std::size_t c = 0; c < outs.size(); ++c) {
    if (mixed_[c].is_zero()) continue;
    const Rational value = divisor == Rational(1) ? mixed_[c] : mixed_[c] / divisor;
    for (const auto& [to, weight] : outs[c]) add_to(gain_, to, weight * value);
  }
}

}  // namespace attest::engine
