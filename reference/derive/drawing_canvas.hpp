// SPDX-License-Identifier: Apache-2.0
/// \file
/// A drawing under construction: one column a position, filled from the bottom upwards.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reference/check/drawing.hpp"

namespace attest::derive {

/// Lengths that all drawings share [points].
inline constexpr int page_width = 884;        ///< of most drawings, 900 with their panel
inline constexpr int least_page_width = 624;  ///< of small ones
inline constexpr int gutter = 204;            ///< left of the columns: names
inline constexpr int row_height = 15;         ///< of a table
inline constexpr int line_height = 12;        ///< of text in a node
inline constexpr int least_pitch = 16;        ///< of columns
inline constexpr int most_positions = 256;    ///< of one drawing

/// A drawing that grows upwards.
class Canvas {
 public:
  /// \param columns positions; where they do not fit the page, the drawing is wider
  /// \param least_width of the drawing, whatever its columns need
  /// \throws InputError drawing-size for more than most_positions
  Canvas(int columns, bool has_loops, int least_width, const std::string& place);

  /// Centre of the column of a position.
  [[nodiscard]] int x(int position) const { return gutter + pitch_ * position + pitch_ / 2; }
  [[nodiscard]] int pitch() const { return pitch_; }
  [[nodiscard]] int columns() const { return columns_; }
  /// Right end of the columns.
  [[nodiscard]] int right() const { return gutter + pitch_ * columns_; }
  /// Digits and signs that fit a cell.
  [[nodiscard]] int cell_characters() const { return (pitch_ - 12) * 100 / 602; }

  /// How far the drawing reaches; what comes next stands above.
  [[nodiscard]] int top() const { return top_; }
  void rise(int height) { top_ += height; }

  void add(check::Node node) { drawing_.nodes.push_back(std::move(node)); }
  void add(check::Edge edge) { drawing_.edges.push_back(std::move(edge)); }
  void add(check::Group group) { drawing_.groups.push_back(std::move(group)); }
  /// What a role means in this picture, if it is used.
  void mean(check::Role role, std::string meaning) { meanings_[role] = std::move(meaning); }
  /// A note, cut to `width` points where one is given.
  void note(check::Point at, const std::string& text, check::Style style,
            check::Align align = check::Align::left, int width = 0);
  /// Sets the upper end of a group that was added when its lower end was known.
  void close_group(const std::string& id, int high);

  /// The node that the stream of a position has reached, and its upper end.
  struct Anchor {
    std::string id;
    int top = 0;
  };
  [[nodiscard]] const Anchor& anchor(int position) const {
    return anchors_.at(static_cast<std::size_t>(position));
  }
  void set_anchor(int position, std::string id, int top) {
    anchors_.at(static_cast<std::size_t>(position)) = {std::move(id), top};
  }
  /// An arrow of the residual stream from a position's anchor up to `id`, whose lower end is y.
  void connect(int position, const std::string& id, int y);

  /// A curve on the right from y `from` to y `to`, between the anchors of the last column.
  void loop(const std::string& from_id, const std::string& to_id, int from, int to,
            const std::vector<std::string>& label);

  /// The drawing under its title and caption.
  [[nodiscard]] check::Drawing finish(const std::string& title, std::vector<std::string> caption);

 private:
  check::Drawing drawing_;
  std::map<check::Role, std::string> meanings_;
  std::vector<Anchor> anchors_;
  int columns_;
  int pitch_;
  int width_;
  int top_ = 0;
  int notes_ = 0;
};

}  // namespace attest::derive
