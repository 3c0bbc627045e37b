// SPDX-License-Identifier: Apache-2.0
/// \file
/// Filling lanes with cases and reading them back; see lane_judge.hpp.
#include "reference/derive/lane_judge.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <span>
#include <utility>
#include <variant>

#include "reference/engine/staged.hpp"
#include "reference/model/evaluate_decode.hpp"

namespace attest::derive {
namespace {

using check::Case;
using engine::RowId;

/// Below this many cases the engine's program and proof cost more than they save.
constexpr std::int64_t least_lane_space = 64;

/// A worker keeps every row that it was given; one with more numbers than these is not used again.
constexpr std::int64_t most_numbers_kept = std::int64_t{1} << 25;

/// What a row key begins with: an input row, an extra token's row, or an expected row.
enum class RowKind : std::int64_t { input, extra, expected };

/// A case on its way through a lane.
struct Slot {
  std::int64_t index = 0;
  std::unique_ptr<KnownCase> made;  // the case, where nobody else owns it
  const KnownCase* known = nullptr;
};

/// The tokens of a case or of its answer; as a matrix only where a row of them is new.
class Tokens {
 public:
  Tokens(std::span<const std::int64_t> numbers, int rows, int fields)
      : numbers_(numbers), rows_(rows), fields_(fields) {}

  [[nodiscard]] std::span<const std::int64_t> row(int token) const {
    const auto fields = static_cast<std::size_t>(fields_);
    return numbers_.subspan(static_cast<std::size_t>(token) * fields, fields);
  }
  [[nodiscard]] Matrix matrix() const {
    Matrix result(rows_, fields_);
    for (int i = 0; i < rows_; ++i) std::ranges::copy(row(i), result.row(i).begin());
    return result;
  }

 private:
  std::span<const std::int64_t> numbers_;
  int rows_;
  int fields_;
};

}  // namespace

/// One engine with its rows; used by one thread at a time.
class LaneJudge::Worker {
 public:
  Worker(const JudgeOrder& order, int inputs, engine::StagedLanes engine)
      : order_(order),
        inputs_(inputs),
        engine_(std::move(engine)),
        last_(static_cast<std::size_t>(inputs) + order.computes.model.extra_tokens.size()) {
    for (const model::ExtraToken& token : order.computes.model.extra_tokens)
      first_input_ += token.is_first ? 1 : 0;
    extra_ = static_cast<int>(order.computes.model.extra_tokens.size());
  }

  /// Puts a case into a lane. \returns false where it has to be judged literally
  bool load(std::size_t lane, const Slot& slot) {
    try {
      return load_rows(lane, slot);
    } catch (const model::Undefined&) {  // an embedding without a value: only a mutant has one
      return false;
    }
  }

  void run(std::uint32_t lanes, model::Tie tie) { engine_.run(lanes, tie); }

  [[nodiscard]] const engine::StagedLanes& engine() const { return engine_; }

  /// Numbers in the rows that it was given.
  [[nodiscard]] std::int64_t numbers() const {
    return rows_made_ * model::width(order_.computes.model);
  }

  /// What a loaded lane, after a run, says of its slot.
  [[nodiscard]] Opinion opinion(std::size_t lane, const Slot& slot) {
    if (engine_.status(lane) != engine::LaneStatus::exact) return Opinion::none;
    if (order_.computes.model.decode.readout == model::Readout::whole_state) {
      return ((engine_.equal_lanes() >> lane) & 1U) != 0 ? Opinion::holds : Opinion::fails;
    }
    try {
      return decoded(lane, slot.known->expected) ? Opinion::holds : Opinion::fails;
    } catch (const model::Undefined&) {  // there is nothing to read
      return Opinion::fails;
    }
  }

 private:
  /// Whether the tokens that are read give the expected answer.
  bool decoded(std::size_t lane, const std::vector<Rational>& expected) {
    const model::Positions read = model::positions_read(order_.computes.model, inputs_);
    std::size_t at = 0;
    for (int position = read.first; position < read.last; ++position) {
      const auto& answer = engine_.answer(lane, position);
      if (!answer) return false;
      for (const Rational& entry : *answer) {
        if (at == expected.size() || entry != expected[at++]) return false;
      }
    }
    return at == expected.size();
  }

  bool load_rows(std::size_t lane, const Slot& slot) {
    const KnownCase& known = *slot.known;
    if (!known.small_tokens) return false;
    const int fields = known.tokens.cols();
    set_rows(lane, Tokens(*known.small_tokens, inputs_, fields), RowKind::input, order_.evaluator);
    if (order_.computes.model.decode.readout != model::Readout::whole_state) return true;
    return known.small_expected && known.small_expected->size() == known.small_tokens->size() &&
           set_rows(lane, Tokens(*known.small_expected, inputs_, fields), RowKind::expected,
                    order_.reference);
  }

  /// Interns the rows of all tokens and puts them into the lane. \returns false if an expected row
  /// does not decode to its own tokens
  bool set_rows(std::size_t lane, const Tokens& tokens, RowKind kind,
                const model::Evaluator& embedder) {
    std::optional<Matrix> embedded;  // made only where a row is new
    bool is_sound = true;
    for (int position = 0; position < inputs_ + extra_; ++position) {
      const int token = position - first_input_;
      const bool is_input = token >= 0 && token < inputs_;
      key_.assign(
          {static_cast<std::int64_t>(is_input || kind == RowKind::expected ? kind : RowKind::extra),
           position});
      if (is_input) {
        const auto fields = tokens.row(token);
        key_.insert(key_.end(), fields.begin(), fields.end());
      }
      const auto place = static_cast<std::size_t>(position);
      const RowId* same = kind == RowKind::input ? last_.find(place, key_) : nullptr;
      const RowId row = same != nullptr ? *same : engine_.rows().intern(key_, [&] {
        if (!embedded) embedded = embedder.embed(tokens.matrix());
        ++rows_made_;
        return embedded->row(position);
      });
      if (kind == RowKind::expected) {
        is_sound = is_sound && (!is_input || decodes(row, position, tokens, embedder, embedded));
        engine_.expect(lane, position, row);
      } else {
        if (same == nullptr) last_.set(place, key_, row);
        engine_.set(lane, position, row);
      }
    }
    return is_sound;
  }

  /// Whether an expected row decodes to its own token; worked out once a row.
  bool decodes(RowId row, int position, const Tokens& tokens, const model::Evaluator& embedder,
               std::optional<Matrix>& embedded) {
    const auto at = static_cast<std::size_t>(row);
    if (at >= decodes_.size()) decodes_.resize(at + 1);
    if (!decodes_[at]) {
      if (!embedded) embedded = embedder.embed(tokens.matrix());
      const auto entries = embedded->row(position);
      const auto wanted = tokens.row(position - first_input_);
      decodes_[at] =
          model::evaluate(order_.computes.model.decode.circuit, {entries.begin(), entries.end()},
                          position,
                          inputs_ + extra_) == std::vector<Rational>(wanted.begin(), wanted.end());
    }
    return *decodes_[at];
  }

  const JudgeOrder& order_;
  int inputs_;
  int first_input_ = 0;
  int extra_ = 0;
  engine::StagedLanes engine_;
  engine::LastKeys<RowId> last_;  // of the input and extra tokens of the last case
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

  std::unique_ptr<Worker> take(const JudgeOrder& order, int inputs) {
    {
      const std::lock_guard lock(mutex);
      auto& workers = idle[inputs];
      if (!workers.empty()) {
        std::unique_ptr<Worker> worker = std::move(workers.back());
        workers.pop_back();
        return worker;
      }
    }
    const model::Transformer& model = order.computes.model;
    auto made =
        engine::StagedLanes::make(model, inputs + static_cast<int>(model.extra_tokens.size()));
    if (std::holds_alternative<std::string>(made)) return nullptr;
    return std::make_unique<Worker>(order, inputs, std::get<engine::StagedLanes>(std::move(made)));
  }

  void give_back(std::unique_ptr<Worker> worker, int inputs) {
    const std::lock_guard lock(mutex);
    if (worker->numbers() > most_numbers_kept) return retire(worker->engine());
    idle[inputs].push_back(std::move(worker));
  }

  /// Adds the boxes of the stages of an engine.
  void retire(const engine::StagedLanes& stages) {
    for (std::size_t stage = 0; stage < stages.stages(); ++stage) {
      if (stages.engine(stage).runs() == 0) continue;
      auto& [model, box] =
          retired.try_emplace(stage, stages.model(stage), std::vector<Integer>{}).first->second;
      const std::vector<Integer>& part = stages.engine(stage).box();
      box.resize(part.size());
      for (std::size_t t = 0; t < box.size(); ++t) box[t] = std::max(box[t], part[t]);
    }
  }
};

LaneJudge::LaneJudge(const JudgeOrder& order) : order_(order), pool_(std::make_unique<Pool>()) {}
LaneJudge::~LaneJudge() = default;

std::unique_ptr<LaneJudge> LaneJudge::make(const JudgeOrder& order) {
  const check::CaseSpace& space = order.computes.inputs;
  if (order.computes.arithmetic != model::Arithmetic::rational || space.size < least_lane_space)
    return nullptr;
  std::unique_ptr<LaneJudge> judge(new LaneJudge(order));
  for (std::int64_t i = 0; i < space.size; ++i) {
    const std::optional<Case> first = space.at(i);
    if (!first) continue;
    if (!has_small_fields(*first)) return nullptr;
    std::unique_ptr<Worker> worker = judge->pool_->take(judge->order_, first->rows());
    if (!worker) return nullptr;
    judge->pool_->give_back(std::move(worker), first->rows());
    return judge;
  }
  return nullptr;
}

/// A range being judged: cases of one length gather until the lanes are full.
class LaneJudge::Sweep {
 public:
  Sweep(const LaneJudge& judge, bool spot_checks, bool stops)
      : order_(judge.order_), pool_(*judge.pool_), spot_checks_(spot_checks), stops_(stops) {}

  /// Adds a case. Where one fails all that gathered before it are judged, so that the least failure
  /// is among those of the total.
  void add(Slot slot) {
    std::vector<Slot>& slots = slots_[slot.known->tokens.rows()];
    slots.push_back(std::move(slot));
    const std::int64_t failed = total_.failed;
    if (slots.size() == engine::lane_count) judge(slots);
    if (total_.failed > failed) flush();
  }

  /// Judges the cases that have gathered.
  void flush() {
    for (auto& [inputs, slots] : slots_) judge(slots);
  }

  [[nodiscard]] const check::Tally& total() const { return total_; }

 private:
  void judge(std::vector<Slot>& slots) {
    if (slots.empty()) return;
    const std::vector<Opinion> opinions = ask(slots);
    const std::int64_t failed = total_.failed;
    for (std::size_t lane = 0; lane < slots.size(); ++lane) {
      conclude(slots[lane], opinions[lane]);
      if (stops_ && total_.failed > failed) break;
    }
    slots.clear();
  }

  /// Holds where every tie rule holds; fails where one fails; else none.
  [[nodiscard]] std::vector<Opinion> ask(const std::vector<Slot>& slots) {
    std::vector<Opinion> opinions(slots.size(), Opinion::none);
    const int inputs = slots.front().known->tokens.rows();
    std::unique_ptr<Worker> worker = pool_.take(order_, inputs);
    if (!worker) return opinions;
    std::uint32_t loaded = 0;
    for (std::size_t lane = 0; lane < slots.size(); ++lane) {
      if (!worker->load(lane, slots[lane])) continue;
      opinions[lane] = Opinion::holds;
      loaded |= std::uint32_t{1} << lane;
    }
    for (const model::Tie tie : order_.ties) {
      worker->run(loaded, tie);
      for (std::size_t lane = 0; lane < slots.size(); ++lane) {
        if (opinions[lane] == Opinion::holds) opinions[lane] = worker->opinion(lane, slots[lane]);
      }
    }
    pool_.give_back(std::move(worker), inputs);
    return opinions;
  }

  void conclude(const Slot& slot, Opinion opinion) {
    if (opinion == Opinion::holds && (total_.judged > 0 || !spot_checks_)) {
      total_.add(slot.index,
                 {.truth = check::Truth::holds, .answer = slot.known->words, .text = {}, .bits = 0},
                 false);
      return;
    }
    const check::Outcome outcome = order_.literal(slot.known->tokens);
    const bool is_same = opinion == Opinion::none ||
                         (opinion == Opinion::holds) == (outcome.truth == check::Truth::holds);
    ATTEST_REQUIRE(is_same, "lanes and the literal semantics differ on case " +
                                std::to_string(slot.index) + " of " + order_.computes.model.name);
    total_.add(slot.index, outcome, false);
  }

  const JudgeOrder& order_;
  Pool& pool_;
  bool spot_checks_;                             // the first case is judged literally too
  bool stops_;                                   // at the first case that fails
  std::map<int, std::vector<Slot>> slots_ = {};  // by number of input tokens
  check::Tally total_ = {};
};

check::Tally LaneJudge::judge(check::Range range, bool stop_at_failure) const {
  Sweep sweep(*this, /*spot_checks=*/true, stop_at_failure);
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    std::unique_ptr<KnownCase> made;
    const KnownCase* const known = order_.known(i, made);
    if (known == nullptr) continue;
    sweep.add({.index = i, .made = std::move(made), .known = known});
    if (stop_at_failure && sweep.total().failed > 0) return sweep.total();
  }
  sweep.flush();
  return sweep.total();
}

check::Tally LaneJudge::judge_made(const std::vector<std::pair<std::int64_t, Case>>& cases) const {
  Sweep sweep(*this, /*spot_checks=*/false, /*stops=*/true);
  for (const auto& [index, tokens] : cases) {
    std::unique_ptr<KnownCase> made = known_case(tokens, order_.computes.task);
    const KnownCase* const known = made.get();
    sweep.add({.index = index, .made = std::move(made), .known = known});
    if (sweep.total().failed > 0) return sweep.total();
  }
  sweep.flush();
  return sweep.total();
}

std::string LaneJudge::proof() const {
  const std::lock_guard lock(pool_->mutex);
  Pool all;  // every worker as if it were retired
  all.retired = pool_->retired;
  for (const auto& [inputs, workers] : pool_->idle) {
    for (const std::unique_ptr<Worker>& worker : workers) all.retire(worker->engine());
  }
  if (all.retired.empty()) return {};
  std::string proofs;
  for (const auto& [stage, part] : all.retired) {
    const auto& [model, box] = part;
    for (const int bits : {31, 63}) {
      const auto proof = engine::prove_range(model, box, bits);
      if (!std::holds_alternative<engine::RangeProof>(proof)) continue;
      const std::string error = engine::recheck_range(model, std::get<engine::RangeProof>(proof));
      ATTEST_REQUIRE(error.empty(), model.name + ": " + error);
      proofs += (proofs.empty() ? "" : ",") +
                engine::describe(model, std::get<engine::RangeProof>(proof));
    }
  }
  return "{\"kind\":\"range proof\",\"proofs\":[" + proofs + "]}";
}

}  // namespace attest::derive
