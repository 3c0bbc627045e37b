// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4, S5, S6: ranks of grids against the bounds.
#include "claims/separation_rank_depth/grids.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::separation_rank_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Twist;

constexpr const char* same_sums =
    "terms of degree at most K in S are covered by the same monomials as those of degree K";

std::vector<Twist> attained_twists(bool is_of_two) {
  std::vector<Twist> twists{
      {.name = "degree_one_more", .why = "K = (3^L + 1)/2", .proof = {}},
      {.name = "both_tokens_on_one_side", .why = "Bob holds no token: rank 1", .proof = {}},
      {.name = "grid_too_small", .why = "a grid smaller than the bound", .proof = {}},
      {.name = "residual_connection", .why = "y + heads in place of heads", .proof = same_sums},
      {.name = "same_weights_in_every_layer",
       .why = "one layer's weights are used in all",
       .proof = "the bound is for any weights, and these attain it too"}};
  if (!is_of_two) {
    twists.push_back({.name = "bound_of_two_tokens", .why = "(1) in place of (2)", .proof = {}});
  }
  return twists;
}

Statement two_tokens() {
  Statement about = rank_statement("S4", "One token a side: C(d+K, d)",
                                   "For $N = 2$ and $K = (3^L - 1)/2$, $\\mathrm{sep}(y) \\le "
                                   "\\binom{d+K}{d}$ for every $H$ and "
                                   "all weights, and almost all weights attain it.");
  about.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t d = 1; d <= 6; ++d) points.push_back(grid_point(d, 1, 1, 2));
    for (std::int64_t d = 1; d <= 5; ++d) points.push_back(grid_point(d, 2, 1, 2));
    points.insert(points.end(), {grid_point(2, 2, 2, 2), grid_point(3, 2, 3, 2),
                                 grid_point(4, 2, 2, 2), grid_point(2, 3, 1, 2)});
    if (rung == Rung::fast) return points;
    points.insert(points.end(),
                  {grid_point(6, 2, 1, 2), grid_point(2, 3, 2, 2), grid_point(3, 3, 1, 2),
                   grid_point(3, 3, 3, 2), grid_point(2, 4, 1, 2)});
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{grid_point(2, 2, 1, 2), grid_point(3, 2, 3, 2)};
  };
  const auto make = [](const Params& params, std::uint64_t) { return attained(plan_of(params)); };
  return derive::agrees(std::move(about), make, attained_twists(true));
}

Statement any_tokens() {
  Statement about =
      rank_statement("S5", "More tokens: bound (2), attained by one head",
                     "For any $N$, $D = d(d+1)/2$: $\\mathrm{sep}(y) \\le \\sum_{k=0}^{K} "
                     "\\min(\\binom{D+k-1}{k}, d \\binom{D+K-k-1}{K-k})$ for every $H$ and all "
                     "weights; at the stated shapes almost all weights of one head attain it.");
  about.points = [](Rung rung) {
    std::vector<Params> points{grid_point(1, 3, 1, 4), grid_point(2, 2, 1, 4),
                               grid_point(2, 2, 1, 6), grid_point(3, 2, 1, 4),
                               grid_point(4, 2, 1, 4)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(),
                  {grid_point(2, 3, 1, 4), grid_point(2, 3, 1, 6), grid_point(3, 2, 1, 6),
                   grid_point(4, 2, 1, 6), grid_point(4, 2, 1, 8), grid_point(5, 2, 1, 4),
                   grid_point(5, 2, 1, 6), grid_point(3, 3, 1, 6)});
    return points;
  };
  about.mutant_points = [](Rung rung) {
    std::vector<Params> points{grid_point(2, 2, 1, 4)};
    if (rung != Rung::fast) points.push_back(grid_point(2, 3, 1, 4));
    return points;
  };
  const auto make = [](const Params& params, std::uint64_t) { return attained(plan_of(params)); };
  return derive::agrees(std::move(about), make, attained_twists(false));
}

/// Ranks of several heads at N >= 4, as they were found: the bound is not attained.
std::int64_t found_rank(const Params& params) {
  const std::map<Params, std::int64_t> found{{grid_point(2, 2, 2, 4), 17},
                                             {grid_point(2, 3, 2, 4), 215},
                                             {grid_point(3, 2, 3, 4), 43},
                                             {grid_point(4, 2, 2, 8), 107},
                                             {grid_point(4, 2, 4, 8), 85}};
  const auto at = found.find(params);
  return at == found.end() ? -1 : at->second;
}

Statement heads_lose() {
  Statement about = rank_statement("S5.heads", "More tokens and more heads: less than (2)",
                                   "For $N \\ge 4$ and $H \\ge 2$ the rank of a random network is "
                                   "below bound (2): 17 of 18, 215 "
                                   "of 232, 43 of 49, 107 and 85 of 110.");
  about.standing = check::Standing::finite_instance;
  about.fidelity.gap =
      "The stated shapes, one random network each: that no other has a larger rank is not proved.";
  about.points = [](Rung rung) {
    std::vector<Params> points{grid_point(2, 2, 2, 4), grid_point(3, 2, 3, 4)};
    if (rung == Rung::fast) return points;
    points.insert(points.end(),
                  {grid_point(2, 3, 2, 4), grid_point(4, 2, 2, 8), grid_point(4, 2, 4, 8)});
    return points;
  };
  about.mutant_points = [](Rung) {
    return std::vector<Params>{grid_point(2, 2, 2, 4), grid_point(3, 2, 3, 4)};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    const GridPlan plan = plan_of(params);
    const auto ranks = std::make_shared<const Ranks>(plan);
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.cases = one_grid(plan);
    agrees.left = [params, plan](const check::Case&, const std::string& twist) {
      return std::vector<Rational>{
          twist == "bound_attained" ? Rational(bound_of(plan)) : Rational(found_rank(params)), 1};
    };
    agrees.right = [ranks](const check::Case&) {
      const Certified found = ranks->of("");
      return std::vector<Rational>{found.rank, flag(found.is_proved)};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "rank modulo 2^61 + 5967, factors rechecked";
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "bound_attained", .why = "equality is claimed for H > 1", .proof = {}}});
}

Statement residual_and_shared() {
  Statement about = rank_statement("S6", "With residual connections, and with shared weights",
                                   "Bounds (1) and (2) hold with a residual connection $y + "
                                   "\\sum_h$ and with one layer's weights "
                                   "in all layers, and both are attained.");
  about.parameters.push_back({.name = "residual", .meaning = "1: y + heads", .lo = 0, .hi = 1});
  about.parameters.push_back(
      {.name = "shared", .meaning = "1: one layer's weights", .lo = 0, .hi = 1});
  const auto points_of = [](const std::vector<Params>& shapes) {
    std::vector<Params> points;
    for (const Params& shape : shapes) {
      for (const auto& [residual, shared] : {std::pair{1, 0}, {0, 1}, {1, 1}}) {
        Params point = shape;
        point["residual"] = residual;
        point["shared"] = shared;
        points.push_back(std::move(point));
      }
    }
    return points;
  };
  about.points = [points_of](Rung rung) {
    std::vector<Params> shapes{grid_point(2, 2, 1, 2), grid_point(2, 2, 1, 4)};
    if (rung != Rung::fast) {
      shapes.push_back(grid_point(2, 3, 1, 2));
      shapes.push_back(grid_point(2, 3, 1, 4));
    }
    return points_of(shapes);
  };
  about.mutant_points = [points_of](Rung) { return points_of({grid_point(2, 2, 1, 4)}); };
  const auto make = [](const Params& params, std::uint64_t) {
    GridPlan plan = plan_of(params);
    plan.has_residual = params.at("residual") != 0;
    plan.is_shared = params.at("shared") != 0;
    return attained(plan);
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "degree_one_more", .why = "K = (3^L + 1)/2", .proof = {}},
       {.name = "both_tokens_on_one_side", .why = "Bob holds no token: rank 1", .proof = {}}});
}

Statement structured_weights() {
  Statement about = rank_statement(
      "S6.identity", "The identity attains (1), not (2)",
      "Almost all is not all: with every map the identity the rank is below (2) at $N = 4$. At $N "
      "= 2$ it attains (1).");
  about.fidelity.gap = "The stated shapes.";
  about.points = [](Rung rung) {
    std::vector<Params> points{grid_point(2, 2, 1, 2), grid_point(2, 2, 1, 4),
                               grid_point(3, 2, 1, 2)};
    if (rung != Rung::fast) {
      points.push_back(grid_point(2, 3, 1, 4));
      points.push_back(grid_point(3, 2, 1, 4));
    }
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{grid_point(2, 2, 1, 4)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const GridPlan plan = plan_of(params);
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.cases = one_grid(plan);
    agrees.cases.description = "a grid of " + std::to_string(plan.size) + " x " +
                               std::to_string(plan.size) +
                               " random assignments, all maps the identity";
    // rank <= bound and, at N = 2, -rank <= -bound; else rank + 1 <= bound.
    agrees.left = [plan](const check::Case&, const std::string& twist) {
      GridPlan used = plan;
      used.is_identity = twist != "random_weights";
      const Certified found = certified_rank(used);
      const bool is_attained = plan.tokens == 2;
      return std::vector<Rational>{found.rank + (is_attained ? 0 : 1),
                                   is_attained ? -found.rank : -1, -flag(found.is_proved)};
    };
    agrees.right = [plan](const check::Case&) {
      const Rational bound = bound_of(plan);
      return std::vector<Rational>{bound, plan.tokens == 2 ? -bound : Rational(-1), -1};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "rank modulo 2^61 + 5967, factors rechecked";
    agrees.resources = {{"grid", std::to_string(plan.size)}, {"bound", bound_of(plan).to_string()}};
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "random_weights", .why = "random weights in place of the identity", .proof = {}}});
}

}  // namespace

std::vector<Statement> rank_statements() {
  std::vector<Statement> result{two_tokens(), degree_statement(),    any_tokens(),
                                heads_lose(), residual_and_shared(), structured_weights()};
  result[0].figure.draw = growth_figure;
  result[2].figure = check::figure_at(result[2], grid_point(2, 2, 1, 4), grid_figure);
  return result;
}

}  // namespace attest::separation_rank_depth
