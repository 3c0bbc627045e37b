// SPDX-License-Identifier: Apache-2.0
/// \file
/// Extremal and random networks as cases.
#include "claims/rank_collapse/enclosed.hpp"

namespace attest::rank_collapse {
namespace {

constexpr int most_draws = 10000;  // of one network that meets the conditions

Matrix filled(int rows, int cols, const Rational& value) {
  Matrix result(rows, cols);
  for (int i = 0; i < rows; ++i) {
    for (Rational& entry : result.row(i)) entry = value;
  }
  return result;
}

/// Networks made to attain a bound, or nearly: the first cases of every space.
std::vector<Network> named_networks(const Shape& shape) {
  const int layers = shape.layers;
  std::vector<Network> result;
  if (shape.has_skips) {  // W = -1: the skip loses what I4 allows
    result.push_back(toy_network(Rational(1, 10), Rational(-1, 10), layers));
    for (LayerWeights& layer : result[0].layers) layer.heads[0].mix(0, 0) = -1;
    result[0].has_skips = true;
    return result;
  }
  result.push_back(toy_network(Rational(6, 5), 1, layers));
  result.push_back(result[0]);  // four equal heads
  for (LayerWeights& layer : result[1].layers) layer.heads.resize(4, layer.heads[0]);
  result.push_back(result[0]);  // W_QK all ones, W_h = I, in two dimensions
  result[2].tokens = Matrix(std::vector<std::vector<Rational>>{{Rational(3, 10), Rational(3, 10)},
                                                               {Rational(1, 10), Rational(1, 10)}});
  for (LayerWeights& layer : result[2].layers) {
    HeadWeights& head = layer.heads[0];
    head.query = filled(2, 1, 1);
    head.key = head.query;
    head.mix = Matrix(2, 2);
    head.mix(0, 0) = 1;
    head.mix(1, 1) = 1;
    layer.bias.resize(2);
  }
  return result;
}

}  // namespace

check::CaseSpace network_space(const Shape& shape, std::int64_t count, bool has_named,
                               std::uint64_t seed) {
  const std::vector<Network> named = has_named ? named_networks(shape) : std::vector<Network>{};
  const auto first = static_cast<std::int64_t>(named.size());
  const bool needs_small = shape.shrink > 1 && !shape.has_skips;  // I2, I2.norms
  const int numbers =
      shape.heads * (2 * shape.width * shape.key + shape.key + shape.width * shape.width) +
      shape.width;
  return check::sampled(
      std::string(has_named ? "extremal networks and " : "") + "random networks with weights k/4",
      first + count, seed,
      pow(Integer(6), static_cast<unsigned>(numbers * shape.layers)) *
          pow(Integer(7), static_cast<unsigned>(shape.tokens * shape.width)),
      "weights are real numbers",
      [shape, named, first, needs_small](Random& random,
                                         std::int64_t index) -> std::optional<check::Case> {
        if (index < first) return case_of(named[static_cast<std::size_t>(index)]);
        for (int draw = 0; draw < most_draws; ++draw) {
          const Network network = random_network(shape, random);
          if (is_generic(network) && (!needs_small || is_small(network))) return case_of(network);
        }
        return std::nullopt;
      });
}

}  // namespace attest::rank_collapse
