// SPDX-License-Identifier: Apache-2.0
/// \file
/// A grid after elimination, cell by cell: the rank is the number of its rows with a pivot.
#include <string>

#include "claims/separation_rank_depth/claim.hpp"
#include "claims/separation_rank_depth/grids.hpp"
#include "reference/derive/sketch.hpp"
#include "reference/number/error.hpp"

namespace attest::separation_rank_depth {
namespace {

constexpr int cell_size = 14;
constexpr int left_edge = 120;
constexpr int low_edge = 30;
constexpr std::int64_t rows_beyond = 6;  // that are drawn below the last pivot
constexpr std::int64_t most_rows = 60;

}  // namespace

check::Drawing grid_figure(const check::Params& params) {
  GridPlan plan = plan_of(params);
  const Integer bound = bound_of(plan);
  if (bound > Integer(most_rows)) {
    throw InputError("drawing-size", std::string(claim_id) + " S5, --figure", bound.to_string(),
                     "a bound of at most " + std::to_string(most_rows));
  }
  plan.size = bound.to_int64() + rows_beyond;
  const RankFactors factors = grid_factors(plan);
  const auto size = static_cast<int>(plan.size);
  derive::Sketch sketch;
  const int top = low_edge + cell_size * size;
  for (int i = 0; i < size; ++i) {
    bool has_pivot = false;
    for (int j = 0; j < size; ++j) {
      // Below the diagonal stands the other factor; those entries are eliminated.
      const bool is_left = i < factors.rank && j >= i && factors.packed(i, j) != 0;
      const bool is_pivot = is_left && !has_pivot;
      has_pivot = has_pivot || is_left;
      sketch.drawing.nodes.push_back(
          {.id = "cell." + std::to_string(i) + "." + std::to_string(j),
           .centre = {left_edge + cell_size * j, top - cell_size * i},
           .width = cell_size - 2,
           .height = cell_size - 2,
           .lines = {},
           .role = is_pivot  ? check::Role::member
                   : is_left ? check::Role::token
                             : check::Role::amount,
           .detail = is_left ? std::to_string(factors.packed(i, j)) : "0"});
    }
  }
  sketch.drawing.meanings = {{check::Role::member, "pivot of a row"},
                             {check::Role::token, "other entry, not 0"},
                             {check::Role::amount, "0"}};
  sketch.label(top, "row 1");
  sketch.label(top - cell_size * static_cast<int>(factors.rank - 1),
               "row " + std::to_string(factors.rank));
  sketch.label(low_edge + cell_size, "row " + std::to_string(size));
  sketch.drawing.title = std::string(claim_id) + " S5: A grid after elimination";
  sketch.drawing.caption = {check::text_of(params), "rank " + std::to_string(factors.rank) +
                                                        ", bound (2) " + bound.to_string() + "; " +
                                                        std::to_string(size) +
                                                        " assignments a side, modulo 2^61 + 5967"};
  sketch.drawing.low = {0, 0};
  sketch.drawing.high = {std::max(left_edge + cell_size * size + 20, 560), top + 84};
  sketch.note({6, top + 72}, sketch.drawing.title, check::Style::title);
  sketch.note({6, top + 50}, sketch.drawing.caption[0], check::Style::body);
  sketch.note({6, top + 34}, sketch.drawing.caption[1], check::Style::body);
  return std::move(sketch.drawing);
}

}  // namespace attest::separation_rank_depth
