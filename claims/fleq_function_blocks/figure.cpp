// SPDX-License-Identifier: Apache-2.0
/// \file
/// A picture of the datapath: one instruction on its way through the layers.
#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/machine/fleq_file.hpp"

namespace attest::fleq_function_blocks {
namespace {

constexpr int column_left = 122;  // of the first column; names of layers stand left of it
constexpr int column_pitch = 84;
constexpr int layer_pitch = 78;
constexpr int box_width = 76;

/// C := A^T B, then a jump, since entry (0, 0) of C is -3.
constexpr const char* drawn_program =
    "side 2\n"
    "cell A = -1 2 ; 0 1\n"
    "cell B = 3 0 ; 1 -1\n"
    "cell C\n"
    "      multiply A B -> C if C goto end\n"
    "      subtract A B -> A\n"
    "end:\n";

/// One row a layer, bottom to top; one column a token.
class DatapathPicture {
 public:
  DatapathPicture()
      : program_(machine::fleq::parse(drawn_program, std::string(claim_id))),
        size_(size_for(program_)),
        model_(construction(size_)),
        trace_(model::trace(model_, tokens_of(size_, program_, machine::fleq::start(program_)),
                            {.arithmetic = model::Arithmetic::rational})) {}

  check::Drawing draw() {
    for (int column = 0; column < trace_.n; ++column) {
      used_.insert({0, column});
      if (column < first_command()) used_.insert({layers(), column});
    }
    for (int layer = 1; layer <= layers(); ++layer) {
      for (int column = 0; column < size_.side; ++column) used_.insert({layer, column});
      for (const model::HeadTrace& head :
           trace_.layers[static_cast<std::size_t>(layer - 1)].heads) {
        add_reads(layer, head);
      }
    }
    for (const auto& [layer, column] : used_) add_box(layer, column);
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  [[nodiscard]] int layers() const { return static_cast<int>(trace_.layers.size()); }
  [[nodiscard]] int first_command() const { return size_.side * (1 + size_.cells); }
  [[nodiscard]] bool is_machine(int column) const { return column < size_.side; }
  [[nodiscard]] bool is_cell(int column) const {
    return !is_machine(column) && column < first_command();
  }
  [[nodiscard]] int x_of(int column) const {
    // A gap before every cell, and before the commands.
    const int groups = std::min(column / size_.side, 1 + size_.cells);
    return column_left + column_pitch * column + 14 * groups;
  }
  static int y_of(int layer) { return layer_pitch * layer; }
  static std::string id_of(int layer, int column) {
    return "layer" + std::to_string(layer) + "." + std::to_string(column);
  }

  /// A register after so many layers.
  [[nodiscard]] Rational entry(int layer, int column, const std::string& name, int at) const {
    const std::vector<model::Number>& state =
        layer == 0 ? trace_.embedded : trace_.layers[static_cast<std::size_t>(layer - 1)].state;
    const int place = column * trace_.d + model::coordinate(model_, name) + at;
    return std::get<Rational>(state[static_cast<std::size_t>(place)]);
  }
  [[nodiscard]] std::string column_text(int layer, int column, const std::string& name) const {
    std::string text;
    for (int i = 0; i < size_.side; ++i) {
      text += (i == 0 ? "" : " ") + entry(layer, column, name, i).to_string();
    }
    return text;
  }
  [[nodiscard]] int code(int layer, int column, const std::string& name) const {
    int number = 0;
    for (int i = 0; i < size_.address_bits(); ++i) {
      number = 2 * number + (entry(layer, column, name, i).sign() > 0 ? 1 : 0);
    }
    return number - size_.cells;
  }

  /// What a head moves: only what is called, and what changes a cell.
  void add_reads(int layer, const model::HeadTrace& head) {
    const bool is_other = head.head.starts_with("subtract");
    for (int query = 0; query < head.queries && !is_other; ++query) {
      const bool is_shown = head.head == "write"
                                ? is_cell(query) && column_text(layer, query, "mem") !=
                                                        column_text(layer - 1, query, "mem")
                                : is_machine(query);
      for (int key = 0; key < head.keys && is_shown; ++key) {
        const auto& weight = std::get<Rational>(
            head.pattern[static_cast<std::size_t>(query) * static_cast<std::size_t>(head.keys) +
                         static_cast<std::size_t>(key)]);
        if (!weight.is_zero()) add_edge(layer, key, query, weight);
      }
    }
  }

  void add_edge(int layer, int key, int query, const Rational& weight) {
    used_.insert({layer - 1, key});
    used_.insert({layer, query});
    sketch_.drawing.edges.push_back(
        {.from = id_of(layer - 1, key),
         .to = id_of(layer, query),
         .role = weight.sign() < 0 ? check::Role::negative : check::Role::attention,
         .route = {{x_of(key), y_of(layer - 1) + 18}, {x_of(query), y_of(layer) - 18}},
         .detail = "weight " + weight.to_string()});
  }

  /// What a column of the machine holds that the layer has changed.
  [[nodiscard]] std::vector<std::string> machine_lines(int layer, int column) const {
    const std::string name =
        layer == 0 ? "embedding" : trace_.layers[static_cast<std::size_t>(layer - 1)].block;
    if (name == "fetch") return {"multiply", "A B to C"};
    if (name == "read") {
      return {"a " + column_text(layer, column, "multiply.a"),
              "b " + column_text(layer, column, "multiply.b")};
    }
    if (name.starts_with("compute")) return {"mem", column_text(layer, column, "mem")};
    if (name == "write") return {"mem", column_text(layer, column, "mem")};
    if (name == "flag") return {"flag", entry(layer, column, "flag", 0).to_string()};
    return {"pc", std::to_string(code(layer, column, "pc"))};
  }

  void add_box(int layer, int column) {
    std::vector<std::string> lines;
    check::Role role = check::Role::value;
    if (is_machine(column)) {
      lines = machine_lines(layer, column);
      role = layer == 0 ? check::Role::token : check::Role::written;
    } else if (is_cell(column)) {
      lines = {"mem", column_text(layer, column, "mem")};
      role = layer == 0 ? check::Role::token : check::Role::value;
      if (lines[1] != column_text(0, column, "mem")) role = check::Role::written;
    } else {
      const int at = column - first_command();
      const machine::fleq::Command& command = program_.commands[static_cast<std::size_t>(at)];
      lines = {std::string(machine::fleq::name_of(command.operation)),
               name_of(command.a) + " " + name_of(command.b) + " to " + name_of(command.c)};
      if (at == program_.last_command()) lines = {"stop"};
      role = check::Role::token;
    }
    sketch_.drawing.nodes.push_back({.id = id_of(layer, column),
                                     .centre = {x_of(column), y_of(layer)},
                                     .width = box_width,
                                     .height = 36,
                                     .lines = std::move(lines),
                                     .role = role});
  }

  [[nodiscard]] std::string name_of(int cell) const {
    return program_.names[static_cast<std::size_t>(cell)];
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S1: One instruction calls the product A^T B";
    drawing.caption = {
        "two machine columns, three cells of two columns each, three commands; C := A^T B, then to "
        "the last command, since C[0][0] = -3 is <= 0",
        "a line leads to the column that a head reads; the subtraction, which is not called, reads "
        "zeros and is left out"};
    drawing.meanings = {{check::Role::token, "column before the loop"},
                        {check::Role::written, "what the layer has written"},
                        {check::Role::value, "column of a cell as it was"},
                        {check::Role::attention, "column that is read"},
                        {check::Role::negative, "product with a negative weight"}};
    sketch_.label(y_of(0), "before");
    for (int layer = 1; layer <= layers(); ++layer) {
      sketch_.label(y_of(layer), trace_.layers[static_cast<std::size_t>(layer - 1)].block);
    }
    for (int column = 0; column < trace_.n; ++column) {
      std::string text;
      if (is_machine(column)) {
        text = "machine " + std::to_string(column);
      } else if (is_cell(column)) {
        text = name_of(column / size_.side - 1) + ", column " + std::to_string(column % size_.side);
      } else {
        text = "command " + std::to_string(column - first_command());
      }
      sketch_.note({x_of(column), -32}, std::move(text), check::Style::small, check::Align::centre);
    }
    drawing.low = {0, -46};
    drawing.high = {x_of(trace_.n - 1) + 54, y_of(layers()) + 84};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::body);
    sketch_.note({6, drawing.high.y - 42}, drawing.caption[1], check::Style::body);
  }

  machine::fleq::Program program_;
  Size size_;
  model::Transformer model_;
  model::Trace trace_;
  std::set<std::pair<int, int>> used_ = {};  // layer and column of the boxes
  derive::Sketch sketch_ = {};
};

}  // namespace

check::Drawing datapath_figure(const check::Params&) { return DatapathPicture().draw(); }

}  // namespace attest::fleq_function_blocks
