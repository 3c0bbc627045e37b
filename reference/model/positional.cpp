// SPDX-License-Identifier: Apache-2.0
/// \file
/// Data flow from token fields to coordinates; see positional.hpp.
#include "reference/model/positional.hpp"

#include <algorithm>

#include "reference/number/error.hpp"

namespace attest::model {
namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// By step: 1 where its value depends on a field.
std::vector<char> content_steps(const Circuit& circuit) {
  std::vector<char> reads;
  for (const Step& step : circuit.steps) {
    const bool reads_field =
        step.op == Op::input || std::any_of(step.args.begin(), step.args.end(),
                                            [&](int wire) { return reads[index(wire)] != 0; });
    reads.push_back(reads_field ? 1 : 0);
  }
  return reads;
}

/// Calls `visit(place, entry)` for each entry of the queries and keys.
template <typename Visit>
void each_score_entry(const Transformer& model, Visit visit) {
  for (const Block& block : model.blocks) {
    for (const Head& head : block.heads) {
      const std::string name = block.name + "." + head.name;
      const auto each = [&](const Linear& map, const std::string& part) {
        for (std::size_t e = 0; e < map.size(); ++e) {
          visit(name + part + "[" + std::to_string(e) + "]", map[e]);
        }
      };
      each(head.query, ".query");
      for (const Linear& keys : head.keys) each(keys, ".key");
    }
  }
}

}  // namespace

std::vector<char> positional_coordinates(const Transformer& model) {
  std::vector<char> result(index(width(model)), 1);
  const auto write = [&](int to) { result[index(to)] = 0; };
  const std::vector<char> reads = content_steps(model.embed);
  for (const Output& out : model.embed.out) {
    if (reads[index(out.wire)] != 0) write(coordinate(model, out.name, out.at));
  }
  for (const Block& block : model.blocks) {
    for (const Head& head : block.heads) {
      for (const Entry& entry : head.out) write(entry.to);
    }
    for (const Relu& unit : block.mlp) {
      for (const Term& term : unit.out) write(term.at);
    }
    for (const Circuit& map : block.token_maps) {
      for (const Output& out : map.out) write(coordinate(model, out.name, out.at));
    }
  }
  return result;
}

std::vector<std::string> content_reads(const Transformer& model) {
  const std::vector<char> is_positional = positional_coordinates(model);
  std::vector<std::string> result;
  each_score_entry(model, [&](const std::string& place, const Entry& entry) {
    if (is_positional[index(entry.from)] == 0) {
      result.push_back(place + " reads " + coordinate_name(model, entry.from));
    }
  });
  return result;
}

int positional_width(const Transformer& model) {
  std::vector<char> is_read(index(width(model)), 0);
  const std::vector<char> is_positional = positional_coordinates(model);
  each_score_entry(model, [&](const std::string&, const Entry& entry) {
    is_read[index(entry.from)] = is_positional[index(entry.from)];
  });
  return static_cast<int>(std::count(is_read.begin(), is_read.end(), 1));
}

void require_positional(const Transformer& model, const std::string& place) {
  const std::vector<std::string> reads = content_reads(model);
  if (reads.empty()) return;
  throw InputError("model-positional", place, reads.front(),
                   "queries and keys that read positions alone");
}

}  // namespace attest::model
