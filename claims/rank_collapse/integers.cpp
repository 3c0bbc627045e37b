// SPDX-License-Identifier: Apache-2.0
/// \file
/// Both sides of I3 and I4 in exact integers: three tokens in two dimensions, one head, softmax in
/// base 4.
///
/// Base 4 is the natural softmax of scores times ln 4, so tanh(D ln 4 / 4) = (2^D-1)/(2^D+1) and
/// e^(D ln 4) - 1 = 4^D - 1. A column of W_h enters alone, as a vector v of values X v.
#include "claims/rank_collapse/integers.hpp"

#include <array>

namespace attest::rank_collapse {
namespace {

constexpr int row_count = 3;

using Row = std::array<std::int64_t, row_count>;

/// (1,0), (0,1), (1,1), (1,-1); the other signs follow.
constexpr std::array<std::array<std::int64_t, 2>, 4> values{{{1, 0}, {0, 1}, {1, 1}, {1, -1}}};

constexpr std::array<std::array<std::size_t, 2>, 3> pairs{{{0, 1}, {0, 2}, {1, 2}}};

/// A case: W_QK and X.
struct Tokens {
  std::array<std::array<std::int64_t, 2>, 2> w;
  std::array<std::array<std::int64_t, 2>, row_count> x;
};

Tokens tokens_of(const check::Case& chosen) {
  const auto entry = [&chosen](int i) { return chosen(0, i).num().to_int64(); };
  return {.w = {{{entry(0), entry(1)}, {entry(2), entry(3)}}},
          .x = {{{entry(4), entry(5)}, {entry(6), entry(7)}, {entry(8), entry(9)}}}};
}

using Vector = std::array<std::int64_t, 2>;

std::int64_t dot(const Vector& a, const Vector& b) { return a[0] * b[0] + a[1] * b[1]; }

/// u W_QK as a row.
Vector times(const Vector& u, const Tokens& t) {
  return {u[0] * t.w[0][0] + u[1] * t.w[1][0], u[0] * t.w[0][1] + u[1] * t.w[1][1]};
}

Vector minus(const Vector& a, const Vector& b) { return {a[0] - b[0], a[1] - b[1]}; }

Row inner_products(const Vector& u, const std::array<Vector, row_count>& with) {
  return {dot(u, with[0]), dot(u, with[1]), dot(u, with[2])};
}

std::int64_t oscillation(const Row& row) {
  return std::max({row[0], row[1], row[2]}) - std::min({row[0], row[1], row[2]});
}

/// base^exponent, exponent >= 0.
Integer integer_power(int base, std::int64_t exponent) {
  return pow(Integer(base), static_cast<unsigned>(exponent));
}

using Weights = std::array<Integer, row_count>;

/// 4^(s_j - min s).
Weights softmax_weights(const Row& scores) {
  const std::int64_t least = std::min({scores[0], scores[1], scores[2]});
  return {integer_power(4, scores[0] - least), integer_power(4, scores[1] - least),
          integer_power(4, scores[2] - least)};
}

/// sum of w_j y_j over sum of w_j.
Rational average(const Weights& weights, const Row& row) {
  Integer sum;
  for (std::size_t j = 0; j < row_count; ++j) sum += weights[j] * Integer(row[j]);
  return {sum, weights[0] + weights[1] + weights[2]};
}

/// D of rows i and i': how much the difference of their scores oscillates.
std::int64_t score_spread(const Tokens& t, std::size_t i, std::size_t other) {
  return oscillation(inner_products(times(minus(t.x[i], t.x[other]), t), t.x));
}

/// (2^D - 1)/(2^D + 1); of a broken bound 2^(D/2), where that is an integer.
Rational tanh_of(std::int64_t spread, bool is_halved) {
  const Integer q = integer_power(2, is_halved && spread % 2 == 0 ? spread / 2 : spread);
  return {q - 1, q + 1};
}

/// The outputs of row i, a value vector each.
std::array<Rational, 4> outputs(const Tokens& t, std::size_t i) {
  const Weights weights = softmax_weights(inner_products(times(t.x[i], t), t.x));
  std::array<Rational, 4> result;
  for (std::size_t v = 0; v < 4; ++v) {
    result[v] = average(weights, inner_products(values[v], t.x));
  }
  return result;
}

/// The centres 0 and the last token.
std::array<Vector, 2> integer_centres(const Tokens& t) {
  return {Vector{0, 0}, t.x[row_count - 1]};
}

/// The tokens less a centre, and the weights 4^r of s = softmax(R W_QK^T x) around it.
struct Centred {
  std::array<Vector, row_count> rest;
  Weights weights;
};

Centred centred(const Tokens& t, const Vector& x) {
  Centred result{.rest = {minus(t.x[0], x), minus(t.x[1], x), minus(t.x[2], x)}, .weights = {}};
  result.weights = softmax_weights(inner_products(times(x, t), result.rest));
  return result;
}

/// By a criterion: the scores of the two rows differ by one of two amounts, the greater one on a
/// set A of keys; v is constant on A and off A; and row i weighs A against the rest as 2^D to 1.
bool is_extremal(const Tokens& t, std::size_t i, std::size_t other, const Vector& v) {
  const Row gains = inner_products(times(minus(t.x[i], t.x[other]), t), t.x);
  const Row row = inner_products(v, t.x);
  const Weights weights = softmax_weights(inner_products(times(t.x[i], t), t.x));
  const std::int64_t most = std::max({gains[0], gains[1], gains[2]});
  const std::int64_t spread = oscillation(gains);
  Integer inside;
  Integer outside;
  for (std::size_t j = 0; j < row_count; ++j) {
    if (gains[j] != most && gains[j] != most - spread) return false;
    (gains[j] == most ? inside : outside) += weights[j];
    for (std::size_t k = 0; k < row_count; ++k) {
      if (gains[j] == gains[k] && row[j] != row[k]) return false;
    }
  }
  return inside == outside * integer_power(2, spread);
}

}  // namespace

std::vector<Rational> sharp_bound(const check::Case& chosen, const std::string& twist) {
  const Tokens t = tokens_of(chosen);
  std::vector<Rational> result;
  for (const auto& [i, other] : pairs) {
    const Rational factor = tanh_of(score_spread(t, i, other), twist == "tanh_of_an_eighth");
    for (const Vector& v : values) result.push_back(factor * oscillation(inner_products(v, t.x)));
  }
  return result;
}

std::vector<Rational> sharp_measure(const check::Case& chosen) {
  const Tokens t = tokens_of(chosen);
  const std::array<std::array<Rational, 4>, row_count> rows{outputs(t, 0), outputs(t, 1),
                                                            outputs(t, 2)};
  std::vector<Rational> result;
  for (const auto& [i, other] : pairs) {
    for (std::size_t v = 0; v < 4; ++v) result.push_back((rows[i][v] - rows[other][v]).abs());
  }
  return result;
}

std::vector<Rational> integer_centre_bound(const check::Case& chosen, const std::string& twist) {
  const Tokens t = tokens_of(chosen);
  std::vector<Rational> result;
  for (const Vector& x : integer_centres(t)) {
    const Centred c = centred(t, x);
    std::array<Rational, 4> averages;
    for (std::size_t v = 0; v < 4; ++v) {
      Row row = inner_products(values[v], c.rest);
      for (std::int64_t& entry : row) entry = twist == "signed_average" ? entry : std::abs(entry);
      averages[v] = average(c.weights, row).abs();
    }
    for (std::size_t i = 0; i < row_count; ++i) {
      const std::int64_t spread = oscillation(inner_products(times(c.rest[i], t), c.rest));
      for (const Rational& entry : averages) {
        result.push_back(Rational(integer_power(4, spread) - 1) * entry);
      }
    }
  }
  return result;
}

std::vector<Rational> integer_centre_measure(const check::Case& chosen) {
  const Tokens t = tokens_of(chosen);
  const std::array<std::array<Rational, 4>, row_count> rows{outputs(t, 0), outputs(t, 1),
                                                            outputs(t, 2)};
  std::vector<Rational> result;
  for (const Vector& x : integer_centres(t)) {
    const Centred c = centred(t, x);
    for (std::size_t i = 0; i < row_count; ++i) {
      for (std::size_t v = 0; v < 4; ++v) {
        const Rational next =
            dot(values[v], x) + average(c.weights, inner_products(values[v], c.rest));
        result.push_back((rows[i][v] - next).abs());
      }
    }
  }
  return result;
}

void count_by_values(Counts& counts, const check::Case& chosen) {
  const std::vector<Rational> bound = sharp_bound(chosen, "");
  const std::vector<Rational> found = sharp_measure(chosen);
  for (std::size_t e = 0; e < bound.size(); ++e) {
    if (bound[e].is_zero()) continue;  // D = 0 or osc = 0
    ++counts.nontrivial;
    counts.equal += bound[e] == found[e] ? 1 : 0;
  }
}

void count_by_criterion(Counts& counts, const check::Case& chosen) {
  const Tokens t = tokens_of(chosen);
  for (const auto& [i, other] : pairs) {
    if (score_spread(t, i, other) == 0) continue;
    for (const Vector& v : values) {
      if (oscillation(inner_products(v, t.x)) == 0) continue;
      ++counts.nontrivial;
      counts.equal += is_extremal(t, i, other, v) ? 1 : 0;
    }
  }
}

}  // namespace attest::rank_collapse
