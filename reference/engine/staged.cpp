// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cutting a model behind its token maps, and what happens between two stages.
#include "reference/engine/staged.hpp"

#include <algorithm>
#include <utility>

#include "reference/model/evaluate_circuit.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

/// More stages than these are left to the literal evaluator.
constexpr std::size_t most_stages = 16;

/// One use of a block.
struct Layer {
  int block;
  bool has_maps;
};

std::vector<Layer> layers_of(const model::Transformer& model) {
  std::vector<Layer> layers;
  for (const auto& [block, times] : model.schedule) {
    const bool has_maps = !model.blocks[static_cast<std::size_t>(block)].token_maps.empty();
    for (int repeat = 0; repeat < times; ++repeat) layers.push_back({block, has_maps});
  }
  return layers;
}

/// Why the model has no stages; empty if it may have some.
std::string unfit_for_stages(const model::Transformer& model) {
  if (model.schedule.empty()) return "the schedule is empty";
  std::size_t maps = 0;
  for (const auto& [block, times] : model.schedule) {
    if (!model.blocks[static_cast<std::size_t>(block)].token_maps.empty())
      maps += static_cast<std::size_t>(times);
  }
  if (maps >= most_stages) return "too many uses of token maps";
  if (model.decode.readout == model::Readout::whole_state) {
    return maps > 0 ? "the whole state behind token maps" : "";
  }
  return model::is_transcendental(model.decode.circuit) ? "the decoder is transcendental" : "";
}

/// The model with some layers and without token maps.
model::Transformer part_of(const model::Transformer& model, const std::vector<Layer>& layers,
                           std::size_t begin, std::size_t end) {
  model::Transformer part = model;
  for (model::Block& block : part.blocks) block.token_maps.clear();
  part.schedule.clear();
  for (std::size_t i = begin; i < end; ++i) {
    if (!part.schedule.empty() && part.schedule.back().first == layers[i].block) {
      ++part.schedule.back().second;
    } else {
      part.schedule.emplace_back(layers[i].block, 1);
    }
  }
  return part;
}

/// The token maps of a block alone.
RowStep maps_of(const model::Transformer& model, int block, int n) {
  model::Transformer part = model;
  part.blocks[static_cast<std::size_t>(block)].mlp.clear();
  return {part, block, n};
}

void note_reads(const model::Circuit& circuit, std::set<int>& read, bool& has_position) {
  for (const model::Step& step : circuit.steps) {
    if (step.op == model::Op::input) read.insert(step.args[0]);
    has_position = has_position || step.op == model::Op::position;
  }
}

}  // namespace

StagedLanes::StagedLanes(const model::Transformer& model, int n)
    : decode_(model.decode),
      n_(n),
      d_(width(model)),
      status_(lane_count),
      last_answers_(static_cast<std::size_t>(n)) {
  const std::vector<Layer> layers = layers_of(model);
  const std::vector<LiveCoordinates> live = live_coordinates(model);
  for (std::size_t begin = 0; begin < layers.size();) {
    std::size_t end = begin;
    while (end < layers.size() && !layers[end].has_maps) ++end;
    const bool has_maps = end < layers.size();
    if (has_maps) ++end;
    const auto part =
        std::make_shared<const model::Transformer>(part_of(model, layers, begin, end));
    auto made = LaneEngine::make(*part, n);
    if (const auto* why = std::get_if<std::string>(&made)) throw model::Undefined(*why);
    Stage stage{.model = part,
                .engine = std::get<LaneEngine>(std::move(made)),
                .maps = std::nullopt,
                .read = {},
                .left = live[end].entry,
                .last = LastKeys<RowId>(static_cast<std::size_t>(n))};
    std::set<int> read = stage.left;
    if (has_maps) {
      const int block = layers[end - 1].block;
      stage.maps = maps_of(model, block, n);
      for (const model::Circuit& map : model.blocks[static_cast<std::size_t>(block)].token_maps)
        note_reads(map, read, stage.has_position);
    }
    if (end == layers.size()) note_reads(decode_.circuit, read, stage.has_position);
    for (const int at : read) stage.read.push_back(static_cast<std::size_t>(at));
    stage.read.push_back(static_cast<std::size_t>(d_));
    stages_.push_back(std::move(stage));
    begin = end;
  }
}

std::variant<StagedLanes, std::string> StagedLanes::make(const model::Transformer& model, int n) {
  validate(model);
  std::string reason = unfit_for_stages(model);
  if (!reason.empty()) return reason;
  try {
    return StagedLanes(model, n);
  } catch (const model::Undefined& error) {
    return std::string(error.what());
  }
}

/// What is looked up: the numbers that are read, the row scale and, where it is read, the position.
void StagedLanes::key_of(const Stage& stage, std::size_t lane, int position) {
  key_.resize(stage.read.size() + (stage.has_position ? 1 : 0));
  stage.engine.read(lane, position, stage.read, key_.data());
  if (stage.has_position) key_.back() = position;
}

/// The row of the last key behind the maps of a stage; nothing where it is undefined.
std::optional<StreamRow> StagedLanes::mapped(const Stage& stage, int position) const {
  StreamRow row(static_cast<std::size_t>(d_));
  const std::size_t entries = stage.read.size() - 1;
  for (std::size_t i = 0; i < entries; ++i) row[stage.read[i]] = Rational(key_[i], key_[entries]);
  return stage.maps ? stage.maps->of(row, position) : row;
}

/// Sets the rows of a lane of the next stage. \returns false where one is undefined
bool StagedLanes::move_on(std::size_t at, std::size_t lane) {
  Stage& stage = stages_[at];
  LaneEngine& next = stages_[at + 1].engine;
  try {
    for (int position = 0; position < n_; ++position) {
      const auto place = static_cast<std::size_t>(position);
      key_of(stage, lane, position);
      if (const RowId* same = stage.last.find(place, key_)) {
        next.set(lane, position, *same);
        continue;
      }
      const RowId row = next.rows().intern(key_, [&] {
        std::optional<StreamRow> made = mapped(stage, position);
        if (!made) throw model::Undefined("a token map");
        return restricted(*std::move(made), stage.left);
      });
      stage.last.set(place, key_, row);
      next.set(lane, position, row);
    }
  } catch (const model::Undefined&) {
    return false;
  }
  return true;
}

void StagedLanes::run(std::uint32_t lanes, model::Tie any) {
  std::ranges::fill(status_, LaneStatus::out_of_range);
  for (std::size_t at = 0; at < stages_.size(); ++at) {
    stages_[at].engine.run(any);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      if (((lanes >> lane) & 1U) == 0) continue;
      status_[lane] = stages_[at].engine.status(lane);
      const bool is_last = at + 1 == stages_.size();
      if (status_[lane] == LaneStatus::exact && !is_last && !move_on(at, lane)) {
        status_[lane] = LaneStatus::undefined;
      }
      if (status_[lane] != LaneStatus::exact) lanes &= ~(std::uint32_t{1} << lane);
    }
  }
}

const std::optional<std::vector<Rational>>& StagedLanes::answer(std::size_t lane, int position) {
  const Stage& stage = stages_.back();
  const auto place = static_cast<std::size_t>(position);
  key_of(stage, lane, position);
  if (const auto* same = last_answers_.find(place, key_)) return **same;
  auto found = answers_.find(std::span<const std::int64_t>(key_));
  if (found == answers_.end()) {
    std::optional<std::vector<Rational>> answer;
    if (const std::optional<StreamRow> row = mapped(stage, position)) {
      answer = answer_of(decode_, *row, position, n_);
    }
    found = answers_.emplace(key_, std::move(answer)).first;
  }
  last_answers_.set(place, key_, &found->second);  // maps do not move what they hold
  return found->second;
}

}  // namespace attest::engine
