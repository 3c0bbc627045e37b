// SPDX-License-Identifier: Apache-2.0
/// \file
/// From products to the output in two layers: every pair sums its own score, and the output is one
/// mean over another.
#include "claims/attention_simulates_attention/simulator.hpp"

namespace attest::attention_simulates_attention {

using model::CircuitBuilder;
using model::Wire;

/// S(i, a, j): d times the mean of S(i, a, .) is the score, at every j. What it counts, and that
/// times v[a, j].
void Simulator::weigh_pairs() {
  CircuitBuilder map = grid_.map();
  const Wire is_pair = Grid::is(map, Kind::pair);
  const Wire terms = Grid::in(map, choices_.exchanges_sizes ? "keys" : "width");
  const Wire score = is_pair * terms * Grid::in(map, "sum");
  const Wire value = Grid::in(map, "value");
  if (is_hardmax(shape_)) {
    map.output("rank", rank_of(map, score));
  } else if (is_normalised(shape_)) {
    const Wire weight = is_pair * counted(map, score);
    map.output("weight", weight);
    map.output("output", weight * value);
  } else {
    map.output("output", score * value);
  }
  grid_.add_layer(
      "weigh pairs",
      {grid_.lookup(
          {"products", Kind::pair, {{"row", "row"}, {"inner", "inner"}}, {{"score", "sum"}}})},
      map);
}

/// R(i, j): the mean of w v over the mean of w, both of S(i, ., j); with linear attention m times
/// the mean of w v; with hardmax the mean of v over the keys of largest score.
void Simulator::gather_outputs() {
  const std::vector<Match> pairs = {{"row", "row"}, {"column", "column"}};
  CircuitBuilder map = grid_.map();
  const Wire found = Grid::is(map, Kind::projected) * Grid::in(map, "output");
  if (is_hardmax(shape_)) {
    map.output("output", found);
    grid_.add_layer("gather outputs",
                    {grid_.best({"best pairs", Kind::pair, pairs, {{"value", "output"}}}, "rank",
                                choices_.rank_weight)},
                    map);
    return;
  }
  std::vector<Read> reads = {{"output", "output"}};
  if (is_normalised(shape_)) {
    reads.push_back({"weight", "weight"});
    map.output("output", divided(map, found, Grid::in(map, "weight")));
  } else {
    map.output("output", found * keys(map, choices_.output_keys));
  }
  grid_.add_layer("gather outputs", {grid_.lookup({"weighted pairs", Kind::pair, pairs, reads})},
                  map);
}

}  // namespace attest::attention_simulates_attention
