// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which columns a layer has to compute, and what they read.
#include "reference/engine/looped_layer.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace attest::engine {
namespace {

// Copies; whether anything changed.
bool store(const std::int32_t* from, std::int32_t* to, int count) {
  constexpr int lanes = 4;
  using Lanes [[gnu::vector_size(lanes * sizeof(std::int32_t))]] = std::int32_t;
  Lanes differences = {};
  int i = 0;
  for (; i + lanes <= count; i += lanes) {
    Lanes a;
    Lanes b;
    std::memcpy(&a, from + i, sizeof a);
    std::memcpy(&b, to + i, sizeof b);
    differences |= a ^ b;
  }
  std::int32_t difference = differences[0] | differences[1] | differences[2] | differences[3];
  for (; i < count; ++i) difference |= to[i] ^ from[i];
  if (difference == 0) return false;
  std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(std::int32_t));
  return true;
}

}  // namespace

std::int64_t LoopedLayerState::scans() const {
  std::int64_t total = 0;
  for (const Head& head : heads_) {
    if (head.keys) total += head.keys->scans();
    if (head.most_queries) total += head.most_queries->scans();
  }
  return total;
}

void LoopedLayerState::mark(int column) {
  if (stamp_[looped_index(column)] == evaluations_) return;
  stamp_[looped_index(column)] = evaluations_;
  columns_.push_back(column);
}

void LoopedLayerState::mark_query(const Head& head, int query) {
  const int only = head.queries->only(query);
  if (only >= 0) return mark(only);
  for (const int column : head.queries->members(query)) mark(column);
}

void LoopedLayerState::mark_reached(Head& head, LoopedVector key, std::vector<int>& reached) {
  reached.clear();
  if (!head.most_queries) return;
  for (const int place :
       head.most_queries->reaching(key, head.most_scores, head.least_most_score)) {
    reached.push_back(head.most_queries->only(place));  // a query is there once
  }
  for (const int query : head.odd_queries) {
    const std::int64_t score = looped_dot(key, head.queries->vectors().at(query));
    if (score >= head.scores[looped_index(query)]) reached.push_back(query);
  }
  for (const int query : reached) mark_query(head, query);
}

// The columns that see a change of the columns `changed` by this head.
void LoopedLayerState::mark_readers(Head& head, const LoopedRows& in,
                                    std::span<const int> changed) {
  for (std::size_t m = 0; m < head.moving.size(); ++m) {
    if (std::ranges::find(changed, head.moving[m]) == changed.end()) continue;
    const std::span<std::int32_t> key(head.moving_keys.data() + m * head.next_key.size(),
                                      head.next_key.size());
    for (const int query : head.reached[m]) mark_query(head, query);  // by the key it had
    looped_apply(head.key, in.begin(head.moving[m]), head.next_key);
    if (evaluations_ > 1 && std::ranges::equal(key, head.next_key)) continue;
    std::ranges::copy(head.next_key, key.begin());
    mark_reached(head, key, head.reached[m]);
  }
  if (head.has_fixed_values) return;
  for (const int j : changed) {
    for (const int query : head.readers.at(j)) mark_query(head, query);
  }
}

bool LoopedLayerState::evaluate(const LoopedRows& in, std::span<const int> changed) {
  ++evaluations_;
  columns_.clear();
  results_end_ = 0;
  reads_.clear();
  violation_.reset();
  for (const int column : movers_) mark(column);
  for (Head& head : heads_) {
    if (head.is_used) mark_readers(head, in, changed);
  }
  passed_.clear();
  for (const int column : changed) {
    const bool is_marked = stamp_[looped_index(column)] == evaluations_;
    if (!is_marked && evaluations_ > 1 && classes_[looped_index(class_of(column))].is_passing) {
      passed_.push_back(column);
    } else {
      mark(column);
    }
  }
  // Asked for early, while column after column is computed.
  for (const int column : columns_) {
    const std::int32_t* row = in.begin(column);
    for (const LoopedCopy& copy : classes_[looped_index(class_of(column))].row) {
      __builtin_prefetch(row + copy.from);
    }
  }
  for (const int column : columns_) {
    if (!compute(column, in)) return false;
  }
  computed_ += static_cast<std::int64_t>(columns_.size());
  return true;
}

bool LoopedLayerState::compute(int column, const LoopedRows& in) {
  Class& each = classes_[looped_index(class_of(column))];
  std::ranges::copy(each.constants, x_.begin());
  looped_add(each.row, in.begin(column), x_.data());
  is_tie_ = false;
  for (std::size_t u = 0; u < each.uses.size(); ++u) choose(each.uses[u], column, in, picks_[u]);
  for (std::size_t u = 0; u < each.uses.size(); ++u) {
    if (!add_gain(each.uses[u], in, picks_[u])) return false;
  }
  if (is_recorded_) {
    for (std::size_t u = 0; u < each.uses.size(); ++u) {
      const Pick& pick = picks_[u];
      reads_.push_back({.column = column, .head = each.uses[u].head, .columns = pick.members});
      if (pick.only >= 0) reads_.back().columns.assign(1, pick.only);
    }
  }
  char& had_tie = has_tie_[looped_index(column)];
  ties_ += static_cast<int>(is_tie_) - had_tie;
  had_tie = is_tie_ ? 1 : 0;
  const std::size_t first = results_end_;
  results_end_ += each.kernel->outputs().size();
  if (results_.size() < results_end_) results_.resize(2 * results_end_);
  if (!each.kernel->evaluate(x_.data(), results_.data() + first)) return false;
  for (const auto& [place, value] : each.supposed) {
    if (results_[first + looped_index(place)] == value) continue;
    violation_ = {.of_class = class_of(column), .at = each.kernel->outputs()[looped_index(place)]};
    return false;
  }
  return true;
}

// The keys that a column reads. Their rows are asked for early, as they may lie anywhere.
void LoopedLayerState::choose(const Use& use, int column, const LoopedRows& in, Pick& pick) {
  Head& head = heads_[looped_index(use.head)];
  const int number = head.query_of[looped_index(column)];
  const std::size_t width = looped_index(head.width);
  LoopedVector query(query_.data(), width);
  LoopedIndex::Best best{.score = no_score};
  if (number >= 0) {
    query = head.queries->vectors().at(number);
    best = {.score = head.scores[looped_index(number)],
            .only = head.only[looped_index(number)],
            .members = &head.targets[looped_index(number)]};
  } else {
    looped_apply(head.query, in.begin(column), {query_.data(), width});
    if (!head.keys->is_empty()) best = head.keys->best(query);
  }
  for (std::size_t m = 0; m < head.moving.size(); ++m) {
    const std::int64_t rival = looped_dot(query, {head.moving_keys.data() + m * width, width});
    if (rival < best.score) continue;
    if (rival > best.score) {
      best = {.score = rival, .only = head.moving[m]};
      continue;
    }
    if (best.only >= 0) {
      pick.members.assign(1, best.only);
    } else if (best.members != &pick.members) {
      pick.members = *best.members;
    }
    std::vector<int>& members = pick.members;
    members.insert(std::ranges::upper_bound(members, head.moving[m]), head.moving[m]);
    best.only = -1;
    best.members = &members;
  }
  pick.only = best.only;
  if (best.only < 0) {
    if (best.members != &pick.members) pick.members = *best.members;
    return;
  }
  for (const LoopedCopy& copy : use.gains[looped_index(class_of(best.only))]) {
    __builtin_prefetch(in.begin(best.only) + copy.from);
  }
}

bool LoopedLayerState::add_gain(const Use& use, const LoopedRows& in, const Pick& pick) {
  if (pick.only < 0) return mix(use, pick.members, in);
  looped_add(use.gains[looped_index(class_of(pick.only))], in.begin(pick.only), x_.data());
  return true;
}

// What several keys give under the head's rule; false if that is not an integer.
bool LoopedLayerState::mix(const Use& use, std::span<const int> read, const LoopedRows& in) {
  const model::Norm norm = heads_[looped_index(use.head)].norm;
  const bool is_any = norm == model::Norm::any_hardmax;
  is_tie_ |= is_any;
  if (norm == model::Norm::leftmost_hardmax || (is_any && any_ == model::Tie::leftmost)) {
    looped_add(use.gain, in.begin(read.front()), x_.data());
    return true;
  }
  if (norm == model::Norm::rightmost_hardmax || (is_any && any_ == model::Tie::rightmost)) {
    looped_add(use.gain, in.begin(read.back()), x_.data());
    return true;
  }
  const auto count = static_cast<std::int64_t>(read.size());
  for (const LoopedCopy& copy : use.gain) {
    for (int i = 0; i < copy.count; ++i) {
      std::int64_t sum = 0;
      for (const int j : read) sum += in.begin(j)[copy.from + i];
      sum *= copy.weight;
      if (sum % count != 0) return false;
      x_[looped_index(copy.to + i)] += static_cast<std::int32_t>(sum / count);
    }
  }
  return true;
}

void LoopedLayerState::commit(const LoopedRows& in, LoopedRows& out,
                              std::vector<int>& changed) const {
  for (const int column : passed_) {
    const std::int32_t* from = in.begin(column);
    std::int32_t* row = out.begin(column);
    bool is_changed = false;
    for (const LoopedCopy& copy : classes_[looped_index(class_of(column))].passed) {
      is_changed |= store(from + copy.from, row + copy.from, copy.count);
    }
    if (is_changed) changed.push_back(column);
  }
  const std::int32_t* result = results_.data();
  for (const int column : columns_) {
    const Class& each = classes_[looped_index(class_of(column))];
    std::int32_t* row = out.begin(column);
    bool is_changed = false;
    for (const LoopedCopy& copy : each.store) {
      is_changed |= store(result + copy.to, row + copy.from, copy.count);
    }
    if (is_changed) changed.push_back(column);
    result += each.kernel->outputs().size();
  }
}

bool LoopedLayerState::equals(int column, const LoopedRows& a, const LoopedRows& b) const {
  const Class& each = classes_[looped_index(class_of(column))];
  return std::ranges::all_of(each.store, [&](const LoopedCopy& copy) {
    const std::int32_t* first = a.begin(column) + copy.from;
    return std::equal(first, first + copy.count, b.begin(column) + copy.from);
  });
}

}  // namespace attest::engine
