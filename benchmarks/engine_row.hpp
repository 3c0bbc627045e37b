// SPDX-License-Identifier: Apache-2.0
/// \file
/// One line of the table that `bench engine` prints: a fast path beside its peer.
#pragma once

#include <optional>
#include <string>

namespace attest::benchmarks {

/// Both were timed in the same run, in one random order, on the same inputs.
struct EngineRow {
  std::string name;       ///< "layer_vs_eigen_double"
  double ours = 0;        ///< in `unit`; the median over the repetitions
  double peer = 0;        ///< in `unit`; 0 where the row has no peer, only a target
  std::string peer_name;  ///< "Eigen, double"; empty: no peer
  std::string unit;       ///< "us a layer", "ns a query-key pair"; "instructions/s" for a rate
  bool equal = false;     ///< the outputs were compared and are equal
  double ratio = 0;       ///< how much better ours is: times peer / ours, rates ours / peer
  double target = 0;      ///< what `ratio` is to reach, or `ours` where there is no peer
  bool is_met = false;    ///< it is reached
  std::optional<double> limit_fraction = {};  ///< of the physical limit; empty: none is stated
  std::string note = {};  ///< what the reader has to know: sizes, precision, what was compared
};

}  // namespace attest::benchmarks
