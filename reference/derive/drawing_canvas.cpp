// SPDX-License-Identifier: Apache-2.0
/// \file
/// Columns, anchors and captions; see drawing_canvas.hpp.
#include "reference/derive/drawing_canvas.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/drawing_text.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

constexpr int plain_margin = 16;  // right of the columns
constexpr int loop_margin = 68;   // the same where loops run there
constexpr int least_columns_width = 240;
constexpr int most_pitch = 110;
constexpr int caption_height = 16;
constexpr int title_height = 18;

}  // namespace

Canvas::Canvas(int columns, bool has_loops, int least_width, const std::string& place)
    : anchors_(static_cast<std::size_t>(columns)), columns_(columns) {
  if (columns < 1 || columns > most_positions) {
    throw InputError("drawing-size", place, std::to_string(columns) + " positions",
                     "1 to " + std::to_string(most_positions) + " of them: a smaller case");
  }
  const int margin = has_loops ? loop_margin : plain_margin;
  const int room = std::max(page_width - gutter - margin, least_columns_width);
  // Few columns share the width of the smallest drawing.
  const int share = (least_page_width - gutter - margin) / std::max(columns, 2);
  pitch_ = std::clamp(room / columns, least_pitch, std::max(most_pitch, share));
  width_ = std::max(least_width, gutter + pitch_ * columns + margin);
}

void Canvas::note(check::Point at, const std::string& text, check::Style style, check::Align align,
                  int width) {
  if (text.empty()) return;
  const bool is_bold = style == check::Style::title || style == check::Style::heading;
  drawing_.notes.push_back(
      {.id = "note." + std::to_string(notes_++),
       .at = at,
       .text = width == 0 ? text : fitted_to(width, text, check::text_size(style), is_bold),
       .style = style,
       .align = align});
}

void Canvas::close_group(const std::string& id, int high) {
  const auto found = std::find_if(drawing_.groups.begin(), drawing_.groups.end(),
                                  [&](const check::Group& group) { return group.id == id; });
  ATTEST_REQUIRE(found != drawing_.groups.end(), "no group " + id);
  found->high.y = high;
}

void Canvas::connect(int position, const std::string& id, int y) {
  const Anchor& from = anchor(position);
  add(check::Edge{.from = from.id,
                  .to = id,
                  .role = check::Role::residual,
                  .route = {{x(position), from.top}, {x(position), y}}});
}

void Canvas::loop(const std::string& from_id, const std::string& to_id, int from, int to,
                  const std::vector<std::string>& label) {
  const int left = right() + 12;
  const int bulge = 38;  // a cubic reaches three quarters of it
  add(check::Edge{.from = from_id,
                  .to = to_id,
                  .role = check::Role::loop,
                  .route = {{left, from}, {left + bulge, from}, {left + bulge, to}, {left, to}}});
  int y = (from + to) / 2 + static_cast<int>(label.size() - 1) * line_height / 2;
  for (const std::string& line : label) {
    note({left + bulge - 5, y}, line, check::Style::small);
    y -= line_height;
  }
}

check::Drawing Canvas::finish(const std::string& title, std::vector<std::string> caption) {
  const auto has_line = [&](const auto& is_meant) {
    return std::any_of(drawing_.nodes.begin(), drawing_.nodes.end(), [&](const check::Node& node) {
      return std::any_of(node.lines.begin(), node.lines.end(), is_meant);
    });
  };
  if (has_line([](const std::string& line) { return line.starts_with('#'); })) {
    caption.emplace_back("#3 stands for a 1 in place 3, counted from 0, among zeros");
  }
  if (has_line([](const std::string& line) { return line == "•"; })) {
    caption.emplace_back("• stands for a value that does not fit its cell");
  }
  const int lines = static_cast<int>(caption.size());
  int y = top_ + 24 + lines * caption_height;
  // A title too long for its line takes more of them.
  const std::vector<std::string> titles =
      lines_of(title, width_ - 16, check::text_size(check::Style::title), true);
  y += title_height * static_cast<int>(titles.size() - 1);
  drawing_.title = title;
  drawing_.low = {0, 0};
  drawing_.high = {width_, y + 10};
  for (const std::string& line : titles) {
    note({8, y}, line, check::Style::title);
    y -= title_height;
  }
  y -= 20 - title_height;
  for (const std::string& line : caption) {
    note({8, y}, line, check::Style::body, check::Align::left, width_ - 16);
    y -= caption_height;
  }
  drawing_.caption = std::move(caption);
  for (const check::Role role : check::roles_in_use(drawing_)) {
    const auto meaning = meanings_.find(role);
    if (meaning != meanings_.end()) drawing_.meanings.insert(*meaning);
  }
  return drawing_;
}

}  // namespace attest::derive
