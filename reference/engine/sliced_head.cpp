// SPDX-License-Identifier: Apache-2.0
/// \file
/// Priority lists of hard attention.
#include "reference/engine/sliced_head.hpp"

#include <algorithm>
#include <utility>

#include "reference/engine/sparse.hpp"

namespace attest::engine {
namespace {

/// One class of keys, with its score.
struct ScoredClass {
  Rational score;
  std::size_t position;
  const KeyClass* key;
};

/// Candidates by descending score; within a score, by position, in the order of the rule. The list
/// ends with the first candidate that completes a position: one of its classes is always there, so
/// that none behind is ever read; of rules that read all maximal keys, behind the last of its
/// score.
std::vector<ScoredClass> priority_list(HardRule rule, const StreamRow& query,
                                       const std::vector<const KeyClasses*>& keys) {
  std::vector<ScoredClass> list;
  for (std::size_t j = 0; j < keys.size(); ++j) {
    for (const KeyClass& key : *keys[j]) {
      list.push_back({.score = inner(query, key.key), .position = j, .key = &key});
    }
  }
  std::ranges::stable_sort(list, [&](const ScoredClass& a, const ScoredClass& b) {
    if (a.score != b.score) return b.score < a.score;
    return rule == HardRule::rightmost ? b.position < a.position : a.position < b.position;
  });
  const bool reads_all = rule == HardRule::average || rule == HardRule::unique;
  std::vector<std::size_t> listed(keys.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::size_t position = list[i].position;
    if (++listed[position] < keys[position]->size()) continue;
    std::size_t end = i + 1;
    while (reads_all && end < list.size() && list[end].score == list[i].score) ++end;
    list.resize(end);
  }
  return list;
}

/// Ranges [first, last) of equal score.
std::vector<std::pair<std::size_t, std::size_t>> levels_of(const std::vector<ScoredClass>& list) {
  std::vector<std::pair<std::size_t, std::size_t>> levels;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (i == 0 || list[i].score != list[i - 1].score) levels.emplace_back(i, i);
    levels.back().second = i + 1;
  }
  return levels;
}

/// The first candidate that is there decides: one chain for each gain, from the last candidate,
/// which is there if no other is, to the first. The last gain is where no other is.
HeadPlanes first_of(GateBuilder& gates, const std::vector<ScoredClass>& list) {
  HeadPlanes result;
  for (const ScoredClass& candidate : list)
    result.gains.emplace(candidate.key->gain, GateBuilder::constant(true));
  if (result.gains.size() == 1) return result;
  std::vector<ChainTerm> terms;
  Plane others = GateBuilder::constant(false);
  std::size_t left = result.gains.size();
  for (auto& [gain, plane] : result.gains) {
    if (--left == 0) {
      plane = gates.negation(others);
      break;
    }
    terms.clear();
    for (std::size_t i = list.size() - 1; i-- > 0;) {
      terms.push_back({.plane = list[i].key->plane, .sets = list[i].key->gain == gain});
    }
    plane = gates.chain(GateBuilder::constant(list.back().key->gain == gain), terms);
    others = gates.either(others, plane);
  }
  return result;
}

/// As first_of, and undefined where the best score has two keys.
HeadPlanes only_of(GateBuilder& gates, const std::vector<ScoredClass>& list) {
  HeadPlanes result = first_of(gates, list);
  Plane rest = GateBuilder::constant(true);  // no better score is there
  for (const auto& [first, last] : levels_of(list)) {
    Plane once = GateBuilder::constant(false);
    Plane twice = GateBuilder::constant(false);
    for (std::size_t i = first; i < last; ++i) {
      twice = gates.either(twice, gates.both(once, list[i].key->plane));
      once = gates.either(once, list[i].key->plane);
    }
    result.undefined = gates.either(result.undefined, gates.both(rest, twice));
    rest = gates.both_not(rest, once);
  }
  return result;
}

/// Sets of present keys of one score by (number, sum of gains).
using Sets = std::map<std::pair<std::int64_t, StreamRow>, Plane>;

/// Adds the candidates of one position to all sets.
Sets with_position(GateBuilder& gates, const Sets& sets, std::span<const ScoredClass> candidates) {
  Sets result;
  const auto add = [&](std::pair<std::int64_t, StreamRow> key, Plane plane) {
    const auto [found, is_new] = result.emplace(std::move(key), plane);
    if (!is_new) found->second = gates.either(found->second, plane);
  };
  for (const auto& [key, plane] : sets) {
    Plane absent = plane;
    for (const ScoredClass& candidate : candidates) {
      add({key.first + 1, sum(key.second, candidate.key->gain)},
          gates.both(plane, candidate.key->plane));
      absent = gates.both_not(absent, candidate.key->plane);
    }
    add(key, absent);
  }
  return result;
}

/// The average over the keys of the best score that is there.
std::variant<HeadPlanes, std::string> average_of(GateBuilder& gates,
                                                 const std::vector<ScoredClass>& list,
                                                 std::size_t d) {
  const auto levels = levels_of(list);
  const bool is_uniform = std::ranges::all_of(levels, [&](const auto& level) {
    return std::all_of(
        list.begin() + static_cast<std::ptrdiff_t>(level.first),
        list.begin() + static_cast<std::ptrdiff_t>(level.second),
        [&](const ScoredClass& c) { return c.key->gain == list[level.first].key->gain; });
  });
  if (is_uniform) return first_of(gates, list);  // an average of equal gains
  HeadPlanes result;
  Plane rest = GateBuilder::constant(true);
  for (const auto& [first, last] : levels) {
    Sets sets{{{0, StreamRow(d)}, rest}};
    for (std::size_t i = first; i < last;) {  // candidates of one score stand by position
      std::size_t end = i + 1;
      while (end < last && list[end].position == list[i].position) ++end;
      sets = with_position(gates, sets, std::span(list).subspan(i, end - i));
      if (sets.size() > most_averages) return "an average ranges over too many sets of keys";
      i = end;
    }
    rest = GateBuilder::constant(false);
    for (const auto& [key, plane] : sets) {
      const auto& [count, total] = key;
      if (count == 0) {
        rest = plane;
        continue;
      }
      StreamRow gain = total;
      for (Rational& entry : gain) entry /= Rational(count);
      const auto [found, is_new] = result.gains.emplace(std::move(gain), plane);
      if (!is_new) found->second = gates.either(found->second, plane);
    }
  }
  return result;
}

}  // namespace

KeyClasses key_classes(GateBuilder& gates, const model::Head& head, const Rows& rows, int d) {
  const HeadSizes sizes = sizes_of(head);
  std::map<std::pair<StreamRow, StreamRow>, std::vector<Plane>> equal;
  for (const auto& [row, plane] : rows) {
    equal[{applied(head.keys.front(), row, sizes.key),
           applied(head.out, applied(head.values.front(), row, sizes.value), d)}]
        .push_back(plane);
  }
  KeyClasses classes;
  for (const auto& [key, planes] : equal) {
    Plane any = GateBuilder::constant(equal.size() == 1);
    for (const Plane plane : planes) any = gates.either(any, plane);
    classes.push_back({.key = key.first, .gain = key.second, .plane = any});
  }
  return classes;
}

HardRule rule_of(model::Norm norm, model::Tie any) {
  using model::Norm;
  if (norm == Norm::leftmost_hardmax) return HardRule::leftmost;
  if (norm == Norm::rightmost_hardmax) return HardRule::rightmost;
  if (norm == Norm::unique_hardmax) return HardRule::unique;
  if (norm == Norm::any_hardmax && any == model::Tie::leftmost) return HardRule::leftmost;
  if (norm == Norm::any_hardmax && any == model::Tie::rightmost) return HardRule::rightmost;
  return HardRule::average;
}

std::variant<HeadPlanes, std::string> hard_attention(GateBuilder& gates, HardRule rule,
                                                     const StreamRow& query,
                                                     const std::vector<const KeyClasses*>& keys,
                                                     std::size_t d) {
  const std::vector<ScoredClass> list = priority_list(rule, query, keys);
  if (list.empty()) {  // no key is seen: the head adds 0
    return HeadPlanes{.gains = {{StreamRow(d), GateBuilder::constant(true)}}};
  }
  switch (rule) {
    case HardRule::leftmost:
    case HardRule::rightmost:
      return first_of(gates, list);
    case HardRule::unique:
      return only_of(gates, list);
    case HardRule::average:
      return average_of(gates, list, d);
  }
  return "a rule outside the enumeration";
}

}  // namespace attest::engine
