// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lane engine: exact hardmax transformers on int64, many cases side by side.
///
/// It evaluates what model::final_state evaluates, from embedded states to final states, for models
/// whose heads are hardmax heads and whose blocks have no token maps. No number is rounded: a range
/// proof, redone when the inputs grow, bounds every number by 2^31 and another by 2^63. A lane that
/// leaves the first at run time is done again with 64-bit numbers; one that leaves the second says
/// so, and the caller asks the literal evaluator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/batch.hpp"
#include "reference/engine/program.hpp"
#include "reference/engine/range.hpp"
#include "reference/engine/rows.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::engine {

/// Evaluates batches of `lane_count` cases of one model at one length. Not for two threads at once.
class LaneEngine {
 public:
  /// The engine for `model` on n tokens, extra tokens included, or the reason why there is none.
  /// \throws InputError if the model is not valid
  [[nodiscard]] static std::variant<LaneEngine, std::string> make(const model::Transformer& model,
                                                                  int n);

  LaneEngine(LaneEngine&&) = default;
  LaneEngine& operator=(LaneEngine&&) = default;
  LaneEngine(const LaneEngine&) = delete;
  LaneEngine& operator=(const LaneEngine&) = delete;
  ~LaneEngine() = default;

  /// Rows for `set` and `expect`, by key or by value.
  [[nodiscard]] RowTable& rows() { return rows_; }

  /// The embedded row of a lane at a position; it stays there until another is set. A position that
  /// was never set is the zero row.
  void set(std::size_t lane, int position, RowId row);

  /// The row that the final state of a lane should have at a position, for `equal_lanes`.
  void expect(std::size_t lane, int position, RowId row);

  /// Evaluates all lanes. \pre any is not as_declared if the model has any_hardmax heads
  void run(model::Tie any);

  // What follows is about the last run.
  [[nodiscard]] LaneStatus status(std::size_t lane) const;
  /// Bit l: lane l is exact and its final state is the expected one, row by row.
  [[nodiscard]] std::uint32_t equal_lanes();
  /// Numerator at a coordinate, over scale(lane, position). \pre status(lane) is exact
  [[nodiscard]] std::int64_t numerator(std::size_t lane, int position, int coordinate) const;
  /// Row scale, the least one. \pre status(lane) is exact
  [[nodiscard]] std::int64_t scale(std::size_t lane, int position) const;
  /// Entry of the final state. \pre status(lane) is exact
  [[nodiscard]] Rational at(std::size_t lane, int position, int coordinate) const;
  /// Numerators at some coordinates, or the row scale at coordinate d. \pre status(lane) is exact
  void read(std::size_t lane, int position, std::span<const std::size_t> coordinates,
            std::int64_t* to) const;
  /// The final state [n x d]. \pre status(lane) is exact
  [[nodiscard]] Matrix state(std::size_t lane) const;

  /// The proofs for the inputs set so far, or why there is none: 31-bit numbers, then 63-bit
  /// numbers. The next results need a run.
  [[nodiscard]] const std::variant<RangeProof, std::string>& narrow_proof();
  [[nodiscard]] const std::variant<RangeProof, std::string>& proof();

  /// [d] greatest |entry| of the embedded rows set so far, rounded up to powers of two.
  [[nodiscard]] const std::vector<Integer>& box() const { return box_; }

  /// Runs that needed 64-bit numbers, and all runs, since the engine was made.
  [[nodiscard]] std::int64_t wide_runs() const { return wide_runs_; }
  [[nodiscard]] std::int64_t runs() const { return runs_; }

  /// Runs on the kernel of `kernels()` with this name, for tests.
  void use(const std::string& kernel);

 private:
  LaneEngine(const model::Transformer& model, int n);
  void prove_narrow();
  void prove_wide();
  [[nodiscard]] std::int64_t number(std::size_t lane, int position, int t) const;

  model::Transformer model_;
  std::size_t n_;
  std::size_t d_;
  bool has_any_;  // an any_hardmax head
  Visible visible_;
  RowTable rows_;
  RowIds input_;
  RowIds expected_;
  std::vector<bool> is_in_box_;    // by row: `box_` covers it
  std::vector<Integer> box_;       // [d] powers of two, or 0
  bool is_narrow_proved_ = false;  // the proof of `narrow_` is for `box_`
  bool is_wide_proved_ = false;    // the proof of `wide_` is
  Batch<std::int32_t> narrow_;
  Batch<std::int64_t> wide_;
  bool is_wide_ = true;                            // the results are in `wide_`
  std::optional<std::uint32_t> equal_lanes_ = {};  // of the last run, once it was asked for
  int pause_ = 0;                                  // runs that do not try 32-bit numbers
  int next_pause_ = 1;
  std::int64_t wide_runs_ = 0;
  std::int64_t runs_ = 0;
};

}  // namespace attest::engine
