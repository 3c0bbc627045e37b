// SPDX-License-Identifier: Apache-2.0
/// \file
/// Compiling autoregressive models; see generator_plan.hpp.
#include "reference/engine/generator_plan.hpp"

#include <algorithm>
#include <array>

#include "reference/engine/sparse.hpp"
#include "reference/model/builder.hpp"

namespace attest::engine {
namespace {

using model::Block;
using model::Circuit;
using model::Head;
using model::Linear;
using model::Norm;
using model::Op;
using model::Transformer;

bool uses(const Circuit& circuit, Op op) {
  return std::ranges::any_of(circuit.steps,
                             [op](const model::Step& step) { return step.op == op; });
}

void add_terms(const Linear& map, int head, std::vector<std::vector<HeadTerm>>& by_source) {
  for (const model::Entry& entry : map) {
    by_source[static_cast<std::size_t>(entry.from)].push_back(
        {.head = head, .to = entry.to, .weight = entry.weight.value});
  }
}

HeadsPlan heads_of(const Block& block, int width) {
  HeadsPlan plan{.block = &block};
  const auto rows = static_cast<std::size_t>(width);
  plan.queries.resize(rows);
  plan.keys.resize(rows);
  plan.values.resize(rows);
  for (int h = 0; h < static_cast<int>(block.heads.size()); ++h) {
    const Head& head = block.heads[static_cast<std::size_t>(h)];
    add_terms(head.query, h, plan.queries);
    add_terms(head.keys[0], h, plan.keys);
    add_terms(head.values[0], h, plan.values);
    plan.widths.push_back(std::max(outputs_of(head.query), outputs_of(head.keys[0])));
    int coordinates = outputs_of(head.values[0]);
    for (const model::Entry& entry : head.out) coordinates = std::max(coordinates, entry.from + 1);
    auto& outs = plan.outs.emplace_back(static_cast<std::size_t>(coordinates));
    for (const model::Entry& entry : head.out) {
      outs[static_cast<std::size_t>(entry.from)].emplace_back(entry.to, entry.weight.value);
    }
  }
  return plan;
}

UnitsPlan units_of(const Block& block, int width) {
  UnitsPlan plan;
  plan.in.resize(static_cast<std::size_t>(width));
  for (int u = 0; u < static_cast<int>(block.mlp.size()); ++u) {
    const model::Relu& unit = block.mlp[static_cast<std::size_t>(u)];
    for (const model::Term& term : unit.in) {
      plan.in[static_cast<std::size_t>(term.at)].emplace_back(u, term.weight.value);
    }
    plan.biases.push_back(unit.bias.value);
    if (unit.bias.value > Rational()) plan.awake.push_back(u);
    SparseVector& out = plan.out.emplace_back();
    for (const model::Term& term : unit.out) out.emplace_back(term.at, term.weight.value);
  }
  return plan;
}

/// Why the heads of a layer, whose rows later layers read, may see later tokens.
std::string why_not_causal(const Transformer& model, const Block& block) {
  for (const Head& head : block.heads) {
    if (head.mask >= 0 && is_causal_mask(model.masks[static_cast<std::size_t>(head.mask)]))
      continue;
    return "head " + block.name + "." + head.name + " is not masked by model::causal_mask()";
  }
  return {};
}

std::string why_no_head(const Block& block) {
  for (const Head& head : block.heads) {
    if (head.keys.size() > 1) return "head " + head.name + " scores pairs of tokens";
    if (head.norm == Norm::softmax_e)
      return "the weights of head " + head.name + " are not rational";
  }
  return {};
}

/// Whether a circuit may have no value on some row.
bool is_partial(const Circuit& circuit) {
  return std::ranges::any_of(
      std::array{Op::div, Op::mod, Op::table, Op::exp, Op::cos_turns, Op::sin_turns},
      [&](Op op) { return uses(circuit, op); });
}

/// Why a row that no step computes may have no value, so that the literal evaluation has none: it
/// takes all rows through every layer but the last of the schedule.
std::string why_partial(const std::vector<const Block*>& blocks, int last_heads) {
  const auto first = static_cast<std::size_t>(std::max(last_heads, 0));
  for (std::size_t l = first; l + 1 < blocks.size(); ++l) {
    for (const Head& head : blocks[l]->heads) {
      if (head.norm == Norm::unique_hardmax || head.norm == Norm::softmax_base)
        return "head " + head.name + " may have no value at an earlier token";
    }
    if (std::ranges::any_of(blocks[l]->token_maps, is_partial))
      return "a token map of block " + blocks[l]->name + " may have no value at an earlier token";
  }
  return {};
}

/// Follows what depends on other tokens through the layers.
class Taint {
 public:
  explicit Taint(int width) : is_mixed_(static_cast<std::size_t>(width), 0) {}

  /// Why keys or values of a layer may depend on other tokens; empty where they do not.
  [[nodiscard]] std::string why_mixed(const Block& block) const {
    for (const Head& head : block.heads) {
      if (reads(head.keys[0]) || reads(head.values[0]))
        return "keys or values of head " + block.name + "." + head.name + " read what heads wrote";
    }
    return {};
  }

  /// Goes through a layer.
  void pass(const Block& block) {
    for (const Head& head : block.heads) {
      for (const model::Entry& entry : head.out) mark(entry.to);
    }
    std::vector<int> reached;
    for (const model::Relu& unit : block.mlp) {
      const bool is_mixed =
          std::ranges::any_of(unit.in, [this](const model::Term& term) { return is_at(term.at); });
      if (!is_mixed) continue;
      for (const model::Term& term : unit.out) reached.push_back(term.at);
    }
    for (const int at : reached) mark(at);
    // A map may write any coordinate: after it nothing is known.
    if (!block.token_maps.empty()) std::ranges::fill(is_mixed_, 1);
  }

 private:
  [[nodiscard]] bool is_at(int coordinate) const {
    return is_mixed_[static_cast<std::size_t>(coordinate)] != 0;
  }
  [[nodiscard]] bool reads(const Linear& map) const {
    return std::ranges::any_of(map,
                               [this](const model::Entry& entry) { return is_at(entry.from); });
  }
  void mark(int coordinate) { is_mixed_[static_cast<std::size_t>(coordinate)] = 1; }

  std::vector<char> is_mixed_;
};

/// Why keys and values of a token may change where other tokens are erased; empty where every one
/// is a function of the token's own fields.
std::string why_erased(const std::vector<const Block*>& blocks, const GeneratorPlan& plan,
                       int width) {
  if (plan.embeds_position || plan.embeds_length) return "rows depend on the position";
  Taint taint(width);
  for (int l = 0; l <= plan.last_heads; ++l) {
    const Block& block = *blocks[static_cast<std::size_t>(l)];
    std::string why = taint.why_mixed(block);
    if (!why.empty()) return why;
    taint.pass(block);
  }
  return {};
}

}  // namespace

bool is_causal_mask(const Circuit& mask) {
  static const Circuit causal = model::causal_mask();
  return mask.steps == causal.steps && mask.out == causal.out;
}

GeneratorPlan generator_plan(const Transformer& model) {
  GeneratorPlan plan;
  const int width = model::width(model);
  std::vector<const Block*> blocks;
  for (const auto& [block, times] : model.schedule) {
    blocks.insert(blocks.end(), static_cast<std::size_t>(times),
                  &model.blocks[static_cast<std::size_t>(block)]);
  }
  plan.embeds_position = uses(model.embed, Op::position);
  plan.embeds_length = uses(model.embed, Op::length);
  for (const model::ExtraToken& token : model.extra_tokens) {
    if (!token.is_first) plan.why_not = "token " + token.name + " stands after the last input";
    plan.embeds_length = plan.embeds_length || uses(token.embed, Op::length);
  }
  for (const Circuit& mask : model.masks) {
    plan.is_causal.push_back(is_causal_mask(mask) ? 1 : 0);
  }
  for (std::size_t l = 0; l < blocks.size(); ++l) {
    const Block& block = *blocks[l];
    GeneratorLayer& layer = plan.layers.emplace_back();
    if (!block.heads.empty()) {
      if (plan.why_not.empty()) plan.why_not = why_no_head(block);
      layer.heads = heads_of(block, width);
      plan.is_deep = plan.is_deep || plan.last_heads >= 0;
      if (plan.first_heads < 0) plan.first_heads = static_cast<int>(l);
      plan.last_heads = static_cast<int>(l);
    }
    layer.units = units_of(block, width);
    for (const Circuit& map : block.token_maps) layer.maps.emplace_back(model, map);
  }
  if (plan.why_not.empty()) plan.why_not = why_partial(blocks, plan.last_heads);
  for (int l = 0; l < plan.last_heads; ++l) {
    const Block& block = *blocks[static_cast<std::size_t>(l)];
    if (plan.why_deep.empty()) plan.why_deep = why_not_causal(model, block);
    for (const Circuit& map : block.token_maps) {
      plan.embeds_position = plan.embeds_position || uses(map, Op::position);
      plan.embeds_length = plan.embeds_length || uses(map, Op::length);
    }
  }
  if (plan.why_deep.empty() && plan.embeds_length) {
    plan.why_deep = "rows depend on the number of tokens";
  }
  if (plan.why_not.empty()) plan.why_erased = why_erased(blocks, plan, width);
  return plan;
}

}  // namespace attest::engine
