// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plain text set as print would: signs, small letters high and low, spaces that do not break.
///
/// Pages, plots and drawings write the same runs in their own markup, so that "2^n" and "x_i" look
/// the same wherever they stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::prose {

/// A piece of text that stands on one level.
struct Run {
  std::string text;   ///< UTF-8
  std::string level;  ///< '^' for each step up, '_' for each step down, the outermost first

  friend bool operator==(const Run&, const Run&) = default;
};

/// What becomes of spaces.
enum class Spaces {
  set,   ///< narrow inside "35 831 808", fixed between a number and what it counts
  kept,  ///< as they are: a row of numbers stays one
};

inline constexpr std::string_view narrow_space = "\u202F";
inline constexpr std::string_view fixed_space = "\u00A0";

/// The text in runs: "<=" is one sign, x_1 and 2^(p-1) have their small letters low and high, names
/// such as k_hop stay as they are. Adjacent runs have different levels.
[[nodiscard]] std::vector<Run> runs_of(std::string_view text, Spaces spaces);

/// What to write in front of a run, or after the last one, where the level before was `from`.
struct Change {
  std::string closed;  ///< levels left, the innermost first
  std::string opened;  ///< levels entered, the outermost first
};
[[nodiscard]] Change change_of(std::string_view from, std::string_view to);

}  // namespace attest::prose
