// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices in construction B that the checks must notice, and those that change nothing.
#include <algorithm>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using Wrong = derive::Wrong<Choices>;

/// Of every view.
std::vector<Wrong> common() {
  return {
      {"gather_without_sentinel",
       "no key of the sentinel in the gather",
       {.has_gather_sentinel = false}},
      {"gather_without_one", "the gather's query lacks one", {.has_gather_one = false}},
      {"slope_one_more",
       "the clip's slope n + 1",
       {.slope_offset = 1},
       "a mean that is not 0 is at least 1/n, and so at least 1/(n+1)"},
      {"one_squaring_fewer", "one squaring fewer", {.squarings_offset = -1}},
      {"one_squaring_more",
       "one squaring more",
       {.squarings_offset = 1},
       "R already says which vertices reach which, and its square is the same"},
      {"squaring_without_sentinel",
       "no key of the sentinel in the squarings",
       {.has_squaring_sentinel = false},
       "R_uu = 1, so at a vertex the keys of maximal score are the vertices that it reaches, and "
       "the mean is not 0 where it was not; at the other tokens all keys tie, which is seen only "
       "if R is read there"},
  };
}

/// Of the readout that tells cycles; those of the other layers are refuted by the counts.
std::vector<Wrong> of_cycles() {
  return {{"one_squaring_fewer", "one squaring fewer", {.squarings_offset = -1}},
          {"root_without_threshold", "the root map without its -1", {.has_root_threshold = false}},
          {"edges_not_halved", "the sum over edges not halved", {.edge_ends = 1}}};
}

std::vector<Wrong> wrong_choices(View view) {
  if (view == View::cycle) return of_cycles();
  std::vector<Wrong> result = common();
  const bool has_counts = view == View::counts;
  if (has_counts) {
    result.push_back(
        {"root_without_threshold", "the root map without its -1", {.has_root_threshold = false}});
    result.push_back({"edges_not_halved", "the sum over edges not halved", {.edge_ends = 1}});
  }
  if (view != View::bipartite) {  // means on double covers are larger: slope 2n - 1 does there too
    result.push_back({"slope_one_less", "the clip's slope n - 1", {.slope_offset = -1}});
  }
  result.push_back({"loops_not_embedded",
                    "R_uu = 0 at the start",
                    {.has_loops = false},
                    has_counts ? "the gather sets R_uu at every vertex with an edge; a vertex "
                                 "without one is a root anyway"
                               : ""});
  result.push_back({"neither_loops_nor_residual",
                    "R is replaced by the mean, and R_uu = 0 at the start",
                    {.has_loops = false, .is_residual = false},
                    has_counts ? "as loops_not_embedded; a vertex then ties itself in every "
                                 "squaring, and what it reached stays in the mean"
                               : ""});
  result.push_back({"walks_of_exact_length",
                    "R is replaced by the mean, and R_uu is 0 until a walk returns to u",
                    {.has_loops = false, .has_own_coordinate = false, .is_residual = false}});
  return result;
}

}  // namespace

std::vector<derive::NamedMutant> mutants(View view) {
  return derive::computes_mutants(
      wrong_choices(view), [view](const Choices& choices, const check::Params& params) {
        Shape shape{.n = std::max(static_cast<int>(params.at("n")), 1), .view = view};
        const auto found = params.find("squarings");
        if (found != params.end()) shape.squarings = static_cast<int>(found->second);
        shape.choices = choices;
        return build(shape);
      });
}

}  // namespace attest::graph_connectivity_log_depth
