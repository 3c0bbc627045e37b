// SPDX-License-Identifier: Apache-2.0
/// \file
/// Which coordinates are positional, by small models that break it in one way each.
#include "reference/model/positional.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"

namespace attest::model {
namespace {

/// One head whose query reads the position and whose key reads twice the position.
Transformer positional_model() {
  Transformer model{.name = "positional", .fields = {"x"}};
  Stream stream;
  const Slice at = stream.add("at");
  const Slice twice = stream.add("twice");
  const Slice x = stream.add("x");
  model.registers = stream.registers();
  CircuitBuilder embed(model.fields);
  const Wire position = embed.position();
  embed.output("at", position);
  embed.output("twice", position * 2);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  Head head{.name = "head", .keys = {{}}, .values = {{}}};
  copy(head.query, at, 0);
  copy(head.keys[0], twice, 0);
  copy(head.values[0], x, 0);
  write(head.out, 0, x);
  model.blocks = {{.name = "layer", .heads = {head}}};
  model.schedule = {{0, 1}};
  CircuitBuilder decode(coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

std::string first_read(const Transformer& model) {
  const std::vector<std::string> reads = content_reads(model);
  return reads.empty() ? "" : reads.front();
}

TEST_SUITE("model/positional") {
  TEST_CASE("a register is positional iff neither a field nor a later part writes it") {
    const Transformer model = positional_model();
    CHECK(positional_coordinates(model) == std::vector<char>{1, 1, 0});
    CHECK(content_reads(model).empty());
    CHECK(positional_width(model) == 2);
    require_positional(model, "here");
  }

  TEST_CASE("a query that reads a value is named") {
    Transformer model = positional_model();
    model.blocks[0].heads[0].query[0].from = 2;
    CHECK(first_read(model) == "layer.head.query[0] reads x[0]");
    CHECK(positional_width(model) == 1);
    CHECK_THROWS_AS(require_positional(model, "here"), InputError);
  }

  TEST_CASE("a key is content once the embedding computes its register from a field") {
    Transformer model = positional_model();
    CircuitBuilder embed(model.fields);
    embed.output("at", embed.position());
    embed.output("twice", embed.position() + embed.input("x") * 0);
    model.embed = embed.finish();
    CHECK(first_read(model) == "layer.head.key[0] reads twice[0]");
  }

  TEST_CASE("a head or a unit or a token map that writes a register makes it content") {
    Transformer model = positional_model();
    model.blocks[0].heads[0].out[0].to = 0;
    CHECK(first_read(model) == "layer.head.query[0] reads at[0]");
    model = positional_model();
    model.blocks[0].mlp.push_back({.name = "unit", .in = {{.at = 0}}, .out = {{.at = 1}}});
    CHECK(first_read(model) == "layer.head.key[0] reads twice[0]");
    model = positional_model();
    CircuitBuilder map(coordinate_names(model.registers));
    map.output("at", map.input("at[0]"));
    model.blocks[0].token_maps.push_back(map.finish());
    CHECK(first_read(model) == "layer.head.query[0] reads at[0]");
  }
}

}  // namespace
}  // namespace attest::model
