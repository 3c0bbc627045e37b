// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hard attention over classes of equal keys.
#include "reference/engine/grouped.hpp"

#include <map>
#include <optional>
#include <utility>

#include "reference/engine/group_reader.hpp"
#include "reference/engine/hard_heads.hpp"
#include "reference/engine/sparse.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

using model::Norm;
using model::Tie;

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
  std::string why = unfit_head(model);
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
