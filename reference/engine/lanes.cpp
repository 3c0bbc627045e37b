// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lane engine.
#include "reference/engine/lanes.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "reference/engine/hard_heads.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// Why the lane engine cannot run `model`; empty if it can.
std::string unfit_for_lanes(const model::Transformer& model) {
  if (model.schedule.empty()) return "the schedule is empty";
  for (const model::Block& block : model.blocks) {
    if (!block.token_maps.empty()) return "block " + block.name + " has token maps";
  }
  return unfit_head(model);
}

bool has_any_hardmax(const model::Transformer& model) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      if (head.norm == model::Norm::any_hardmax) return true;
    }
  }
  return false;
}

/// Least power of two that is at least |numerator / scale|; 0 for 0. Bounds that grow in powers of
/// two make few proofs, the same ones for every order of the inputs.
Integer box_of(std::int64_t numerator, std::int64_t scale) {
  if (numerator == 0) return 0;
  const Integer real = Rational(Integer(numerator).abs(), scale).ceil();
  return power_of_two(static_cast<unsigned>((real - 1).bit_length()));
}

}  // namespace

LaneEngine::LaneEngine(const model::Transformer& model, int n)
    : model_(model),
      n_(static_cast<std::size_t>(n)),
      d_(static_cast<std::size_t>(width(model))),
      has_any_(has_any_hardmax(model)),
      visible_(visible_keys(model, n)),
      rows_(d_),
      input_(n_, lane_count),
      expected_(n_, lane_count),
      box_(d_),
      narrow_(n_, d_),
      wide_(n_, d_) {}

std::variant<LaneEngine, std::string> LaneEngine::make(const model::Transformer& model, int n) {
  validate(model);
  ATTEST_REQUIRE(n >= 1, std::to_string(n));
  std::string reason = unfit_for_lanes(model);
  if (!reason.empty()) return reason;
  try {
    return LaneEngine(model, n);
  } catch (const model::Undefined& error) {
    return std::string(error.what());
  }
}

void LaneEngine::set(std::size_t lane, int position, RowId row) {
  ATTEST_REQUIRE(lane < lane_count && position >= 0 && static_cast<std::size_t>(position) < n_,
                 model_.name);
  input_.set(lane, static_cast<std::size_t>(position), row);
  const auto id = static_cast<std::size_t>(row);
  if (id < is_in_box_.size() && is_in_box_[id]) return;
  if (id >= is_in_box_.size()) is_in_box_.resize(id + 1);
  is_in_box_[id] = true;
  if (!rows_.fits<std::int64_t>(row)) return;
  const std::span<const std::int64_t> numbers = rows_.numbers(row);
  for (std::size_t t = 0; t < d_; ++t) {
    Integer bound = box_of(numbers[t], numbers[d_]);
    if (bound <= box_[t]) continue;
    box_[t] = std::move(bound);
    is_narrow_proved_ = false;
    is_wide_proved_ = false;
  }
}

void LaneEngine::expect(std::size_t lane, int position, RowId row) {
  ATTEST_REQUIRE(lane < lane_count && position >= 0 && static_cast<std::size_t>(position) < n_,
                 model_.name);
  expected_.set(lane, static_cast<std::size_t>(position), row);
  equal_lanes_.reset();
}

void LaneEngine::prove_narrow() {
  if (is_narrow_proved_) return;
  narrow_.prove(model_, box_, visible_);
  is_narrow_proved_ = true;
  equal_lanes_.reset();
}

void LaneEngine::prove_wide() {
  if (is_wide_proved_) return;
  wide_.prove(model_, box_, visible_);
  is_wide_proved_ = true;
  equal_lanes_.reset();
}

void LaneEngine::run(model::Tie any) {
  ATTEST_REQUIRE(!has_any_ || any != model::Tie::as_declared, model_.name);
  ++runs_;
  equal_lanes_.reset();
  is_wide_ = pause_ > 0;
  if (!is_wide_) {
    prove_narrow();
    is_wide_ = !narrow_.run(input_, rows_, any);
  }
  if (!is_wide_) {
    next_pause_ = 1;
    return;
  }
  prove_wide();
  ++wide_runs_;
  wide_.run(input_, rows_, any);
  if (pause_ > 0) {
    --pause_;
  } else {  // where 32 bits fail often, try them rarely
    pause_ = next_pause_;
    next_pause_ = std::min(2 * next_pause_, 64);
  }
}

LaneStatus LaneEngine::status(std::size_t lane) const {
  ATTEST_REQUIRE(lane < lane_count, std::to_string(lane));
  return is_wide_ ? wide_.status(lane) : narrow_.status(lane);
}

std::uint32_t LaneEngine::equal_lanes() {
  if (!equal_lanes_) {
    equal_lanes_ =
        is_wide_ ? wide_.equal_lanes(expected_, rows_) : narrow_.equal_lanes(expected_, rows_);
  }
  return *equal_lanes_;
}

std::int64_t LaneEngine::number(std::size_t lane, int position, int t) const {
  ATTEST_REQUIRE(status(lane) == LaneStatus::exact, std::to_string(lane));
  const auto i = static_cast<std::size_t>(position);
  const auto at = static_cast<std::size_t>(t);
  ATTEST_REQUIRE(position >= 0 && i < n_ && t >= 0 && at <= d_, model_.name);
  return is_wide_ ? wide_.number(lane, i, at) : narrow_.number(lane, i, at);
}

std::int64_t LaneEngine::numerator(std::size_t lane, int position, int coordinate) const {
  ATTEST_REQUIRE(static_cast<std::size_t>(coordinate) < d_, std::to_string(coordinate));
  return number(lane, position, coordinate);
}

std::int64_t LaneEngine::scale(std::size_t lane, int position) const {
  return number(lane, position, static_cast<int>(d_));
}

Rational LaneEngine::at(std::size_t lane, int position, int coordinate) const {
  return Rational(numerator(lane, position, coordinate), scale(lane, position));
}

void LaneEngine::read(std::size_t lane, int position, std::span<const std::size_t> coordinates,
                      std::int64_t* to) const {
  ATTEST_REQUIRE(status(lane) == LaneStatus::exact, std::to_string(lane));
  const auto i = static_cast<std::size_t>(position);
  ATTEST_REQUIRE(position >= 0 && i < n_, model_.name);
  is_wide_ ? wide_.numbers(lane, i, coordinates, to) : narrow_.numbers(lane, i, coordinates, to);
}

Matrix LaneEngine::state(std::size_t lane) const {
  Matrix result(static_cast<int>(n_), static_cast<int>(d_));
  for (int i = 0; i < result.rows(); ++i) {
    for (int t = 0; t < result.cols(); ++t) result(i, t) = at(lane, i, t);
  }
  return result;
}

const std::variant<RangeProof, std::string>& LaneEngine::narrow_proof() {
  prove_narrow();
  return narrow_.proof();
}

const std::variant<RangeProof, std::string>& LaneEngine::proof() {
  prove_wide();
  return wide_.proof();
}

void LaneEngine::use(const std::string& kernel) {
  narrow_.use(kernel);
  wide_.use(kernel);
}

}  // namespace attest::engine
