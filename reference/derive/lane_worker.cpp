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

/// Whether a token stands in the same place of two models.
bool is_same_place(const model::ExtraToken& a, const model::ExtraToken& b) {
  return a.is_first == b.is_first;
}

/// Whether two models make the same rows of all tokens.
bool embed_alike(const model::Transformer& a, const model::Transformer& b) {
  return a.registers == b.registers && a.embed == b.embed && a.extra_tokens == b.extra_tokens;
}

}  // namespace

LaneEmbedding::LaneEmbedding(const model::Transformer& model, int inputs)
    : inputs_(inputs),
      input_(model, model.embed),
      row_(static_cast<std::size_t>(model::width(model))) {
  for (const model::ExtraToken& token : model.extra_tokens) {
    (token.is_first ? before_ : after_).emplace_back(model, token.embed);
  }
}

std::span<const Rational> LaneEmbedding::row(int position, std::span<const std::int64_t> fields) {
  std::ranges::fill(row_, Rational());
  const auto before = static_cast<int>(before_.size());
  const model::Place place{.position = position,
                           .length = before + inputs_ + static_cast<int>(after_.size())};
  const int token = position - before;
  fields_.clear();
  if (token >= 0 && token < inputs_) {
    fields_.assign(fields.begin(), fields.end());
    input_.assign(std::span<Rational>(row_), model::Exact{}, std::span<const Rational>(fields_),
                  place);
    return row_;
  }
  const model::Assignment& extra = token < 0 ? before_[static_cast<std::size_t>(position)]
                                             : after_[static_cast<std::size_t>(token - inputs_)];
  extra.assign(std::span<Rational>(row_), model::Exact{}, std::span<const Rational>(fields_),
               place);
  return row_;
}

LaneJudge::Worker::Worker(const JudgeOrder& order, int inputs, engine::StagedLanes engine)
    : order_(order),
      inputs_(inputs),
      engine_(std::move(engine)),
      embedding_(order.computes.model, inputs),
      unbroken_(order.unbroken, inputs),
      embeds_alike_(embed_alike(order.computes.model, order.unbroken)),
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
  set_rows(lane, LaneTokens(*known.small_tokens, fields), LaneRow::input, embedding_);
  if (order_.computes.model.decode.readout != model::Readout::whole_state) return true;
  if (!std::ranges::equal(order_.computes.model.extra_tokens, order_.unbroken.extra_tokens,
                          is_same_place)) {
    return false;  // states of another shape
  }
  return known.small_expected && known.small_expected->size() == known.small_tokens->size() &&
         set_rows(lane, LaneTokens(*known.small_expected, fields), LaneRow::expected, unbroken_);
}

bool LaneJudge::Worker::set_rows(std::size_t lane, const LaneTokens& tokens, LaneRow kind,
                                 LaneEmbedding& embedding) {
  const bool is_expected = kind == LaneRow::expected;
  bool is_sound = true;
  for (int position = 0; position < inputs_ + extra_; ++position) {
    const int token = position - first_input_;
    const bool is_input = token >= 0 && token < inputs_;
    const LaneRow own = is_input ? LaneRow::input : LaneRow::extra;
    key_.assign({static_cast<std::int64_t>(is_expected && !embeds_alike_ ? kind : own), position});
    std::span<const std::int64_t> fields;
    if (is_input) {
      fields = tokens.row(token);
      key_.insert(key_.end(), fields.begin(), fields.end());
    }
    const auto place = static_cast<std::size_t>(position);
    const RowId* same = is_expected ? nullptr : last_.find(place, key_);
    const RowId row = same != nullptr ? *same : engine_.rows().intern(key_, [&] {
      ++rows_made_;
      return embedding.row(position, fields);
    });
    if (is_expected) {
      is_sound = is_sound && (!is_input || decodes(row, position, fields));
      engine_.expect(lane, position, row);
    } else {
      if (same == nullptr) last_.set(place, key_, row);
      engine_.set(lane, position, row);
    }
  }
  return is_sound;
}

bool LaneJudge::Worker::decodes(RowId row, int position, std::span<const std::int64_t> token) {
  const auto at = static_cast<std::size_t>(row);
  if (at >= decodes_.size()) decodes_.resize(at + 1);
  if (!decodes_[at]) {
    const auto entries = unbroken_.row(position, token);
    decodes_[at] = model::evaluate(order_.computes.model.decode.circuit,
                                   {entries.begin(), entries.end()}, position, inputs_ + extra_) ==
                   std::vector<Rational>(token.begin(), token.end());
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
