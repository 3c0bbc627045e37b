// SPDX-License-Identifier: Apache-2.0
/// \file
/// Construction B: neighbourhoods from edge tokens, their reach squared, roots counted.
#include <utility>

#include "claims/graph_connectivity_log_depth/claim.hpp"
#include "reference/derive/graph_embedding.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Transformer;
using model::Wire;

/// Writes one model of construction B.
class EdgeWriter {
 public:
  explicit EdgeWriter(const Shape& shape)
      : shape_(shape),
        choices_(shape.choices),
        n_(shape.view == View::bipartite ? 2 * shape.n : shape.n) {
    declare();
    embed();
    gather();
    square(shape.squarings.value_or(squarings(shape.n, shape.view)) + choices_.squarings_offset);
    if (shape.view == View::bipartite) {
      meet();
    } else if (shape.view != View::reach) {
      root();
    }
    if (shape.view != View::reach) count();
    decode();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  void declare() {
    model::Stream stream;
    reach_ = stream.add("R", n_);
    graph_ = derive::add_graph_registers(stream, n_);
    if (!choices_.is_residual) mean_ = stream.add("mean", n_);
    if (shape_.view == View::bipartite) {
      root_ = stream.add("meets");
      out_ = stream.add("out", 2);
    } else if (shape_.view != View::reach) {
      less_ = stream.add("less");
      root_ = stream.add("root");
      out_ = stream.add("out", 4);
    }
    model_.registers = stream.registers();
    model_.name = claim_id;
    model_.fields = task::graph_fields();
  }

  void embed() {
    CircuitBuilder circuit(model_.fields);
    const std::vector<Wire> vertex = derive::embed_graph_token(circuit, n_);
    for (int u = 0; u < n_ && choices_.has_loops; ++u) {
      circuit.output("R", u, vertex[static_cast<std::size_t>(u)]);
    }
    model_.embed = circuit.finish();
    model_.extra_tokens = {derive::graph_sentinel()};
  }

  [[nodiscard]] Head head(std::string name) const {
    return {.name = std::move(name),
            .norm = shape_.attention.norm,
            .base = shape_.attention.base,
            .keys = {{}},
            .values = {{}}};
  }

  void add_block(model::Block block, int times = 1) {
    for (Head& head : block.heads) {
      for (model::Entry& entry : head.query) entry.weight.value *= shape_.attention.scale;
    }
    model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), times);
    model_.blocks.push_back(std::move(block));
  }

  /// out of relu(slope x_at - threshold) onto a coordinate.
  [[nodiscard]] static model::Relu unit(std::string name, int at, const Rational& slope,
                                        const Rational& threshold, int to, const Rational& out) {
    return {.name = std::move(name),
            .in = {{.at = at, .weight = {.value = slope}}},
            .bias = {.value = -threshold},
            .out = {{.at = to, .weight = {.value = out}}}};
  }

  /// R_j <- relu(n x) - relu(n x - 1) with x what R_j was raised to: 0 for 0, and 1 for every
  /// x >= 1/n, which is the least mean that is not 0. Under softmax x is at most N/b <= 1/(3n)
  /// where it should be 0, and at least 1/n - N/b >= 2/(3n) where not: the step lies between.
  [[nodiscard]] std::vector<model::Relu> clip(bool has_own_coordinate = true) const {
    const bool is_hard = model::is_hardmax(shape_.attention.norm);
    const Rational slope = Rational(is_hard ? 1 : 3) * (n_ + choices_.slope_offset);
    const Rational low = is_hard ? 0 : 1;
    std::vector<model::Relu> units;
    for (int j = 0; j < n_; ++j) {
      const std::string at = "[" + std::to_string(j) + "]";
      const int from = choices_.is_residual ? reach_[j] : mean_[j];
      for (const int step : {0, 1}) {
        model::Relu edge = unit((step == 0 ? "step" : "cap") + at, from, slope, low + step,
                                reach_[j], 1 - 2 * step);
        if (!has_own_coordinate) {
          edge.in.push_back({.at = graph_.vertex[j], .weight = {.value = -slope}});
        }
        units.push_back(std::move(edge));
      }
      units.push_back(unit("old" + at, reach_[j], 1, 0, reach_[j], -1));
      if (!choices_.is_residual) units.push_back(unit("read" + at, from, 1, 0, from, -1));
    }
    return units;
  }

  /// A vertex ties its edges and the sentinel at score 1 and reads the mean of the edges' ends;
  /// every other token reads the sentinel alone, which is 0.
  void gather() {
    Head head = this->head("edges");
    model::copy(head.query, graph_.vertex, 0);
    if (choices_.has_gather_one) model::copy(head.query, graph_.one, n_);
    model::copy(head.keys[0], graph_.edge, 0);
    if (choices_.has_gather_sentinel) model::copy(head.keys[0], graph_.sentinel, n_);
    model::copy(head.values[0], graph_.edge, 0);
    model::write(head.out, 0, choices_.is_residual ? reach_ : mean_);
    add_block(
        {.name = "gather", .heads = {std::move(head)}, .mlp = clip(choices_.has_own_coordinate)});
  }

  /// Vertex u ties all vertices that it reaches, and the sentinel, and reads the mean of their R.
  void square(int times) {
    if (times <= 0) return;
    Head head = this->head("reached");
    model::copy(head.query, reach_, 0);
    model::copy(head.query, graph_.one, n_);
    model::copy(head.keys[0], graph_.vertex, 0);
    if (choices_.has_squaring_sentinel) model::copy(head.keys[0], graph_.sentinel, n_);
    model::copy(head.values[0], reach_, 0);
    model::write(head.out, 0, choices_.is_residual ? reach_ : mean_);
    add_block({.name = "square", .heads = {std::move(head)}, .mlp = clip()}, times);
  }

  /// less = #{j < u : R_uj = 1} at vertex u, by units that see whether u > j; root = [less = 0].
  void root() {
    model::Block smaller{.name = "less"};
    for (int j = 0; j + 1 < n_; ++j) {
      model::Relu unit{.name = "smaller[" + std::to_string(j) + "]"};
      unit.in.push_back({.at = reach_[j], .weight = {.value = 1}});
      for (int k = j + 1; k < n_; ++k) {
        unit.in.push_back({.at = graph_.vertex[k], .weight = {.value = 1}});
      }
      // R_j + [u > j] is 2 for what counts, else at most 1.
      if (choices_.has_root_threshold) unit.bias.value = -1;
      unit.out.push_back({.at = less_[0], .weight = {.value = 1}});
      smaller.mlp.push_back(std::move(unit));
    }
    if (!smaller.mlp.empty()) add_block(std::move(smaller));
    model::Relu root{.name = "root"};
    for (int k = 0; k < n_; ++k) {
      root.in.push_back({.at = graph_.vertex[k], .weight = {.value = 1}});
    }
    root.in.push_back({.at = less_[0], .weight = {.value = -1}});
    root.out.push_back({.at = root_[0], .weight = {.value = 1}});
    add_block({.name = "root", .mlp = {std::move(root)}});
  }

  /// meets = [vertex u < n of a double cover reaches n + u].
  void meet() {
    model::Block block{.name = "meet"};
    for (int u = 0; u < shape_.n; ++u) {
      block.mlp.push_back({.name = "copies[" + std::to_string(u) + "]",
                           .in = {{.at = graph_.vertex[u], .weight = {.value = 1}},
                                  {.at = reach_[shape_.n + u], .weight = {.value = 1}}},
                           .bias = {.value = -1},
                           .out = {{.at = root_[0], .weight = {.value = 1}}}});
    }
    add_block(std::move(block));
  }

  /// All scores 0: the means over all tokens of 1 at the sentinel and of what is counted.
  void count() {
    Head head = this->head("all");
    model::copy(head.values[0], graph_.sentinel, 0);
    if (shape_.view == View::bipartite) {
      model::copy(head.values[0], root_, 1);
    } else {
      for (int k = 0; k < n_; ++k) {
        head.values[0].push_back({.from = graph_.vertex[k], .to = 1, .weight = {.value = 1}});
        head.values[0].push_back({.from = graph_.edge[k], .to = 2, .weight = {.value = 1}});
      }
      model::copy(head.values[0], root_, 3);
    }
    model::write(head.out, 0, out_);
    add_block({.name = "count", .heads = {std::move(head)}});
  }

  void decode() {
    CircuitBuilder circuit(model::coordinate_names(model_.registers));
    if (shape_.view == View::reach) {
      for (int j = 0; j < n_; ++j) {
        const std::string name = "R[" + std::to_string(j) + "]";
        circuit.output("R", j, circuit.input(name));
      }
    } else {
      model_.decode.at = model::ReadAt::first_extra;
      const Wire each = circuit.input("out[0]");  // 1/N
      if (shape_.view == View::bipartite) {
        const Wire meets = circuit.input("out[1]");
        circuit.output("bipartite", 1 - circuit.less(circuit.constant(0), meets));
      } else {
        decode_counts(circuit, each);
      }
    }
    model_.decode.circuit = circuit.finish();
  }

  void decode_counts(CircuitBuilder& circuit, Wire each) const {
    const Wire nodes = circuit.input("out[1]") / each;
    const Wire edges = circuit.input("out[2]") / (each * choices_.edge_ends);
    const Wire components = circuit.input("out[3]") / each;
    if (shape_.view == View::cycle) {
      circuit.output("cycle", circuit.less(nodes - components, edges));
      return;
    }
    // Of enclosures the floor is decided unless a count is off by 1/3 or by 2/3.
    const auto entry = [&](Wire count) {
      return shape_.view == View::rounded ? circuit.floor(count + Rational(1, 3)) : count;
    };
    circuit.output("nodes", entry(nodes));
    circuit.output("edges", entry(edges));
    circuit.output("components", entry(components));
  }

  const Shape& shape_;
  const Choices& choices_;
  int n_;  // coordinates of R
  Transformer model_;
  Slice reach_, mean_, less_, root_, out_;
  derive::GraphRegisters graph_;
};

}  // namespace

int squarings(int n, View view) {
  return static_cast<int>(ceil_log2(view == View::bipartite ? n : n - 1));
}

std::int64_t most_tokens(std::int64_t n) { return n + n * (n - 1) / 2 + 1; }

Transformer build(const Shape& shape) {
  ATTEST_REQUIRE(shape.n >= 1, "n = " + std::to_string(shape.n));
  return EdgeWriter(shape).take();
}

}  // namespace attest::graph_connectivity_log_depth
