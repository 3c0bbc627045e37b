// SPDX-License-Identifier: Apache-2.0
/// \file
/// A trace that scrolls past: what returns erased is shaded, arrows are the lookups of a line.
#include <map>
#include <string>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/number/contract.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Code;
using machine::three_address::Instruction;
using machine::three_address::Line;
using machine::three_address::Mark;
using machine::three_address::Opcode;

constexpr int row_height = 24;
constexpr int rows_of_column = 16;
constexpr int box_width = 136;
constexpr int column_pitch = 190;
constexpr int left = 84;
constexpr int top_of_rows = 580;
constexpr int indent = 14;  // of a frame in its caller's

/// fib(2) until both calls have returned.
class ScrollPicture {
 public:
  check::Drawing draw() {
    const Code code = compiled(fibonacci(), true, 0);
    add_instructions(code);
    add("arg", "v0 = 2", 1, check::Role::extra_token);
    opened_.emplace_back("call");
    add("call", "call of fib", 1, check::Role::extra_token);
    machine::three_address::Run run(code, {2}, 8);
    Line line;
    int returned = 0;
    for (int number = 1; returned < 2; ++number) {
      const int depth = run.depth();
      line = run.step();
      add_line(number, line, depth);
      if (line.mark == Mark::write && run.depth() < depth) ++returned;
    }
    add_lookups(code, line, run.step());
    add_texts();
    return std::move(sketch_.drawing);
  }

 private:
  /// Boxes of the trace go down one column, then the next.
  [[nodiscard]] static check::Point place_of_row(int row) {
    return {left + (row / rows_of_column) * column_pitch,
            top_of_rows - (row % rows_of_column) * row_height};
  }

  void add(const std::string& name, const std::string& text, int depth, check::Role role) {
    check::Point at = place_of_row(row_++);
    at.x += (depth - 1) * indent;
    boxes_[name] = {sketch_.drawing.nodes.size(), at};
    sketch_.box(name, at, box_width, text, role);
  }

  void add_line(int number, const Line& line, int depth_before) {
    const std::string name = "line." + std::to_string(number);
    const bool is_result = line.mark == Mark::write && line.depth < depth_before;
    if (line.mark == Mark::call) opened_.push_back(name);
    trace_.push_back(name);
    add(name, machine::three_address::text_of(line), line.depth,
        is_result ? check::Role::member : check::Role::token);
    last_write_[{line.written_depth, line.variable}] = name;
    if (!is_result) return;
    // From the call of the frame that has returned through the separator before this line.
    bool is_gone = false;
    for (const std::string& each : trace_) {
      is_gone = (is_gone || each == opened_.back()) && each != name;
      if (is_gone) sketch_.drawing.nodes[boxes_.at(each).first].role = check::Role::fixed;
    }
    opened_.pop_back();
  }

  void add_instructions(const Code& code) {
    constexpr int instruction_rows = 22;
    const int x = left + 2 * column_pitch + 20;
    for (int i = 0; i < static_cast<int>(code.instructions.size()); ++i) {
      const check::Point at{
          x, top_of_rows - i * (rows_of_column - 1) * row_height / (instruction_rows - 1)};
      const std::string name = "instruction." + std::to_string(i);
      boxes_[name] = {sketch_.drawing.nodes.size(), at};
      sketch_.drawing.nodes.push_back({.id = name,
                                       .centre = at,
                                       .width = box_width - 20,
                                       .height = 15,
                                       .lines = {machine::three_address::text_of(
                                           code.instructions[static_cast<std::size_t>(i)], i)},
                                       .role = check::Role::value});
    }
  }

  /// What the newest line looks up to write the next: its instruction, and the operands.
  void add_lookups(const Code& code, const Line& newest, const Line& next) {
    const Instruction& instruction = code.instructions[static_cast<std::size_t>(newest.next)];
    ATTEST_REQUIRE(instruction.op == Opcode::add, "both calls have returned");
    const std::string from = trace_.back();
    add("next", machine::three_address::text_of(next), next.depth, check::Role::written);
    add_arc(from, "instruction." + std::to_string(newest.next), 1, "fetch");
    for (const int operand : {instruction.first, instruction.second}) {
      add_arc(from, last_write_.at({newest.depth, operand}), -1,
              operand == instruction.first ? "first operand" : "second operand");
    }
  }

  /// A curve on one side of the column.
  void add_arc(const std::string& from, const std::string& to, int side, const char* what) {
    const check::Point start = boxes_.at(from).second;
    const check::Point end = boxes_.at(to).second;
    const int half = box_width / 2;
    const int start_x = start.x + side * half;
    const bool is_instruction = side > 0;
    const int end_x = is_instruction ? end.x - half + 10 : end.x - half;
    const int bend = from == to ? 26 : 40;
    const int low = from == to ? 6 : 0;
    sketch_.drawing.edges.push_back({.from = from,
                                     .to = to,
                                     .role = check::Role::attention,
                                     .weight = Rational(1),
                                     .route = {{start_x, start.y - low},
                                               {start_x + side * bend, start.y - low},
                                               {end_x - bend, end.y + low},
                                               {end_x, end.y + low}},
                                     .detail = what});
  }

  void add_texts() {
    check::Drawing& drawing = sketch_.drawing;
    drawing.title = std::string(claim_id) + " S2: What a call wrote is erased when it returns";
    drawing.caption = {
        "fib(2) with erasing, down one column and then the next: calls are indented, and what is "
        "dashed is gone",
        "The newest line looks up its instruction and the last writes of both operands in its "
        "frame"};
    drawing.meanings = {{check::Role::extra_token, "line of the prompt"},
                        {check::Role::token, "line in the context"},
                        {check::Role::fixed, "line that a return has erased"},
                        {check::Role::member, "result of a call"},
                        {check::Role::written, "line that is written next"},
                        {check::Role::value, "instruction of the prompt"},
                        {check::Role::attention, "lookup of the newest line"}};
    drawing.low = {0, top_of_rows - rows_of_column * row_height - 6};
    drawing.high = {left + 2 * column_pitch + 120, top_of_rows + 96};
    sketch_.note({6, drawing.high.y - 8}, drawing.title, check::Style::title);
    sketch_.note({6, drawing.high.y - 28}, drawing.caption[0], check::Style::small);
    sketch_.note({6, drawing.high.y - 42}, drawing.caption[1], check::Style::small);
    sketch_.note({left, top_of_rows + 26}, "trace", check::Style::heading, check::Align::centre);
    sketch_.note({left + 2 * column_pitch + 20, top_of_rows + 26}, "instructions",
                 check::Style::heading, check::Align::centre);
  }

  derive::Sketch sketch_ = {};
  int row_ = 0;
  std::vector<std::string> trace_ = {};
  std::vector<std::string> opened_ = {};
  std::map<std::string, std::pair<std::size_t, check::Point>> boxes_ = {};
  std::map<std::pair<int, int>, std::string> last_write_ = {};  // by depth and variable
};

}  // namespace

check::Drawing trace_figure(const check::Params&) { return ScrollPicture().draw(); }

}  // namespace attest::micropy_executor
