// SPDX-License-Identifier: Apache-2.0
/// \file
/// Range proofs as JSON.
#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "reference/engine/range.hpp"

namespace attest::engine {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      result += escape;
    } else {
      result += c;
    }
  }
  return result + "\"";
}

/// Numbers as strings: they may exceed what a JSON reader keeps exactly.
std::string number(const Integer& value) { return quoted(value.to_string()); }

std::string list(const std::vector<Integer>& values) {
  std::string result;
  for (const Integer& value : values) result += (result.empty() ? "" : ",") + number(value);
  return "[" + result + "]";
}

/// {"register[i]": bound}, without the bounds that are 0.
std::string stream(const model::Transformer& model, const std::vector<Integer>& bounds) {
  std::string result;
  for (std::size_t t = 0; t < bounds.size(); ++t) {
    if (bounds[t].is_zero()) continue;
    result += (result.empty() ? "" : ",") + quoted(coordinate_name(model, static_cast<int>(t))) +
              ":" + number(bounds[t]);
  }
  return "{" + result + "}";
}

std::string head(const model::Head& head, const HeadRange& range) {
  return "{\"head\":" + quoted(head.name) + ",\"query_scale\":" + number(range.query_scale) +
         ",\"key_scale\":" + number(range.key_scale) +
         ",\"value_scale\":" + list(range.value_scale) + ",\"query\":" + list(range.query) +
         ",\"key\":" + list(range.key) + ",\"value\":" + list(range.value) +
         ",\"score\":" + number(range.score) +
         ",\"fits_half\":" + (range.is_half ? "true" : "false") + "}";
}

std::string layer(const model::Transformer& model, const LayerRange& range) {
  const model::Block& block = model.blocks[static_cast<std::size_t>(range.block)];
  std::string heads;
  for (std::size_t h = 0; h < range.heads.size(); ++h) {
    heads += (heads.empty() ? "" : ",") + head(block.heads[h], range.heads[h]);
  }
  std::string units;
  for (std::size_t u = 0; u < range.unit.size(); ++u) {
    units += (units.empty() ? "" : ",") + ("{\"unit\":" + quoted(block.mlp[u].name)) +
             ",\"scale\":" + number(range.unit_scale[u]) + ",\"bound\":" + number(range.unit[u]) +
             "}";
  }
  return "{\"block\":" + quoted(block.name) +
         ",\"entry_is_checked\":" + (range.is_checked ? "true" : "false") +
         ",\"entry_cap\":" + number(range.entry_cap) + ",\"entry\":" + stream(model, range.entry) +
         ",\"heads\":[" + heads + "],\"attention_scale\":" + number(range.attention_scale) +
         ",\"attended\":" + stream(model, range.attended) + ",\"units\":[" + units +
         "],\"mlp_scale\":" + number(range.mlp_scale) + ",\"exit\":" + stream(model, range.exit) +
         "}";
}

}  // namespace

std::string describe(const model::Transformer& model, const RangeProof& proof) {
  std::string layers;
  for (const LayerRange& range : proof.layers) {
    layers += (layers.empty() ? "" : ",") + layer(model, range);
  }
  std::string steps;
  for (const int step : proof.steps) steps += (steps.empty() ? "" : ",") + std::to_string(step);
  return "{\"model\":" + quoted(proof.model) + ",\"bits\":" + std::to_string(proof.bits) +
         ",\"cap\":" + number(proof.cap) + ",\"box\":" + stream(model, proof.box) +
         ",\"layers\":[" + layers + "],\"steps\":[" + steps + "]}";
}

}  // namespace attest::engine
