// SPDX-License-Identifier: Apache-2.0
/// \file
/// The bounds of I2, I3, I4 and I6 on networks of natural softmax, and what they bound.
#include "claims/rank_collapse/bounds.hpp"

namespace attest::rank_collapse {
namespace {

/// sum over heads of tanh(||W_QK||_sum delta^2 / (4 sqrt(d_k))) ||W_h||_1 delta.
Ball tanh_form(const View& view, std::size_t l, const Ball& spread) {
  Ball sum;
  for (const EnclosedHead& head : view.layer(l).heads) {
    sum += tanh(head.score_sum * spread * spread / view.number(4)) * column_norm(head.mix) * spread;
  }
  return sum;
}

/// R, D_i of every head, and s around a centre.
struct Around {
  Table rest;
  std::vector<std::vector<Ball>> spreads = {};   ///< by head and token
  std::vector<std::vector<Ball>> averages = {};  ///< s by head
  std::vector<Ball> gammas = {};                 ///< by head
};

Around around(const EnclosedLayer& layer, const Table& x, const std::vector<Ball>& centre) {
  Around result{.rest = less_centre(x, centre)};
  const Table row{.rows = 1, .cols = x.cols, .entries = centre};
  for (const EnclosedHead& head : layer.heads) {
    const Table scores = product_transposed(product(result.rest, head.score), result.rest);
    std::vector<Ball>& spreads = result.spreads.emplace_back();
    Ball sum;
    Ball most;
    for (int i = 0; i < x.rows; ++i) {
      std::vector<Ball> entries;
      for (int j = 0; j < x.rows; ++j) entries.push_back(scores(i, j));
      spreads.push_back(oscillation(entries));
      sum += spreads.back();
    }
    for (int j = 0; j < x.rows; ++j) {
      for (int other = 0; other < j; ++other) {
        Ball difference;
        for (int i = 0; i < x.rows; ++i) difference += magnitude(scores(i, j) - scores(i, other));
        most = max(most, difference);
      }
    }
    result.gammas.push_back(sum / most);
    Table query = product(row, head.score);
    for (std::size_t k = 0; k < query.entries.size(); ++k) query.entries[k] += head.key_bias[k];
    result.averages.push_back(softmax(product_transposed(query, result.rest).entries));
  }
  return result;
}

/// The centres of I3: 0 and the mean. No token of a generic network scores all keys alike around
/// them.
std::vector<std::vector<Ball>> centres(const Table& x) {
  return {std::vector<Ball>(static_cast<std::size_t>(x.cols), Ball()), mean_of(x)};
}

/// sum_i s_i |y_ik|, or its absolute value without the inner bars.
Ball average_of(const std::vector<Ball>& weights, const Table& y, int k, bool is_signed) {
  Ball sum;
  for (int i = 0; i < y.rows; ++i) {
    sum += weights[static_cast<std::size_t>(i)] * (is_signed ? y(i, k) : magnitude(y(i, k)));
  }
  return magnitude(sum);
}

/// x'^T = sum_h (x^T + s_h^T R) W_h + b^T.
std::vector<Ball> next_centre(const EnclosedLayer& layer, const Around& all,
                              const std::vector<Ball>& centre) {
  std::vector<Ball> result = layer.bias;
  for (std::size_t h = 0; h < layer.heads.size(); ++h) {
    Table row{.rows = 1, .cols = all.rest.cols, .entries = all.averages[h]};
    row.cols = all.rest.rows;
    row = product(row, all.rest);
    for (std::size_t k = 0; k < centre.size(); ++k) row.entries[k] += centre[k];
    row = product(row, layer.heads[h].mix);
    for (std::size_t k = 0; k < centre.size(); ++k) result[k] += row.entries[k];
  }
  return result;
}

/// A lower bound on the square of the composite norm of res(X), whatever its centre: the column
/// norm is at least the largest sum of distances of a column from its median, the row norm at least
/// half the largest distance of two tokens.
Ball least_square(const View& view, const Table& x) {
  Ball columns;
  for (int k = 0; k < x.cols; ++k) {
    std::vector<Ball> sums;
    for (int median = 0; median < x.rows; ++median) {
      Ball& sum = sums.emplace_back();
      for (int i = 0; i < x.rows; ++i) sum += magnitude(x(i, k) - x(median, k));
    }
    Ball least = sums[0];
    for (const Ball& sum : sums) least = min(least, sum);
    columns = max(columns, least);
  }
  Ball rows;
  for (int i = 0; i < x.rows; ++i) {
    for (int other = 0; other < i; ++other) {
      Ball distance;
      for (int k = 0; k < x.cols; ++k) distance += magnitude(x(i, k) - x(other, k));
      rows = max(rows, distance);
    }
  }
  return columns * rows / view.number(2);
}

}  // namespace

Ball cubic_constant(const View& view, std::size_t l, const std::string& twist) {
  Ball sum;
  for (const EnclosedHead& head : view.layer(l).heads) {
    const Ball& score = twist == "spectral_norm" ? head.score_spectral : head.score_sum;
    const Ball one = score * column_norm(head.mix) / view.number(4);
    sum = twist == "sum_dropped" ? max(sum, one) : sum + one;
  }
  return sum;
}

std::vector<Ball> pair_bound(const View& view, const std::string& twist) {
  return pair_bounds(view.network, view.states, twist, view.precision);
}

std::vector<Ball> pair_distance(const View& view) { return pair_distances(view.states); }

std::vector<Ball> cubic_bound(const View& view, const std::string& twist) {
  std::vector<Ball> result;
  const Ball start = delta(view.states[0]);
  const std::int64_t exponent = twist == "power_four" ? 4 : 3;
  Ball largest;
  std::int64_t total = 1;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const Ball constant = cubic_constant(view, l, twist);
    const Ball spread = delta(view.states[l]);
    largest = max(largest, constant);
    total *= exponent;
    result.push_back(constant * power(spread, exponent));
    result.push_back(power(largest, (total - 1) / (exponent - 1)) * power(start, total));
    if (view.network.tokens.rows() >= 3) result.push_back(tanh_form(view, l, spread));
  }
  return result;
}

std::vector<Ball> cubic_measure(const View& view) {
  std::vector<Ball> result;
  for (std::size_t l = 1; l < view.states.size(); ++l) {
    const Ball spread = delta(view.states[l]);
    result.insert(result.end(), view.network.tokens.rows() < 3 ? 2 : 3, spread);
  }
  return result;
}

std::vector<Ball> centre_bound(const View& view, const std::string& twist) {
  std::vector<Ball> result;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const EnclosedLayer layer = view.layer(l);
    const Table& x = view.states[l];
    for (const std::vector<Ball>& centre : centres(x)) {
      const Around all = around(layer, x, centre);
      for (int i = 0; i < x.rows; ++i) {
        for (int k = 0; k < x.cols; ++k) {
          Ball& sum = result.emplace_back();
          for (std::size_t h = 0; h < layer.heads.size(); ++h) {
            const Table mixed = product(all.rest, layer.heads[h].mix);
            const Ball phi = exp(all.spreads[h][static_cast<std::size_t>(i)]) - view.number(1);
            sum += phi * average_of(all.averages[h], mixed, k, twist == "signed_average");
          }
        }
      }
    }
  }
  return result;
}

std::vector<Ball> centre_measure(const View& view) {
  std::vector<Ball> result;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const EnclosedLayer layer = view.layer(l);
    for (const std::vector<Ball>& centre : centres(view.states[l])) {
      const Around all = around(layer, view.states[l], centre);
      const Table rest = less_centre(view.states[l + 1], next_centre(layer, all, centre));
      for (const Ball& entry : rest.entries) result.push_back(magnitude(entry));
    }
  }
  return result;
}

std::vector<Ball> norm_bound(const View& view, const std::string& twist) {
  std::vector<Ball> result;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const EnclosedLayer layer = view.layer(l);
    const Around all = around(layer, view.states[l], mean_of(view.states[l]));
    const Ball columns = column_norm(all.rest);
    const Ball rows = row_norm(all.rest);
    Ball sums[4];
    for (std::size_t h = 0; h < layer.heads.size(); ++h) {
      const EnclosedHead& head = layer.heads[h];
      Ball total;
      Ball most;
      for (const Ball& spread : all.spreads[h]) {
        const Ball phi = exp(spread) - view.number(1);
        total += phi;
        most = max(most, phi);
      }
      const Ball cubic = view.number(4) * head.score_norm * columns * rows;
      sums[0] += total * columns * column_norm(head.mix);
      sums[1] += most * rows * row_norm(head.mix);
      sums[2] += all.gammas[h] * cubic * columns * column_norm(head.mix);
      sums[3] += cubic * rows * row_norm(head.mix);
    }
    for (Ball& sum : sums) result.push_back(twist == "power_four" ? sum * columns : sum);
  }
  return result;
}

std::vector<Ball> norm_measure(const View& view) {
  std::vector<Ball> result;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const EnclosedLayer layer = view.layer(l);
    const std::vector<Ball> centre = mean_of(view.states[l]);
    const Around all = around(layer, view.states[l], centre);
    const Table rest = less_centre(view.states[l + 1], next_centre(layer, all, centre));
    for (int form = 0; form < 2; ++form) {
      result.push_back(column_norm(rest));
      result.push_back(row_norm(rest));
    }
  }
  return result;
}

std::vector<Ball> published_bound(const View& view, const std::string& twist) {
  std::vector<Ball> result;
  const Ball start = least_square(view, view.states[0]);
  const std::int64_t exponent = twist == "power_four" ? 4 : 3;
  Ball largest;
  std::int64_t total = 1;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    Ball square;
    const EnclosedLayer layer = view.layer(l);
    for (const EnclosedHead& head : layer.heads) {
      square = max(square,
                   head.score_norm * head.score_norm * column_norm(head.mix) * row_norm(head.mix));
    }
    const Rational heads(layer.heads.size());
    square *= view.number(Rational(16) * heads * heads);
    largest = max(largest, square);
    total *= exponent;
    result.push_back(square * power(least_square(view, view.states[l]), exponent));
    result.push_back(power(largest, (total - 1) / (exponent - 1)) * power(start, total));
  }
  return result;
}

std::vector<Ball> published_measure(const View& view) {
  std::vector<Ball> result;
  for (std::size_t l = 1; l < view.states.size(); ++l) {
    const Table rest = less_centre(view.states[l], mean_of(view.states[l]));
    result.insert(result.end(), 2, column_norm(rest) * row_norm(rest));
  }
  return result;
}

std::vector<Ball> skip_bound(const View& view, const std::string& twist) {
  std::vector<Ball> result;
  for (std::size_t l = 0; l < view.layers(); ++l) {
    const Table& x = view.states[l];
    const Ball spread = delta(x);
    Ball loss = cubic_constant(view, l, "") * power(spread, 3);
    if (twist == "half_the_loss") loss /= view.number(2);
    result.push_back(spread - loss);
    if (x.rows < 3) continue;
    const Ball moved = tanh_form(view, l, spread);
    for (int k = 0; k < x.cols; ++k) result.push_back(column_oscillation(x, k) - moved);
  }
  return result;
}

std::vector<Ball> skip_measure(const View& view) {
  std::vector<Ball> result;
  for (std::size_t l = 1; l < view.states.size(); ++l) {
    const Table& x = view.states[l];
    result.push_back(delta(x));
    for (int k = 0; k < x.cols && x.rows >= 3; ++k) result.push_back(column_oscillation(x, k));
  }
  return result;
}

}  // namespace attest::rank_collapse
