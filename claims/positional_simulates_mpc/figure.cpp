// SPDX-License-Identifier: Apache-2.0
/// \file
/// The loops of a Benes network, and the four permutations that leave no rule.
#include <array>
#include <string>
#include <utility>

#include "claims/positional_simulates_mpc/parts.hpp"
#include "reference/check/drawing.hpp"
#include "reference/derive/sketch.hpp"

namespace attest::positional_simulates_mpc {
namespace {

constexpr int wire_x = 205;  // of the first wire; the names of the rows stand left of it
constexpr int wire_step = 62;
constexpr int stage_step = 70;

void add_head(check::Drawing& drawing, const std::string& title,
              const std::vector<std::string>& caption) {
  drawing.title = title;
  drawing.caption = caption;
  const int top = drawing.high.y;
  derive::add_note(drawing, {6, top - 8}, title, check::Style::title);
  for (int i = 0; i < static_cast<int>(caption.size()); ++i) {
    derive::add_note(drawing, {6, top - 28 - 14 * i}, caption[static_cast<std::size_t>(i)],
                     check::Style::body);
  }
}

/// A permutation of two loops.
const benes::Permutation drawn_destinations{7, 2, 5, 0, 6, 3, 1, 4};

/// One row a stage; a node a wire, with the destination of the packet that it holds.
class LoopPicture {
 public:
  check::Drawing draw() {
    const benes::Settings settings = benes::looping(drawn_destinations);
    const std::vector<int> bits = benes::stage_bits(3);
    std::vector<int> inputs;  // on the wires
    for (int i = 0; i < static_cast<int>(drawn_destinations.size()); ++i) inputs.push_back(i);
    add_row("inputs: target, loop", inputs, {});
    for (std::size_t s = 0; s < settings.size(); ++s) {
      const std::vector<int> before = inputs;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (settings[s][i] != 0) inputs[i] = before[i ^ std::size_t{1} << bits[s]];
      }
      add_row("stage " + std::to_string(s + 1) + ": i xor " + std::to_string(1 << bits[s]), inputs,
              settings[s]);
      for (int i = 0; i < static_cast<int>(inputs.size()); ++i) {
        const bool crosses = settings[s][static_cast<std::size_t>(i)] != 0;
        add_edge(i, crosses ? i ^ 1 << bits[s] : i, crosses);
      }
    }
    drawing_.meanings = {{check::Role::token, "packet: its target and its loop"},
                         {check::Role::value, "packet that went straight"},
                         {check::Role::written, "packet that crossed"},
                         {check::Role::attention, "crosses at a switch"},
                         {check::Role::residual, "goes straight"}};
    drawing_.low = {0, -30};
    drawing_.high = {wire_x + 8 * wire_step, stage_step * (rows_ - 1) + 84};
    add_head(
        drawing_, std::string(claim_id) + " S2: Loops set the first and the last stage",
        {"partners at stage 1, and the packets for outputs 2o and 2o + 1, enter different halves,",
         "the even and the odd nodes after stage 1; in turn the two conditions give the loops"});
    return std::move(drawing_);
  }

 private:
  static int x_of(int wire) { return wire_x + wire_step * wire; }
  static std::string id_of(int row, int wire) {
    return "row" + std::to_string(row) + "." + std::to_string(wire);
  }

  void add_row(const std::string& name, const std::vector<int>& inputs,
               const std::vector<char>& settings) {
    const std::vector<int> loop = benes::loops(drawn_destinations);
    const int y = stage_step * rows_;
    derive::add_note(drawing_, {10, y}, name, check::Style::heading);
    for (int i = 0; i < static_cast<int>(inputs.size()); ++i) {
      const auto input = static_cast<std::size_t>(inputs[static_cast<std::size_t>(i)]);
      const bool has_crossed = !settings.empty() && settings[static_cast<std::size_t>(i)] != 0;
      check::Node node{.id = id_of(rows_, i),
                       .centre = {x_of(i), y},
                       .width = 44,
                       .height = 30,
                       .lines = {std::to_string(drawn_destinations[input]),
                                 std::string(1, static_cast<char>('a' + loop[input]))},
                       .role = check::Role::value};
      if (rows_ == 0) node.role = check::Role::token;
      if (has_crossed) node.role = check::Role::written;
      drawing_.nodes.push_back(std::move(node));
    }
    ++rows_;
  }

  void add_edge(int wire, int from, bool crosses) {
    const int y = stage_step * (rows_ - 1);
    drawing_.edges.push_back({.from = id_of(rows_ - 2, from),
                              .to = id_of(rows_ - 1, wire),
                              .role = crosses ? check::Role::attention : check::Role::residual,
                              .weight = crosses ? std::optional<Rational>(1) : std::nullopt,
                              .route = {{x_of(from), y - stage_step + 15}, {x_of(wire), y - 15}}});
  }

  check::Drawing drawing_;
  int rows_ = 0;
};

/// A bit of the rule, where it stands, and the permutation that ties it to the next one.
struct Corner {
  const char* name;
  const char* what;
  check::Point at;
  benes::Permutation permutation;
};

/// Whether the permutation is routed when switches 0 and 1 show equal bits, or else opposite ones.
bool needs_equal(const benes::Permutation& permutation) {
  for (const int other : {0, 1, 2, 3}) {
    for (const char bit : {char{0}, char{1}}) {
      const std::vector<char> stage{bit, bit, static_cast<char>(other & 1),
                                    static_cast<char>(other >> 1)};
      if (benes::can_be_completed(permutation, stage)) return true;
    }
  }
  return false;
}

std::string text_of(const benes::Permutation& permutation) {
  std::string text;
  for (const int d : permutation) text += (text.empty() ? "(" : ",") + std::to_string(d);
  return text + ")";
}

}  // namespace

check::Drawing loop_figure(const check::Params&) { return LoopPicture().draw(); }

check::Drawing rule_figure(const check::Params&) {
  const std::array<Corner, 4> corners{
      {{"A", "switch 0 sees (0,2)", {150, 210}, {0, 2, 1, 3, 4, 5, 6, 7}},
       {"B", "switch 1 sees (1,3)", {470, 210}, {0, 4, 1, 3, 2, 5, 6, 7}},
       {"C", "switch 0 sees (0,4)", {470, 60}, {0, 4, 3, 5, 1, 2, 6, 7}},
       {"D", "switch 1 sees (3,5)", {150, 60}, {0, 2, 3, 5, 1, 4, 6, 7}}}};
  check::Drawing drawing;
  int opposite = 0;
  for (std::size_t c = 0; c < corners.size(); ++c) {
    const Corner& corner = corners.at(c);
    const Corner& next = corners.at((c + 1) % corners.size());
    drawing.nodes.push_back({.id = corner.name,
                             .centre = corner.at,
                             .width = 150,
                             .height = 34,
                             .lines = {corner.name, corner.what},
                             .role = check::Role::value});
    const bool is_equal = needs_equal(corner.permutation);
    opposite += is_equal ? 0 : 1;
    const bool is_upright = corner.at.x == next.at.x;
    // The line begins and ends outside the boxes.
    const int side = next.at.x > corner.at.x || next.at.y > corner.at.y ? 1 : -1;
    const check::Point off{is_upright ? 0 : 80 * side, is_upright ? 22 * side : 0};
    drawing.edges.push_back({.from = corner.name,
                             .to = next.name,
                             .role = check::Role::flow,
                             .route = {{corner.at.x + off.x, corner.at.y + off.y},
                                       {next.at.x - off.x, next.at.y - off.y}}});
    const check::Point middle{(corner.at.x + next.at.x) / 2 + (is_upright ? 12 : 0),
                              (corner.at.y + next.at.y) / 2 + (is_upright ? 0 : 26)};
    const check::Align align = is_upright ? check::Align::left : check::Align::centre;
    derive::add_note(drawing, middle, text_of(corner.permutation), check::Style::small, align);
    derive::add_note(drawing, {middle.x, middle.y - 13},
                     std::string(next.name) + (is_equal ? " = " : " = not ") + corner.name,
                     check::Style::body, align);
  }
  drawing.meanings = {{check::Role::value, "bit of a switch"},
                      {check::Role::flow, "is tied to, by the permutation beside it"}};
  drawing.low = {0, 20};
  drawing.high = {640, 310};
  add_head(
      drawing, std::string(claim_id) + " S3: Four permutations leave no rule",
      {"a bit says that the top packet of a switch goes to the upper half; each permutation ties "
       "two bits",
       "around the square " + std::to_string(opposite) +
           " ties are between opposites, an odd number: no bits fulfil all four"});
  return drawing;
}

}  // namespace attest::positional_simulates_mpc
