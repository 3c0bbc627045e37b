// SPDX-License-Identifier: Apache-2.0
/// \file
/// Notes and boxes of a drawing.
#include "reference/derive/sketch.hpp"

#include <utility>

namespace attest::derive {
namespace {

constexpr int margin = 6;       // left of the names of rows [points]
constexpr int box_height = 22;  // of one line of text [points]

}  // namespace

void add_note(check::Drawing& drawing, check::Point at, std::string text, check::Style style,
              check::Align align) {
  drawing.notes.push_back({.id = "note" + std::to_string(drawing.notes.size()),
                           .at = at,
                           .text = std::move(text),
                           .style = style,
                           .align = align});
}

void Sketch::note(check::Point at, std::string text, check::Style style, check::Align align) {
  add_note(drawing, at, std::move(text), style, align);
}

void Sketch::label(int y, std::string text) {
  note({margin, y}, std::move(text), check::Style::heading);
}

void Sketch::box(std::string name, check::Point at, int width, std::string text, check::Role role) {
  drawing.nodes.push_back({.id = std::move(name),
                           .centre = at,
                           .width = width,
                           .height = box_height,
                           .lines = {std::move(text)},
                           .role = role});
}

}  // namespace attest::derive
