// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lines that lie on one another: in which order the legend names them, and how wide they are
/// drawn so that each is seen.
#pragma once

#include <string>
#include <vector>

#include "reports/plot/plot.hpp"

namespace attest::plot {

/// A line's place in the legend.
struct Entry {
  std::size_t line = 0;  ///< index into the lines of the plot
  std::string note;      ///< ", same as above", or empty
};

/// The lines that have points, in their order; one that lies on another wholly stands below that
/// one and says so.
[[nodiscard]] std::vector<Entry> entries_of(const std::vector<Line>& lines);

/// The width of every line: one that runs together with lines drawn over it is wider than those.
/// \param order indices of lines, the one that is drawn first in front
/// \param widths of lines that lie apart
[[nodiscard]] std::vector<double> widths_of(const std::vector<Line>& lines,
                                            const std::vector<std::size_t>& order,
                                            std::vector<double> widths);

}  // namespace attest::plot
