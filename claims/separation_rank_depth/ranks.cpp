// SPDX-License-Identifier: Apache-2.0
/// \file
/// Grids of random assignments, their ranks, and the bounds.
#include "claims/separation_rank_depth/claim.hpp"
#include "reference/number/binomial.hpp"
#include "reference/number/contract.hpp"

namespace attest::separation_rank_depth {
namespace {

constexpr std::uint64_t weight_stream = 0;
constexpr std::uint64_t row_stream = 1;
constexpr std::uint64_t col_stream = 2;

/// `count` times `tokens` random tokens.
std::vector<protocol::Assignment> random_assignments(std::int64_t count, std::int64_t tokens,
                                                     int width, std::uint64_t stream) {
  std::vector<protocol::Assignment> result;
  for (std::int64_t i = 0; i < count; ++i) {
    Random random(0, stream, static_cast<std::uint64_t>(i));
    Matrix x(static_cast<int>(tokens), width);
    for (int t = 0; t < x.rows(); ++t) {
      for (int c = 0; c < width; ++c) {
        x(t, c) = random.below(static_cast<std::int64_t>(residue_prime));
      }
    }
    result.push_back(assignment_of(x));
  }
  return result;
}

ResidueMatrix grid_of(const protocol::LinearStack& stack, std::int64_t tokens, std::int64_t size,
                      bool is_one_sided) {
  ATTEST_REQUIRE(tokens >= 2 && tokens % 2 == 0, std::to_string(tokens) + " tokens");
  const std::int64_t left = is_one_sided ? tokens : tokens / 2;
  const auto rows = random_assignments(size, left, stack.width, row_stream);
  const auto cols = random_assignments(size, tokens - left, stack.width, col_stream);
  return protocol::grid(stack, rows, cols);
}

/// The network of a plan.
protocol::LinearStack network_of(const GridPlan& plan) {
  Random random(0, weight_stream, 0);
  Weights weights =
      plan.is_identity ? identity_weights(plan.shape) : random_weights(plan.shape, random);
  if (plan.is_shared) {
    for (std::vector<HeadWeights>& layer : weights.layers) layer = weights.layers.front();
  }
  return stack_of(weights, plan.has_residual);
}

}  // namespace

Certified certified_rank(const protocol::LinearStack& stack, std::int64_t tokens, std::int64_t size,
                         bool is_one_sided) {
  const ResidueMatrix values = grid_of(stack, tokens, size, is_one_sided);
  const RankFactors factors = rank_factors(values);
  return {.rank = factors.rank, .is_proved = proves_rank(values, factors)};
}

Certified certified_rank(const GridPlan& plan) {
  return certified_rank(network_of(plan), plan.tokens, plan.size, plan.is_one_sided);
}

RankFactors grid_factors(const GridPlan& plan) {
  return rank_factors(grid_of(network_of(plan), plan.tokens, plan.size, plan.is_one_sided));
}

std::int64_t gram_degree(std::int64_t layers) {
  std::int64_t power = 1;
  for (std::int64_t l = 0; l < layers; ++l) power *= 3;
  return (power - 1) / 2;
}

Integer bound_of_two(std::int64_t width, std::int64_t degree) {
  return binomial(width + degree, width);
}

Integer bound_of_any(std::int64_t width, std::int64_t degree) {
  const std::int64_t entries = width * (width + 1) / 2;  // D, of a symmetric matrix
  Integer result = 0;
  Integer bobs = 1;                                         // C(D+k-1, k)
  Integer alices = binomial(entries + degree - 1, degree);  // C(D+K-k-1, K-k)
  for (std::int64_t k = 0; k <= degree; ++k) {
    result += std::min(bobs, Integer(width) * alices);
    bobs = exact_div(bobs * Integer(entries + k), Integer(k + 1));
    if (k < degree)
      alices = exact_div(alices * Integer(degree - k), Integer(entries + degree - k - 1));
  }
  return result;
}

Integer bound_of(const GridPlan& plan) {
  const std::int64_t degree = gram_degree(plan.shape.layers);
  return plan.tokens == 2 ? bound_of_two(plan.shape.width, degree)
                          : bound_of_any(plan.shape.width, degree);
}

}  // namespace attest::separation_rank_depth
