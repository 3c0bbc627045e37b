// SPDX-License-Identifier: Apache-2.0
/// \file
/// Stages of a bitonic sort as layers; see bitonic_sort.hpp.
#include "reference/gadget/bitonic_sort.hpp"

#include <optional>
#include <utility>

#include "reference/gadget/units.hpp"
#include "reference/number/contract.hpp"

namespace attest::gadget::bitonic_sort {
namespace {

using model::Head;
using model::Linear;
using model::Slice;

/// A register of the stream with a factor 1 or -1: the direction of a stage as seen by a node.
struct Direction {
  int at = 0;
  int factor = 1;
};

void entry(Linear& map, int from, int to, model::Weight weight) {
  map.push_back({.from = from, .to = to, .weight = std::move(weight)});
}

/// The key of the dummy, and its own query: it reads itself.
void add_dummy(Head& head, const Positions& positions) {
  if (positions.dummy.size == 0) return;
  entry(head.query, positions.dummy[0], positions.bits,
        {.value = 1,
         .slack = model::Slack::at_least,
         .why = "above the 0 that the dummy gives every node"});
  entry(head.keys[0], positions.dummy[0], positions.bits, {.value = 1});
}

/// Adds heads that bring what a node or its partner has kept.
class Reader {
 public:
  Reader(const Positions& positions, const std::vector<Channel>& channels,
         std::optional<Stage> previous)
      : positions_(positions), channels_(channels), previous_(previous) {}

  /// What the node itself has kept, into `own`.
  void add_own(std::vector<Head>& heads) const {
    std::optional<Direction> direction;
    if (previous_) direction = Direction{.at = direction_coordinate(positions_, *previous_)};
    add(heads, "own", signs(-1), direction, &Channel::own);
  }

  /// What the partner of stage `s` has kept, into `par`.
  void add_partner(std::vector<Head>& heads, const Stage& stage, std::size_t s) const {
    std::optional<Direction> direction;
    if (positions_.choices.is_partner_shifted) {
      const int first = static_cast<int>(s) * (positions_.bits + 1);
      std::vector<Direction> read;
      for (int b = 0; b < positions_.bits; ++b) read.push_back({positions_.shifted[first + b]});
      if (previous_) direction = Direction{.at = positions_.shifted[first + positions_.bits]};
      add(heads, "partner", read, direction, &Channel::par);
      return;
    }
    if (previous_) {
      const bool is_high = previous_->high == stage.low && !positions_.choices.is_direction_low_bit;
      const bool is_flipped = (previous_->low == stage.low) != is_high;
      direction = Direction{.at = direction_coordinate(positions_, *previous_),
                            .factor = is_flipped ? -1 : 1};
    }
    add(heads, "partner", signs(stage.low), direction, &Channel::par);
  }

 private:
  /// The signs of the node, that of bit `flipped` turned.
  [[nodiscard]] std::vector<Direction> signs(int flipped) const {
    std::vector<Direction> result;
    for (int b = 0; b < positions_.bits; ++b) {
      result.push_back({.at = positions_.sign[b], .factor = b == flipped ? -1 : 1});
    }
    return result;
  }

  /// One head that reads lo of the node whose signs are `read`; with a previous stage the dummy
  /// instead where that node keeps the larger value, and a second head the other way round.
  void add(std::vector<Head>& heads, const std::string& name, const std::vector<Direction>& read,
           const std::optional<Direction>& direction, Slice Channel::*to) const {
    heads.push_back(head(direction ? name + "_lo" : name, read, direction, -1, &Channel::lo, to));
    if (direction) heads.push_back(head(name + "_hi", read, direction, 1, &Channel::hi, to));
  }

  /// The dummy scores k + factor * direction at a node: above or below the k of the node that is
  /// looked for, from which all others are 2 away.
  [[nodiscard]] Head head(std::string name, const std::vector<Direction>& read,
                          const std::optional<Direction>& direction, int factor,
                          Slice Channel::*from, Slice Channel::*to) const {
    Head result{
        .name = std::move(name), .norm = model::Norm::unique_hardmax, .keys = {{}}, .values = {{}}};
    for (int b = 0; b < positions_.bits; ++b) {
      const Direction& sign = read[static_cast<std::size_t>(b)];
      model::Weight weight{.value = sign.factor};
      if (!direction) {
        weight.slack = sign.factor > 0 ? model::Slack::at_least : model::Slack::at_most;
        weight.why = "any sign bit that counts tells the node from the others";
      }
      entry(result.query, sign.at, b, std::move(weight));
      entry(result.keys[0], positions_.sign[b], b, {.value = 1});
    }
    const int dummy = positions_.bits;
    if (direction) {
      entry(result.query, positions_.node[0], dummy, {.value = positions_.bits});
      entry(result.query, direction->at, dummy, {.value = factor * direction->factor});
    }
    add_dummy(result, positions_);
    for (int c = 0; c < static_cast<int>(channels_.size()); ++c) {
      const Channel& channel = channels_[static_cast<std::size_t>(c)];
      model::copy(result.values[0], channel.*from, c);
      model::write(result.out, c, channel.*to);
    }
    return result;
  }

  const Positions& positions_;
  const std::vector<Channel>& channels_;
  std::optional<Stage> previous_;
};

/// lo = own - relu(own - par) and hi = own + relu(par - own); own and par are cleared.
void add_comparator(std::vector<model::Relu>& mlp, const Channel& channel) {
  const int lo = channel.lo[0];
  const int hi = channel.hi[0];
  const int own = channel.own[0];
  const int par = channel.par[0];
  add_linear(mlp, "old lo", lo, {{lo, -1}});
  add_linear(mlp, "old hi", hi, {{hi, -1}});
  add_linear(mlp, "own", own, {{lo, 1}, {hi, 1}, {own, -1}});
  add_linear(mlp, "partner", par, {{par, -1}});
  mlp.push_back(unit("smaller", {{own, 1}, {par, -1}}, {{lo, -1}}));
  mlp.push_back(unit("larger", {{par, 1}, {own, -1}}, {{hi, 1}}));
}

std::string name_of(const std::string& prefix, const Stage& stage) {
  return prefix + "stage" + std::to_string(stage.high) + "_" + std::to_string(stage.low);
}

}  // namespace

Channel add_channel(model::Stream& stream, const std::string& suffix) {
  return {.lo = stream.add("lo" + suffix),
          .hi = stream.add("hi" + suffix),
          .own = stream.add("own" + suffix),
          .par = stream.add("par" + suffix)};
}

std::vector<model::Block> stage_blocks(const Positions& positions,
                                       const std::vector<Channel>& channels,
                                       const std::string& prefix) {
  const std::vector<Stage> all = kept_stages(positions);
  std::vector<model::Block> result;
  for (std::size_t s = 0; s < all.size(); ++s) {
    model::Block block{.name = name_of(prefix, all[s])};
    const Reader reader(positions, channels,
                        s == 0 ? std::nullopt : std::optional<Stage>(all[s - 1]));
    reader.add_own(block.heads);
    reader.add_partner(block.heads, all[s], s);
    for (const Channel& channel : channels) add_comparator(block.mlp, channel);
    for (model::Relu& unit : block.mlp) unit.bias.value += positions.choices.bias;
    result.push_back(std::move(block));
  }
  return result;
}

model::Block select_block(const Positions& positions, const std::vector<Channel>& channels,
                          std::string name) {
  const std::vector<Stage> all = kept_stages(positions);
  model::Block block{.name = std::move(name)};
  Reader(positions, channels, all.empty() ? std::nullopt : std::optional<Stage>(all.back()))
      .add_own(block.heads);
  return block;
}

Head pick_head(const Positions& positions, const Channel& channel, std::int64_t index,
               const Rational& weight, std::string name) {
  const std::vector<Stage> all = kept_stages(positions);
  Head head{
      .name = std::move(name), .norm = model::Norm::unique_hardmax, .keys = {{}}, .values = {{}}};
  const auto sign = [&](int b) { return 1 - 2 * static_cast<int>(index >> b & 1); };
  for (int b = 0; b < positions.bits; ++b) {
    const bool is_set = sign(b) < 0;
    entry(head.query, positions.node[0], b,
          {.value = sign(b),
           .slack = is_set ? model::Slack::at_most : model::Slack::at_least,
           .why = "any sign bit that counts tells the node from the others"});
    entry(head.keys[0], positions.sign[b], b, {.value = 1});
  }
  add_dummy(head, positions);
  int direction = 1;
  if (!all.empty()) {
    const Stage& last = all.back();
    direction = sign(last.low);
    if (last.high < positions.bits && !positions.choices.is_direction_low_bit) {
      direction *= sign(last.high);
    }
  }
  model::copy(head.values[0], direction > 0 ? channel.lo : channel.hi, 0);
  model::write(head.out, 0, channel.own, weight);
  return head;
}

std::vector<model::Block> indexed_blocks(const Positions& positions,
                                         const std::vector<Channel>& channels, const Integer& bound,
                                         const std::string& prefix) {
  std::vector<model::Block> result;
  std::vector<Channel> read = channels;
  for (Channel& channel : read) channel.lo = channel.own;  // where the other form keeps a value
  const Reader reader(positions, read, std::nullopt);
  const Rational half(bound, 2);
  const int node = positions.node[0];
  const std::vector<Stage> all = kept_stages(positions);
  for (std::size_t s = 0; s < all.size(); ++s) {
    model::Block block{.name = name_of(prefix, all[s])};
    reader.add_partner(block.heads, all[s], s);
    const int direction = direction_coordinate(positions, all[s]);
    for (const Channel& channel : channels) {
      const int own = channel.own[0];
      const int par = channel.par[0];
      // -bound silences the unit of the other direction, and 0 leaves that of its own.
      block.mlp.push_back(
          unit("smaller", {{own, 1}, {par, -1}, {node, -half}, {direction, half}}, {{own, -1}}));
      block.mlp.push_back(
          unit("larger", {{par, 1}, {own, -1}, {node, -half}, {direction, -half}}, {{own, 1}}));
      add_linear(block.mlp, "partner", par, {{par, -1}});
    }
    result.push_back(std::move(block));
  }
  return result;
}

}  // namespace attest::gadget::bitonic_sort
