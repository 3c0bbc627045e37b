// SPDX-License-Identifier: Apache-2.0
/// \file
/// Both ways to write and to count the matrices: sums of units multiplied out, or kept as wires.
#include <map>
#include <string>
#include <utility>

#include "claims/looped_relu_mlp/parts.hpp"

namespace attest::looped_relu_mlp {
namespace {

/// Who writes a wire: units of one block, by number, and with which weight.
using Writers = std::map<int, std::vector<std::pair<int, model::Weight>>>;

Writers writers_of(const model::Block& block) {
  Writers result;
  for (std::size_t u = 0; u < block.mlp.size(); ++u) {
    for (const model::Term& term : block.mlp[u].out) {
      result[term.at].emplace_back(static_cast<int>(u), term.weight);
    }
  }
  return result;
}

/// What a unit reads, the sums of the block below multiplied out. A bound stays one where nothing
/// in the sum can cancel.
std::vector<model::Term> through(const std::vector<model::Term>& in, const Writers& below,
                                 const model::Slice& hidden) {
  std::map<int, model::Weight> terms;
  for (const model::Term& term : in) {
    bool is_plain = true;
    for (const auto& [unit, weight] : below.at(term.at)) {
      is_plain = is_plain && weight.value == 1;
    }
    for (const auto& [unit, weight] : below.at(term.at)) {
      model::Weight& sum = terms[hidden[unit]];
      if (is_plain && sum.value.is_zero()) {
        sum = term.weight;
      } else {
        sum = {.value = sum.value + term.weight.value * weight.value};
      }
    }
  }
  std::vector<model::Term> result;
  for (auto& [at, weight] : terms) {
    if (!weight.value.is_zero()) result.push_back({.at = at, .weight = std::move(weight)});
  }
  return result;
}

/// The units of each layer, by formula.
std::vector<std::pair<const char*, Rational>> promised_widths(const Size& size) {
  const Rational m = size.words;
  const Rational n = size.word_bits;
  const Rational k = size.address_bits();
  return {{"M+MN+K", m + m * n + k},
          {"4MN+K", 4 * m * n + k},
          {"2M+N+MN+K", 2 * m + n + m * n + k},
          {"3MN+M+N+K", 3 * m * n + m + n + k},
          {"MN+M+7N+6K+8", m * n + m + 7 * n + 6 * k + 8},
          {"2MN+2K", 2 * m * n + 2 * k}};
}

}  // namespace

Rational promised_weights(Form form, const Size& size) {
  const Rational m = size.words;
  const Rational n = size.word_bits;
  const Rational k = size.address_bits();
  const Rational u = size.used_bits();
  const Rational rest = m * k + 2 * m + 3 * k * k + u;
  if (form == Form::plain) {
    return 6 * m * n * n + 45 * m * n + 2 * m * m * u + 2 * n + 27 * k + 4 + rest;
  }
  return 26 * m * n + 6 * n * n + 27 * n + 2 * m * u + 18 * k + 10 + rest;
}

model::Transformer multiplied_out(const model::Transformer& factored) {
  model::Transformer plain = factored;
  model::Stream stream;
  for (std::size_t r = 0; r < 2; ++r) {  // the state
    (void)stream.add(factored.registers[r].name, factored.registers[r].size);
  }
  const std::size_t layers = factored.blocks.size();
  std::vector<model::Slice> hidden;
  for (std::size_t layer = 0; layer + 1 < layers; ++layer) {
    hidden.push_back(stream.add("hidden_" + std::to_string(layer + 1),
                                static_cast<int>(factored.blocks[layer].mlp.size())));
  }
  const int old_next = model::width(factored) - static_cast<int>(factored.fields.size());
  const int new_next = stream.width();
  for (std::size_t r = factored.registers.size() - 2; r < factored.registers.size(); ++r) {
    (void)stream.add(factored.registers[r].name, factored.registers[r].size);
  }
  plain.registers = stream.registers();
  for (std::size_t layer = 0; layer < layers; ++layer) {
    const Writers below = layer == 0 ? Writers{} : writers_of(factored.blocks[layer - 1]);
    std::vector<model::Relu>& units = plain.blocks[layer].mlp;
    for (std::size_t u = 0; u < units.size(); ++u) {
      if (layer > 0) units[u].in = through(units[u].in, below, hidden[layer - 1]);
      if (layer + 1 < layers) {
        units[u].out = {{.at = hidden[layer][static_cast<int>(u)], .weight = {.value = 1}}};
      } else {
        for (model::Term& term : units[u].out) term.at += new_next - old_next;
      }
    }
  }
  return plain;
}

std::int64_t weights_of(const model::Transformer& network) {
  std::size_t count = 0;
  for (const model::Block& block : network.blocks) {
    for (const model::Relu& unit : block.mlp) count += unit.in.size();
    for (const auto& [wire, writers] : writers_of(block)) {
      if (writers.size() > 1) count += writers.size();
    }
  }
  return static_cast<std::int64_t>(count);
}

std::vector<check::Promise> promises(Form form, const Size& size,
                                     const model::Transformer& network) {
  std::vector<check::Promise> result;
  result.push_back(check::at_most("hidden ReLU layers", "6; published: 23", hidden_layers,
                                  Rational(static_cast<std::int64_t>(network.schedule.size()))));
  const auto widths = promised_widths(size);
  for (std::size_t layer = 0; layer < widths.size(); ++layer) {
    const auto units = static_cast<std::int64_t>(network.blocks.at(layer).mlp.size());
    result.push_back(check::at_most("layer " + std::to_string(layer + 1) + " [units]",
                                    widths[layer].first, widths[layer].second, Rational(units)));
  }
  const bool is_plain = form == Form::plain;
  result.push_back(check::at_most(
      is_plain ? "nonzero weights, sums multiplied out" : "nonzero weights, sums kept as wires",
      is_plain ? "6MN^2 + 45MN + 2uM^2 + MK + 2M + 2N + 3K^2 + 27K + u + 4"
               : "26MN + 6N^2 + 27N + MK + 2uM + 2M + 3K^2 + 18K + u + 10",
      promised_weights(form, size), Rational(weights_of(network))));
  return result;
}

}  // namespace attest::looped_relu_mlp
