// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hard attention over classes of equal keys.
#include "reference/engine/grouped.hpp"

#include <map>
#include <optional>
#include <utility>

#include "reference/engine/sparse.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::Tie;

/// Why the heads are not taken; empty if they are.
std::string unfit_for_groups(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      const std::string name = "head " + head.name + " of block " + block.name;
      if (!is_hardmax(head.norm)) return name + " is " + std::string(name_of(head.norm));
      if (head.keys.size() != 1 || head.values.size() != 1) return name + " is of third order";
    }
  }
  return "";
}

/// Different vectors, by number in the order of their first place.
class Vectors {
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
  GroupReader(const model::Head& head, const Matrix& state, Tie any)
      : head_(head), sizes_(sizes_of(head)), norm_(resolved(head.norm, any)), state_(state) {}

  void show(int position) {
    const std::size_t key = keys_.number_of(mapped(head_.keys.front(), position, sizes_.key));
    if (key == groups_.size())
      groups_.push_back({.total = StreamRow(value_size()), .first = position});
    KeyGroup& group = groups_[key];
    ++group.count;
    group.last = position;
    if (norm_ == Norm::average_hardmax) group.total = sum(std::move(group.total), value(position));
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
  static Norm resolved(Norm norm, Tie any) {
    if (norm != Norm::any_hardmax) return norm;
    if (any == Tie::leftmost) return Norm::leftmost_hardmax;
    if (any == Tie::rightmost) return Norm::rightmost_hardmax;
    ATTEST_REQUIRE(any == Tie::average, "a tie rule for any_hardmax");
    return Norm::average_hardmax;
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
    if (norm_ == Norm::leftmost_hardmax) return value(first);
    if (norm_ == Norm::rightmost_hardmax) return value(last);
    if (norm_ == Norm::unique_hardmax) {
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
  Norm norm_;
  const Matrix& state_;
  Vectors keys_;
  Vectors queries_;
  std::vector<KeyGroup> groups_;  // by key
  std::vector<Best> best_;        // by query
};

/// Leaves of the maximal keys those that a rule reads. \throws model::Undefined
void keep_chosen(std::vector<int>& maximal, Norm norm, Tie any) {
  const bool is_any = norm == Norm::any_hardmax;
  if (norm == Norm::unique_hardmax && maximal.size() > 1) {
    throw model::Undefined("a tie of unique_hardmax");
  }
  if (norm == Norm::leftmost_hardmax || (is_any && any == Tie::leftmost)) {
    maximal.erase(maximal.begin() + 1, maximal.end());
  }
  if (norm == Norm::rightmost_hardmax || (is_any && any == Tie::rightmost)) {
    maximal.erase(maximal.begin(), maximal.end() - 1);
  }
}

/// Adds what a head reads to a row of the stream.
void write(const model::Head& head, const StreamRow& read, std::span<Rational> row) {
  for (const model::Entry& entry : head.out) {
    row[static_cast<std::size_t>(entry.to)] +=
        entry.weight.value * read[static_cast<std::size_t>(entry.from)];
  }
}

}  // namespace

std::variant<GroupedModel::Sight, std::string> GroupedModel::sight_of(const model::Circuit& mask) {
  const std::string other = "a mask that is neither key <= query nor key < query";
  if (mask.out.size() != 1) return other;
  const auto step = [&](int wire) -> const model::Step& {
    return mask.steps[static_cast<std::size_t>(wire)];
  };
  const auto reads = [&](int wire, int field) {
    return step(wire).op == model::Op::input && step(wire).args[0] == field;
  };
  const auto is_less = [&](int wire, int left, int right) {
    return step(wire).op == model::Op::less && reads(step(wire).args[0], left) &&
           reads(step(wire).args[1], right);
  };
  constexpr int query = 0;
  constexpr int key = 1;
  const model::Step& last = step(mask.out.front().wire);
  const auto is_one = [&](int wire) {
    return step(wire).op == model::Op::constant && step(wire).constant.value == Rational(1);
  };
  if (is_one(mask.out.front().wire)) return Sight::all;
  if (is_less(mask.out.front().wire, key, query)) return Sight::before_query;
  if (last.op == model::Op::sub && is_one(last.args[0]) && is_less(last.args[1], query, key)) {
    return Sight::up_to_query;
  }
  return other;
}

GroupedModel::GroupedModel(const model::Transformer& model, int n) : model_(&model), n_(n) {
  std::map<int, std::shared_ptr<const RowStep>> steps;
  for (const auto& [block, times] : model.schedule) {
    auto& step = steps[block];
    if (!step) step = std::make_shared<const RowStep>(model, block, n);
    for (int repeat = 0; repeat < times; ++repeat)
      layers_.push_back({.block = block, .step = step});
  }
}

std::variant<GroupedModel, std::string> GroupedModel::make(const model::Transformer& model, int n) {
  validate(model);
  std::string why = unfit_for_groups(model);
  if (!why.empty()) return why;
  GroupedModel result(model, n);
  for (const model::Circuit& mask : model.masks) {
    const auto sight = sight_of(mask);
    if (const auto* reason = std::get_if<std::string>(&sight)) return *reason;
    result.sights_.push_back(std::get<Sight>(sight));
  }
  return result;
}

void GroupedModel::attend(const model::Head& head, const Matrix& state, Tie any,
                          model::Positions rows, Matrix& gain) const {
  const Sight sight = head.mask < 0 ? Sight::all : sights_[static_cast<std::size_t>(head.mask)];
  GroupReader reader(head, state, any);
  if (sight == Sight::all) {
    for (int position = 0; position < n_; ++position) reader.show(position);
  }
  for (int position = 0; position < rows.last; ++position) {
    if (sight == Sight::up_to_query) reader.show(position);
    if (position >= rows.first) {
      if (const auto read = reader.ask(position)) write(head, *read, gain.row(position));
    }
    if (sight == Sight::before_query) reader.show(position);
  }
}

Matrix GroupedModel::step(std::size_t layer, const Matrix& state, Tie any,
                          model::Positions rows) const {
  ATTEST_REQUIRE(state.rows() == n_ && rows.first >= 0 && rows.last <= n_,
                 std::to_string(state.rows()));
  const model::Block& block = model_->blocks[static_cast<std::size_t>(layers_[layer].block)];
  Matrix next = state;
  for (const model::Head& head : block.heads) attend(head, state, any, rows, next);
  for (int position = rows.first; position < rows.last; ++position) {
    const auto row = next.row(position);
    const std::optional<StreamRow> made =
        layers_[layer].step->of({row.begin(), row.end()}, position);
    if (!made) throw model::Undefined("units or token maps");
    std::ranges::copy(*made, row.begin());
  }
  return next;
}

Matrix GroupedModel::final_state(const Matrix& state, Tie any) const {
  Matrix now = state;
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    now = step(layer, now, any, {.first = 0, .last = n_});
  }
  return now;
}

StreamRow GroupedModel::direct_row(std::size_t layer, const Matrix& state, int position,
                                   Tie any) const {
  const model::Block& block = model_->blocks[static_cast<std::size_t>(layers_[layer].block)];
  const auto own = state.row(position);
  StreamRow row(own.begin(), own.end());
  for (const model::Head& head : block.heads) {
    const HeadSizes sizes = sizes_of(head);
    const auto row_at = [&](int i) {
      const auto entries = state.row(i);
      return StreamRow(entries.begin(), entries.end());
    };
    const StreamRow query = applied(head.query, row_at(position), sizes.key);
    std::optional<Rational> best;
    std::vector<int> maximal;
    for (int key = 0; key < n_; ++key) {
      if (head.mask >= 0) {
        const model::Circuit& mask = model_->masks[static_cast<std::size_t>(head.mask)];
        if (model::evaluate(mask, {position, key}, position, n_).front().is_zero()) continue;
      }
      const Rational score = inner(query, applied(head.keys.front(), row_at(key), sizes.key));
      if (best && score < *best) continue;
      if (!best || *best < score) maximal.clear();
      best = score;
      maximal.push_back(key);
    }
    if (maximal.empty()) continue;
    keep_chosen(maximal, head.norm, any);
    for (const int key : maximal) {
      StreamRow value = applied(head.values.front(), row_at(key), sizes.value);
      for (Rational& entry : value) entry /= Rational(maximal.size());
      write(head, value, row);
    }
  }
  std::optional<StreamRow> made = layers_[layer].step->of(row, position);
  if (!made) throw model::Undefined("units or token maps");
  return *std::move(made);
}

}  // namespace attest::engine
