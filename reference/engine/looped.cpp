// SPDX-License-Identifier: Apache-2.0
/// \file
/// Passes in part, and the literal evaluation where they stop.
#include "reference/engine/looped.hpp"

#include <algorithm>
#include <utility>

#include "reference/engine/looped_parts.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {

bool LoopedChecks::includes(std::int64_t number) const {
  const bool is_power = at_powers_of_two && (number & (number - 1)) == 0;
  return is_power || (every > 0 && number % every == 0);
}

Looped::Looped(const model::Transformer& model, const Matrix& state, model::Tie any,
               std::optional<LoopedSet> set)
    : parts_(std::make_unique<Parts>(Parts{.model = &model,
                                           .any = any,
                                           .n = state.rows(),
                                           .set = set.value_or(looped_sets().front())})) {
  ATTEST_REQUIRE(any != model::Tie::as_declared, "a rule for any_hardmax");
  ATTEST_REQUIRE(state.cols() == model::width(model), "a state of the model's width");
  parts_->begin(state);
}

Looped::Looped(Looped&&) noexcept = default;
Looped& Looped::operator=(Looped&&) noexcept = default;
Looped::~Looped() = default;

void Looped::pass() {
  Parts& p = *parts_;
  if (!p.why_not.empty() || !p.step()) p.state = p.evaluator().final_state(p.state, p.any);
  ++p.passes;
}

bool Looped::checked_pass(const LoopedChecks& checks) {
  Parts& p = *parts_;
  if (!p.why_not.empty() || !checks.includes(p.passes + 1)) {
    pass();
    return true;
  }
  const Matrix expected = p.evaluator().final_state(p.now(), p.any);
  pass();
  return p.now() == expected;
}

std::int64_t Looped::passes() const { return parts_->passes; }

void Looped::set(int column, int at, std::int32_t value) {
  Parts& p = *parts_;
  ATTEST_REQUIRE(0 <= column && column < p.n && 0 <= at && at < model::width(*p.model), "an entry");
  if (!p.why_not.empty()) {
    p.state(column, at) = value;
    return;
  }
  std::int32_t& entry = p.rows[0].at(column, at);
  if (entry == value) return;
  entry = value;
  const auto of_class = static_cast<std::size_t>(p.plan.class_of[static_cast<std::size_t>(column)]);
  const bool is_constant =
      p.plan.layers[0].classes[of_class].constants[static_cast<std::size_t>(at)].has_value();
  if (is_constant || value < -p.most || p.most < value) {
    p.leave("an entry set from outside was taken to be constant, or is large", p.now());
    return;
  }
  if (std::ranges::find(p.changed, column) == p.changed.end()) p.changed.push_back(column);
}

std::vector<std::int32_t> Looped::row(int layer, int column) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(p.why_not.empty() && 0 <= column && column < p.n && 0 <= layer &&
                     std::cmp_less(layer, p.rows.size()),
                 "a row");
  return p.rows[static_cast<std::size_t>(layer)].row(column);
}

bool Looped::agrees(int column, const LoopedRows& expected) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(p.why_not.empty() && 0 <= column && column < p.n && expected.n() == p.n &&
                     expected.d() == p.rows[0].d(),
                 "a row");
  return p.layers.back().equals(column, p.rows[0], expected);
}

void Looped::record(bool is_recorded) {
  parts_->is_recorded = is_recorded;
  for (LoopedLayerState& layer : parts_->layers) layer.record(is_recorded);
}

std::vector<Looped::Read> Looped::reads() const {
  std::vector<Read> result;
  for (std::size_t l = 0; l < parts_->layers.size(); ++l) {
    for (const LoopedLayerState::Read& read : parts_->layers[l].reads()) {
      result.push_back({.layer = static_cast<int>(l),
                        .head = read.head,
                        .column = read.column,
                        .columns = read.columns});
    }
  }
  return result;
}

Rational Looped::entry(int column, int at) const {
  const Parts& p = *parts_;
  ATTEST_REQUIRE(0 <= column && column < p.n && 0 <= at && at < model::width(*p.model), "an entry");
  if (!p.why_not.empty()) return p.state(column, at);
  return p.rows[0].at(column, at);
}

Matrix Looped::state() const { return parts_->now(); }

std::span<const int> Looped::changed() const { return parts_->changed; }

bool Looped::has_tie() const {
  const Parts& p = *parts_;
  return !p.why_not.empty() || std::ranges::any_of(p.layers, &LoopedLayerState::has_tie);
}

bool Looped::is_incremental() const { return parts_->why_not.empty(); }

const std::string& Looped::why_not() const { return parts_->why_not; }

std::int64_t Looped::computed() const {
  std::int64_t total = parts_->computed;
  for (const LoopedLayerState& layer : parts_->layers) total += layer.computed();
  return total;
}

std::int64_t Looped::scans() const {
  std::int64_t total = 0;
  for (const LoopedLayerState& layer : parts_->layers) total += layer.scans();
  return total;
}

}  // namespace attest::engine
