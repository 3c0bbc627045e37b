// SPDX-License-Identifier: Apache-2.0
/// \file
/// One batch of lanes in one type of numbers: groups of lanes, each a run of the kernel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/kernel.hpp"
#include "reference/engine/program.hpp"
#include "reference/engine/range.hpp"
#include "reference/engine/rows.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Cases that are evaluated side by side.
inline constexpr std::size_t lane_count = 32;

/// What is known of a lane after a run.
enum class LaneStatus {
  exact,         ///< its final state is that of the literal evaluator
  out_of_range,  ///< nothing is known: ask the literal evaluator
  undefined,     ///< the literal evaluator throws Undefined: a tie of unique_hardmax
};

/// Evaluates lane_count cases with numbers of type Element, in groups of as many as a kernel takes.
template <typename Element>
class Batch {
 public:
  /// Lanes [n x d] of zero rows, without a proof.
  Batch(std::size_t n, std::size_t d);

  /// Proves the range anew for `box` and compiles `model` for it.
  void prove(const model::Transformer& model, const std::vector<Integer>& box,
             const Visible& visible);

  /// The proof in force, or why there is none.
  [[nodiscard]] const std::variant<RangeProof, std::string>& proof() const { return proof_; }

  /// Evaluates all lanes, if there is a proof. \returns whether no lane is out of range
  bool run(const RowIds& rows, const RowTable& table, model::Tie any);

  [[nodiscard]] LaneStatus status(std::size_t lane) const { return status_[lane]; }

  /// Bit l: lane l is exact and has the rows `expected`.
  [[nodiscard]] std::uint32_t equal_lanes(const RowIds& expected, const RowTable& table);

  /// Number `t` [0, d] of the row at a position: a numerator, or the scale for t = d.
  /// \pre status(lane) is exact
  [[nodiscard]] std::int64_t number(std::size_t lane, std::size_t position, std::size_t t) const;

  /// Those numbers at some t.
  void numbers(std::size_t lane, std::size_t position, std::span<const std::size_t> at,
               std::int64_t* to) const;

  /// Runs on the kernel of `kernels()` with this name.
  void use(const std::string& kernel);

 private:
  static constexpr std::size_t group_size = Lanes<Element>::count;

  /// Lanes that a kernel runs at once.
  struct Group {
    RowGrid<Element> input;
    RowGrid<Element> expected;
    Workspace<Element> work = {};
    const Lanes<Element>* result = nullptr;  // in `work`
  };

  std::size_t n_;
  std::size_t d_;
  std::variant<RangeProof, std::string> proof_;
  Program program_;
  Kernel<Element> kernel_;
  std::vector<Group> groups_;
  std::vector<LaneStatus> status_;
};

}  // namespace attest::engine
