// SPDX-License-Identifier: Apache-2.0
/// \file
/// One batch of lanes in one type of numbers.
#include "reference/engine/batch.hpp"

#include <algorithm>
#include <utility>

#include "reference/number/contract.hpp"

namespace attest::engine {

template <typename Element>
Batch<Element>::Batch(std::size_t n, std::size_t d)
    : n_(n),
      d_(d),
      proof_("nothing was proved yet"),
      kernel_(kernels<Element>().front()),
      status_(lane_count, LaneStatus::out_of_range) {
  for (std::size_t lane = 0; lane < lane_count; lane += group_size) {
    groups_.push_back(
        {.input = RowGrid<Element>(n, d, lane), .expected = RowGrid<Element>(n, d, lane)});
  }
}

template <typename Element>
void Batch<Element>::prove(const model::Transformer& model, const std::vector<Integer>& box,
                           const Visible& visible) {
  proof_ = prove_range(model, box, static_cast<int>(sizeof(Element) * 8 - 1));
  std::ranges::fill(status_, LaneStatus::out_of_range);
  for (Group& group : groups_) group.result = nullptr;
  const RangeProof* proof = std::get_if<RangeProof>(&proof_);
  if (proof == nullptr) return;
  const std::string unsound = recheck_range(model, *proof);
  ATTEST_REQUIRE(unsound.empty(), model.name + ": range proof: " + unsound);
  program_ = compile(model, *proof, visible);
  for (Group& group : groups_) group.work = workspace_for<Element>(program_);
}

template <typename Element>
bool Batch<Element>::run(const RowIds& rows, const RowTable& table, model::Tie any) {
  std::ranges::fill(status_, LaneStatus::out_of_range);
  if (std::holds_alternative<std::string>(proof_)) return false;
  bool is_complete = true;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Group& group = groups_[g];
    group.input.follow(rows, table);
    group.result = kernel_.run(program_, group.work, group.input.data(), any);
    for (std::size_t l = 0; l < group_size; ++l) {
      LaneStatus& status = status_[g * group_size + l];
      if (group.work.undefined.at[l] != 0) {
        status = LaneStatus::undefined;
      } else if (group.work.guarded.at[l] == 0) {
        status = LaneStatus::exact;
      } else {
        is_complete = false;
      }
    }
  }
  return is_complete;
}

template <typename Element>
std::uint32_t Batch<Element>::equal_lanes(const RowIds& expected, const RowTable& table) {
  std::uint32_t result = 0;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    Group& group = groups_[g];
    if (group.result == nullptr) continue;
    group.expected.follow(expected, table);
    const Lanes<Element> differ =
        kernel_.differences(group.result, group.expected.data(), n_ * (d_ + 1));
    for (std::size_t l = 0; l < group_size; ++l) {
      const std::size_t lane = g * group_size + l;
      const bool is_equal = differ.at[l] == 0 && status_[lane] == LaneStatus::exact;
      result |= std::uint32_t{is_equal ? 1U : 0U} << lane;
    }
  }
  return result;
}

template <typename Element>
std::int64_t Batch<Element>::number(std::size_t lane, std::size_t position, std::size_t t) const {
  return groups_[lane / group_size].result[position * (d_ + 1) + t].at[lane % group_size];
}

template <typename Element>
void Batch<Element>::numbers(std::size_t lane, std::size_t position,
                             std::span<const std::size_t> at, std::int64_t* to) const {
  const Lanes<Element>* row = groups_[lane / group_size].result + position * (d_ + 1);
  for (const std::size_t t : at) *to++ = row[t].at[lane % group_size];
}

template <typename Element>
void Batch<Element>::use(const std::string& kernel) {
  for (const Kernel<Element>& candidate : kernels<Element>()) {
    if (candidate.name == kernel) {
      kernel_ = candidate;
      return;
    }
  }
  broken_invariant(__FILE__, __LINE__, "kernel", "this machine has no kernel " + kernel);
}

template class Batch<std::int32_t>;
template class Batch<std::int64_t>;

}  // namespace attest::engine
