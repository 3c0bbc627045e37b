// SPDX-License-Identifier: Apache-2.0
/// \file
/// What `bench engine` measured: fast paths beside their peers.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace attest::check {

/// One fast path beside its peer, timed in the same run on the same inputs.
struct EngineRow {
  std::string name;                    ///< "layer_vs_eigen_double"
  double ours_approx = 0;              ///< in `unit`
  std::optional<double> peer_approx;   ///< in `unit`; empty where there is no peer, only a target
  std::string peer_name;               ///< "Eigen, double"; empty: no peer
  std::string unit;                    ///< "us a layer"
  bool is_equal = false;               ///< the outputs were compared and are equal
  std::optional<double> ratio_approx;  ///< how much better ours is; empty where there is no peer
  double target_approx = 0;            ///< of the ratio, or of `ours` where there is no peer
  bool is_met = false;
  std::optional<double> limit_fraction_approx;  ///< of the physical limit; empty: none is stated
  std::string note;                             ///< sizes, precision, what was compared

  friend bool operator==(const EngineRow&, const EngineRow&) = default;
};

/// All rows of one run on one machine.
struct EngineTable {
  std::string machine;  ///< id_of(Machine)
  std::string commit;
  double load_approx = 0;       ///< of the machine, one minute before the times were taken
  double megahertz_approx = 0;  ///< of core 0 then; 0: not known
  std::vector<EngineRow> rows;

  friend bool operator==(const EngineTable&, const EngineTable&) = default;
};

}  // namespace attest::check
