// SPDX-License-Identifier: Apache-2.0
/// \file
/// Writing model files: keys in a fixed order, one short value a line.
#include <nlohmann/json.hpp>
#include <utility>

#include "reference/model/json.hpp"

namespace attest::model {
namespace {

using OrderedJson = nlohmann::ordered_json;

// The bare number where nothing else is said.
OrderedJson json_of(const Weight& weight) {
  if (weight.slack == Slack::exact && weight.why.empty()) return weight.value.to_string();
  return {
      {"value", weight.value.to_string()}, {"slack", name_of(weight.slack)}, {"why", weight.why}};
}

OrderedJson json_of(const Entry& entry) {
  return OrderedJson::array({entry.from, entry.to, json_of(entry.weight)});
}

OrderedJson json_of(const Term& term) {
  return OrderedJson::array({term.at, json_of(term.weight)});
}

OrderedJson json_of(const Register& r) { return {{"name", r.name}, {"size", r.size}}; }

OrderedJson json_of(const Output& out) {
  return {{"name", out.name}, {"at", out.at}, {"wire", out.wire}};
}

// Declared here for the lists of them.
OrderedJson json_of(const Step& step);
OrderedJson json_of(const Circuit& circuit);
OrderedJson json_of(const Head& head);
OrderedJson json_of(const Relu& unit);
OrderedJson json_of(const Block& block);
OrderedJson json_of(const ExtraToken& token);

template <typename T>
OrderedJson json_of(const std::vector<T>& values) {
  OrderedJson list = OrderedJson::array();
  for (const T& value : values) list.push_back(json_of(value));
  return list;
}

OrderedJson json_of(const Step& step) {
  OrderedJson json = {{"op", name_of(step.op)}};
  if (!step.args.empty()) json["args"] = step.args;
  if (step.op == Op::constant) json["constant"] = json_of(step.constant);
  if (step.op == Op::table) json["table"] = json_of(step.table);
  return json;
}

OrderedJson json_of(const Circuit& circuit) {
  return {{"in", circuit.in}, {"steps", json_of(circuit.steps)}, {"out", json_of(circuit.out)}};
}

OrderedJson json_of(const Head& head) {
  OrderedJson json = {{"name", head.name}, {"norm", name_of(head.norm)}};
  if (head.norm == Norm::softmax_base) json["base"] = head.base.to_string();
  json["mask"] = head.mask;
  json["query"] = json_of(head.query);
  json["keys"] = json_of(head.keys);
  json["values"] = json_of(head.values);
  json["out"] = json_of(head.out);
  return json;
}

OrderedJson json_of(const Relu& unit) {
  return {{"name", unit.name},
          {"in", json_of(unit.in)},
          {"bias", json_of(unit.bias)},
          {"out", json_of(unit.out)}};
}

OrderedJson json_of(const Block& block) {
  return {{"name", block.name},
          {"heads", json_of(block.heads)},
          {"mlp", json_of(block.mlp)},
          {"token_maps", json_of(block.token_maps)}};
}

OrderedJson json_of(const ExtraToken& token) {
  return {{"name", token.name}, {"is_first", token.is_first}, {"embed", json_of(token.embed)}};
}

OrderedJson json_of(const Decode& decode) {
  return {{"circuit", json_of(decode.circuit)},
          {"readout", name_of(decode.readout)},
          {"at", name_of(decode.at)},
          {"accept", json_of(decode.accept)},
          {"reject", json_of(decode.reject)}};
}

OrderedJson json_of(const ModelFile& file) {
  const Transformer& model = file.model;
  OrderedJson schedule = OrderedJson::array();
  for (const auto& [block, times] : model.schedule) schedule.push_back({block, times});
  return {{"schema", "attest.model/1"},
          {"claim", file.claim},
          {"statement", file.statement},
          {"params", OrderedJson(file.params)},
          {"name", model.name},
          {"fields", model.fields},
          {"registers", json_of(model.registers)},
          {"embed", json_of(model.embed)},
          {"extra_tokens", json_of(model.extra_tokens)},
          {"masks", json_of(model.masks)},
          {"blocks", json_of(model.blocks)},
          {"schedule", std::move(schedule)},
          {"decode", json_of(model.decode)},
          {"quantum", model.quantum.to_string()}};
}

// Bytes that are not UTF-8 become U+FFFD: a file is always readable.
std::string line_of(const OrderedJson& json) {
  return json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

// A value stands on one line if it fits there; else each of its items starts a line.
void append(std::string& text, const OrderedJson& json, std::size_t indent) {
  constexpr std::size_t columns = 100;
  std::string line = line_of(json);
  if (!json.is_structured() || indent + line.size() <= columns) {
    text += line;
    return;
  }
  const std::string margin(indent + 1, ' ');
  text += json.is_object() ? "{" : "[";
  bool is_first = true;
  for (const auto& [key, value] : json.items()) {
    text += (is_first ? "\n" : ",\n") + margin;
    if (json.is_object()) text += line_of(key) + ": ";
    append(text, value, indent + 1);
    is_first = false;
  }
  text += "\n" + std::string(indent, ' ') + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string to_json(const ModelFile& file) {
  std::string text;
  append(text, json_of(file), 0);
  return text + "\n";
}

}  // namespace attest::model
