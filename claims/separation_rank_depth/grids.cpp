// SPDX-License-Identifier: Apache-2.0
/// \file
/// Grids at parameters, and the bound against the rank.
#include "claims/separation_rank_depth/grids.hpp"

#include "reference/check/about.hpp"
#include "reference/number/error.hpp"

namespace attest::separation_rank_depth {
namespace {

const std::vector<check::Parameter> grid_parameters{
    {.name = "d", .meaning = "width", .lo = 1, .hi = 32},
    {.name = "layers", .meaning = "L", .lo = 1, .hi = 4},
    {.name = "heads", .meaning = "H, a divisor of d", .lo = 1, .hi = 32},
    {.name = "tokens", .meaning = "N, even", .lo = 2, .hi = 64}};

constexpr std::int64_t most_bound = 4600;  // a grid of that size takes minutes

/// The bound that a twist names.
Integer twisted_bound(const GridPlan& plan, const std::string& twist) {
  const std::int64_t degree = gram_degree(plan.shape.layers);
  if (twist == "degree_one_more") {
    return plan.tokens == 2 ? bound_of_two(plan.shape.width, degree + 1)
                            : bound_of_any(plan.shape.width, degree + 1);
  }
  if (twist == "bound_of_two_tokens") return bound_of_two(plan.shape.width, degree);
  return bound_of(plan);
}

}  // namespace

check::Params grid_point(std::int64_t d, std::int64_t layers, std::int64_t heads,
                         std::int64_t tokens) {
  return {{"d", d}, {"layers", layers}, {"heads", heads}, {"tokens", tokens}};
}

GridPlan plan_of(const check::Params& params) {
  GridPlan plan{.shape = {.width = params.at("d"),
                          .layers = params.at("layers"),
                          .heads = params.at("heads")},
                .tokens = params.at("tokens")};
  check::require_hypothesis(plan.shape.width % plan.shape.heads == 0 && plan.tokens % 2 == 0,
                            params, "heads that divide d, and an even number of tokens");
  check::require_hypothesis(bound_of(plan) <= Integer(most_bound), params,
                            "a bound of at most " + std::to_string(most_bound));
  plan.size = bound_of(plan).to_int64() + margin;
  return plan;
}

GridPlan twisted(GridPlan plan, const std::string& twist) {
  if (twist == "both_tokens_on_one_side") plan.is_one_sided = true;
  if (twist == "grid_too_small") plan.size = bound_of(plan).to_int64() - 1;
  if (twist == "residual_connection") plan.has_residual = true;
  if (twist == "same_weights_in_every_layer") plan.is_shared = true;
  return plan;
}

Certified Ranks::of(const std::string& twist) const {
  const GridPlan plan = twisted(plan_, twist);
  const auto key = std::tuple(plan.size, plan.has_residual, plan.is_shared, plan.is_one_sided);
  const std::scoped_lock lock(mutex_);
  const auto found = known_.find(key);
  if (found != known_.end()) return found->second;
  return known_.emplace(key, certified_rank(plan)).first->second;
}

check::CaseSpace one_grid(const GridPlan& plan) {
  check::CaseSpace space = check::integer_box({}, {});
  space.coverage = check::Coverage::certificate;
  space.description = "a grid of " + std::to_string(plan.size) + " x " + std::to_string(plan.size) +
                      " random assignments, one random network";
  return space;
}

Rational flag(bool value) { return value ? 1 : 0; }

derive::Agrees attained(const GridPlan& plan) {
  const auto ranks = std::make_shared<const Ranks>(plan);
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.cases = one_grid(plan);
  agrees.left = [plan, ranks](const check::Case&, const std::string& twist) {
    const GridPlan used = twisted(plan, twist);
    const Certified found = ranks->of(twist);
    return std::vector<Rational>{twisted_bound(plan, twist), found.rank, flag(found.is_proved),
                                 flag(used.size >= found.rank + margin)};
  };
  agrees.right = [plan, ranks](const check::Case&) {
    return std::vector<Rational>{ranks->of("").rank, bound_of(plan), 1, 1};
  };
  agrees.arithmetic = check::Arithmetic::integer;
  agrees.evaluator = "rank modulo 2^61 + 5967, factors rechecked";
  agrees.resources = {{"grid", std::to_string(plan.size)}, {"bound", bound_of(plan).to_string()}};
  return agrees;
}

check::Statement rank_statement(const char* label, const char* title, const std::string& sentence) {
  check::Statement about{.claim = claim_id, .label = label, .title = title};
  about.sentence = sentence;
  about.standing = check::Standing::strengthened;
  about.fidelity = {
      .published = "-",
      .checked =
          "The exact rank of a grid modulo a prime, with its factors rechecked by "
          "multiplication; the grid is larger than the bound by 20.",
      .gap =
          "The stated shapes. The bound is proved in the README; a nonzero minor of one network "
          "is one of almost all."};
  about.parameters = grid_parameters;
  return about;
}

}  // namespace attest::separation_rank_depth
