// SPDX-License-Identifier: Apache-2.0
/// \file
/// The edge form: rows of the adjacency matrix, intersected and counted, as weights.
#include <string>
#include <utility>

#include "claims/triangle_counting/claim.hpp"
#include "reference/derive/graph_embedding.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/graph_tokens.hpp"

namespace attest::triangle_counting {
namespace {

using model::CircuitBuilder;
using model::Head;
using model::Slice;
using model::Transformer;
using model::Wire;

/// Writes the edge form of one shape.
class EdgeWriter {
 public:
  explicit EdgeWriter(const EdgeShape& shape)
      : shape_(shape),
        choices_(shape.choices),
        n_(static_cast<int>(shape.n)),
        is_soft_(!model::is_hardmax(shape.attention.norm) && choices_.is_clip_soft) {
    ATTEST_REQUIRE(shape.n >= 1 && shape.n <= 10000, "the edge form has 1 to 10000 vertices");
    declare();
    embed();
    make_rows();
    if (shape.view != View::rows) intersect();
    if (shape.view == View::count || shape.view == View::summary) count();
    decode();
  }

  [[nodiscard]] Transformer take() { return std::move(model_); }

 private:
  void declare() {
    model::Stream stream;
    row_ = stream.add("R", n_);
    at_ = derive::add_graph_registers(stream, n_);
    acc_ = stream.add("acc", n_);
    cod_ = stream.add("cod");
    out_ = stream.add("out", shape_.view == View::summary ? 4 : 2);
    model_.registers = stream.registers();
    model_.name = "triangle_counting edge form";
    model_.fields = task::graph_fields();
  }

  void embed() {
    CircuitBuilder circuit(model_.fields);
    derive::embed_graph_token(circuit, n_);
    model_.embed = circuit.finish();
    model_.extra_tokens = {derive::graph_sentinel()};
  }

  /// A head with the norm of the model, without weights.
  [[nodiscard]] Head head(std::string name) const {
    return {.name = std::move(name),
            .norm = shape_.attention.norm,
            .base = shape_.attention.base,
            .keys = {{}},
            .values = {{}}};
  }

  void add_block(std::string name, Head head, std::vector<model::Relu> units = {}) {
    for (model::Entry& entry : head.query) entry.weight.value *= shape_.attention.scale;
    model_.schedule.emplace_back(static_cast<int>(model_.blocks.size()), 1);
    model_.blocks.push_back(
        {.name = std::move(name), .heads = {std::move(head)}, .mlp = std::move(units)});
  }

  /// A vertex ties its edges and the sentinel at score 1 and reads the sum of its edges' ends over
  /// deg + 1; edges and the sentinel read the sentinel alone, which is 0.
  void make_rows() {
    Head head = this->head("edges of a vertex");
    model::copy(head.query, at_.vertex, 0);
    model::copy(head.query, at_.one, n_);
    model::copy(head.keys[0], at_.edge, 0);
    if (choices_.has_row_sentinel) model::copy(head.keys[0], at_.sentinel, n_);
    model::copy(head.values[0], at_.edge, 0);
    model::write(head.out, 0, row_);
    std::vector<model::Relu> units;
    for (int j = 0; j < n_; ++j) add_clip(units, j);
    add_block("rows", std::move(head), std::move(units));
  }

  /// R_j becomes [neighbour j] = relu(n R_j) - relu(n R_j - 1), as a neighbour's share is 1/(deg+1)
  /// >= 1/n. Softmax moves shares by at most N/b <= 1/(3n): 3n R_j is at least 2 or at most 1. The
  /// own share is deg/(deg+1), at most (n-1)/n, and is pushed below every threshold.
  void add_clip(std::vector<model::Relu>& units, int j) const {
    const int factor = is_soft_ ? 3 : 1;
    const std::int64_t slope = factor * shape_.n + choices_.slope_offset;
    const std::int64_t own = factor * (shape_.n - 1) + choices_.slope_offset;
    for (const int step : {0, 1}) {
      const std::int64_t threshold = step + (is_soft_ ? 1 : 0);
      model::Relu unit{.name = step == 0 ? "share" : "full share",
                       .in = {{.at = row_[j], .weight = {.value = slope}}},
                       .bias = {.value = -threshold},
                       .out = {{.at = row_[j], .weight = {.value = step == 0 ? 1 : -1}}}};
      if (choices_.is_self_subtracted && own > threshold) {
        unit.in.push_back({.at = at_.vertex[j],
                           .weight = {.value = threshold - own,
                                      .slack = model::Slack::at_most,
                                      .why = "the own share is at most (n-1)/n"}});
      }
      units.push_back(std::move(unit));
    }
    // R_j >= 0, so this takes the share itself away.
    units.push_back({.name = "old share",
                     .in = {{.at = row_[j], .weight = {.value = 1}}},
                     .bias = {},
                     .out = {{.at = row_[j], .weight = {.value = -1}}}});
  }

  /// An edge scores 2 on its ends, 1 on the sentinel, 0 on all others: acc = (2 R_a + 2 R_b)/2. A
  /// vertex and the sentinel read the sentinel, which is 0.
  void intersect() {
    Head head = this->head("ends of an edge");
    model::copy(head.query, at_.edge, 0, choices_.end_query);
    model::copy(head.query, at_.one, n_);
    model::copy(head.keys[0], at_.vertex, 0);
    if (choices_.has_pair_sentinel) model::copy(head.keys[0], at_.sentinel, n_);
    model::copy(head.values[0], row_, 0, choices_.row_value);
    model::write(head.out, 0, acc_);
    std::vector<model::Relu> units;
    for (int j = 0; j < n_; ++j) add_both(units, j);
    add_block("pairs", std::move(head), std::move(units));
  }

  /// cod gains [acc_j = 2]; acc_j is 0, 1 or 2, under softmax within 1/4 of that.
  void add_both(std::vector<model::Relu>& units, int j) const {
    const auto unit = [&](const char* name, int slope, int threshold, int sign) {
      units.push_back({.name = name,
                       .in = {{.at = acc_[j], .weight = {.value = slope}}},
                       .bias = {.value = -threshold},
                       .out = {{.at = cod_[0], .weight = {.value = sign}}}});
    };
    if (!is_soft_) {
      unit("common neighbour", 1, 1, 1);
      return;
    }
    unit("common neighbour", 4, 5, 1);
    unit("full common neighbour", 4, 6, -1);
  }

  /// All scores are 0: the means of sent and cod over all N tokens.
  void count() {
    Head head = this->head("all tokens");
    model::copy(head.values[0], at_.sentinel, 0);
    model::copy(head.values[0], cod_, 1);
    if (shape_.view == View::summary) {
      add_sum(head.values[0], at_.vertex, 2);
      add_sum(head.values[0], at_.edge, 3);
    }
    model::write(head.out, 0, out_);
    add_block("count", std::move(head));
  }

  /// The sum of a register as one coordinate of the value.
  static void add_sum(model::Linear& value, Slice from, int to) {
    for (int j = 0; j < from.size; ++j) {
      value.push_back({.from = from[j], .to = to, .weight = {.value = 1}});
    }
  }

  void decode() {
    CircuitBuilder circuit(model::coordinate_names(model_.registers));
    if (shape_.view == View::rows) {
      for (int j = 0; j < n_; ++j) {
        const std::string name = "R[" + std::to_string(j) + "]";
        circuit.output(name, circuit.input(name));
      }
    } else if (shape_.view == View::common) {
      circuit.output("common", circuit.input("cod[0]"));
    } else {
      // Means over N tokens, and that of sent is 1/N. An edge has two ends, a triangle three edges.
      const Wire share = circuit.input("out[0]");
      if (shape_.view == View::summary) {
        circuit.output("nodes", circuit.input("out[2]") / share);
        circuit.output("edges", circuit.input("out[3]") / (share * 2));
      }
      const Wire triangles = circuit.input("out[1]") / (share * choices_.corners);
      // Under the natural exponential the count is enclosed, in less than one unit of 2^-20.
      const bool is_enclosed = shape_.attention.norm == model::Norm::softmax_e;
      const Rational unit(1, power_of_two(20));
      circuit.output("triangles", is_enclosed
                                      ? circuit.round(triangles * Rational(power_of_two(20))) * unit
                                      : triangles);
      model_.decode.at = model::ReadAt::first_extra;
    }
    model_.decode.circuit = circuit.finish();
  }

  EdgeShape shape_;
  EdgeChoices choices_;
  int n_;
  bool is_soft_;
  Transformer model_;
  Slice row_;
  derive::GraphRegisters at_;
  Slice acc_;
  Slice cod_;
  Slice out_;
};

}  // namespace

model::Transformer edge_form(const EdgeShape& shape) { return EdgeWriter(shape).take(); }

std::int64_t sufficient_base(std::int64_t n) { return 3 * n * (n + n * (n - 1) / 2 + 1); }

}  // namespace attest::triangle_counting
