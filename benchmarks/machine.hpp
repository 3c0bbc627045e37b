// SPDX-License-Identifier: Apache-2.0
/// \file
/// The machine that times are taken on.
#pragma once

#include <string>

#include "reference/check/series_row.hpp"

namespace attest::benchmarks {

/// Processor, caches, governor, compiler and flags of this program; what cannot be read is empty.
/// \param compiler name and version
[[nodiscard]] check::Machine this_machine(const std::string& compiler);

/// What changes from run to run.
struct Moment {
  double load = 0;       ///< processes that ran or waited in the last minute
  double megahertz = 0;  ///< of core 0; 0: not known
};
[[nodiscard]] Moment this_moment();

}  // namespace attest::benchmarks
