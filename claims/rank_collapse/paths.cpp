// SPDX-License-Identifier: Apache-2.0
/// \file
/// The sum over paths, one head or none a layer.
#include "claims/rank_collapse/parts.hpp"

namespace attest::rank_collapse {
namespace {

Matrix product(const Matrix& a, const Matrix& b) {
  Matrix result(a.rows(), b.cols());
  for (int i = 0; i < a.rows(); ++i) {
    for (int k = 0; k < a.cols(); ++k) {
      for (int j = 0; j < b.cols(); ++j) result(i, j) += a(i, k) * b(k, j);
    }
  }
  return result;
}

Matrix sum_of(Matrix a, const Matrix& b) {
  for (int i = 0; i < a.rows(); ++i) {
    for (int j = 0; j < a.cols(); ++j) a(i, j) += b(i, j);
  }
  return a;
}

/// Sum of the weights of a layer, and the identity where it has a skip [d x d].
Matrix total_mix(const PathNetwork& network, int layer) {
  Matrix total(network.width, network.width);
  for (int k = 0; k < network.width && network.has_skips; ++k) total(k, k) = 1;
  for (const Matrix& mix : network.mixes[static_cast<std::size_t>(layer)]) {
    total = sum_of(std::move(total), mix);
  }
  return total;
}

/// b^T = sum over l of b_l^T times the total weights of the layers above l, in increasing order.
Matrix bias_row(const PathNetwork& network, bool is_reversed) {
  Matrix total(1, network.width);
  for (int l = 0; l < network.layers(); ++l) {
    Matrix row(std::vector<std::vector<Rational>>{network.biases[static_cast<std::size_t>(l)]});
    for (int above = l + 1; above < network.layers(); ++above) {
      const int next = is_reversed ? network.layers() + l - above : above;
      row = product(row, total_mix(network, next));
    }
    total = sum_of(std::move(total), row);
  }
  return total;
}

/// Walks all paths, depth first; a prefix is multiplied once for all paths that begin with it.
class Walk {
 public:
  Walk(const PathNetwork& network, const Matrix& table, const PathChoices& choices)
      : network_(network), table_(table), choices_(choices) {
    result_.value = Matrix(network.tokens, network.width);
  }

  PathSum run() {
    Matrix tokens(network_.tokens, network_.width);
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int k = 0; k < tokens.cols(); ++k) tokens(i, k) = table_(i, k);
    }
    descend(0, tokens, true);
    const Matrix bias = bias_row(network_, choices_.reverses_bias);
    for (int i = 0; i < tokens.rows(); ++i) {
      for (int k = 0; k < tokens.cols(); ++k) result_.value(i, k) += bias(0, k);
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] Matrix pattern(int layer, int head) const {
    const int n = network_.tokens;
    const int first = network_.width + (layer * network_.heads() + head) * n;
    Matrix result(n, n);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) result(i, j) = table_(i, first + j);
    }
    return result;
  }

  void descend(int layer, const Matrix& state, bool takes_last_heads) {
    if (layer == network_.layers()) {
      ++result_.paths;
      if (choices_.omits_a_path && takes_last_heads) return;
      result_.value = sum_of(std::move(result_.value), state);
      return;
    }
    if (network_.has_skips) descend(layer + 1, state, false);
    for (int h = 0; h < network_.heads(); ++h) {
      ++result_.applications;
      const Matrix& mix =
          network_.mixes[static_cast<std::size_t>(layer)][static_cast<std::size_t>(h)];
      descend(layer + 1, product(product(pattern(layer, h), state), mix),
              takes_last_heads && h + 1 == network_.heads());
    }
  }

  const PathNetwork& network_;
  const Matrix& table_;
  PathChoices choices_;
  PathSum result_;
};

}  // namespace

PathSum path_sum(const PathNetwork& network, const Matrix& table, const PathChoices& choices) {
  return Walk(network, table, choices).run();
}

}  // namespace attest::rank_collapse
