// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sparse attention at one query; see generator_attention.hpp.
#include "reference/engine/generator_attention.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "reference/model/evaluate_norm.hpp"
#include "reference/number/contract.hpp"

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

/// A linear map of each head applied to a row. \pre the vectors of `result` are empty
void project(const std::vector<std::vector<HeadTerm>>& by_source, const std::vector<Rational>& row,
             std::vector<SparseVector>& result) {
  // By head and coordinate: one more than the place of its entry; 0 between calls.
  static thread_local std::vector<std::vector<std::size_t>> places;
  places.resize(std::max(places.size(), result.size()));
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (row[c].is_zero()) continue;
    for (const HeadTerm& term : by_source[c]) {
      const auto head = static_cast<std::size_t>(term.head);
      const auto to = static_cast<std::size_t>(term.to);
      if (places[head].size() <= to) places[head].resize(to + 1);
      std::size_t& place = places[head][to];
      if (place == 0) {
        if (result[head].empty()) result[head].reserve(places[head].size());
        result[head].emplace_back(term.to, term.weight * row[c]);
        place = result[head].size();
      } else {
        result[head][place - 1].second += term.weight * row[c];
      }
    }
  }
  for (std::size_t head = 0; head < result.size(); ++head) {
    for (const auto& [to, entry] : result[head]) places[head][static_cast<std::size_t>(to)] = 0;
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

void HeadsWork::ask(const SparseVector& query, int width) {
  query_.resize(std::max(query_.size(), static_cast<std::size_t>(width)));
  for (const auto& [at, value] : query) query_[static_cast<std::size_t>(at)] = value;
}

void HeadsWork::forget(const SparseVector& query) {
  for (const auto& [at, value] : query) query_[static_cast<std::size_t>(at)] = Rational();
}

Rational HeadsWork::score_of(const SparseVector& key) const {
  Rational sum;
  for (const auto& [at, value] : key) {
    const Rational& factor = query_[static_cast<std::size_t>(at)];
    if (!factor.is_zero()) sum += factor * value;
  }
  return sum;
}

/// The positions of greatest score. Keys without entries score 0 and are not looked at unless that
/// is the most.
void HeadsWork::find_best(std::size_t h, const std::vector<const Column*>& keys,
                          const std::vector<int>* shown) {
  best_.clear();
  Rational most;
  bool has_zero = false;
  const int count = static_cast<int>(shown == nullptr ? keys.size() : shown->size());
  const auto position_of = [shown](int i) {
    return shown == nullptr ? i : (*shown)[static_cast<std::size_t>(i)];
  };
  for (int i = 0; i < count; ++i) {
    const int position = position_of(i);
    const SparseVector& key = keys[static_cast<std::size_t>(position)]->keys[h];
    if (key.empty()) {
      has_zero = true;
      continue;
    }
    Rational found = score_of(key);
    if (!best_.empty() && found < most) continue;
    if (best_.empty() || most < found) {
      best_.clear();
      most = std::move(found);
    }
    best_.push_back(position);
  }
  if (has_zero && (best_.empty() || most <= Rational())) {
    if (most < Rational()) best_.clear();
    for (int i = 0; i < count; ++i) {
      const int position = position_of(i);
      if (keys[static_cast<std::size_t>(position)]->keys[h].empty()) best_.push_back(position);
    }
    std::ranges::sort(best_);
  }
}

/// Those of them that a hardmax head reads.
void HeadsWork::choose_best(const model::Head& head, model::Tie any) {
  const Norm norm = head.norm;
  if (best_.size() < 2) return;
  if (norm == Norm::unique_hardmax) {
    throw model::Undefined("head " + head.name + ": a tie of " + std::to_string(best_.size()) +
                           " keys under unique_hardmax");
  }
  const bool is_any = norm == Norm::any_hardmax;
  ATTEST_REQUIRE(!is_any || any != model::Tie::as_declared, "a rule for any_hardmax");
  if (norm == Norm::leftmost_hardmax || (is_any && any == model::Tie::leftmost)) best_.resize(1);
  if (norm == Norm::rightmost_hardmax || (is_any && any == model::Tie::rightmost)) {
    best_.front() = best_.back();
    best_.resize(1);
  }
}

void HeadsWork::score(std::size_t h, const std::vector<const Column*>& keys,
                      const std::vector<int>* shown) {
  scores_.clear();
  positions_.clear();
  const std::size_t count = shown == nullptr ? keys.size() : shown->size();
  for (std::size_t i = 0; i < count; ++i) {
    const int position = shown == nullptr ? static_cast<int>(i) : (*shown)[i];
    scores_.push_back(score_of(keys[static_cast<std::size_t>(position)]->keys[h]));
    positions_.push_back(position);
  }
}

void HeadsWork::add_value(const SparseVector& value, const Rational& weight) {
  for (const auto& [at, entry] : value) mixed_[static_cast<std::size_t>(at)] += weight * entry;
}

void HeadsWork::add_scored(const model::Head& head, std::size_t h,
                           const std::vector<const Column*>& keys, model::Tie any,
                           Rational& divisor) {
  const auto value_of = [&](std::size_t i) -> const SparseVector& {
    return keys[static_cast<std::size_t>(positions_[i])]->values[h];
  };
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
}

void HeadsWork::add_head(const HeadsPlan& heads, std::size_t h,
                         const std::vector<const Column*>& keys, model::Tie any,
                         const std::vector<int>* shown) {
  const model::Head& head = heads.block->heads[h];
  const SparseVector& query = queries_[h];
  // All scores are 0, and so are the weights.
  if (query.empty() && (head.norm == Norm::linear || head.norm == Norm::relu_mean)) return;
  ask(query, heads.widths[h]);
  const auto& outs = heads.outs[h];
  mixed_.assign(outs.size(), Rational());
  Rational divisor = 1;
  if (model::is_hardmax(head.norm)) {
    find_best(h, keys, shown);
    forget(query);
    choose_best(head, any);
    for (const int position : best_) {
      add_value(keys[static_cast<std::size_t>(position)]->values[h], Rational(1));
    }
    if (best_.size() > 1) divisor = Rational(best_.size());
  } else {
    score(h, keys, shown);
    forget(query);
    if (!scores_.empty()) add_scored(head, h, keys, any, divisor);
  }
  for (std::size_t c = 0; c < outs.size(); ++c) {
    if (mixed_[c].is_zero()) continue;
    const Rational value = divisor == Rational(1) ? mixed_[c] : mixed_[c] / divisor;
    for (const auto& [to, weight] : outs[c]) add_to(gain_, to, weight * value);
  }
}

}  // namespace attest::engine
