// SPDX-License-Identifier: Apache-2.0
/// \file
/// Filling lanes with cases and reading them back; see lane_judge.hpp.
#include "reference/derive/lane_judge.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "reference/derive/lane_worker.hpp"

namespace attest::derive {
namespace {

using check::Case;

/// Below this many cases the engine's program and proof cost more than they save.
constexpr std::int64_t least_lane_space = 64;

}  // namespace

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
  void add(LaneSlot slot) {
    std::vector<LaneSlot>& slots = slots_[slot.known->tokens.rows()];
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
  void judge(std::vector<LaneSlot>& slots) {
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
  [[nodiscard]] std::vector<Opinion> ask(const std::vector<LaneSlot>& slots) {
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

  void conclude(const LaneSlot& slot, Opinion opinion) {
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
  bool spot_checks_;                                 // the first case is judged literally too
  bool stops_;                                       // at the first case that fails
  std::map<int, std::vector<LaneSlot>> slots_ = {};  // by number of input tokens
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
