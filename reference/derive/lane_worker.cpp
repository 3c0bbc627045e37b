// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of cases into lanes and answers out of them; see lane_worker.hpp.
#include "reference/derive/lane_worker.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "reference/model/evaluate_decode.hpp"

namespace attest::derive {
namespace {

using engine::RowId;

/// A worker keeps every row that it was given; one with more numbers than these is not used again.
constexpr std::int64_t most_numbers_kept = std::int64_t{1} << 25;

}  // namespace

Matrix LaneTokens::matrix() const {
  Matrix result(rows_, fields_);
  for (int i = 0; i < rows_; ++i) std::ranges::copy(row(i), result.row(i).begin());
  return result;
}

LaneJudge::Worker::Worker(const JudgeOrder& order, int inputs, engine::StagedLanes engine)
    : order_(order),
      inputs_(inputs),
      engine_(std::move(engine)),
      last_(static_cast<std::size_t>(inputs) + order.computes.model.extra_tokens.size()) {
  for (const model::ExtraToken& token : order.computes.model.extra_tokens)
    first_input_ += token.is_first ? 1 : 0;
  extra_ = static_cast<int>(order.computes.model.extra_tokens.size());
}

bool LaneJudge::Worker::load(std::size_t lane, const LaneSlot& slot) {
  try {
    return load_rows(lane, slot);
  } catch (const model::Undefined&) {  // an embedding without a value: only a mutant has one
    return false;
  }
}

Opinion LaneJudge::Worker::opinion(std::size_t lane, const LaneSlot& slot) {
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

bool LaneJudge::Worker::decoded(std::size_t lane, const std::vector<Rational>& expected) {
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

bool LaneJudge::Worker::load_rows(std::size_t lane, const LaneSlot& slot) {
  const KnownCase& known = *slot.known;
  if (!known.small_tokens) return false;
  const int fields = known.tokens.cols();
  set_rows(lane, LaneTokens(*known.small_tokens, inputs_, fields), LaneRow::input,
           order_.evaluator);
  if (order_.computes.model.decode.readout != model::Readout::whole_state) return true;
  return known.small_expected && known.small_expected->size() == known.small_tokens->size() &&
         set_rows(lane, LaneTokens(*known.small_expected, inputs_, fields), LaneRow::expected,
                  order_.reference);
}

bool LaneJudge::Worker::set_rows(std::size_t lane, const LaneTokens& tokens, LaneRow kind,
                                 const model::Evaluator& embedder) {
  std::optional<Matrix> embedded;  // made only where a row is new
  bool is_sound = true;
  for (int position = 0; position < inputs_ + extra_; ++position) {
    const int token = position - first_input_;
    const bool is_input = token >= 0 && token < inputs_;
    key_.assign(
        {static_cast<std::int64_t>(is_input || kind == LaneRow::expected ? kind : LaneRow::extra),
         position});
    if (is_input) {
      const auto fields = tokens.row(token);
      key_.insert(key_.end(), fields.begin(), fields.end());
    }
    const auto place = static_cast<std::size_t>(position);
    const RowId* same = kind == LaneRow::input ? last_.find(place, key_) : nullptr;
    const RowId row = same != nullptr ? *same : engine_.rows().intern(key_, [&] {
      if (!embedded) embedded = embedder.embed(tokens.matrix());
      ++rows_made_;
      return embedded->row(position);
    });
    if (kind == LaneRow::expected) {
      is_sound = is_sound && (!is_input || decodes(row, position, tokens, embedder, embedded));
      engine_.expect(lane, position, row);
    } else {
      if (same == nullptr) last_.set(place, key_, row);
      engine_.set(lane, position, row);
    }
  }
  return is_sound;
}

bool LaneJudge::Worker::decodes(RowId row, int position, const LaneTokens& tokens,
                                const model::Evaluator& embedder, std::optional<Matrix>& embedded) {
  const auto at = static_cast<std::size_t>(row);
  if (at >= decodes_.size()) decodes_.resize(at + 1);
  if (!decodes_[at]) {
    if (!embedded) embedded = embedder.embed(tokens.matrix());
    const auto entries = embedded->row(position);
    const auto wanted = tokens.row(position - first_input_);
    decodes_[at] = model::evaluate(order_.computes.model.decode.circuit,
                                   {entries.begin(), entries.end()}, position, inputs_ + extra_) ==
                   std::vector<Rational>(wanted.begin(), wanted.end());
  }
  return *decodes_[at];
}

std::unique_ptr<LaneJudge::Worker> LaneJudge::Pool::take(const JudgeOrder& order, int inputs) {
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

void LaneJudge::Pool::give_back(std::unique_ptr<Worker> worker, int inputs) {
  const std::lock_guard lock(mutex);
  if (worker->numbers() > most_numbers_kept) return retire(worker->engine());
  idle[inputs].push_back(std::move(worker));
}

void LaneJudge::Pool::retire(const engine::StagedLanes& stages) {
  for (std::size_t stage = 0; stage < stages.stages(); ++stage) {
    if (stages.engine(stage).runs() == 0) continue;
    auto& [model, box] =
        retired.try_emplace(stage, stages.model(stage), std::vector<Integer>{}).first->second;
    const std::vector<Integer>& part = stages.engine(stage).box();
    box.resize(part.size());
    for (std::size_t t = 0; t < box.size(); ++t) box[t] = std::max(box[t], part[t]);
  }
}

}  // namespace attest::derive
