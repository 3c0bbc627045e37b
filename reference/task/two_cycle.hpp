// SPDX-License-Identifier: Apache-2.0
/// \file
/// Task two-cycle: does a directed graph have two arcs u -> v and v -> u?
#pragma once

#include "reference/task/task.hpp"

namespace attest::task {

/// Which closed walks of two arcs count.
enum class TwoCycle {
  directed,    ///< u -> v and v -> u for u != v
  with_loops,  ///< also a loop u -> u, walked twice
  undirected,  ///< every arc is an edge, walked to and fro; loops do not count
};

/// One entry, 1 iff the graph has a two-cycle. Cases: token i is vertex i, its field the sum of 2^j
/// over all arcs i -> j, loops allowed. \pre at most 62 vertices
[[nodiscard]] Task two_cycle(TwoCycle kind = TwoCycle::directed);

/// The same where token i is the arc of its two fields, tail and head; arcs may repeat.
[[nodiscard]] Task two_cycle_of_arcs(TwoCycle kind = TwoCycle::directed);

}  // namespace attest::task
