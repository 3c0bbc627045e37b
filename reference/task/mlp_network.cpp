// SPDX-License-Identifier: Apache-2.0
/// \file
/// Attention and MLPs in plain loops; see mlp_network.hpp.
#include "reference/task/mlp_network.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::task {
namespace {

/// x M, a row by a matrix.
std::vector<Ball> row_times(const std::vector<Ball>& row, const Matrix& matrix, int precision) {
  ATTEST_REQUIRE(std::ssize(row) == matrix.rows(), "a row of the matrix for each coordinate");
  std::vector<Ball> result(static_cast<std::size_t>(matrix.cols()), Ball::exact(0, precision));
  for (int r = 0; r < matrix.rows(); ++r) {
    for (int c = 0; c < matrix.cols(); ++c) {
      if (matrix(r, c).is_zero()) continue;
      result[static_cast<std::size_t>(c)] +=
          row[static_cast<std::size_t>(r)] * Ball::exact(matrix(r, c), precision);
    }
  }
  return result;
}

Ball dot(const std::vector<Ball>& a, const std::vector<Ball>& b) {
  Ball sum;
  for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
  return sum;
}

/// What a head adds to token i.
std::vector<Ball> head_output(const NetworkHead& head, const EnclosedTokens& x, std::size_t i,
                              bool is_causal, int precision) {
  const std::vector<Ball> query = row_times(x[i], head.score, precision);
  std::vector<Ball> sum(x[i].size(), Ball::exact(0, precision));
  Ball total = Ball::exact(0, precision);
  const Ball own = dot(query, x[i]);
  for (std::size_t j = 0; j < (is_causal ? i + 1 : x.size()); ++j) {
    const Ball weight = exp(dot(query, x[j]) - own);
    total += weight;
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += weight * x[j][c];
  }
  for (Ball& entry : sum) entry /= total;
  return row_times(sum, head.value, precision);
}

EnclosedTokens after_heads(const MlpNetwork& network, const NetworkBlock& block,
                           const EnclosedTokens& x, int precision) {
  EnclosedTokens result = x;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (const NetworkHead& head : block.heads) {
      const std::vector<Ball> added = head_output(head, x, i, network.is_causal, precision);
      for (std::size_t c = 0; c < added.size(); ++c) result[i][c] += added[c];
    }
  }
  return result;
}

EnclosedTokens after_mlp(const MlpNetwork& network, const Mlp& mlp, const EnclosedTokens& x,
                         int precision) {
  EnclosedTokens result = x;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (const HiddenUnit& unit : mlp.units) {
      Ball z = Ball::exact(unit.bias, precision);
      for (std::size_t c = 0; c < x[i].size(); ++c) {
        z += x[i][c] * Ball::exact(unit.in[c], precision);
      }
      const Ball y = activated(network.activation, z);
      for (std::size_t c = 0; c < x[i].size(); ++c) {
        result[i][c] += y * Ball::exact(unit.out[c], precision);
      }
    }
    for (std::size_t c = 0; c < mlp.bias.size(); ++c) {
      result[i][c] += Ball::exact(mlp.bias[c], precision);
    }
  }
  return result;
}

}  // namespace

EnclosedTokens enclosed(const Matrix& tokens, int precision) {
  EnclosedTokens result;
  for (int i = 0; i < tokens.rows(); ++i) {
    std::vector<Ball>& row = result.emplace_back();
    for (const Rational& entry : tokens.row(i)) row.push_back(Ball::exact(entry, precision));
  }
  return result;
}

std::vector<EnclosedTokens> states_of(const MlpNetwork& network, const Matrix& tokens,
                                      int precision) {
  std::vector<EnclosedTokens> states{enclosed(tokens, precision)};
  for (const NetworkBlock& block : network.blocks) {
    states.push_back(after_heads(network, block, states.back(), precision));
    states.push_back(after_mlp(network, block.mlp, states.back(), precision));
  }
  return states;
}

}  // namespace attest::task
