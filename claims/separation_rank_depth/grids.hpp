// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the statements about ranks share: shapes, grids, and the bound against the rank.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>

#include "claims/separation_rank_depth/claim.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::separation_rank_depth {

/// Parameters of a shape and its tokens.
[[nodiscard]] check::Params grid_point(std::int64_t d, std::int64_t layers, std::int64_t heads,
                                       std::int64_t tokens);

/// The plan at these parameters, its grid larger than the bound by the margin.
[[nodiscard]] GridPlan plan_of(const check::Params& params);

/// The plan broken by a twist; the formulas of a twist are left as they are.
[[nodiscard]] GridPlan twisted(GridPlan plan, const std::string& twist);

/// Ranks, each worked out once: twists of formulas need that of the unbroken grid again.
class Ranks {
 public:
  explicit Ranks(GridPlan plan) : plan_(plan) {}

  /// The rank of the plan broken by a twist.
  [[nodiscard]] Certified of(const std::string& twist) const;

 private:
  GridPlan plan_;
  mutable std::mutex mutex_;
  mutable std::map<std::tuple<std::int64_t, bool, bool, bool>, Certified> known_;
};

/// The one case of a certificate.
[[nodiscard]] check::CaseSpace one_grid(const GridPlan& plan);

/// 1 or 0.
[[nodiscard]] Rational flag(bool value);

/// The bound, and the rank of a grid that the twist may break, against rank and bound; and whether
/// the certificate passes and the grid is large enough to tell.
[[nodiscard]] derive::Agrees attained(const GridPlan& plan);

/// A statement about ranks, its cases to be filled in.
[[nodiscard]] check::Statement rank_statement(const char* label, const char* title,
                                              const std::string& sentence);

}  // namespace attest::separation_rank_depth
