// SPDX-License-Identifier: Apache-2.0
/// \file
/// From scores to the output, a step a layer.
#include "claims/attention_simulates_attention/simulator.hpp"

namespace attest::attention_simulates_attention {

using model::CircuitBuilder;
using model::Wire;

Wire Simulator::counted(CircuitBuilder& map, Wire score) const {
  if (shape_.attention == Attention::softmax_base) return power_of(map, score);
  return shape_.attention == Attention::softmax_e ? map.exp(score) : score;
}

Wire Simulator::power_of(CircuitBuilder& map, Wire score) const {
  const Wire one = map.constant(1);
  const Wire magnitude = map.max(score, Rational(0) - score);
  Wire power = one;
  Rational factor = shape_.base;
  for (int bit = 0; bit < shape_.score_bits; ++bit) {
    power = power * (one + map.bit(magnitude, bit) * (factor - 1));
    factor *= factor;
  }
  return map.select(map.less(score, map.constant(0)), one / power, power);
}

Wire Simulator::rank_of(CircuitBuilder& map, Wire score) {
  return score / (map.max(score, Rational(0) - score) + Rational(1));
}

Wire Simulator::divided(CircuitBuilder& map, Wire x, Wire total) const {
  return choices_.divides ? x / map.select(total, total, Grid::in(map, "one")) : x;
}

Wire Simulator::keys(CircuitBuilder& map, std::int64_t more) const {
  const Wire size = Grid::in(map, choices_.exchanges_sizes ? "width" : "keys");
  return more == 0 ? size : size + Rational(more);
}

/// A(i, a) := d times the mean of S(i, a, .), and what a key of that score counts.
void Simulator::sum_scores() {
  CircuitBuilder map = grid_.map();
  const Wire is_score = Grid::is(map, Kind::score);
  const Wire terms = Grid::in(map, choices_.exchanges_sizes ? "keys" : "width");
  const Wire score = is_score * terms * Grid::in(map, "score");
  if (is_hardmax(shape_)) {
    map.output("score", score);
    map.output("rank", rank_of(map, score));
  } else if (is_normalised(shape_)) {
    map.output("weight", is_score * counted(map, score));
  } else {
    map.output("weight", score);
  }
  grid_.add_layer(
      "sum scores",
      {grid_.lookup(
          {"pairs", Kind::pair, {{"row", "row"}, {"column", "inner"}}, {{"score", "score"}}})},
      map);
}

/// A(i, a) := 1 if no key of row i scores more. The head reads the largest score of the row.
void Simulator::compare() {
  CircuitBuilder map = grid_.map();
  const Wire score = Grid::in(map, "score");
  const Wire largest = Grid::in(map, "largest");
  const Wire counts =
      choices_.counts_ties ? Rational(1) - map.less(score, largest) : map.less(largest, score);
  map.output("weight", Grid::is(map, Kind::score) * counts);
  grid_.add_layer("compare",
                  {grid_.best({"largest", Kind::score, {{"row", "row"}}, {{"score", "largest"}}},
                              "rank", choices_.rank_weight)},
                  map);
}

/// A(i, a) := its share of m times the mean of A(i, .).
void Simulator::normalise() {
  CircuitBuilder map = grid_.map();
  const Wire total = keys(map, choices_.both_keys) * Grid::in(map, "total");
  map.output("weight", divided(map, Grid::in(map, "weight"), total));
  grid_.add_layer("normalise",
                  {grid_.lookup({"row", Kind::score, {{"row", "row"}}, {{"weight", "total"}}})},
                  map);
}

/// S(i, a, j) := w[i, a] v[a, j].
void Simulator::weigh() {
  CircuitBuilder map = grid_.map();
  map.output("output",
             Grid::is(map, Kind::pair) * Grid::in(map, "weight") * Grid::in(map, "value"));
  grid_.add_layer(
      "weigh",
      {grid_.lookup(
          {"weight", Kind::score, {{"row", "row"}, {"inner", "column"}}, {{"weight", "weight"}}})},
      map);
}

/// R(i, j) := m times the mean of S(i, ., j).
void Simulator::sum_outputs() {
  CircuitBuilder map = grid_.map();
  const Wire terms = keys(map, choices_.output_keys + choices_.both_keys);
  map.output("output", Grid::is(map, Kind::projected) * terms * Grid::in(map, "output"));
  grid_.add_layer("sum outputs",
                  {grid_.lookup({"weighted pairs",
                                 Kind::pair,
                                 {{"row", "row"}, {"column", "column"}},
                                 {{"output", "output"}}})},
                  map);
}

}  // namespace attest::attention_simulates_attention
