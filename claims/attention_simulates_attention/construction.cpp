// SPDX-License-Identifier: Apache-2.0
/// \file
/// The simulator up to products of queries and keys: tokens fetch what they work on, or gather what
/// is theirs.
#include <string>
#include <utility>
#include <vector>

#include "claims/attention_simulates_attention/simulator.hpp"
#include "reference/number/contract.hpp"

namespace attest::attention_simulates_attention {
namespace {

using model::CircuitBuilder;
using model::Wire;

std::vector<Kind> kinds_of(const Shape& shape) {
  std::vector<Kind> kinds = {Kind::x,    Kind::w_q,       Kind::w_k, Kind::w_v,
                             Kind::term, Kind::projected, Kind::pair};
  if (!is_fused(shape)) kinds.push_back(Kind::score);
  if (has_mixture(shape)) {
    for (const Kind kind : {Kind::e, Kind::f, Kind::mixed_term, Kind::mixed}) kinds.push_back(kind);
  }
  return kinds;
}

std::vector<std::string> numbers_of(const Shape& shape) {
  std::vector<std::string> numbers = {"channels", "width", "keys",  "entry",  "x",     "query",
                                      "key",      "value", "score", "weight", "output"};
  if (has_mixture(shape)) {
    for (const char* name : {"tokens", "mix_key", "mix_value"}) numbers.emplace_back(name);
  }
  if (is_hardmax(shape)) numbers.emplace_back("rank");
  if (is_fused(shape)) {
    numbers.emplace_back("sum");
    return numbers;
  }
  if (is_hardmax(shape)) numbers.emplace_back("largest");
  if (is_normalised(shape)) numbers.emplace_back("total");
  return numbers;
}

/// The same factor for query, key and value.
void scale_all(CircuitBuilder& map, Wire factor, const std::vector<const char*>& names) {
  for (const char* name : names) map.output(name, factor * Grid::in(map, name));
}

/// phi(x) = 1 + max(x, 0), which is positive.
Wire with_features(CircuitBuilder& map, Wire x) { return map.relu(x) + Rational(1); }

}  // namespace

Simulator::Simulator(const Shape& shape, const Choices& choices)
    : shape_(shape),
      choices_(choices),
      grid_(claim_id,
            {.kinds = kinds_of(shape),
             .indices = {"row", "inner", "column"},
             .squared = {"row", "inner", "column"},
             .numbers = numbers_of(shape)},
            choices.bonus) {}

model::Transformer Simulator::build() {
  project();
  sum_projections();
  if (has_mixture(shape_)) {
    mix();
    sum_mixtures();
  }
  multiply();
  if (is_fused(shape_)) {
    weigh_pairs();
    gather_outputs();
    return grid_.finish("output");
  }
  sum_scores();
  if (is_hardmax(shape_)) compare();
  if (is_normalised(shape_)) normalise();
  weigh();
  sum_outputs();
  return grid_.finish("output");
}

/// P(i, k, j) := X[i, k] times W_Q[k, j], W_K[k, j], W_V[k, j].
void Simulator::project() {
  const std::vector<Match> weight = {{"inner", "row"}, {"column", "column"}};
  const std::vector<Match> turned = {{"column", "row"}, {"inner", "column"}};
  CircuitBuilder map = grid_.map();
  scale_all(map, Grid::is(map, Kind::term) * Grid::in(map, "x"), {"query", "key", "value"});
  grid_.add_layer(
      "project",
      {grid_.lookup({"x", Kind::x, {{"row", "row"}, {"inner", "column"}}, {{"entry", "x"}}}),
       grid_.lookup({"w_q",
                     Kind::w_q,
                     choices_.reads_weights_by_row ? weight : turned,
                     {{"entry", "query"}}}),
       grid_.lookup({"w_k", Kind::w_k, weight, {{"entry", "key"}}}),
       grid_.lookup({"w_v", Kind::w_v, weight, {{"entry", "value"}}})},
      map);
}

/// R(i, j) := c times the mean of P(i, ., j).
void Simulator::sum_projections() {
  CircuitBuilder map = grid_.map();
  const Wire is_projected = Grid::is(map, Kind::projected);
  const Wire terms = Grid::in(map, choices_.exchanges_sizes ? "keys" : "channels");
  const Wire factor = choices_.sums_terms ? is_projected * terms : is_projected;
  if (shape_.attention == Attention::kernel) {
    for (const char* name : {"query", "key"}) {
      map.output(name, is_projected * with_features(map, factor * Grid::in(map, name)));
    }
    map.output("value", factor * Grid::in(map, "value"));
  } else {
    scale_all(map, factor, {"query", "key", "value"});
  }
  grid_.add_layer("sum projections",
                  {grid_.lookup({"terms",
                                 Kind::term,
                                 {{"row", "row"}, {"column", "column"}},
                                 {{"query", "query"}, {"key", "key"}, {"value", "value"}}})},
                  map);
}

/// The term (a, i, j) := E[a, i] k[i, j] and F[a, i] v[i, j].
void Simulator::mix() {
  const std::vector<Match> entry = {{"row", "row"}, {"inner", "column"}};
  CircuitBuilder map = grid_.map();
  const Wire is_term = Grid::is(map, Kind::mixed_term);
  map.output("key", is_term * Grid::in(map, "mix_key") * Grid::in(map, "key"));
  map.output("value", is_term * Grid::in(map, "mix_value") * Grid::in(map, "value"));
  grid_.add_layer("mix",
                  {grid_.lookup({"e", Kind::e, entry, {{"entry", "mix_key"}}}),
                   grid_.lookup({"f", Kind::f, entry, {{"entry", "mix_value"}}}),
                   grid_.lookup({"projected",
                                 Kind::projected,
                                 {{"inner", "row"}, {"column", "column"}},
                                 {{"key", "key"}, {"value", "value"}}})},
                  map);
}

/// The mixture (a, j) := n times the mean of its terms.
void Simulator::sum_mixtures() {
  CircuitBuilder map = grid_.map();
  const Wire is_mixed = Grid::is(map, Kind::mixed);
  scale_all(map, choices_.sums_mixtures ? is_mixed * Grid::in(map, "tokens") : is_mixed,
            {"key", "value"});
  grid_.add_layer("sum mixtures",
                  {grid_.lookup({"mixed terms",
                                 Kind::mixed_term,
                                 {{"row", "row"}, {"column", "column"}},
                                 {{"key", "key"}, {"value", "value"}}})},
                  map);
}

/// S(i, a, j) := q[i, j] k[a, j]; the value v[a, j] stays there.
void Simulator::multiply() {
  const Kind read = has_mixture(shape_) ? Kind::mixed : Kind::projected;
  const char* const row_of_key = choices_.swaps_row_of_key ? "inner" : "row";
  CircuitBuilder map = grid_.map();
  const Wire is_pair = Grid::is(map, Kind::pair);
  map.output("score", is_pair * Grid::in(map, "query") * Grid::in(map, "key"));
  map.output("value", is_pair * Grid::in(map, "value"));
  grid_.add_layer("multiply",
                  {grid_.lookup({"query",
                                 Kind::projected,
                                 {{"row", "row"}, {"column", "column"}},
                                 {{"query", "query"}}}),
                   grid_.lookup({"key and value",
                                 read,
                                 {{row_of_key, "row"}, {"column", "column"}},
                                 {{"key", "key"}, {"value", "value"}}})},
                  map);
}

int layer_count(const Shape& shape) {
  const int mixing = has_mixture(shape) ? 2 : 0;
  if (is_fused(shape)) return 5 + mixing;
  return 6 + (is_normalised(shape) ? 1 : 0) + (is_hardmax(shape) ? 1 : 0) + mixing;
}

model::Transformer construction(const Shape& shape, const Choices& choices) {
  ATTEST_REQUIRE(shape.base >= 2 && 1 <= shape.score_bits && shape.score_bits <= 16,
                 "an integer base above 1 and some bits of a score");
  return Simulator(shape, choices).build();
}

}  // namespace attest::attention_simulates_attention
