// SPDX-License-Identifier: Apache-2.0
/// \file
/// Transpose, product, inverse and MaxMin by the same look-ups.
#include <utility>

#include "claims/attention_simulates_attention/grid.hpp"
#include "claims/attention_simulates_attention/operations.hpp"

namespace attest::attention_simulates_attention {
namespace {

using model::CircuitBuilder;
using model::Wire;

std::vector<Match> same_cell() { return {{"row", "row"}, {"column", "column"}}; }
std::vector<Match> turned_cell() { return {{"column", "row"}, {"row", "column"}}; }

Registers registers_of(std::vector<Kind> kinds, std::vector<std::string> numbers) {
  return {.kinds = std::move(kinds),
          .indices = {"row", "column"},
          .squared = {"row", "column"},
          .numbers = std::move(numbers)};
}

}  // namespace

model::Transformer transpose_model(const OperationChoices& choices) {
  Grid grid("transpose", registers_of({Kind::x, Kind::projected}, {"entry", "output"}),
            choices.bonus);
  CircuitBuilder map = grid.map();
  map.output("output", Grid::is(map, Kind::projected) * Grid::in(map, "output"));
  grid.add_layer("transpose",
                 {grid.lookup({"entry",
                               Kind::x,
                               choices.exchanges_indices ? turned_cell() : same_cell(),
                               {{"entry", "output"}}})},
                 map);
  return grid.finish("output");
}

model::Transformer product_model(const OperationChoices& choices) {
  Registers registers = registers_of({Kind::x, Kind::w_q, Kind::term, Kind::projected},
                                     {"channels", "entry", "left", "output"});
  registers.indices.emplace_back("inner");
  Grid grid("product", registers, choices.bonus);
  const std::vector<Match> right = choices.exchanges_indices
                                       ? std::vector<Match>{{"inner", "row"}, {"column", "column"}}
                                       : std::vector<Match>{{"column", "row"}, {"inner", "column"}};
  CircuitBuilder multiply = grid.map();
  multiply.output("output", Grid::is(multiply, Kind::term) * Grid::in(multiply, "left") *
                                Grid::in(multiply, "output"));
  grid.add_layer(
      "multiply",
      {grid.lookup({"left", Kind::x, {{"row", "row"}, {"inner", "column"}}, {{"entry", "left"}}}),
       grid.lookup({"right", Kind::w_q, right, {{"entry", "output"}}})},
      multiply);
  CircuitBuilder sum = grid.map();
  const Wire mean = Grid::is(sum, Kind::projected) * Grid::in(sum, "output");
  sum.output("output", choices.sums_terms ? mean * Grid::in(sum, "channels") : mean);
  grid.add_layer("sum", {grid.lookup({"terms", Kind::term, same_cell(), {{"output", "output"}}})},
                 sum);
  return grid.finish("output");
}

model::Transformer inverse_model(const OperationChoices& choices) {
  Registers registers = registers_of(
      {Kind::x, Kind::projected},
      {"entry", "next_row", "last_row", "next_column", "last_column", "own", "upper_left",
       "lower_right", "upper_right", "lower_left", "term", "mean", "output"});
  registers.embed = [](CircuitBuilder& embed) {
    // The other two of 1, 2, 3, in cyclic order: minors come with their sign.
    for (const char* index : {"row", "column"}) {
      const Wire own = embed.input(index);
      embed.output(std::string("next_") + index, embed.mod(own, 3) + Rational(1));
      embed.output(std::string("last_") + index, embed.mod(own + Rational(1), 3) + Rational(1));
    }
  };
  Grid grid("inverse", registers, choices.bonus);
  const auto cell = [&](const char* name, const char* row, const char* column) {
    return grid.lookup({name, Kind::x, {{row, "row"}, {column, "column"}}, {{"entry", name}}});
  };
  // Of the adjugate at [i, j] the minor without row j and column i.
  CircuitBuilder minor = grid.map();
  const auto in = [&minor](const char* name) { return Grid::in(minor, name); };
  const Wire first = in("upper_left") * in("lower_right");
  const Wire second = in("upper_right") * in("lower_left");
  const Wire found =
      Grid::is(minor, Kind::projected) * (choices.subtracts ? first - second : first + second);
  minor.output("output", found);
  minor.output("term", found * in("own"));
  const bool is_turned = choices.exchanges_indices;
  const char* const next[] = {is_turned ? "next_column" : "next_row",
                              is_turned ? "next_row" : "next_column"};
  const char* const last[] = {is_turned ? "last_column" : "last_row",
                              is_turned ? "last_row" : "last_column"};
  grid.add_layer("minors",
                 {cell("upper_left", next[0], next[1]), cell("lower_right", last[0], last[1]),
                  cell("upper_right", next[0], last[1]), cell("lower_left", last[0], next[1]),
                  cell("own", is_turned ? "column" : "row", is_turned ? "row" : "column")},
                 minor);
  // Row i of the adjugate times column i of the matrix is the determinant, for each of three rows:
  // a third of it is the mean over all nine.
  CircuitBuilder divide = grid.map();
  const Wire mean = Grid::in(divide, "mean");
  const Wire determinant = choices.sums_terms ? mean * Rational(3) : mean;
  divide.output("output", Grid::in(divide, "output") /
                              divide.select(determinant, determinant, Grid::in(divide, "one")));
  grid.add_layer("divide", {grid.lookup({"terms", Kind::projected, {}, {{"term", "mean"}}})},
                 divide);
  return grid.finish("output");
}

model::Transformer max_min_model(const OperationChoices& choices) {
  Registers registers = registers_of({Kind::x, Kind::projected},
                                     {"entry", "partner", "is_first", "own", "other", "output"});
  registers.embed = [](CircuitBuilder& embed) {
    const Wire column = embed.input("column");
    const Wire is_first = embed.mod(column, 2);
    embed.output("is_first", is_first);
    embed.output("partner", column - Rational(1) + is_first * Rational(2));
  };
  Grid grid("max_min", registers, choices.bonus);
  CircuitBuilder map = grid.map();
  const Wire own = Grid::in(map, "own");
  const Wire other = Grid::in(map, "other");
  const Wire larger = map.max(own, other);
  const Wire smaller = map.min(own, other);
  const Wire is_first = Grid::in(map, "is_first");
  map.output("output", Grid::is(map, Kind::projected) *
                           (choices.puts_larger_first ? map.select(is_first, larger, smaller)
                                                      : map.select(is_first, smaller, larger)));
  grid.add_layer(
      "compare",
      {grid.lookup({"own", Kind::x, same_cell(), {{"entry", "own"}}}),
       grid.lookup({"other",
                    Kind::x,
                    {{"row", "row"}, {choices.reads_partner ? "partner" : "column", "column"}},
                    {{"entry", "other"}}})},
      map);
  return grid.finish("output");
}

}  // namespace attest::attention_simulates_attention
