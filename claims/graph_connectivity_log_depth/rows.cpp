// SPDX-License-Identifier: Apache-2.0
/// \file
/// Construction C: a token a vertex, with its row of distances; a head a target.
#include <utility>

#include "claims/graph_connectivity_log_depth/claim.hpp"
#include "claims/graph_connectivity_log_depth/distances.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

/// Writes one model of construction C.
class RowWriter {
 public:
  explicit RowWriter(const DistanceShape& shape)
      : n_(shape.n), choices_(shape.choices), infinity_(infinity_of(shape.n, shape.largest)) {
    declare();
    embed();
    pick();
    replace();
    const int times = shape.squarings.value_or(squarings(n_, View::reach));
    for (int i = 0; i < times + choices_.squarings_offset; ++i) {
      model_.schedule.emplace_back(0, 1);
      model_.schedule.emplace_back(1, 1);
    }
    if (model_.schedule.empty()) model_.blocks.clear();
    decode();
  }

  [[nodiscard]] model::Transformer take() { return std::move(model_); }

 private:
  [[nodiscard]] static std::string of(const char* name, int v) {
    return std::string(name) + std::to_string(v);
  }

  void declare() {
    model::Stream stream;
    distance_ = stream.add("D", n_);
    self_ = stream.add("e", n_);
    label_ = stream.add("u");
    one_ = stream.add("one");
    for (int v = 0; v < n_; ++v) {
      picked_.push_back(stream.add(of("pick", v), n_));
      found_.push_back(stream.add(of("found", v)));
    }
    model_.registers = stream.registers();
    model_.name = "graph_connectivity_log_depth_rows";
    model_.fields = {"u"};
    for (int v = 0; v < n_; ++v) model_.fields.push_back(of("d", v));
  }

  void embed() {
    model::CircuitBuilder circuit(model_.fields);
    const model::Wire u = circuit.input("u");
    circuit.output("u", u);
    circuit.output("one", circuit.constant(1));
    for (int v = 0; v < n_; ++v) {
      circuit.output("e", v, circuit.equal(u, circuit.constant(v)));
      circuit.output("D", v, circuit.input(of("d", v)));
    }
    model_.embed = circuit.finish();
  }

  /// Head v: the score of vertex w is -n (D_uw + D_wv) - w, so the least sum is found, the least w
  /// among equals. Then found_v = D_wv + D_uw: only the unit of the w picked is above 0.
  void pick() {
    model::Block block{.name = "pick"};
    for (int v = 0; v < n_; ++v) {
      const auto at = static_cast<std::size_t>(v);
      model::Head head{
          .name = of("to", v), .norm = model::Norm::unique_hardmax, .keys = {{}}, .values = {{}}};
      model::copy(head.query, distance_, 0);
      model::copy(head.query, one_, n_);
      model::copy(head.keys[0], self_, 0, -n_);
      head.keys[0].push_back({.from = distance_[v], .to = n_, .weight = {.value = -n_}});
      if (choices_.prefers_first) model::copy(head.keys[0], label_, n_, -1);
      model::copy(head.values[0], self_, 0);
      head.values[0].push_back({.from = distance_[v], .to = n_, .weight = {.value = 1}});
      model::write(head.out, 0, picked_[at]);
      model::write(head.out, n_, found_[at]);
      block.heads.push_back(std::move(head));
      for (int j = 0; j < n_; ++j) {
        const std::string name = of("at", v) + "[" + std::to_string(j) + "]";
        model::Relu unit{.name = name,
                         .in = {{.at = distance_[j], .weight = {.value = 1}}},
                         .out = {{.at = found_[at][0], .weight = {.value = 1}}}};
        if (choices_.is_gated) {
          unit.in.push_back({.at = picked_[at][j], .weight = {.value = infinity_}});
          unit.bias.value = -infinity_;
        }
        block.mlp.push_back(std::move(unit));
        block.mlp.push_back({.name = "clear " + name,
                             .in = {{.at = picked_[at][j], .weight = {.value = 1}}},
                             .out = {{.at = picked_[at][j], .weight = {.value = -1}}}});
      }
    }
    model_.blocks.push_back(std::move(block));
  }

  /// D_v <- min(found_v, INF) = INF - relu(INF - found_v).
  void replace() {
    model::Block block{.name = "replace"};
    for (int v = 0; v < n_; ++v) {
      const auto at = static_cast<std::size_t>(v);
      const int found = found_[at][0];
      const int to = distance_[v];
      block.mlp.push_back({.name = of("most", v),
                           .in = {{.at = one_[0], .weight = {.value = 1}}},
                           .out = {{.at = to, .weight = {.value = infinity_}}}});
      block.mlp.push_back({.name = of("below", v),
                           .in = {{.at = found, .weight = {.value = -1}}},
                           .bias = {.value = infinity_},
                           .out = {{.at = to, .weight = {.value = -1}}}});
      block.mlp.push_back({.name = of("old", v),
                           .in = {{.at = to, .weight = {.value = 1}}},
                           .out = {{.at = to, .weight = {.value = -1}}}});
      block.mlp.push_back({.name = of("clear", v),
                           .in = {{.at = found, .weight = {.value = 1}}},
                           .out = {{.at = found, .weight = {.value = -1}}}});
    }
    model_.blocks.push_back(std::move(block));
  }

  void decode() {
    model::CircuitBuilder circuit(model::coordinate_names(model_.registers));
    for (int v = 0; v < n_; ++v) {
      circuit.output("distance", v, circuit.input("D[" + std::to_string(v) + "]"));
    }
    model_.decode.circuit = circuit.finish();
  }

  int n_;
  const DistanceChoices& choices_;
  std::int64_t infinity_;  // INF
  model::Transformer model_;
  model::Slice distance_, self_, label_, one_;
  std::vector<model::Slice> picked_, found_;
};

}  // namespace

model::Transformer build_rows(const DistanceShape& shape) {
  ATTEST_REQUIRE(shape.n >= 1, "n = " + std::to_string(shape.n));
  return RowWriter(shape).take();
}

}  // namespace attest::graph_connectivity_log_depth
