// SPDX-License-Identifier: Apache-2.0
/// \file
/// Generic mutants: every change is listed once, changes the model, and keeps it valid.
#include "reference/derive/mutants.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "reference/model/builder.hpp"

namespace attest::derive {
namespace {

/// One head, one unit, one extra token, one mask: a little of everything.
model::Transformer sample() {
  model::Transformer model{.name = "sample"};
  model.fields = {"x"};
  model::Stream stream;
  const model::Slice x = stream.add("x");
  const model::Slice out = stream.add("out");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x") + 3);
  model.embed = embed.finish();
  model::CircuitBuilder sentinel({});
  sentinel.output("x", sentinel.constant(5));
  model.extra_tokens.push_back({.name = "sentinel", .embed = sentinel.finish(), .is_first = true});
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", mask.less(mask.input("key"), mask.input("query") + 1));
  model.masks.push_back(mask.finish());
  model::Head head{.name = "h", .norm = model::Norm::average_hardmax, .mask = 0};
  model::copy(head.query, x, 0, 2);
  head.keys.resize(1);
  head.values.resize(1);
  model::copy(head.keys[0], x, 0);
  model::copy(head.values[0], x, 0);
  model::write(head.out, 0, out);
  model::Relu unit{.name = "u",
                   .in = {{.at = x[0], .weight = {.value = 1}}},
                   .bias = {.value = -1},
                   .out = {{.at = out[0], .weight = {.value = 1}}}};
  unit.in[0].weight = {
      .value = 4, .slack = model::Slack::at_least, .why = "any larger gain serves"};
  model.blocks.push_back({.name = "A", .heads = {head}, .mlp = {unit}, .token_maps = {}});
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("y", decode.input("out[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

const Change& named(const std::vector<Change>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Change& c) { return c.name == name; });
  REQUIRE(found != all.end());
  return *found;
}

TEST_SUITE("derive/mutants") {
  TEST_CASE("every change has its own name and changes the model") {
    const model::Transformer model = sample();
    std::set<std::string> names;
    for (const Change& change : changes(model)) {
      CAPTURE(change.name);
      CHECK(names.insert(change.name).second);
      model::Transformer broken = model;
      change.apply(broken);
      CHECK(broken != model);
      CHECK(!change.why.empty());
    }
  }

  TEST_CASE("every kind of change is listed") {
    const std::vector<Change> all = changes(sample());
    for (const std::string name :
         {"A.h.query[0].up", "A.h.key[0].down", "A.h.value[0].up", "A.h.out[0].down", "A.h.drop",
          "A.h.tie.leftmost_hardmax", "A.h.tie.rightmost_hardmax", "A.h.mask.drop",
          "A.mlp[0].in[0].up", "A.mlp[0].bias.up", "A.mlp[0].bias.drop", "A.mlp[0].drop",
          "extra.sentinel.drop", "extra.sentinel.flip", "decode.shift"}) {
      CAPTURE(name);
      CHECK(std::any_of(all.begin(), all.end(), [&](const Change& c) { return c.name == name; }));
    }
  }

  TEST_CASE("both keys and both values of a head over pairs are moved") {
    model::Transformer model = sample();
    model::Head& head = model.blocks[0].heads[0];
    head.keys.push_back(head.keys[0]);
    head.values.push_back(head.values[0]);
    const std::vector<Change> all = changes(model);
    for (const std::string name :
         {"A.h.key1[0].up", "A.h.key2[0].down", "A.h.value1[0].down", "A.h.value2[0].up"}) {
      CAPTURE(name);
      model::Transformer broken = model;
      named(all, name).apply(broken);
      CHECK(broken != model);
    }
  }

  TEST_CASE("an exact weight moves one quantum and the allowed move of a bound is marked") {
    const model::Transformer model = sample();
    const std::vector<Change> all = changes(model);
    model::Transformer broken = model;
    named(all, "A.h.query[0].up").apply(broken);
    CHECK(broken.blocks[0].heads[0].query[0].weight.value == 3);
    CHECK(!named(all, "A.h.query[0].up").must_change_nothing);
    CHECK(named(all, "A.mlp[0].in[0].up").must_change_nothing);
    CHECK(!named(all, "A.mlp[0].in[0].down").must_change_nothing);
  }
}

}  // namespace
}  // namespace attest::derive
