// SPDX-License-Identifier: Apache-2.0
/// \file
/// One row at a time, by the literal semantics.
#include "reference/engine/sliced_rows.hpp"

#include <algorithm>
#include <utility>

#include "reference/model/evaluate_pass.hpp"
#include "reference/number/contract.hpp"

namespace attest::engine {
namespace {

void read_fields(const model::Circuit& circuit, std::set<int>& live) {
  for (const model::Step& step : circuit.steps) {
    if (step.op == model::Op::input) live.insert(step.args[0]);
  }
}

void read_sources(const model::Linear& map, std::set<int>& live) {
  for (const model::Entry& entry : map) live.insert(entry.from);
}

}  // namespace

StreamRow sum(StreamRow a, const StreamRow& b) {
  for (std::size_t c = 0; c < a.size(); ++c) a[c] += b[c];
  return a;
}

StreamRow applied(const model::Linear& map, const StreamRow& row, int size) {
  StreamRow result(static_cast<std::size_t>(size));
  for (const model::Entry& entry : map) {
    result[static_cast<std::size_t>(entry.to)] +=
        entry.weight.value * row[static_cast<std::size_t>(entry.from)];
  }
  return result;
}

Rational inner(const StreamRow& a, const StreamRow& b) {
  Rational total;
  for (std::size_t c = 0; c < a.size(); ++c) total += a[c] * b[c];
  return total;
}

struct RowStep::Parts {
  model::Transformer model;  // the block alone, without heads
  std::vector<model::Unit<model::Exact>> units = {};
  std::vector<model::Assignment> maps = {};
  int n;

  Parts(model::Transformer description, int tokens) : model(std::move(description)), n(tokens) {
    const model::Block& block = model.blocks.front();
    for (const model::Relu& unit : block.mlp) units.emplace_back(model::Exact{}, unit);
    for (const model::Circuit& map : block.token_maps) maps.emplace_back(model, map);
  }
};

RowStep::RowStep(const model::Transformer& model, int block, int n) {
  model::Transformer part = model;
  part.masks.clear();  // only heads have masks
  part.blocks = {model.blocks[static_cast<std::size_t>(block)]};
  part.blocks.front().heads.clear();
  part.schedule = {{0, 1}};
  parts_ = std::make_unique<Parts>(std::move(part), n);
}

RowStep::~RowStep() = default;
RowStep::RowStep(RowStep&&) noexcept = default;
RowStep& RowStep::operator=(RowStep&&) noexcept = default;

std::optional<StreamRow> RowStep::of(const StreamRow& row, int position) const {
  StreamRow next = row;
  if (!parts_->units.empty()) {
    StreamRow gain(row.size());
    for (const auto& unit : parts_->units) unit.add_to(gain, model::Exact{}, row);
    next = sum(std::move(next), gain);
  }
  try {
    for (const model::Assignment& map : parts_->maps) {
      map.assign(std::span<Rational>(next), model::Exact{}, std::span<const Rational>(next),
                 {.position = position, .length = parts_->n});
    }
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
  return next;
}

std::optional<std::vector<Rational>> answer_of(const model::Decode& decode, const StreamRow& row,
                                               int position, int n) {
  std::vector<Rational> outputs;
  try {
    outputs = model::evaluate(decode.circuit, row, position, n);
  } catch (const model::Undefined&) {
    return std::nullopt;
  }
  switch (decode.readout) {
    case model::Readout::exact:
    case model::Readout::whole_state:
      return outputs;
    case model::Readout::threshold:
      for (Rational& output : outputs) {
        if (output >= decode.accept.value) {
          output = 1;
        } else if (output <= decode.reject.value) {
          output = 0;
        } else {
          output = Rational(1, 2);
        }
      }
      return outputs;
    case model::Readout::argmax:
      return std::vector<Rational>{Rational(std::ranges::max_element(outputs) - outputs.begin())};
  }
  broken_invariant(__FILE__, __LINE__, "readout", "unknown readout");
}

std::vector<LiveCoordinates> live_coordinates(const model::Transformer& model) {
  std::vector<LiveCoordinates> layers;
  for (const auto& [block, times] : model.schedule) {
    for (int repeat = 0; repeat < times; ++repeat) layers.push_back({.block = block});
  }
  layers.push_back({.block = -1});
  read_fields(model.decode.circuit, layers.back().entry);
  for (std::size_t at = layers.size() - 1; at-- > 0;) {
    LiveCoordinates& layer = layers[at];
    const model::Block& block = model.blocks[static_cast<std::size_t>(layer.block)];
    layer.kept = layers[at + 1].entry;
    for (const model::Circuit& map : block.token_maps) read_fields(map, layer.kept);
    for (const model::Relu& unit : block.mlp) {
      for (const model::Term& term : unit.in) layer.kept.insert(term.at);
    }
    layer.entry = layer.kept;
    for (const model::Head& head : block.heads) {
      read_sources(head.query, layer.entry);
      for (const model::Linear& key : head.keys) read_sources(key, layer.entry);
      for (const model::Linear& value : head.values) read_sources(value, layer.entry);
    }
  }
  return layers;
}

StreamRow restricted(StreamRow row, const std::set<int>& live) {
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (!live.contains(static_cast<int>(c))) row[c] = 0;
  }
  return row;
}

}  // namespace attest::engine
