// SPDX-License-Identifier: Apache-2.0
/// \file
/// Soundness of a description: every index in range, every name known, every
/// slack explained.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/error.hpp"

namespace attest::model {
namespace {

constexpr int max_width = 1 << 20;  // [channels] of the stream and of a head: guards memory
constexpr int max_times = 1 << 20;  // [repetitions] of a block in the schedule
constexpr const char* error_id = "model-invalid";

/// Where in a description something stands: a member, or an item of it, of the place around it.
/// Its text is made only for an error. \pre the place around it lives as long
class FaultPlace {
 public:
  explicit FaultPlace(std::string_view name) : name_(name) {}
  FaultPlace(std::string_view name, std::size_t index) : name_(name), index_(index) {}
  FaultPlace(const FaultPlace& around, std::string_view name) : around_(&around), name_(name) {}
  FaultPlace(const FaultPlace& around, std::size_t index) : around_(&around), index_(index) {}
  FaultPlace(const FaultPlace& around, std::string_view name, std::size_t index)
      : around_(&around), name_(name), index_(index) {}

  [[nodiscard]] std::string text() const {
    std::string text = around_ == nullptr ? std::string() : around_->text();
    if (!text.empty() && !name_.empty()) text += '.';
    text += name_;
    if (index_) text += "[" + std::to_string(*index_) + "]";
    return text;
  }

 private:
  const FaultPlace* around_ = nullptr;
  std::string_view name_;
  std::optional<std::size_t> index_;
};

[[noreturn]] void reject(const FaultPlace& place, std::string found, std::string expected) {
  throw InputError(error_id, place.text(), std::move(found), std::move(expected));
}

void require_index(const FaultPlace& place, int index, int size) {
  if (index >= 0 && index < size) return;
  reject(place, std::to_string(index), "an index in 0.." + std::to_string(size - 1));
}

void require_names(const FaultPlace& place, const std::vector<std::string>& names) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty()) reject({place, i}, "an empty name", "a name");
    if (!seen.insert(names[i]).second) {
      reject({place, i}, "\"" + names[i] + "\" again", "distinct names");
    }
  }
}

void require_weight(const FaultPlace& place, const Weight& weight) {
  if (weight.slack != Slack::exact && weight.why.empty()) {
    reject({place, "why"}, "an empty reason", "the reason of the bound");
  }
}

void require_step(const FaultPlace& place, const Step& step, int index, int fields) {
  if (std::ssize(step.args) != arity(step.op)) {
    reject({place, "args"}, std::to_string(step.args.size()) + " operands",
           std::to_string(arity(step.op)) + " operands of " + std::string(name_of(step.op)));
  }
  for (std::size_t i = 0; i < step.args.size(); ++i) {
    const FaultPlace at(place, "args", i);
    require_index(at, step.args[i], step.op == Op::input ? fields : index);
  }
  if (step.op != Op::constant && step.constant != Weight{}) {
    reject({place, "constant"}, "a constant", "none for " + std::string(name_of(step.op)));
  }
  if ((step.op == Op::table) == step.table.empty()) {
    reject({place, "table"}, std::to_string(step.table.size()) + " entries",
           step.op == Op::table ? "at least one entry" : "none");
  }
  require_weight({place, "constant"}, step.constant);
  for (std::size_t i = 0; i < step.table.size(); ++i) {
    require_weight({place, "table", i}, step.table[i]);
  }
}

void require_circuit(const FaultPlace& place, const Circuit& circuit,
                     const std::vector<std::string>& fields) {
  if (circuit.in != fields) {
    reject({place, "in"}, std::to_string(circuit.in.size()) + " other names",
           "the " + std::to_string(fields.size()) + " fields that the circuit is given, in order");
  }
  for (std::size_t s = 0; s < circuit.steps.size(); ++s) {
    require_step({place, "steps", s}, circuit.steps[s], static_cast<int>(s),
                 static_cast<int>(fields.size()));
  }
  std::set<std::pair<std::string, int>> named;
  for (std::size_t i = 0; i < circuit.out.size(); ++i) {
    const Output& out = circuit.out[i];
    const FaultPlace at(place, "out", i);
    require_index({at, "wire"}, out.wire, static_cast<int>(circuit.steps.size()));
    if (out.name.empty()) reject({at, "name"}, "an empty name", "a name");
    if (out.at < 0) reject({at, "at"}, std::to_string(out.at), "an index >= 0");
    if (!named.emplace(out.name, out.at).second) {
      reject(at, out.name + "[" + std::to_string(out.at) + "] again", "distinct outputs");
    }
  }
}

// A circuit whose outputs are coordinates of registers.
void require_assignment(const FaultPlace& place, const Circuit& circuit,
                        const std::vector<std::string>& fields, const Transformer& model) {
  require_circuit(place, circuit, fields);
  for (std::size_t i = 0; i < circuit.out.size(); ++i) {
    const Output& out = circuit.out[i];
    const FaultPlace at(place, "out", i);
    int size = 0;
    for (const Register& r : model.registers) size = r.name == out.name ? r.size : size;
    if (size == 0) reject({at, "name"}, "\"" + out.name + "\"", "a register of the model");
    require_index({at, "at"}, out.at, size);
  }
}

void require_linear(const FaultPlace& place, const Linear& map, int inputs, int outputs) {
  std::set<std::pair<int, int>> seen;
  for (std::size_t i = 0; i < map.size(); ++i) {
    const Entry& entry = map[i];
    const FaultPlace at(place, i);
    require_index({at, "from"}, entry.from, inputs);
    require_index({at, "to"}, entry.to, outputs);
    if (!seen.emplace(entry.from, entry.to).second) {
      reject(at, std::to_string(entry.from) + " -> " + std::to_string(entry.to) + " again",
             "one entry a pair of coordinates");
    }
    require_weight({at, "weight"}, entry.weight);
  }
}

void require_head(const FaultPlace& place, const Head& head, int d, int masks) {
  if (head.norm == Norm::softmax_base ? head.base < 2 : head.base != 0) {
    reject({place, "base"}, head.base.to_string(),
           head.norm == Norm::softmax_base ? "a base >= 2" : "0, as the norm has no base");
  }
  if (head.mask != -1) require_index({place, "mask"}, head.mask, masks);
  if (head.keys.empty() || head.keys.size() > 2) {
    reject({place, "keys"}, std::to_string(head.keys.size()) + " maps",
           "one, or two for third-order attention");
  }
  if (head.values.size() != head.keys.size()) {
    reject({place, "values"}, std::to_string(head.values.size()) + " maps", "as many as keys");
  }
  require_linear({place, "query"}, head.query, d, max_width);
  int value_width = 0;
  for (std::size_t i = 0; i < head.keys.size(); ++i) {
    require_linear({place, "keys", i}, head.keys[i], d, max_width);
    require_linear({place, "values", i}, head.values[i], d, max_width);
    for (const Entry& entry : head.values[i]) value_width = std::max(value_width, entry.to + 1);
  }
  require_linear({place, "out"}, head.out, value_width, d);
}

void require_terms(const FaultPlace& place, const std::vector<Term>& terms, int d) {
  std::set<int> seen;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const FaultPlace at(place, i);
    require_index({at, "at"}, terms[i].at, d);
    if (!seen.insert(terms[i].at).second) {
      reject(at, "coordinate " + std::to_string(terms[i].at) + " again", "one term a coordinate");
    }
    require_weight({at, "weight"}, terms[i].weight);
  }
}

void require_block(const FaultPlace& place, const Block& block, int d, const Transformer& model,
                   const std::vector<std::string>& coordinates) {
  std::vector<std::string> heads;
  for (std::size_t i = 0; i < block.heads.size(); ++i) {
    heads.push_back(block.heads[i].name);
    require_head({place, "heads", i}, block.heads[i], d, static_cast<int>(model.masks.size()));
  }
  require_names({place, "heads"}, heads);
  for (std::size_t i = 0; i < block.mlp.size(); ++i) {
    const FaultPlace at(place, "mlp", i);
    require_terms({at, "in"}, block.mlp[i].in, d);
    require_weight({at, "bias"}, block.mlp[i].bias);
    require_terms({at, "out"}, block.mlp[i].out, d);
  }
  for (std::size_t i = 0; i < block.token_maps.size(); ++i) {
    require_assignment({place, "token_maps", i}, block.token_maps[i], coordinates, model);
  }
}

void require_decode(const Decode& decode, const Transformer& model,
                    const std::vector<std::string>& coordinates) {
  const FaultPlace place("decode");
  const FaultPlace circuit(place, "circuit");
  require_circuit(circuit, decode.circuit, coordinates);
  if (decode.circuit.out.empty()) reject({circuit, "out"}, "no output", "an output to read");
  require_weight({place, "accept"}, decode.accept);
  require_weight({place, "reject"}, decode.reject);
  if (decode.reject.value >= decode.accept.value) {
    reject({place, "reject"}, decode.reject.value.to_string(),
           "less than accept, " + decode.accept.value.to_string());
  }
  if (decode.readout != Readout::whole_state) return;
  std::vector<std::string> names;
  for (const Output& out : decode.circuit.out) names.push_back(out.name);
  if (names != model.fields) {
    reject({circuit, "out"}, std::to_string(names.size()) + " other names",
           "the fields of a token, in order, for whole_state");
  }
}

int checked_width(const Transformer& model) {
  std::vector<std::string> names;
  int d = 0;
  for (std::size_t i = 0; i < model.registers.size(); ++i) {
    const Register& r = model.registers[i];
    names.push_back(r.name);
    if (r.size < 1 || r.size > max_width - d) {
      reject({FaultPlace("registers", i), "size"}, std::to_string(r.size),
             "a size >= 1 and at most " + std::to_string(max_width) + " channels in all");
    }
    d += r.size;
  }
  require_names(FaultPlace("registers"), names);
  return d;
}

}  // namespace

void validate(const Transformer& model) {
  require_names(FaultPlace("fields"), model.fields);
  const int d = checked_width(model);
  const std::vector<std::string> coordinates = coordinate_names(model.registers);
  require_assignment(FaultPlace("embed"), model.embed, model.fields, model);
  for (std::size_t i = 0; i < model.extra_tokens.size(); ++i) {
    require_assignment({FaultPlace("extra_tokens", i), "embed"}, model.extra_tokens[i].embed, {},
                       model);
  }
  for (std::size_t i = 0; i < model.masks.size(); ++i) {
    const FaultPlace place("masks", i);
    require_circuit(place, model.masks[i], {"query", "key"});
    const std::vector<Output>& out = model.masks[i].out;
    if (out.size() != 1 || out[0].name != "visible" || out[0].at != 0) {
      reject({place, "out"}, std::to_string(out.size()) + " outputs", "the one output visible");
    }
  }
  std::vector<std::string> blocks;
  for (std::size_t i = 0; i < model.blocks.size(); ++i) {
    blocks.push_back(model.blocks[i].name);
    require_block(FaultPlace("blocks", i), model.blocks[i], d, model, coordinates);
  }
  require_names(FaultPlace("blocks"), blocks);
  for (std::size_t i = 0; i < model.schedule.size(); ++i) {
    const auto [block, times] = model.schedule[i];
    const FaultPlace place("schedule", i);
    require_index({place, 0}, block, static_cast<int>(blocks.size()));
    if (times < 1 || times > max_times) {
      reject({place, 1}, std::to_string(times), "repetitions in 1.." + std::to_string(max_times));
    }
  }
  require_decode(model.decode, model, coordinates);
  if (model.quantum.sign() <= 0)
    reject(FaultPlace("quantum"), model.quantum.to_string(), "a number > 0");
}

}  // namespace attest::model
