// SPDX-License-Identifier: Apache-2.0
/// \file
/// Parts of positional layers: stages of a bitonic sort, reads of a fixed distance, ReLU units.
#include <doctest/doctest.h>

#include <utility>

#include "reference/gadget/bitonic_sort.hpp"
#include "reference/gadget/read_back.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/positional.hpp"

namespace attest::gadget {
namespace {

/// One layer that reads a distance back.
model::Transformer reader(std::int64_t distance) {
  model::Transformer model{.name = "reader", .fields = {"x"}};
  model::Stream stream;
  const Line line = add_line(stream);
  const model::Slice x = stream.add("x");
  const model::Slice read = stream.add("read");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed_line(embed, embed.position());
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model.blocks = {{.name = "layer", .heads = {read_back("back", line, distance, {x}, {read})}}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("read", decode.input("read[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

/// What units make of the registers x and y.
std::vector<Rational> after_units(std::vector<model::Relu> units, const Rational& x) {
  model::Transformer model{.name = "units", .fields = {"x"}};
  model.registers = {{.name = "x"}, {.name = "y"}};
  model::CircuitBuilder embed(model.fields);
  embed.output("x", embed.input("x"));
  model.embed = embed.finish();
  model.blocks = {{.name = "layer", .mlp = std::move(units)}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  decode.output("y", decode.input("y[0]"));
  model.decode.circuit = decode.finish();
  return model::answer(model, Matrix({{x}}), {});
}

TEST_SUITE("gadget/positional_layers") {
  TEST_CASE("a node reads a fixed distance back and the first node where there is none") {
    const Matrix list({{5}, {6}, {7}, {8}});
    using Answer = std::vector<Rational>;
    CHECK(model::answer(reader(0), list, {}) == Answer{5, 6, 7, 8});
    CHECK(model::answer(reader(1), list, {}) == Answer{5, 5, 6, 7});
    CHECK(model::answer(reader(2), list, {}) == Answer{5, 5, 5, 6});
    CHECK(model::answer(reader(9), list, {}) == Answer{5, 5, 5, 5});
    CHECK(model::content_reads(reader(2)).empty());
  }

  TEST_CASE("the stages of three address bits are six in the order of the network") {
    const std::vector<std::pair<int, int>> expected{{1, 0}, {2, 1}, {2, 0}, {3, 2}, {3, 1}, {3, 0}};
    const std::vector<bitonic_sort::Stage> found = bitonic_sort::stages(3);
    REQUIRE(found.size() == expected.size());
    for (std::size_t s = 0; s < expected.size(); ++s) {
      CHECK(std::pair{found[s].high, found[s].low} == expected[s]);
    }
    CHECK(bitonic_sort::stages(0).empty());
  }

  TEST_CASE("address bits of 1 2 3 4 5 and 1024 nodes are 1 1 2 2 3 and 10") {
    const std::vector<std::pair<int, int>> expected{{1, 1}, {2, 1}, {3, 2},
                                                    {4, 2}, {5, 3}, {1024, 10}};
    for (const auto& [nodes, bits] : expected) CHECK(bitonic_sort::address_bits(nodes) == bits);
  }

  TEST_CASE("linear units add a number of any sign and steps count integers from a threshold") {
    for (const int x : {-3, 0, 4}) {
      std::vector<model::Relu> units;
      add_linear(units, "move", 0, {{0, -1}, {1, 2}});
      CHECK(after_units(std::move(units), x) == std::vector<Rational>{0, 2 * x});
      std::vector<model::Relu> steps;
      add_step(steps, "step", {{0, 1}}, 2, {{1, 1}});
      CHECK(after_units(std::move(steps), x) == std::vector<Rational>{x, x >= 2 ? 1 : 0});
    }
  }
}

}  // namespace
}  // namespace attest::gadget
