// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lane engines one behind the other: models with token maps on int64 lanes.
///
/// A model is cut behind each block with token maps. Heads and units of a stage run on a lane
/// engine of their own, with its range proof; between two stages the token maps are evaluated by
/// the literal semantics, once for each different row, and the result is looked up afterwards. The
/// decoder is a map of that kind too.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "reference/engine/lanes.hpp"
#include "reference/engine/sliced_rows.hpp"

namespace attest::engine {

/// Evaluates batches of `lane_count` cases of one model at one length. Not for two threads at once.
class StagedLanes {
 public:
  /// The stages of `model` on n tokens, extra tokens included, or the reason why there are none.
  /// \throws InputError if the model is not valid
  [[nodiscard]] static std::variant<StagedLanes, std::string> make(const model::Transformer& model,
                                                                   int n);

  /// Rows for `set` and `expect`.
  [[nodiscard]] RowTable& rows() { return stages_.front().engine.rows(); }
  /// The embedded row of a lane at a position; see LaneEngine.
  void set(std::size_t lane, int position, RowId row) {
    stages_.front().engine.set(lane, position, row);
  }
  /// The row that the final state should have, for `equal_lanes`.
  void expect(std::size_t lane, int position, RowId row) {
    stages_.back().engine.expect(lane, position, row);
  }

  /// Evaluates the lanes whose bits are set. \pre any is not as_declared if the model has
  /// any_hardmax heads
  void run(std::uint32_t lanes, model::Tie any);

  // What follows is about the last run.
  /// Exact: the final rows are those of the literal evaluator, in all that the decoder reads.
  [[nodiscard]] LaneStatus status(std::size_t lane) const { return status_[lane]; }
  /// Bit l: lane l is exact and its final state is the expected one, row by row.
  /// \pre the readout is whole_state
  [[nodiscard]] std::uint32_t equal_lanes() { return stages_.back().engine.equal_lanes(); }
  /// What the decoder reads at a position; nothing where it is undefined. Valid until the next
  /// call. \pre status(lane) is exact; the readout is not whole_state
  [[nodiscard]] const std::optional<std::vector<Rational>>& answer(std::size_t lane, int position);

  /// The stages as models without token maps, and the inputs that each has had.
  [[nodiscard]] std::size_t stages() const { return stages_.size(); }
  [[nodiscard]] const model::Transformer& model(std::size_t stage) const {
    return *stages_[stage].model;
  }
  [[nodiscard]] const LaneEngine& engine(std::size_t stage) const { return stages_[stage].engine; }

 private:
  /// Heads and units up to a block with token maps, or to the end.
  struct Stage {
    std::shared_ptr<const model::Transformer> model;
    LaneEngine engine;
    std::optional<RowStep> maps;    // behind the heads and units
    std::vector<std::size_t> read;  // coordinates that the maps read or leave; last, the row scale
    std::set<int> left = {};        // those that what follows reads
    LastKeys<RowId> last;           // what the last lane became at a position
    bool has_position = false;      // what follows the engine depends on the position
  };

  StagedLanes(const model::Transformer& model, int n);
  void key_of(const Stage& stage, std::size_t lane, int position);
  [[nodiscard]] std::optional<StreamRow> mapped(const Stage& stage, int position) const;
  [[nodiscard]] bool move_on(std::size_t stage, std::size_t lane);

  model::Decode decode_;
  int n_;
  int d_;
  std::vector<Stage> stages_;
  std::vector<LaneStatus> status_;
  std::vector<std::int64_t> key_;
  std::unordered_map<std::vector<std::int64_t>, std::optional<std::vector<Rational>>, RowKeyHash,
                     RowKeyEqual>
      answers_;
  LastKeys<const std::optional<std::vector<Rational>>*> last_answers_;
};

}  // namespace attest::engine
