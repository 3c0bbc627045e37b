// SPDX-License-Identifier: Apache-2.0
/// \file
/// Engines with the rows that they were given; inside lane_judge.hpp.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "reference/derive/lane_judge.hpp"
#include "reference/engine/staged.hpp"
#include "reference/model/evaluate_pass.hpp"

namespace attest::derive {

/// A case on its way through a lane.
struct LaneSlot {
  std::int64_t index = 0;
  std::unique_ptr<KnownCase> made;  ///< the case, where nobody else owns it
  const KnownCase* known = nullptr;
};

/// The tokens of a case or of its answer.
class LaneTokens {
 public:
  LaneTokens(std::span<const std::int64_t> numbers, int fields)
      : numbers_(numbers), fields_(fields) {}

  [[nodiscard]] std::span<const std::int64_t> row(int token) const {
    const auto fields = static_cast<std::size_t>(fields_);
    return numbers_.subspan(static_cast<std::size_t>(token) * fields, fields);
  }

 private:
  std::span<const std::int64_t> numbers_;
  int fields_;
};

/// Embeds one token at a time.
class LaneEmbedding {
 public:
  /// \param model outlives this
  LaneEmbedding(const model::Transformer& model, int inputs);

  /// The row at a position, [d], if the token there has these fields; of an extra token they are
  /// not read. Valid until the next call. \throws model::Undefined
  [[nodiscard]] std::span<const Rational> row(int position, std::span<const std::int64_t> fields);

 private:
  int inputs_;
  model::Assignment input_;
  std::vector<model::Assignment> before_ = {};
  std::vector<model::Assignment> after_ = {};
  std::vector<Rational> fields_ = {};
  std::vector<Rational> row_;
};

/// What a row key begins with: an input row, an extra token's row, or an expected row, which is a
/// row of one of the others where both embed alike.
enum class LaneRow : std::int64_t { input, extra, expected };

/// One engine with its rows; used by one thread at a time.
class LaneJudge::Worker {
 public:
  Worker(const JudgeOrder& order, int inputs, engine::StagedLanes engine);

  /// Puts a case into a lane. \returns false where it has to be judged literally
  [[nodiscard]] bool load(std::size_t lane, const LaneSlot& slot);
  void run(std::uint32_t lanes, model::Tie tie) { engine_.run(lanes, tie); }
  /// What a loaded lane, after a run, says of its slot.
  [[nodiscard]] Opinion opinion(std::size_t lane, const LaneSlot& slot);

  [[nodiscard]] const engine::StagedLanes& engine() const { return engine_; }
  /// Numbers in the rows that it was given.
  [[nodiscard]] std::int64_t numbers() const {
    return rows_made_ * model::width(order_.computes.model);
  }

 private:
  /// Whether the tokens that are read give the expected answer.
  [[nodiscard]] bool decoded(std::size_t lane, const std::vector<Rational>& expected);
  [[nodiscard]] bool load_rows(std::size_t lane, const LaneSlot& slot);
  /// Interns the rows of all tokens and puts them into the lane. \returns false if an expected row
  /// does not decode to its own tokens
  bool set_rows(std::size_t lane, const LaneTokens& tokens, LaneRow kind, LaneEmbedding& embedding);
  /// Whether an expected row decodes to its own token; worked out once a row.
  [[nodiscard]] bool decodes(engine::RowId row, int position, std::span<const std::int64_t> token);

  const JudgeOrder& order_;
  int inputs_;
  int first_input_ = 0;
  int extra_ = 0;
  engine::StagedLanes engine_;
  LaneEmbedding embedding_;
  LaneEmbedding unbroken_;
  bool embeds_alike_;                     // the two
  engine::LastKeys<engine::RowId> last_;  // of the input and extra tokens of the last case
  std::vector<std::int64_t> key_;
  std::vector<std::optional<bool>> decodes_;  // by row
  std::int64_t rows_made_ = 0;
};

/// Idle workers by number of input tokens; null where the engine does not take the length.
struct LaneJudge::Pool {
  std::mutex mutex;
  std::map<int, std::vector<std::unique_ptr<Worker>>> idle;
  /// What has gone through workers that are not used again, by stage: the stage's model and the box
  /// of its inputs.
  std::map<std::size_t, std::pair<model::Transformer, std::vector<Integer>>> retired;

  [[nodiscard]] std::unique_ptr<Worker> take(const JudgeOrder& order, int inputs);
  void give_back(std::unique_ptr<Worker> worker, int inputs);
  /// Adds the boxes of the stages of an engine.
  void retire(const engine::StagedLanes& stages);
};

}  // namespace attest::derive
