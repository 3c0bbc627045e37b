// SPDX-License-Identifier: Apache-2.0
/// \file
/// Matrices of balls, and attention by its defining formulas.
#include "claims/rank_collapse/enclosed.hpp"

#include "reference/model/evaluate.hpp"
#include "reference/number/contract.hpp"

namespace attest::rank_collapse {
namespace {

Ball sum_of(const std::vector<Ball>& entries) {
  Ball total;
  for (const Ball& entry : entries) total += entry;
  return total;
}

Ball greatest(const std::vector<Ball>& entries) {
  Ball result = entries.at(0);
  for (const Ball& entry : entries) result = max(result, entry);
  return result;
}

std::vector<Ball> balls_of(const std::vector<Rational>& entries, int precision) {
  std::vector<Ball> result;
  result.reserve(entries.size());
  for (const Rational& entry : entries) result.push_back(Ball::exact(entry, precision));
  return result;
}

std::vector<Ball> row_of(const Table& x, int i) {
  const auto first = x.entries.begin() + std::ptrdiff_t{i} * x.cols;
  return {first, first + x.cols};
}

std::vector<Ball> column_of(const Table& x, int k) {
  std::vector<Ball> result;
  for (int i = 0; i < x.rows; ++i) result.push_back(x(i, k));
  return result;
}

std::vector<Ball> magnitudes(std::vector<Ball> entries) {
  for (Ball& entry : entries) entry = magnitude(entry);
  return entries;
}

/// Largest sum of absolute values of a row or a column.
Ball norm_of(const Table& x, bool is_of_rows) {
  std::vector<Ball> sums;
  for (int i = 0; i < (is_of_rows ? x.rows : x.cols); ++i) {
    sums.push_back(sum_of(magnitudes(is_of_rows ? row_of(x, i) : column_of(x, i))));
  }
  return greatest(sums);
}

EnclosedHead enclosed_head(const HeadWeights& weights, int precision) {
  const Ball root = sqrt(Ball::exact(weights.query.cols(), precision));
  EnclosedHead head;
  const Table query = table_of(weights.query, precision);
  const Table key = table_of(weights.key, precision);
  head.score = product_transposed(query, key);
  for (Ball& entry : head.score.entries) entry /= root;
  const Table bias{
      .rows = 1, .cols = weights.query.cols(), .entries = balls_of(weights.query_bias, precision)};
  head.key_bias = product_transposed(bias, key).entries;
  for (Ball& entry : head.key_bias) entry /= root;
  head.mix = table_of(weights.mix, precision);
  head.score_sum = sum_of(magnitudes(head.score.entries));
  head.score_norm = norm_of(head.score, false);
  head.score_spectral = head.score_sum;
  if (weights.query.cols() == 1) {
    Ball squares[2];
    for (const Ball& entry : query.entries) squares[0] += entry * entry;
    for (const Ball& entry : key.entries) squares[1] += entry * entry;
    head.score_spectral = sqrt(squares[0] * squares[1]);
  }
  return head;
}

}  // namespace

Table table_of(const Matrix& matrix, int precision) {
  Table result{.rows = matrix.rows(), .cols = matrix.cols()};
  for (int i = 0; i < matrix.rows(); ++i) {
    for (const Rational& entry : matrix.row(i)) {
      result.entries.push_back(Ball::exact(entry, precision));
    }
  }
  return result;
}

Table product(const Table& a, const Table& b) {
  Table result{.rows = a.rows, .cols = b.cols};
  for (int i = 0; i < a.rows; ++i) {
    for (int j = 0; j < b.cols; ++j) {
      Ball& entry = result.entries.emplace_back();
      for (int k = 0; k < a.cols; ++k) entry += a(i, k) * b(k, j);
    }
  }
  return result;
}

Table product_transposed(const Table& a, const Table& b) {
  Table result{.rows = a.rows, .cols = b.rows};
  for (int i = 0; i < a.rows; ++i) {
    for (int j = 0; j < b.rows; ++j) {
      Ball& entry = result.entries.emplace_back();
      for (int k = 0; k < a.cols; ++k) entry += a(i, k) * b(j, k);
    }
  }
  return result;
}

Table less_centre(const Table& x, const std::vector<Ball>& centre) {
  Table result = x;
  for (std::size_t e = 0; e < result.entries.size(); ++e) {
    result.entries[e] -= centre[e % centre.size()];
  }
  return result;
}

std::vector<Ball> mean_of(const Table& x) {
  std::vector<Ball> result;
  for (int k = 0; k < x.cols; ++k) {
    result.push_back(sum_of(column_of(x, k)) / Ball::exact(x.rows, x(0, k).precision()));
  }
  return result;
}

Ball magnitude(const Ball& x) { return max(x, -x); }

Ball power(const Ball& base, std::int64_t exponent) {
  ATTEST_REQUIRE(exponent >= 1, "a positive exponent");
  Ball square = base;
  while (exponent % 2 == 0) {
    square *= square;
    exponent /= 2;
  }
  Ball result = square;
  for (exponent /= 2; exponent > 0; exponent /= 2) {
    square *= square;
    if (exponent % 2 == 1) result *= square;
  }
  return result;
}

Ball oscillation(const std::vector<Ball>& entries) {
  Ball least = entries.at(0);
  for (const Ball& entry : entries) least = min(least, entry);
  return greatest(entries) - least;
}

Ball column_oscillation(const Table& x, int k) { return oscillation(column_of(x, k)); }

Ball delta(const Table& x) {
  std::vector<Ball> all;
  for (int k = 0; k < x.cols; ++k) all.push_back(column_oscillation(x, k));
  return greatest(all);
}

Ball column_norm(const Table& x) { return norm_of(x, false); }
Ball row_norm(const Table& x) { return norm_of(x, true); }

std::vector<Ball> softmax(const std::vector<Ball>& scores) {
  std::vector<Ball> result;
  for (const Ball& score : scores) result.push_back(exp(score - scores[0]));
  const Ball total = sum_of(result);
  for (Ball& entry : result) entry /= total;
  return result;
}

EnclosedLayer enclosed(const LayerWeights& layer, int precision) {
  EnclosedLayer result;
  for (const HeadWeights& head : layer.heads) {
    result.heads.push_back(enclosed_head(head, precision));
  }
  result.bias = balls_of(layer.bias, precision);
  return result;
}

Table attention(const EnclosedLayer& layer, const Table& x) {
  Table result{.rows = x.rows, .cols = x.cols};
  for (int i = 0; i < x.rows; ++i) {
    result.entries.insert(result.entries.end(), layer.bias.begin(), layer.bias.end());
  }
  for (const EnclosedHead& head : layer.heads) {
    const Table scores = product_transposed(product(x, head.score), x);
    const Table bias{.rows = 1, .cols = x.cols, .entries = head.key_bias};
    const Table shift = product_transposed(bias, x);
    Table pattern{.rows = x.rows, .cols = x.rows};
    for (int i = 0; i < x.rows; ++i) {
      std::vector<Ball> row = row_of(scores, i);
      for (int j = 0; j < x.rows; ++j) row[static_cast<std::size_t>(j)] += shift(0, j);
      for (Ball& weight : softmax(row)) pattern.entries.push_back(std::move(weight));
    }
    const Table output = product(pattern, product(x, head.mix));
    for (std::size_t e = 0; e < output.entries.size(); ++e) {
      result.entries[e] += output.entries[e];
    }
  }
  return result;
}

std::vector<Table> plain_states(const Network& network, int precision) {
  std::vector<Table> result{table_of(network.tokens, precision)};
  for (const LayerWeights& layer : network.layers) {
    Table next = attention(enclosed(layer, precision), result.back());
    for (std::size_t e = 0; e < next.entries.size() && network.has_skips; ++e) {
      next.entries[e] += result.back().entries[e];
    }
    result.push_back(std::move(next));
  }
  return result;
}

std::vector<Table> literal_states(const Network& network, int precision) {
  const model::Transformer model = attention_network(network);
  const model::Mode mode{.arithmetic = model::Arithmetic::ball, .precision = precision};
  const model::Trace trace = model::trace(model, network.tokens, mode);
  std::vector<Table> result{table_of(network.tokens, precision)};
  for (const model::LayerTrace& layer : trace.layers) {
    Table& state = result.emplace_back();
    state.rows = network.tokens.rows();
    state.cols = network.tokens.cols();
    for (int i = 0; i < state.rows; ++i) {
      for (int k = 0; k < state.cols; ++k) {  // x is the first register
        const model::Number& number =
            layer.state.at(static_cast<std::size_t>(std::int64_t{i} * trace.d + k));
        const Rational* exact = std::get_if<Rational>(&number);
        state.entries.push_back(exact == nullptr ? std::get<Ball>(number)
                                                 : Ball::exact(*exact, precision));
      }
    }
  }
  return result;
}

std::vector<Ball> pair_bounds(const Network& network, const std::vector<Table>& states,
                              const std::string& twist, int precision) {
  std::vector<Ball> result;
  const Ball share = Ball::exact(Rational(1, twist == "tanh_of_an_eighth" ? 8 : 4), precision);
  for (std::size_t l = 0; l < network.layers.size(); ++l) {
    const Table& x = states[l];
    const EnclosedLayer layer = enclosed(network.layers[l], precision);
    const std::size_t first = result.size();
    for (std::size_t h = 0; h < layer.heads.size(); ++h) {
      const Table scores = product_transposed(product(x, layer.heads[h].score), x);
      const Table mixed = product(x, layer.heads[h].mix);
      std::size_t at = first;
      for (int i = 0; i < x.rows; ++i) {
        for (int other = i + 1; other < x.rows; ++other) {
          std::vector<Ball> gains;
          for (int j = 0; j < x.rows; ++j) gains.push_back(scores(i, j) - scores(other, j));
          const Ball factor = tanh(oscillation(gains) * share);
          for (int k = 0; k < x.cols; ++k, ++at) {
            const Ball bound = factor * column_oscillation(mixed, k);
            if (h == 0) {
              result.push_back(bound);
            } else {
              result[at] = twist == "sum_dropped" ? max(result[at], bound) : result[at] + bound;
            }
          }
        }
      }
    }
  }
  return result;
}

std::vector<Ball> pair_distances(const std::vector<Table>& states) {
  std::vector<Ball> result;
  for (std::size_t l = 1; l < states.size(); ++l) {
    const Table& x = states[l];
    for (int i = 0; i < x.rows; ++i) {
      for (int other = i + 1; other < x.rows; ++other) {
        for (int k = 0; k < x.cols; ++k) result.push_back(magnitude(x(i, k) - x(other, k)));
      }
    }
  }
  return result;
}

Integer bits_below_one(const Ball& x) {
  const std::optional<Integer> bits = floor(-log(x) / log(Ball::exact(2, x.precision())));
  if (!bits) throw model::Undecided("-log2 of a residual is not decided");
  return *bits;
}

Integer scaled_log10(const Ball& x, const Integer& scale) {
  const Ball ten = log(Ball::exact(10, x.precision()));
  const std::optional<Integer> rounded =
      round_half_up(Ball::exact(scale, x.precision()) * log(x) / ten);
  if (!rounded) throw model::Undecided("log10 of a residual is not decided");
  return *rounded;
}

Integer thousandths_of_log10(const Ball& x) { return scaled_log10(x, 1000); }

}  // namespace attest::rank_collapse
