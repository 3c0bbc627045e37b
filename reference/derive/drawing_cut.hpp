// SPDX-License-Identifier: Apache-2.0
/// \file
/// What every picture of a reduction begins with: letters, the tokens made of them, the cut.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reference/derive/drawing.hpp"
#include "reference/derive/drawing_canvas.hpp"
#include "reference/derive/instances.hpp"

namespace attest::derive {

/// One pair of inputs, and what to call it.
struct DrawnPair {
  std::int64_t a = 0;
  std::int64_t b = 0;
  std::string name;  ///< "(a, b)"
};

/// "claim S1", for messages.
[[nodiscard]] std::string place_text(const Heading& heading);
/// "claim S1: A title".
[[nodiscard]] std::string title_text(const Heading& heading);
/// The parameters, and the mutant where there is one.
[[nodiscard]] std::string params_text(const check::DrawingRequest& request);

/// What every picture of a reduction begins with: positions, letters, tokens, the line of the cut.
class CutPicture {
 public:
  /// \param least_width of the drawing
  CutPicture(const Heading& heading, const Instances& instances, int least_width);

  /// The drawing so far.
  [[nodiscard]] Canvas& canvas() { return canvas_; }
  /// Number of tokens.
  [[nodiscard]] int count() const { return static_cast<int>(reduces_.places.size()); }

  /// The numbers of the positions.
  void add_positions();

  /// The letters of both words and the tokens that they make.
  void add_pair(const DrawnPair& pair);

  /// An arrow from what something is made of.
  void add_flow(const std::string& from, const std::string& to, std::vector<check::Point> route);

  /// Where the cut runs: left of Bob's first token where nothing of Alice's follows it.
  [[nodiscard]] std::optional<int> cut_x() const;

  /// The line of the cut: along x `low` up to `bend`, then along x `high` up to `top`.
  void add_cut(int low, int high, int bend, int top);

  /// A box of text across the columns.
  void add_box(const std::string& id, check::Role role, const std::vector<std::string>& lines);

 private:
  [[nodiscard]] std::string field_text(const Matrix& tokens, int row) const;

  const Instances& instances_;
  const Reduces& reduces_;
  Canvas canvas_;
};

}  // namespace attest::derive
