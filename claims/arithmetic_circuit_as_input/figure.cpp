// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of a run: the circuit, its tokens below it, wires as arrows, and the values of all
/// tokens layer by layer.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

using machine::netlist::Gate;
using machine::netlist::Netlist;
using machine::netlist::Node;

constexpr int pitch = 62;
constexpr int left_margin = 150;
constexpr int level_height = 58;
constexpr int row_height = 46;
constexpr int half_box = 11;

/// g3 = x y, g4 = x + y + g3, g5 = sign g4.
Netlist drawn_netlist() {
  return {.nodes = {{.gate = Gate::input, .name = "x"},
                    {.gate = Gate::input, .name = "y"},
                    {.gate = Gate::product, .sources = {0, 1}, .name = "x y"},
                    {.gate = Gate::sum, .sources = {0, 1, 2}, .name = "sum"},
                    {.gate = Gate::sign, .sources = {3}, .name = "sign"}},
          .outputs = {4}};
}

class CircuitPicture {
 public:
  CircuitPicture()
      : netlist_(drawn_netlist()),
        depths_(machine::netlist::depths(netlist_)),
        tokens_(tokens_of(netlist_, {Rational(-1, 2), 3})),
        model_(construction(machine::netlist::depth(netlist_))),
        trace_(model::trace(model_, tokens_, {})) {
    for (int i = 0; i < tokens_.rows(); ++i) {
      if (!is_wire(i)) rows_[tokens_(i, Field::id).num().to_int64()] = i;
    }
  }

  check::Drawing draw() {
    add_tokens();
    add_wires();
    add_values();
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] bool is_wire(int token) const { return tokens_(token, Field::op).is_zero(); }
  [[nodiscard]] static int x_of(int token) { return left_margin + token * pitch; }
  /// Gates stand above the tokens, at the height of their depth.
  [[nodiscard]] int gate_y(int gate) const {
    return level_height * (1 + depths_[static_cast<std::size_t>(gate)]);
  }
  [[nodiscard]] int gate_of(int token) const {
    return static_cast<int>(tokens_(token, Field::id).num().to_int64()) - 1;
  }
  [[nodiscard]] static int value_y(int layer) { return -row_height * layer - 56; }
  [[nodiscard]] static std::string id_of(const char* kind, int number) {
    return std::string(kind) + "." + std::to_string(number);
  }

  void add_tokens() {
    for (int i = 0; i < tokens_.rows(); ++i) {
      const int gate = gate_of(i);
      const Node& node = netlist_.nodes[static_cast<std::size_t>(gate)];
      const std::string number = std::to_string(gate + 1);
      if (is_wire(i)) {
        const std::string source = tokens_(i, Field::source).to_string();
        sketch_.box(id_of("token", i), {x_of(i), 0}, pitch - 8, source + " to " + number,
                    check::Role::token);
        continue;
      }
      sketch_.box(id_of("token", i), {x_of(i), 0}, pitch - 8, "gate " + number,
                  check::Role::extra_token);
      sketch_.box(id_of("gate", gate), {x_of(i), gate_y(gate)}, pitch - 8,
                  number + ": " + node.name, check::Role::units);
      add_edge(id_of("token", i), {x_of(i), half_box}, id_of("gate", gate),
               {x_of(i), gate_y(gate) - half_box}, check::Role::residual, "the token of a gate");
    }
  }

  void add_edge(std::string from, check::Point start, std::string to, check::Point end,
                check::Role role, std::string detail) {
    sketch_.drawing.edges.push_back({.from = std::move(from),
                                     .to = std::move(to),
                                     .role = role,
                                     .weight = {},
                                     .route = {start, end},
                                     .detail = std::move(detail)});
  }

  /// The circuit's arrows, and below the tokens who reads whom: an arc from a wire to its source.
  void add_wires() {
    for (int i = 0; i < tokens_.rows(); ++i) {
      if (!is_wire(i)) continue;
      const int gate = gate_of(i);
      const int source = static_cast<int>(tokens_(i, Field::source).num().to_int64()) - 1;
      const int from = rows_.at(source + 1);
      const int to = rows_.at(gate + 1);
      const std::string detail =
          "wire from gate " + std::to_string(source + 1) + " to gate " + std::to_string(gate + 1);
      add_edge(id_of("gate", source), {x_of(from), gate_y(source) + half_box}, id_of("gate", gate),
               {x_of(to), gate_y(gate) - half_box}, check::Role::flow, detail);
    }
  }

  [[nodiscard]] const Rational& value_at(int layer, int token) const {
    const std::vector<model::Number>& state =
        layer == 0 ? trace_.embedded : trace_.layers[static_cast<std::size_t>(layer - 1)].state;
    const int value = model::coordinate(model_, "value");
    return std::get<Rational>(state[static_cast<std::size_t>(token * trace_.d + value)]);
  }

  void add_values() {
    const int layers = static_cast<int>(trace_.layers.size());
    for (int layer = 0; layer <= layers; ++layer) {
      for (int i = 0; i < tokens_.rows(); ++i) {
        const bool is_changed = layer > 0 && value_at(layer, i) != value_at(layer - 1, i);
        const bool is_last = layer == layers && !is_wire(i);
        sketch_.box("value." + std::to_string(layer) + "." + std::to_string(i),
                    {x_of(i), value_y(layer)}, pitch - 8, value_at(layer, i).to_string(),
                    is_last      ? check::Role::answer
                    : is_changed ? check::Role::written
                                 : check::Role::value);
        if (is_changed) add_reads(layer, i);
      }
    }
  }

  /// Arrows from the values of the layer before that a changed value was made of.
  void add_reads(int layer, int token) {
    const int op = static_cast<int>(tokens_(token, Field::op).num().to_int64());
    const auto head = static_cast<std::size_t>(op == 0 ? 0 : 1);
    const model::HeadTrace& read = trace_.layers[static_cast<std::size_t>(layer - 1)].heads[head];
    for (int key = 0; key < trace_.n; ++key) {
      const auto& weight =
          std::get<Rational>(read.pattern[static_cast<std::size_t>(token * trace_.n + key)]);
      if (weight.is_zero()) continue;
      sketch_.drawing.edges.push_back(
          {.from = "value." + std::to_string(layer - 1) + "." + std::to_string(key),
           .to = "value." + std::to_string(layer) + "." + std::to_string(token),
           .role = check::Role::attention,
           .weight = weight,
           .route = {{x_of(key), value_y(layer - 1) - half_box},
                     {x_of(token), value_y(layer) + half_box}},
           .detail = "weight " + weight.to_string() + " of head " + read.head});
    }
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    const int layers = static_cast<int>(trace_.layers.size());
    drawing.title = std::string(claim_id) + " S1: A circuit, its tokens, and their values";
    drawing.caption = {
        "x = -1/2, y = 3: x y = -3/2, x + y + x y = 1, and its sign is 1; gates 1 to 5, a token "
        "each and one for every wire",
        "odd layers carry values from gates to wires, even layers from wires to gates; after 2r "
        "layers every gate of depth r is right"};
    drawing.meanings = {{check::Role::units, "gate of the circuit"},
                        {check::Role::extra_token, "token of a gate"},
                        {check::Role::token, "token of a wire: source and destination"},
                        {check::Role::residual, "a gate and its token"},
                        {check::Role::flow, "wire of the circuit"},
                        {check::Role::value, "value that a layer left as it was"},
                        {check::Role::written, "value that a layer changed"},
                        {check::Role::answer, "value of a gate at the end"}};
    for (int level = 0; level <= machine::netlist::depth(netlist_); ++level) {
      sketch_.label(level_height * (1 + level), "depth " + std::to_string(level));
    }
    sketch_.label(0, "tokens");
    for (int layer = 0; layer <= layers; ++layer) {
      sketch_.label(value_y(layer),
                    layer == 0 ? "value, embedded" : "after layer " + std::to_string(layer));
    }
    drawing.low = {0, value_y(layers) - 28};
    drawing.high = {x_of(tokens_.rows()) - pitch / 2 + 8,
                    level_height * (2 + machine::netlist::depth(netlist_)) + 50};
    sketch_.note({6, drawing.high.y - 12}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 32}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 46}, drawing.caption[1], check::Style::body);
  }

  Netlist netlist_;
  std::vector<int> depths_;
  check::Case tokens_;
  model::Transformer model_;
  model::Trace trace_;
  std::map<std::int64_t, int> rows_ = {};  // of gates, by their numbers
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing circuit_figure() { return CircuitPicture().draw(); }

}  // namespace attest::arithmetic_circuit_as_input
