// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random networks, and networks as cases.
#include <initializer_list>

#include "claims/rank_collapse/enclosed.hpp"

namespace attest::rank_collapse {
namespace {

/// A nonzero multiple of 1/4 in [-3/4, 3/4].
Rational quarter(Random& random) {
  const std::int64_t value = random.between(1, 3);
  return {random.below(2) == 0 ? value : -value, 4};
}

Matrix quarters(int rows, int cols, Random& random) {
  Matrix result(rows, cols);
  for (int i = 0; i < rows; ++i) {
    for (Rational& entry : result.row(i)) entry = quarter(random);
  }
  return result;
}

/// Writes or reads the numbers of a network in one fixed order.
template <typename Visit>
void visit_numbers(Network& network, Visit visit) {
  const auto matrix = [&visit](Matrix& m) {
    for (int i = 0; i < m.rows(); ++i) {
      for (Rational& entry : m.row(i)) visit(entry);
    }
  };
  matrix(network.tokens);
  for (LayerWeights& layer : network.layers) {
    for (HeadWeights& head : layer.heads) {
      matrix(head.query);
      matrix(head.key);
      for (Rational& entry : head.query_bias) visit(entry);
      matrix(head.mix);
    }
    for (Rational& entry : layer.bias) visit(entry);
  }
}

/// A network of zeros.
Network blank(const Shape& shape) {
  const HeadWeights head{.query = Matrix(shape.width, shape.key),
                         .key = Matrix(shape.width, shape.key),
                         .query_bias = std::vector<Rational>(static_cast<std::size_t>(shape.key)),
                         .mix = Matrix(shape.width, shape.width)};
  const LayerWeights layer{
      .heads = std::vector<HeadWeights>(static_cast<std::size_t>(shape.heads), head),
      .bias = std::vector<Rational>(static_cast<std::size_t>(shape.width))};
  return {.tokens = Matrix(shape.tokens, shape.width),
          .layers = std::vector<LayerWeights>(static_cast<std::size_t>(shape.layers), layer),
          .has_skips = shape.has_skips};
}

/// Sum of the absolute values of W_Q W_K^T.
Rational sum_norm_of_scores(const HeadWeights& head) {
  Rational sum;
  for (int k = 0; k < head.query.rows(); ++k) {
    for (int l = 0; l < head.key.rows(); ++l) {
      Rational entry;
      for (int c = 0; c < head.query.cols(); ++c) entry += head.query(k, c) * head.key(l, c);
      sum += entry.abs();
    }
  }
  return sum;
}

Rational column_norm_of(const Matrix& matrix) {
  Rational largest;
  for (int c = 0; c < matrix.cols(); ++c) {
    Rational sum;
    for (int k = 0; k < matrix.rows(); ++k) sum += matrix(k, c).abs();
    largest = std::max(largest, sum);
  }
  return largest;
}

/// Whether the rows of a square matrix are dependent, by elimination.
bool is_singular(Matrix m) {
  for (int c = 0; c < m.cols(); ++c) {
    int pivot = c;
    while (pivot < m.rows() && m(pivot, c).is_zero()) ++pivot;
    if (pivot == m.rows()) return true;
    for (int k = 0; k < m.cols(); ++k) std::swap(m(pivot, k), m(c, k));
    for (int i = c + 1; i < m.rows(); ++i) {
      const Rational factor = m(i, c) / m(c, c);
      for (int k = 0; k < m.cols(); ++k) m(i, k) -= factor * m(c, k);
    }
  }
  return false;
}

/// Whether u W_Q . (x_j W_K) takes two values over the tokens x_j.
bool has_two_scores(const HeadWeights& head, const std::vector<Rational>& u, const Matrix& tokens) {
  std::vector<Rational> scores;
  for (int j = 0; j < tokens.rows(); ++j) {
    Rational& score = scores.emplace_back();
    for (int c = 0; c < head.query.cols(); ++c) {
      Rational query;
      Rational key;
      for (int k = 0; k < tokens.cols(); ++k) {
        query += u[static_cast<std::size_t>(k)] * head.query(k, c);
        key += tokens(j, k) * head.key(k, c);
      }
      score += query * key;
    }
    if (score != scores[0]) return true;
  }
  return false;
}

/// Whether every head gives two different tokens the same key.
bool has_equal_keys(const LayerWeights& layer, const Matrix& tokens) {
  for (int j = 0; j < tokens.rows(); ++j) {
    for (int other = 0; other < j; ++other) {
      bool is_equal = true;
      for (const HeadWeights& head : layer.heads) {
        for (int c = 0; c < head.key.cols(); ++c) {
          Rational difference;
          for (int k = 0; k < tokens.cols(); ++k) {
            difference += (tokens(j, k) - tokens(other, k)) * head.key(k, c);
          }
          is_equal = is_equal && difference.is_zero();
        }
      }
      if (is_equal) return true;
    }
  }
  return false;
}

}  // namespace

Network random_network(const Shape& shape, Random& random) {
  Network network = blank(shape);
  for (int i = 0; i < shape.tokens; ++i) {
    for (Rational& entry : network.tokens.row(i)) {
      entry = Rational(random.between(-3, 3), Integer(4) * shape.shrink);
    }
  }
  for (LayerWeights& layer : network.layers) {
    for (HeadWeights& head : layer.heads) {
      head.query = quarters(shape.width, shape.key, random);
      head.key = quarters(shape.width, shape.key, random);
      for (Rational& entry : head.query_bias) entry = quarter(random);
      head.mix = quarters(shape.width, shape.width, random);
    }
    for (Rational& entry : layer.bias) entry = quarter(random);
  }
  return network;
}

bool is_generic(const Network& network) {
  const Matrix& x = network.tokens;
  for (const LayerWeights& layer : network.layers) {
    if (layer.heads.size() == 1 && is_singular(layer.heads[0].mix)) return false;
  }
  if (has_equal_keys(network.layers.at(0), x)) return false;
  std::vector<std::vector<Rational>> origins;  // 0, the mean, then every token
  origins.emplace_back(static_cast<std::size_t>(x.cols()));
  std::vector<Rational> mean = origins[0];
  for (int i = 0; i < x.rows(); ++i) {
    std::vector<Rational>& token = origins.emplace_back();
    for (int k = 0; k < x.cols(); ++k) {
      token.push_back(x(i, k));
      mean[static_cast<std::size_t>(k)] += x(i, k) / Rational(x.rows());
    }
  }
  origins.push_back(mean);
  for (std::size_t o = 0; o < origins.size(); ++o) {
    for (int i = 0; i < x.rows(); ++i) {
      if (o == static_cast<std::size_t>(i) + 1) continue;
      std::vector<Rational> u;
      for (int k = 0; k < x.cols(); ++k)
        u.push_back(x(i, k) - origins[o][static_cast<std::size_t>(k)]);
      bool is_constant = true;
      for (const HeadWeights& head : network.layers.at(0).heads) {
        is_constant = is_constant && !has_two_scores(head, u, x);
      }
      if (is_constant) return false;
    }
  }
  return true;
}

bool is_small(const Network& network) {
  const Matrix& x = network.tokens;
  Rational spread;
  for (int k = 0; k < x.cols(); ++k) {
    for (int i = 0; i < x.rows(); ++i) {
      for (int j = 0; j < x.rows(); ++j) spread = std::max(spread, x(i, k) - x(j, k));
    }
  }
  for (const LayerWeights& layer : network.layers) {
    Rational contraction;  // 4 sqrt(d_k) c delta^2
    Rational key_dimension;
    for (const HeadWeights& head : layer.heads) {
      const Rational scores = sum_norm_of_scores(head) * spread * spread;
      key_dimension = head.query.cols();
      if (scores * scores > Rational(25, 16) * key_dimension) return false;
      contraction += scores * column_norm_of(head.mix);
    }
    if (contraction * contraction > Rational(16) * key_dimension) return false;
  }
  return true;
}

check::Case case_of(const Network& network) {
  const HeadWeights& head = network.layers.at(0).heads.at(0);
  std::vector<Rational> row{network.tokens.rows(), network.tokens.cols(),
                            head.query.cols(),     network.layers[0].heads.size(),
                            network.layers.size(), network.has_skips ? 1 : 0};
  Network copy = network;
  visit_numbers(copy, [&row](const Rational& entry) { row.push_back(entry); });
  return Matrix(std::vector<std::vector<Rational>>{row});
}

Network network_of(const check::Case& chosen) {
  const auto of = [&chosen](int i) { return static_cast<int>(chosen(0, i).num().to_int64()); };
  Network network = blank({.tokens = of(0),
                           .width = of(1),
                           .key = of(2),
                           .heads = of(3),
                           .layers = of(4),
                           .shrink = 1,
                           .has_skips = of(5) != 0});
  int at = 6;
  visit_numbers(network, [&chosen, &at](Rational& entry) { entry = chosen(0, at++); });
  return network;
}

}  // namespace attest::rank_collapse
