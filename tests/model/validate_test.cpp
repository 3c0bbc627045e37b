// SPDX-License-Identifier: Apache-2.0
/// \file
/// validate(): a sound description passes, and each kind of unsoundness is named with its place.
#include <doctest/doctest.h>

#include <functional>

#include "reference/number/error.hpp"
#include "tests/model/models.hpp"

namespace attest::model {
namespace {

// A model with one of everything.
Transformer sound() {
  Transformer model = attention(Norm::softmax_base, 2);
  model.blocks[0].heads[0].mask = 0;
  model.masks = {mask(0)};
  CircuitBuilder blank({});
  blank.output("v", blank.table(blank.position(), {{.value = 4}, {.value = 5}}));
  model.extra_tokens = {{.name = "blank", .embed = blank.finish(), .is_first = true}};
  model.blocks[0].mlp = {{.name = "unit",
                          .in = {{.at = 0, .weight = {.value = 2}}},
                          .bias = {.value = 1, .slack = Slack::at_least, .why = "gap of 1"},
                          .out = {{.at = 3, .weight = {.value = 1}}}}};
  CircuitBuilder map(coordinate_names(model.registers));
  map.output("out", map.input("out[0]"));
  model.blocks[0].token_maps = {map.finish()};
  return model;
}

// Where validate() finds `change` of a sound model at fault; "" if it does not.
std::string fault(const std::function<void(Transformer&)>& change) {
  Transformer model = sound();
  change(model);
  try {
    validate(model);
  } catch (const InputError& error) {
    CHECK(error.id() == "model-invalid");
    return error.place();
  }
  return "";
}

}  // namespace

TEST_CASE("a sound model is valid") {
  CHECK(fault([](Transformer&) {}).empty());
  CHECK_NOTHROW(validate(plain({"x"})));
}

TEST_CASE("unsound names and sizes are refused at their place") {
  CHECK(fault([](auto& m) { m.fields[1] = "q"; }) == "fields[1]");
  CHECK(fault([](auto& m) { m.registers[2].name = "q"; }) == "registers[2]");
  CHECK(fault([](auto& m) { m.registers[2].name = ""; }) == "registers[2]");
  CHECK(fault([](auto& m) { m.registers[0].size = 0; }) == "registers[0].size");
  CHECK(fault([](auto& m) { m.registers[0].size = 1 << 30; }) == "registers[0].size");
  CHECK(fault([](auto& m) { m.blocks.push_back(m.blocks[0]); }) == "blocks[1]");
  CHECK(fault([](auto& m) { m.blocks[0].heads.push_back(m.blocks[0].heads[0]); }) ==
        "blocks[0].heads[1]");
  CHECK(fault([](auto& m) { m.schedule[0].first = 1; }) == "schedule[0][0]");
  CHECK(fault([](auto& m) { m.schedule[0].second = 0; }) == "schedule[0][1]");
  CHECK(fault([](auto& m) { m.quantum = 0; }) == "quantum");
}

TEST_CASE("unsound heads are refused at their place") {
  const auto head = [](const std::function<void(Head&)>& change) {
    return fault([&](Transformer& model) { change(model.blocks[0].heads[0]); });
  };
  CHECK(head([](Head& h) { h.base = 1; }) == "blocks[0].heads[0].base");
  CHECK(head([](Head& h) { h.norm = Norm::linear; }) == "blocks[0].heads[0].base");
  CHECK(head([](Head& h) { h.mask = 1; }) == "blocks[0].heads[0].mask");
  CHECK(head([](Head& h) { h.keys.clear(); }) == "blocks[0].heads[0].keys");
  CHECK(head([](Head& h) { h.values.emplace_back(); }) == "blocks[0].heads[0].values");
  CHECK(head([](Head& h) { h.query[0].from = 4; }) == "blocks[0].heads[0].query[0].from");
  CHECK(head([](Head& h) { h.keys[0][0].to = -1; }) == "blocks[0].heads[0].keys[0][0].to");
  CHECK(head([](Head& h) { h.values[0].push_back(h.values[0][0]); }) ==
        "blocks[0].heads[0].values[0][1]");
  CHECK(head([](Head& h) { h.out[0].from = 1; }) == "blocks[0].heads[0].out[0].from");
  CHECK(head([](Head& h) { h.out[0].to = 4; }) == "blocks[0].heads[0].out[0].to");
}

TEST_CASE("unsound units and weights are refused at their place") {
  const auto unit = [](const std::function<void(Relu&)>& change) {
    return fault([&](Transformer& model) { change(model.blocks[0].mlp[0]); });
  };
  CHECK(unit([](Relu& u) { u.in[0].at = 4; }) == "blocks[0].mlp[0].in[0].at");
  CHECK(unit([](Relu& u) { u.out.push_back(u.out[0]); }) == "blocks[0].mlp[0].out[1]");
  CHECK(unit([](Relu& u) { u.bias.why = ""; }) == "blocks[0].mlp[0].bias.why");
}

TEST_CASE("unsound circuits are refused at their place") {
  CHECK(fault([](auto& m) { m.embed.in[0] = "z"; }) == "embed.in");
  CHECK(fault([](auto& m) { m.embed.out[0].name = "z"; }) == "embed.out[0].name");
  CHECK(fault([](auto& m) { m.embed.out[0].at = 1; }) == "embed.out[0].at");
  CHECK(fault([](auto& m) { m.embed.out[0].wire = 3; }) == "embed.out[0].wire");
  CHECK(fault([](auto& m) { m.embed.out[1].name = "q"; }) == "embed.out[1]");
  CHECK(fault([](auto& m) { m.embed.steps[0].args[0] = 3; }) == "embed.steps[0].args[0]");
  CHECK(fault([](auto& m) { m.embed.steps[1].op = Op::add; }) == "embed.steps[1].args");
  CHECK(fault([](auto& m) { m.embed.steps[1].op = Op::floor; }) == "embed.steps[1].args[0]");
  CHECK(fault([](auto& m) { m.embed.steps[1].constant.value = 1; }) == "embed.steps[1].constant");
  CHECK(fault([](auto& m) { m.extra_tokens[0].embed.steps[1].table.clear(); }) ==
        "extra_tokens[0].embed.steps[1].table");
  CHECK(fault([](auto& m) { m.masks[0].out[0].name = "seen"; }) == "masks[0].out");
  CHECK(fault([](auto& m) { m.masks[0].in = {"key", "query"}; }) == "masks[0].in");
  CHECK(fault([](auto& m) { m.blocks[0].token_maps[0].in.pop_back(); }) ==
        "blocks[0].token_maps[0].in");
}

TEST_CASE("unsound decoders are refused at their place") {
  CHECK(fault([](auto& m) { m.decode.circuit.out.clear(); }) == "decode.circuit.out");
  CHECK(fault([](auto& m) { m.decode.reject.value = 1; }) == "decode.reject");
  CHECK(fault([](auto& m) { m.decode.readout = Readout::whole_state; }) == "decode.circuit.out");
}

TEST_CASE("coordinates have names and names have coordinates") {
  Transformer model = plain({"x"});
  model.registers[0].size = 3;
  CHECK(width(model) == 4);
  CHECK(coordinate(model, "out") == 3);
  CHECK(coordinate(model, "x", 2) == 2);
  CHECK(coordinate_name(model, 2) == "x[2]");
  CHECK(coordinate_name(model, 3) == "out[0]");
  CHECK(coordinate_names(model.registers) ==
        std::vector<std::string>{"x[0]", "x[1]", "x[2]", "out[0]"});
  CHECK_THROWS_AS((void)coordinate(model, "x", 3), InputError);
  CHECK_THROWS_AS((void)coordinate(model, "y"), InputError);
}

}  // namespace attest::model
