// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a layer is prepared with: maps, kernels, the keys and queries that stay.
#include <algorithm>
#include <utility>

#include "reference/engine/looped_layer.hpp"

namespace attest::engine {
namespace {

constexpr std::size_t most_targets = 1U << 24U;
constexpr std::size_t most_odd_queries = 16;

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
    each.moving_keys.resize(each.moving.size() * looped_index(each.width));
    each.next_key.resize(looped_index(each.width));
    each.reached.resize(each.moving.size());
    query_.resize(std::max(query_.size(), looped_index(each.width)));
  }
}

void LoopedLayerState::prepare_classes(int d, std::int32_t most, LoopedSet set) {
  for (const LoopedClass& plan : plan_.classes) {
    Class& each = classes_.emplace_back();
    each.is_moving = plan.is_moving;
    if (plan.is_moving) movers_.insert(movers_.end(), plan.columns.begin(), plan.columns.end());
    std::vector<Integer> reach(looped_index(d), most);
    for (const int h : plan.heads) {
      const std::optional<model::Linear> gain = looped_gain(plan_.block->heads[looped_index(h)]);
      if (!gain) {
        why_not_ =
            "head " + plan_.block->heads[looped_index(h)].name + " adds multiples of a fraction";
        return;
      }
      for (const model::Entry& entry : *gain) {
        reach[looped_index(entry.to)] += entry.weight.value.num().abs() * most;
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
      const std::optional<Rational>& value = plan.constants[looped_index(at)];
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
  const model::Linear gain = *looped_gain(plan_.block->heads[looped_index(head)]);
  Use use{.head = head, .gain = in_planes(looped_map(gain, inputs))};
  for (const LoopedClass& read : plan_.classes) {
    model::Linear rest = gain;
    std::erase_if(rest, [&](const model::Entry& entry) {
      return read.constants[looped_index(entry.from)] == Rational(0);
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
  std::vector<std::int32_t> vector(looped_index(head.width));
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
  head.query_of.assign(looped_index(n), -1);
  for (int i = 0; i < n; ++i) {
    const LoopedClass& each = plan_.classes[looped_index(class_of_[looped_index(i)])];
    if (each.is_moving || std::ranges::find(each.heads, number) == each.heads.end()) continue;
    looped_apply(head.query, in.begin(i), vector);
    head.queries->add(i, vector);
    head.query_of[looped_index(i)] = head.queries->vectors().find(vector);
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
    const std::int64_t score = head.scores[looped_index(q)];
    if (score < head.least_most_score) {
      head.odd_queries.push_back(q);
      continue;
    }
    head.most_queries->add(q, head.queries->vectors().at(q));
    head.most_scores.push_back(score);
  }
  head.most_queries->finish();
}

}  // namespace attest::engine
