// SPDX-License-Identifier: Apache-2.0
/// \file
/// Construction A: a token a pair and a triple of vertices, O(1) integers a token.
#include <utility>

#include "claims/graph_connectivity_log_depth/claim.hpp"
#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

/// A ReLU unit that adds factor * relu(register) to another register.
model::Relu moved(std::string name, model::Slice from, model::Slice to, int factor) {
  return {.name = std::move(name),
          .in = {{.at = from[0], .weight = {.value = 1}}},
          .out = {{.at = to[0], .weight = {.value = factor}}}};
}

/// Writes one model of construction A.
class PairWriter {
 public:
  explicit PairWriter(const DistanceShape& shape)
      : choices_(shape.choices),
        infinity_(infinity_of(shape.n, shape.largest)),
        gap_(infinity_ + 1 + choices_.gap_offset) {
    declare();
    embed();
    const int times = shape.squarings.value_or(squarings(shape.n, View::reach));
    add();
    choose();
    for (int i = 0; i < times + choices_.squarings_offset; ++i) {
      model_.schedule.emplace_back(0, 1);
      model_.schedule.emplace_back(1, 1);
    }
    if (model_.schedule.empty()) model_.blocks.clear();
    decode();
  }

  [[nodiscard]] model::Transformer take() { return std::move(model_); }

 private:
  void declare() {
    model::Stream stream;
    u_ = stream.add("u");
    v_ = stream.add("v");
    to_ = stream.add("to");
    from_ = stream.add("from");
    pair_u_ = stream.add("pair_u");
    pair_v_ = stream.add("pair_v");
    pair_square_ = stream.add("pair_square");
    pair_ = stream.add("pair");
    triple_ = stream.add("triple");
    triple_u_ = stream.add("triple_u");
    triple_v_ = stream.add("triple_v");
    triple_square_ = stream.add("triple_square");
    one_ = stream.add("one");
    distance_ = stream.add("D");
    sum_ = stream.add("T");
    first_ = stream.add("first");
    second_ = stream.add("second");
    best_ = stream.add("best");
    model_.registers = stream.registers();
    model_.name = "graph_connectivity_log_depth_pairs";
    model_.fields = {"is_triple", "u", "v", "w", "distance"};
  }

  /// A triple (u, w, v) asks for the pairs (u, w) and (w, v), a pair (u, v) for itself twice.
  void embed() {
    model::CircuitBuilder circuit(model_.fields);
    const model::Wire is_triple = circuit.input("is_triple");
    const model::Wire is_pair = 1 - is_triple;
    const model::Wire u = circuit.input("u");
    const model::Wire v = circuit.input("v");
    const model::Wire w = circuit.input("w");
    const model::Wire square = u * u + v * v;
    circuit.output("u", u);
    circuit.output("v", v);
    circuit.output("to", circuit.select(is_triple, w, v));
    circuit.output("from", circuit.select(is_triple, w, u));
    circuit.output("pair_u", is_pair * u);
    circuit.output("pair_v", is_pair * v);
    circuit.output("pair_square", is_pair * square);
    circuit.output("pair", is_pair);
    circuit.output("triple", is_triple);
    circuit.output("triple_u", is_triple * u);
    circuit.output("triple_v", is_triple * v);
    circuit.output("triple_square", is_triple * square);
    circuit.output("one", circuit.constant(1));
    circuit.output("D", circuit.input("distance"));
    model_.embed = circuit.finish();
  }

  /// The distance of the pair (x, y): the score is x^2 + y^2 less the squared distance of the
  /// labels, its unique maximum at least 0; triples score -1.
  [[nodiscard]] model::Head look_up(std::string name, model::Slice x, model::Slice y,
                                    model::Slice to) const {
    model::Head head{.name = std::move(name), .keys = {{}}, .values = {{}}};
    model::copy(head.query, x, 0, 2);
    model::copy(head.query, y, 1, 2);
    model::copy(head.query, one_, 2, -1);
    model::copy(head.keys[0], pair_u_, 0);
    model::copy(head.keys[0], pair_v_, 1);
    model::copy(head.keys[0], pair_square_, 2);
    if (choices_.are_triples_excluded) {
      model::copy(head.query, one_, 3, -1);
      model::copy(head.keys[0], triple_, 3);
    }
    model::copy(head.values[0], distance_, 0);
    model::write(head.out, 0, to);
    return head;
  }

  /// T <- min(D(u, w) + D(w, v), INF) = INF - relu(INF - first - second).
  void add() {
    model::Block block{
        .name = "add",
        .heads = {look_up("from", u_, to_, first_), look_up("to", from_, v_, second_)}};
    block.mlp.push_back(moved("old", sum_, sum_, -1));
    if (choices_.is_saturated) {
      model::Relu most = moved("most", one_, sum_, 1);
      most.out[0].weight.value = infinity_;
      block.mlp.push_back(std::move(most));
      block.mlp.push_back({.name = "below",
                           .in = {{.at = one_[0], .weight = {.value = infinity_}},
                                  {.at = first_[0], .weight = {.value = -1}},
                                  {.at = second_[0], .weight = {.value = -1}}},
                           .out = {{.at = sum_[0], .weight = {.value = -1}}}});
    } else {
      block.mlp.push_back(moved("first", first_, sum_, 1));
      block.mlp.push_back(moved("second", second_, sum_, 1));
    }
    block.mlp.push_back(moved("clear first", first_, first_, -1));
    block.mlp.push_back(moved("clear second", second_, second_, -1));
    model_.blocks.push_back(std::move(block));
  }

  /// D <- the least T of the triples (u, ., v): the score is S(u^2 + v^2) less S times the squared
  /// distance of the labels, less T <= INF < S; a pair scores less than -INF.
  void choose() {
    model::Head head{.name = "least", .keys = {{}}, .values = {{}}};
    model::copy(head.query, u_, 0, 2 * gap_);
    model::copy(head.query, v_, 1, 2 * gap_);
    model::copy(head.query, one_, 2, -1);
    model::copy(head.keys[0], triple_u_, 0);
    model::copy(head.keys[0], triple_v_, 1);
    model::copy(head.keys[0], triple_square_, 2, gap_);
    model::copy(head.keys[0], sum_, 2);
    if (choices_.are_pairs_excluded) {
      model::copy(head.query, one_, 3, -1);
      model::copy(head.keys[0], pair_, 3, gap_);
    }
    model::copy(head.values[0], sum_, 0);
    model::write(head.out, 0, best_);
    model_.blocks.push_back(
        {.name = "choose",
         .heads = {std::move(head)},
         .mlp = {moved("old", distance_, distance_, -1), moved("new", best_, distance_, 1),
                 moved("clear", best_, best_, -1)}});
  }

  void decode() {
    model::CircuitBuilder circuit(model::coordinate_names(model_.registers));
    circuit.output("distance", circuit.input("D[0]") * (1 - circuit.input("triple[0]")));
    model_.decode.circuit = circuit.finish();
  }

  const DistanceChoices& choices_;
  std::int64_t infinity_;  // INF
  std::int64_t gap_;       // S
  model::Transformer model_;
  model::Slice u_, v_, to_, from_, pair_u_, pair_v_, pair_square_, pair_, triple_, triple_u_,
      triple_v_, triple_square_, one_, distance_, sum_, first_, second_, best_;
};

}  // namespace

std::int64_t infinity_of(int n, std::int64_t largest) { return (n - 1) * largest + 1; }

model::Transformer build_pairs(const DistanceShape& shape) {
  ATTEST_REQUIRE(shape.n >= 1, "n = " + std::to_string(shape.n));
  return PairWriter(shape).take();
}

}  // namespace attest::graph_connectivity_log_depth
