// SPDX-License-Identifier: Apache-2.0
/// \file
/// Work of a pass, counted by hand, and the series that computers share.
#include "reference/derive/machine_cost.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"

namespace attest::derive {
namespace {

/// One head, d_k = 2 and d_v = 1, and two units; seven weights of the head and five of the units.
/// The head reads, from the column with the largest x, x[0] + 2 x[1].
model::Transformer small_model() {
  model::Transformer model{.name = "small"};
  model.fields = {"x0", "x1", "y"};
  model::Stream stream;
  const model::Slice x = stream.add("x", 2);
  const model::Slice y = stream.add("y");
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  embed.output("x[0]", embed.input("x0"));
  embed.output("x[1]", embed.input("x1"));
  embed.output("y", embed.input("y"));
  model.embed = embed.finish();
  model::Head head{.name = "h", .norm = model::Norm::leftmost_hardmax};
  model::copy(head.query, x, 0);
  head.keys.resize(1);
  head.values.resize(1);
  model::copy(head.keys[0], x, 0);
  head.values[0] = {{.from = x[0], .to = 0, .weight = {.value = 1}},
                    {.from = x[1], .to = 0, .weight = {.value = 2}}};
  model::write(head.out, 0, y);
  const model::Term first{.at = x[0], .weight = {.value = 1}};
  const model::Term second{.at = x[1], .weight = {.value = 1}};
  const model::Term out{.at = y[0], .weight = {.value = 1}};
  model.blocks = {
      {.name = "A", .heads = {head}, .mlp = {}},
      {.name = "B",
       .mlp = {{.name = "both", .in = {first, second}, .bias = {.value = 5}, .out = {out}},
               {.name = "one", .in = {first}, .bias = {.value = 0}, .out = {out}}}}};
  model.schedule = {{0, 1}, {1, 1}};
  return model;
}

model::Transformer small_at(std::int64_t) { return small_model(); }
std::int64_t same(std::int64_t words) { return words; }

}  // namespace

TEST_CASE("a pass takes a multiply-add a weight and column and d_k + d_v a query and key") {
  const model::Transformer model = small_model();
  CHECK(stored_weights(model) == 12);
  CHECK(all_layers(model) == 2);
  const Work literal = literal_work(model, 10);
  CHECK(literal.weights == 120);
  CHECK(literal.scores == 200);
  CHECK(literal.values == 100);
  CHECK(literal.all() == 420);
}

TEST_CASE("a block that is used twice works twice and is stored once") {
  model::Transformer model = small_model();
  model.schedule = {{0, 2}, {1, 1}};
  CHECK(stored_weights(model) == 12);
  CHECK(all_layers(model) == 3);
  CHECK(literal_work(model, 1).all() == 7 + 12 + 2 * 3);
}

TEST_CASE("four series have what bounds them and a line for each count of a computer") {
  Computer built = computer_of("small", small_at, same);
  built.kind = check::LineKind::competitor;  // it reads no two words of 16 bits
  built.width_formula = "$3$";
  built.promised_width = constant(3);
  const Computer printed{
      .name = "printed", .kind = check::LineKind::recalled, .layers = constant(9)};
  const std::vector<check::Series> series = computer_series({built, printed});
  REQUIRE(series.size() == 4);
  for (const check::Series& one : series) {
    CHECK(one.sizes.size() == 8);
    const bool is_of_depth = one.name == "loop_depth";
    CHECK(one.lines.size() == (is_of_depth ? 4 : 3));
    (void)counted(one);
  }
  CHECK(series[0].lines[1].count(8) == Rational(2));
  CHECK(series[1].lines[0].count(8) == Rational(3));
  CHECK(series[2].lines[1].count(8) == Rational(12));
  CHECK(series[3].lines[1].count(10) == Rational(420));
}

}  // namespace attest::derive
