// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading model files, each part as json_writer.cpp writes it.
#include <limits>
#include <utility>

#include "reference/model/json.hpp"
#include "reference/model/json_bridge.hpp"
#include "reference/number/error.hpp"

namespace attest::model {
namespace {

constexpr std::string_view schema = "attest.model/1";

// Every operation in the order of the enumeration.
Op operation(const Node& node) {
  const std::string name = node.text();
  for (int op = 0; op <= static_cast<int>(Op::table); ++op) {
    if (name_of(static_cast<Op>(op)) == name) return static_cast<Op>(op);
  }
  node.reject('"' + name + '"', "an operation");
}

template <typename Read>
auto list(const Node& node, Read read) {
  std::vector<decltype(read(node))> values;
  for (const Node& item : node.items()) values.push_back(read(item));
  return values;
}

std::vector<std::string> names(const Node& node) {
  return list(node, [](const Node& item) { return item.text(); });
}

Weight weight(const Node& node) {
  if (!node.is_object()) return {.value = node.rational()};
  node.keys({"value", "slack", "why"});
  return {.value = node["value"].rational(),
          .slack = node["slack"].named({Slack::exact, Slack::at_least, Slack::at_most}),
          .why = node["why"].text()};
}

Entry entry(const Node& node) {
  const std::vector<Node> parts = node.items(3);
  return {.from = parts[0].index(), .to = parts[1].index(), .weight = weight(parts[2])};
}

Term term(const Node& node) {
  const std::vector<Node> parts = node.items(2);
  return {.at = parts[0].index(), .weight = weight(parts[1])};
}

Linear linear(const Node& node) { return list(node, entry); }

Register channel_register(const Node& node) {
  node.keys({"name", "size"});
  return {.name = node["name"].text(), .size = node["size"].index()};
}

Step step(const Node& node) {
  node.keys({"op"}, {"args", "constant", "table"});
  Step result{.op = operation(node["op"])};
  if (node.has("args"))
    result.args = list(node["args"], [](const Node& arg) { return arg.index(); });
  if (node.has("constant")) result.constant = weight(node["constant"]);
  if (node.has("table")) result.table = list(node["table"], weight);
  return result;
}

Output output(const Node& node) {
  node.keys({"name", "at", "wire"});
  return {.name = node["name"].text(), .at = node["at"].index(), .wire = node["wire"].index()};
}

Circuit circuit(const Node& node) {
  node.keys({"in", "steps", "out"});
  return {.in = names(node["in"]),
          .steps = list(node["steps"], step),
          .out = list(node["out"], output)};
}

Head head(const Node& node) {
  node.keys({"name", "norm", "mask", "query", "keys", "values", "out"}, {"base"});
  Head result{.name = node["name"].text(),
              .norm = node["norm"].named({Norm::softmax_e, Norm::softmax_base,
                                          Norm::average_hardmax, Norm::leftmost_hardmax,
                                          Norm::rightmost_hardmax, Norm::unique_hardmax,
                                          Norm::any_hardmax, Norm::linear, Norm::relu_mean}),
              .mask = node["mask"].index(),
              .query = linear(node["query"]),
              .keys = list(node["keys"], linear),
              .values = list(node["values"], linear),
              .out = linear(node["out"])};
  if (node.has("base")) {
    const Rational base = node["base"].rational();
    if (!base.is_integer()) node["base"].reject(base.to_string(), "an integer as a string");
    result.base = base.num();
  }
  return result;
}

Relu unit(const Node& node) {
  node.keys({"name", "in", "bias", "out"});
  return {.name = node["name"].text(),
          .in = list(node["in"], term),
          .bias = weight(node["bias"]),
          .out = list(node["out"], term)};
}

Block block(const Node& node) {
  node.keys({"name", "heads", "mlp", "token_maps"});
  return {.name = node["name"].text(),
          .heads = list(node["heads"], head),
          .mlp = list(node["mlp"], unit),
          .token_maps = list(node["token_maps"], circuit)};
}

ExtraToken extra_token(const Node& node) {
  node.keys({"name", "is_first", "embed"});
  return {.name = node["name"].text(),
          .embed = circuit(node["embed"]),
          .is_first = node["is_first"].truth()};
}

std::pair<int, int> repetition(const Node& node) {
  const std::vector<Node> parts = node.items(2);
  return {parts[0].index(), parts[1].index()};
}

Decode decoder(const Node& node) {
  node.keys({"circuit", "readout", "at", "accept", "reject"});
  return {.circuit = circuit(node["circuit"]),
          .readout = node["readout"].named(
              {Readout::exact, Readout::threshold, Readout::argmax, Readout::whole_state}),
          .at = node["at"].named(
              {ReadAt::every_input, ReadAt::first_input, ReadAt::last_input, ReadAt::first_extra}),
          .accept = weight(node["accept"]),
          .reject = weight(node["reject"])};
}

std::map<std::string, std::int64_t> parameters(const Node& node) {
  std::map<std::string, std::int64_t> params;
  for (const auto& [name, value] : node.members()) {
    params[name] = value.integer(std::numeric_limits<std::int64_t>::min(),
                                 std::numeric_limits<std::int64_t>::max());
  }
  return params;
}

void require_schema(const Node& root, std::string_view place) {
  if (!root.is_object() || !root.has("schema") || root["schema"].text() != schema) {
    throw InputError("model-schema", std::string(place), "no \"schema\": \"attest.model/1\"",
                     "a model file, as attest export writes it");
  }
}

}  // namespace

ModelFile from_json(std::string_view text, std::string_view place) {
  const nlohmann::json json = parse(text, place);
  const Node root(json, "", place);
  require_schema(root, place);
  root.keys({"schema", "claim", "statement", "params", "name", "fields", "registers", "embed",
             "extra_tokens", "masks", "blocks", "schedule", "decode", "quantum"});
  ModelFile file{.claim = root["claim"].text(),
                 .statement = root["statement"].text(),
                 .params = parameters(root["params"]),
                 .model = {.name = root["name"].text(),
                           .fields = names(root["fields"]),
                           .registers = list(root["registers"], channel_register),
                           .embed = circuit(root["embed"]),
                           .extra_tokens = list(root["extra_tokens"], extra_token),
                           .masks = list(root["masks"], circuit),
                           .blocks = list(root["blocks"], block),
                           .schedule = list(root["schedule"], repetition),
                           .decode = decoder(root["decode"]),
                           .quantum = root["quantum"].rational()}};
  try {
    validate(file.model);
  } catch (const InputError& error) {
    throw InputError(error.id(), std::string(place) + ": " + error.place(), error.found(),
                     error.expected());
  }
  return file;
}

}  // namespace attest::model
