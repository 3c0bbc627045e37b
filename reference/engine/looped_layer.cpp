// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which columns a layer has to compute, and what they read.
#include "reference/engine/looped_layer.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace attest::engine {
namespace {

// Scores below those of every key; sums with products of vectors stay within int64.
constexpr std::int64_t no_score = -(std::int64_t{1} << 60);
constexpr std::size_t most_targets = 1U << 24U;
constexpr std::size_t most_odd_queries = 16;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

// Copies; whether anything changed.
bool store(const std::int32_t* from, std::int32_t* to, int count) {
  const auto bytes = static_cast<std::size_t>(count) * sizeof(std::int32_t);
  if (std::memcmp(from, to, bytes) == 0) return false;
  std::memcpy(to, from, bytes);
  return true;
}

}  // namespace

LoopedLayerState::LoopedLayerState(const LoopedLayer& plan, const std::vector<int>& class_of, int d,
                                   std::int32_t most, model::Tie any, LoopedSet set)
    : plan_(plan), class_of_(class_of), any_(any) {
  prepare_heads(most);
  if (why_not_.empty()) prepare_classes(d, most, set);
}

void LoopedLayerState::prepare_heads(std::int32_t most) {
  for (std::size_t h = 0; h < plan_.block->heads.size(); ++h) {
    const model::Head& head = plan_.block->heads[h];
    Head& each = heads_.emplace_back();
    each.norm = head.norm;
    each.has_fixed_values = plan_.has_fixed_values[h] != 0;
    each.moving = plan_.moving_keys[h];
    each.is_used = std::ranges::any_of(plan_.classes, [&](const LoopedClass& c) {
      return std::ranges::find(c.heads, static_cast<int>(h)) != c.heads.end();
    });
    if (!each.is_used) continue;
    std::optional<LoopedMap> query = looped_vector_map(head.query, most);
    std::optional<LoopedMap> key = looped_vector_map(head.keys[0], most);
    if (!query || !key) {
      why_not_ = "head " + head.name + " has queries or keys of large numbers";
      return;
    }
    each.query = in_planes(*query);
    each.key = in_planes(*key);
    for (const LoopedMap* map : {&each.query, &each.key}) {
      for (const LoopedCopy& copy : *map) each.width = std::max(each.width, copy.to + copy.count);
    }
    each.moving_keys.resize(each.moving.size() * index(each.width));
    each.next_key.resize(index(each.width));
    each.reached.resize(each.moving.size());
    query_.resize(std::max(query_.size(), index(each.width)));
  }
}

void LoopedLayerState::prepare_classes(int d, std::int32_t most, LoopedSet set) {
  for (const LoopedClass& plan : plan_.classes) {
    Class& each = classes_.emplace_back();
    each.is_moving = plan.is_moving;
    if (plan.is_moving) movers_.insert(movers_.end(), plan.columns.begin(), plan.columns.end());
    std::vector<Integer> reach(index(d), most);
    for (const int h : plan.heads) {
      const std::optional<model::Linear> gain = looped_gain(plan_.block->heads[index(h)]);
      if (!gain) {
        why_not_ = "head " + plan_.block->heads[index(h)].name + " adds multiples of a fraction";
        return;
      }
      for (const model::Entry& entry : *gain) {
        reach[index(entry.to)] += entry.weight.value.num().abs() * most;
      }
    }
    each.kernel = LoopedKernel::of(plan.function, reach, most, set);
    if (each.kernel == nullptr) {
      why_not_ = "block " + plan_.block->name + " may need more than 64 bits";
      return;
    }
    const std::vector<int>& inputs = each.kernel->inputs();
    std::vector<int> varying;
    for (const int at : inputs) {
      const std::optional<Rational>& value = plan.constants[index(at)];
      each.constants.push_back(value ? static_cast<std::int32_t>(value->num().to_int64()) : 0);
      if (!value) varying.push_back(at);
    }
    each.row = in_planes(looped_selection(varying, inputs));
    for (const int h : plan.heads) each.uses.push_back(use_of(h, inputs));
    const std::vector<int>& outputs = each.kernel->outputs();
    std::vector<int> stored = outputs;
    for (const auto& [at, value] : plan.supposed) {
      const auto place = std::ranges::lower_bound(outputs, at);
      each.supposed.emplace_back(static_cast<int>(place - outputs.begin()),
                                 static_cast<std::int32_t>(value.num().to_int64()));
      std::erase(stored, at);
    }
    each.store = in_planes(looped_selection(stored, outputs));
    find_passing(plan.function, varying, each);
    x_.resize(std::max(x_.size(), inputs.size()));
    picks_.resize(std::max(picks_.size(), each.uses.size()));
  }
  std::ranges::sort(movers_);
}

LoopedLayerState::Use LoopedLayerState::use_of(int head, const std::vector<int>& inputs) const {
  const model::Linear gain = *looped_gain(plan_.block->heads[index(head)]);
  Use use{.head = head, .gain = in_planes(looped_map(gain, inputs))};
  for (const LoopedClass& read : plan_.classes) {
    model::Linear rest = gain;
    std::erase_if(rest, [&](const model::Entry& entry) {
      return read.constants[index(entry.from)] == Rational(0);
    });
    use.gains.push_back(in_planes(looped_map(rest, inputs)));
  }
  return use;
}

// Whether each of the inputs that vary has no other effect than to be an output, as it is.
void LoopedLayerState::find_passing(const LoopedFunction& function, const std::vector<int>& varying,
                                    Class& each) {
  const auto place_in = [](const std::vector<int>& ascending, int at) {
    return static_cast<int>(std::ranges::lower_bound(ascending, at) - ascending.begin());
  };
  for (const int at : varying) {
    const int place = place_in(each.kernel->inputs(), at);
    for (const Use& use : each.uses) {
      for (const LoopedCopy& copy : use.gain) {
        if (copy.to <= place && place < copy.to + copy.count) return;
      }
    }
    for (const LoopedRamp& ramp : function.ramps) {
      for (const auto& [from, weight] : ramp.terms) {
        if (from == at) return;
      }
      for (const auto& [to, weight] : ramp.out) {
        if (to == at) return;
      }
    }
    for (std::size_t i = 0; i < function.written.size(); ++i) {
      const LoopedAffine& y = function.affine[i];
      const bool is_itself = function.written[i] == at;
      if (is_itself && (y.terms != LoopedTerms{{at, Rational(1)}} || !y.constant.is_zero())) return;
      if (is_itself) continue;
      for (const auto& [from, weight] : y.terms) {
        if (from == at) return;
      }
    }
  }
  each.is_passing = true;
  each.passed = in_planes(looped_selection(varying, varying));
}

std::int64_t LoopedLayerState::scans() const {
  std::int64_t total = 0;
  for (const Head& head : heads_) {
    if (head.keys) total += head.keys->scans();
    if (head.most_queries) total += head.most_queries->scans();
  }
  return total;
}

void LoopedLayerState::begin(const LoopedRows& in) {
  const std::size_t n = class_of_.size();
  stamp_.assign(n, 0);
  has_tie_.assign(n, 0);
  for (std::size_t h = 0; h < heads_.size(); ++h) {
    if (heads_[h].is_used) begin_head(heads_[h], static_cast<int>(h), in);
  }
}

void LoopedLayerState::begin_head(Head& head, int number, const LoopedRows& in) {
  const int n = static_cast<int>(class_of_.size());
  std::vector<std::int32_t> vector(index(head.width));
  head.keys.emplace(head.width);
  for (int j = 0; j < n; ++j) {
    if (std::ranges::binary_search(head.moving, j)) continue;
    looped_apply(head.key, in.begin(j), vector);
    head.keys->add(j, vector);
  }
  head.keys->finish();
  for (std::size_t m = 0; m < head.moving.size(); ++m) {
    looped_apply(head.key, in.begin(head.moving[m]), vector);
    std::ranges::copy(vector,
                      head.moving_keys.begin() + static_cast<std::ptrdiff_t>(m * vector.size()));
  }
  head.queries.emplace(head.width);
  head.query_of.assign(index(n), -1);
  for (int i = 0; i < n; ++i) {
    const LoopedClass& each = plan_.classes[index(class_of_[index(i)])];
    if (each.is_moving || std::ranges::find(each.heads, number) == each.heads.end()) continue;
    looped_apply(head.query, in.begin(i), vector);
    head.queries->add(i, vector);
    head.query_of[index(i)] = head.queries->vectors().find(vector);
  }
  head.queries->finish();
  std::vector<std::pair<int, int>> readers;
  std::size_t targets = 0;
  for (int q = 0; q < head.queries->vectors().count(); ++q) {
    LoopedIndex::Best best{.score = no_score, .members = nullptr};
    if (!head.keys->is_empty()) best = head.keys->best(head.queries->vectors().at(q));
    head.scores.push_back(best.score);
    head.least_score = q == 0 ? best.score : std::min(head.least_score, best.score);
    head.only.push_back(best.only);
    std::vector<int>& members = head.targets.emplace_back();
    if (best.members != nullptr) members = *best.members;
    targets += members.size();
    if (targets > most_targets) {
      why_not_ = "columns that ask a fixed question read too many others";
      return;
    }
    if (head.has_fixed_values) continue;
    for (const int j : members) readers.emplace_back(j, q);
  }
  head.readers = LoopedLists(n, std::move(readers));
  part_queries(head);
}

// Sets queries aside that a moving key may win with a smaller score than the others.
void LoopedLayerState::part_queries(Head& head) {
  if (head.scores.empty() || head.moving.empty()) return;
  std::vector<std::int64_t> ascending = head.scores;
  std::ranges::sort(ascending);
  const std::size_t cut = std::min(most_odd_queries, ascending.size() - 1);
  // The least score of all but at most most_odd_queries, equal ones together.
  head.least_most_score = ascending[cut];
  head.odd_queries.clear();
  head.most_scores.clear();
  head.most_queries.emplace(head.width);
  for (int q = 0; q < head.queries->vectors().count(); ++q) {
    const std::int64_t score = head.scores[index(q)];
    if (score < head.least_most_score) {
      head.odd_queries.push_back(q);
      continue;
    }
    head.most_queries->add(q, head.queries->vectors().at(q));
    head.most_scores.push_back(score);
  }
  head.most_queries->finish();
}

void LoopedLayerState::mark(int column) {
  if (stamp_[index(column)] == evaluations_) return;
  stamp_[index(column)] = evaluations_;
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
    if (score >= head.scores[index(query)]) reached.push_back(query);
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
  results_.clear();
  reads_.clear();
  violation_.reset();
  for (const int column : movers_) mark(column);
  for (Head& head : heads_) {
    if (head.is_used) mark_readers(head, in, changed);
  }
  passed_.clear();
  for (const int column : changed) {
    const bool is_marked = stamp_[index(column)] == evaluations_;
    if (!is_marked && evaluations_ > 1 && classes_[index(class_of_[index(column)])].is_passing) {
      passed_.push_back(column);
    } else {
      mark(column);
    }
  }
  for (const int column : columns_) {
    if (!compute(column, in)) return false;
  }
  computed_ += static_cast<std::int64_t>(columns_.size());
  return true;
}

bool LoopedLayerState::compute(int column, const LoopedRows& in) {
  Class& each = classes_[index(class_of_[index(column)])];
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
  char& had_tie = has_tie_[index(column)];
  ties_ += static_cast<int>(is_tie_) - had_tie;
  had_tie = is_tie_ ? 1 : 0;
  const std::size_t first = results_.size();
  results_.resize(first + each.kernel->outputs().size());
  if (!each.kernel->evaluate(x_.data(), results_.data() + first)) return false;
  for (const auto& [place, value] : each.supposed) {
    if (results_[first + index(place)] == value) continue;
    violation_ = {.of_class = class_of_[index(column)], .at = each.kernel->outputs()[index(place)]};
    return false;
  }
  return true;
}

// The keys that a column reads. Their rows are asked for early, as they may lie anywhere.
void LoopedLayerState::choose(const Use& use, int column, const LoopedRows& in, Pick& pick) {
  Head& head = heads_[index(use.head)];
  const int number = head.query_of[index(column)];
  const std::size_t width = index(head.width);
  LoopedVector query(query_.data(), width);
  LoopedIndex::Best best{.score = no_score};
  if (number >= 0) {
    query = head.queries->vectors().at(number);
    best = {.score = head.scores[index(number)],
            .only = head.only[index(number)],
            .members = &head.targets[index(number)]};
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
  for (const LoopedCopy& copy : use.gains[index(class_of_[index(best.only)])]) {
    __builtin_prefetch(in.begin(best.only) + copy.from);
  }
}

bool LoopedLayerState::add_gain(const Use& use, const LoopedRows& in, const Pick& pick) {
  if (pick.only < 0) return mix(use, pick.members, in);
  looped_add(use.gains[index(class_of_[index(pick.only)])], in.begin(pick.only), x_.data());
  return true;
}

// What several keys give under the head's rule; false if that is not an integer.
bool LoopedLayerState::mix(const Use& use, std::span<const int> read, const LoopedRows& in) {
  const model::Norm norm = heads_[index(use.head)].norm;
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
      x_[index(copy.to + i)] += static_cast<std::int32_t>(sum / count);
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
    for (const LoopedCopy& copy : classes_[index(class_of_[index(column)])].passed) {
      is_changed |= store(from + copy.from, row + copy.from, copy.count);
    }
    if (is_changed) changed.push_back(column);
  }
  const std::int32_t* result = results_.data();
  for (const int column : columns_) {
    const Class& each = classes_[index(class_of_[index(column)])];
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
  const Class& each = classes_[index(class_of_[index(column)])];
  return std::ranges::all_of(each.store, [&](const LoopedCopy& copy) {
    const std::int32_t* first = a.begin(column) + copy.from;
    return std::equal(first, first + copy.count, b.begin(column) + copy.from);
  });
}

}  // namespace attest::engine
