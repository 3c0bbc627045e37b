// SPDX-License-Identifier: Apache-2.0
/// \file
/// One hard head on a sequence, its positions grouped by equal keys.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "reference/engine/grouped.hpp"
#include "reference/engine/sparse.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {

/// Different vectors, by number in the order of their first place.
class NumberedRows {
 public:
  std::size_t number_of(StreamRow vector) {
    const auto [found, is_new] = numbers_.emplace(std::move(vector), all_.size());
    if (is_new) all_.push_back(&found->first);
    return found->second;
  }
  [[nodiscard]] const StreamRow& at(std::size_t number) const { return *all_[number]; }

 private:
  std::map<StreamRow, std::size_t> numbers_ = {};
  std::vector<const StreamRow*> all_ = {};  // into the map, which does not move them
};

/// Positions with one key that were seen so far.
struct KeyGroup {
  std::int64_t count = 0;
  StreamRow total = {};  // of their values
  int first = 0;
  int last = 0;
};

/// The best groups of one query among those that it has looked at: groups only become more.
struct Best {
  std::size_t looked_at = 0;
  std::optional<Rational> score = {};
  std::vector<std::size_t> groups = {};
};

/// One head on a sequence: keys are shown one after the other, and queries asked in between.
class GroupReader {
 public:
  GroupReader(const model::Head& head, const Matrix& state, model::Tie any)
      : head_(head), sizes_(sizes_of(head)), norm_(resolved(head.norm, any)), state_(state) {}

  void show(int position) {
    const std::size_t key = keys_.number_of(mapped(head_.keys.front(), position, sizes_.key));
    if (key == groups_.size())
      groups_.push_back({.total = StreamRow(value_size()), .first = position});
    KeyGroup& group = groups_[key];
    ++group.count;
    group.last = position;
    if (norm_ == model::Norm::average_hardmax)
      group.total = sum(std::move(group.total), value(position));
  }

  /// What the head reads; nothing where it sees no key.
  [[nodiscard]] std::optional<StreamRow> ask(int position) {
    if (groups_.empty()) return std::nullopt;
    const std::size_t query = queries_.number_of(mapped(head_.query, position, sizes_.key));
    if (query == best_.size()) best_.emplace_back();
    Best& best = best_[query];
    for (; best.looked_at < groups_.size(); ++best.looked_at) {
      Rational score = inner(queries_.at(query), keys_.at(best.looked_at));
      if (best.score && score < *best.score) continue;
      if (!best.score || *best.score < score) best.groups.clear();
      best.score = std::move(score);
      best.groups.push_back(best.looked_at);
    }
    return read(best.groups);
  }

 private:
  static model::Norm resolved(model::Norm norm, model::Tie any) {
    if (norm != model::Norm::any_hardmax) return norm;
    if (any == model::Tie::leftmost) return model::Norm::leftmost_hardmax;
    if (any == model::Tie::rightmost) return model::Norm::rightmost_hardmax;
    ATTEST_REQUIRE(any == model::Tie::average, "a tie rule for any_hardmax");
    return model::Norm::average_hardmax;
  }

  [[nodiscard]] std::size_t value_size() const { return static_cast<std::size_t>(sizes_.value); }

  [[nodiscard]] StreamRow mapped(const model::Linear& map, int position, int size) const {
    StreamRow result(static_cast<std::size_t>(size));
    for (const model::Entry& entry : map) {
      result[static_cast<std::size_t>(entry.to)] +=
          entry.weight.value * state_(position, entry.from);
    }
    return result;
  }
  [[nodiscard]] StreamRow value(int position) const {
    return mapped(head_.values.front(), position, sizes_.value);
  }

  [[nodiscard]] StreamRow read(const std::vector<std::size_t>& groups) const {
    std::int64_t count = 0;
    int first = state_.rows();
    int last = -1;
    for (const std::size_t g : groups) {
      count += groups_[g].count;
      first = std::min(first, groups_[g].first);
      last = std::max(last, groups_[g].last);
    }
    if (norm_ == model::Norm::leftmost_hardmax) return value(first);
    if (norm_ == model::Norm::rightmost_hardmax) return value(last);
    if (norm_ == model::Norm::unique_hardmax) {
      if (count > 1) throw model::Undefined("a tie of unique_hardmax");
      return value(first);
    }
    StreamRow mean(value_size());
    for (const std::size_t g : groups) mean = sum(std::move(mean), groups_[g].total);
    for (Rational& entry : mean) {
      if (!entry.is_zero()) entry /= Rational(count);
    }
    return mean;
  }

  const model::Head& head_;
  HeadSizes sizes_;
  model::Norm norm_;
  const Matrix& state_;
  NumberedRows keys_;
  NumberedRows queries_;
  std::vector<KeyGroup> groups_;  // by key
  std::vector<Best> best_;        // by query
};

}  // namespace attest::engine
