// SPDX-License-Identifier: Apache-2.0
/// \file
/// A transformer with average hard attention, gate by gate.
#include "claims/arithmetic_circuit_as_input/model_circuit.hpp"

#include <map>
#include <utility>
#include <vector>

#include "reference/number/contract.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;
using model::Op;

/// Sums, products and signs of what was written before.
class GateWriter {
 public:
  explicit GateWriter(const std::string& twist) : twist_(twist) {}

  [[nodiscard]] bool has(const char* twist) const { return twist_ == twist; }
  int input() { return add({.gate = Gate::input}); }
  int constant(const Rational& value) {
    const auto found = constants_.find(value);
    if (found != constants_.end()) return found->second;
    return constants_[value] = add({.gate = Gate::constant, .constant = value});
  }
  int sum(std::vector<int> terms) { return add({.gate = Gate::sum, .sources = std::move(terms)}); }
  int product(int a, int b) { return add({.gate = Gate::product, .sources = {a, b}}); }
  int sign(int a) { return add({.gate = Gate::sign, .sources = {a}}); }

  int scaled(int a, const Rational& factor) {
    return factor == 1 ? a : product(a, constant(factor));
  }
  int difference(int a, int b) { return sum({a, scaled(b, -1)}); }
  int one_minus(int a) { return difference(constant(1), a); }
  /// [a < b]: (z^2 + z)/2 of the sign z of b - a.
  int less(int a, int b) {
    const int z = sign(difference(b, a));
    const Rational half(1, has(sign_halved) ? 4 : 2);
    return scaled(sum({product(z, z), z}), half);
  }
  /// [a = 0]: 1 - z^2 of its sign z.
  int is_zero(int a) {
    const int z = sign(a);
    return one_minus(product(z, z));
  }

  void output(int gate) { netlist_.outputs.push_back(gate); }
  Netlist take() { return std::move(netlist_); }

 private:
  int add(machine::netlist::Node node) {
    netlist_.nodes.push_back(std::move(node));
    return static_cast<int>(netlist_.nodes.size()) - 1;
  }

  std::string twist_;
  Netlist netlist_;
  std::map<Rational, int> constants_;
};

using Row = std::vector<int>;  ///< gates of a token's coordinates

/// A straight-line program on one token, step by step.
Row written(GateWriter& writer, const model::Circuit& circuit, const Row& fields) {
  Row wires;
  const auto at = [&wires](int step) { return wires[static_cast<std::size_t>(step)]; };
  for (const model::Step& step : circuit.steps) {
    int wire = 0;
    switch (step.op) {
      case Op::input:
        wire = fields[static_cast<std::size_t>(step.args[0])];
        break;
      case Op::constant:
        wire = writer.constant(step.constant.value);
        break;
      case Op::add:
        wire = writer.sum({at(step.args[0]), at(step.args[1])});
        break;
      case Op::sub:
        wire = writer.difference(at(step.args[0]), at(step.args[1]));
        break;
      case Op::mul:
        wire = writer.product(at(step.args[0]), at(step.args[1]));
        break;
      case Op::less:
        wire = writer.less(at(step.args[0]), at(step.args[1]));
        break;
      default:
        ATTEST_REQUIRE(false, "the block's maps add, subtract, multiply and compare");
    }
    wires.push_back(wire);
  }
  Row outputs;
  for (const model::Output& output : circuit.out) outputs.push_back(at(output.wire));
  return outputs;
}

/// The circuit of a model on n tokens, from embedded coordinates to answers.
class ModelCircuit {
 public:
  ModelCircuit(const model::Transformer& model, int n, const std::string& twist)
      : model_(model), writer_(twist) {
    for (int i = 0; i < n; ++i) {
      state_.emplace_back();
      for (int c = 0; c < model::width(model); ++c) state_.back().push_back(writer_.input());
    }
  }

  Netlist write() {
    for (const auto& [block, times] : model_.schedule) {
      for (int t = 0; t < times; ++t) layer(model_.blocks[static_cast<std::size_t>(block)]);
    }
    for (const Row& row : state_) {
      for (const int gate : written(writer_, model_.decode.circuit, row)) writer_.output(gate);
    }
    return writer_.take();
  }

 private:
  /// A linear map: the gates of its outputs.
  Row applied(const model::Linear& map, const Row& row) {
    std::map<int, Row> terms;
    for (const model::Entry& entry : map) {
      terms[entry.to].push_back(
          writer_.scaled(row[static_cast<std::size_t>(entry.from)], entry.weight.value));
    }
    Row result;
    for (auto& [to, list] : terms) {
      ATTEST_REQUIRE(to == std::ssize(result), "no coordinate of a head is missing");
      result.push_back(writer_.sum(std::move(list)));
    }
    return result;
  }

  /// Which keys are maximal: no other has a larger score.
  Row chosen(const Row& scores) {
    Row result;
    for (const int score : scores) {
      Row larger;
      for (const int other : scores) {
        if (other == score) continue;
        larger.push_back(writer_.has(smaller_beats) ? writer_.less(other, score)
                                                    : writer_.less(score, other));
      }
      result.push_back(writer_.one_minus(writer_.sign(writer_.sum(std::move(larger)))));
    }
    return result;
  }

  /// Sum of [count = c] / c times the sum of the chosen values, c = 1, .., n.
  int mean(const Row& weights, const Row& values) {
    Row terms;
    for (std::size_t k = 0; k < values.size(); ++k) {
      terms.push_back(writer_.product(weights[k], values[k]));
    }
    const int total = writer_.sum(std::move(terms));
    if (writer_.has(total_not_mean)) return total;
    const int count = writer_.sum(weights);
    Row parts;
    for (int c = 1; c <= std::ssize(values); ++c) {
      const int is_count = writer_.is_zero(writer_.difference(count, writer_.constant(c)));
      parts.push_back(writer_.scaled(is_count, Rational(1, c)));
    }
    return writer_.product(writer_.sum(std::move(parts)), total);
  }

  /// What the head adds to each coordinate of each token.
  void attend(const model::Head& head, std::vector<std::map<int, Row>>& gains) {
    std::vector<Row> keys;
    std::vector<Row> values;
    for (const Row& row : state_) {
      keys.push_back(applied(head.keys[0], row));
      values.push_back(applied(head.values[0], row));
    }
    for (std::size_t i = 0; i < state_.size(); ++i) {
      const Row query = applied(head.query, state_[i]);
      Row scores;
      for (const Row& key : keys) {
        Row products;
        for (std::size_t c = 0; c < query.size(); ++c) {
          products.push_back(writer_.product(query[c], key[c]));
        }
        scores.push_back(writer_.sum(std::move(products)));
      }
      const Row weights = chosen(scores);
      for (const model::Entry& entry : head.out) {
        Row read;
        for (const Row& value : values) read.push_back(value[static_cast<std::size_t>(entry.from)]);
        gains[i][entry.to].push_back(writer_.scaled(mean(weights, read), entry.weight.value));
      }
    }
  }

  void layer(const model::Block& block) {
    std::vector<std::map<int, Row>> gains(state_.size());
    for (const model::Head& head : block.heads) attend(head, gains);
    for (std::size_t i = 0; i < state_.size(); ++i) {
      for (auto& [coordinate, terms] : gains[i]) {
        int& gate = state_[i][static_cast<std::size_t>(coordinate)];
        terms.push_back(gate);
        gate = writer_.sum(std::move(terms));
      }
      for (const model::Circuit& map : block.token_maps) {
        const Row outputs = written(writer_, map, state_[i]);
        for (std::size_t o = 0; o < outputs.size(); ++o) {
          const int at = model::coordinate(model_, map.out[o].name, map.out[o].at);
          state_[i][static_cast<std::size_t>(at)] = outputs[o];
        }
      }
    }
  }

  const model::Transformer& model_;
  GateWriter writer_;
  std::vector<Row> state_;
};

}  // namespace

Netlist circuit_of(const model::Transformer& model, int n, const std::string& twist) {
  return ModelCircuit(model, n, twist).write();
}

}  // namespace attest::arithmetic_circuit_as_input
