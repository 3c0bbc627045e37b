// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1: the output as a ratio of traces, in rationals and modulo a prime.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/integer.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using derive::Agrees;

/// Vectors f, g, h [d] and values v, u of every token, as the fields of dense_form(d).
struct Tokens {
  const check::Case& fields;
  int d;

  [[nodiscard]] std::int64_t dot(int i, int first, int j, int second) const {
    std::int64_t sum = 0;
    for (int r = 0; r < d; ++r) {
      sum += (fields(i, first * d + r) * fields(j, second * d + r)).num().to_int64();
    }
    return sum;
  }
  [[nodiscard]] const Rational& v(int j) const { return fields(j, 3 * d); }
  [[nodiscard]] const Rational& u(int k) const { return fields(k, 3 * d + 1); }
};

/// (XYZ)_ii for every i.
std::vector<Rational> diagonal(const Matrix& x, const Matrix& y, const Matrix& z) {
  const int n = x.rows();
  std::vector<Rational> result;
  for (int i = 0; i < n; ++i) {
    Rational sum = 0;
    for (int k = 0; k < n; ++k) {
      Rational xy = 0;
      for (int j = 0; j < n; ++j) xy += x(i, j) * y(j, k);
      sum += xy * z(k, i);
    }
    result.push_back(sum);
  }
  return result;
}

/// (X Yhat Z)_ii / (XYZ)_ii.
std::vector<Rational> ratios(const check::Case& fields, int d) {
  const Tokens tokens{fields, d};
  const int n = fields.rows();
  Matrix x(n, n);
  Matrix y(n, n);
  Matrix z(n, n);
  Matrix weighted(n, n);
  for (int a = 0; a < n; ++a) {
    for (int b = 0; b < n; ++b) {
      x(a, b) = gadget::two_to(tokens.dot(a, 0, b, 1));
      y(a, b) = gadget::two_to(tokens.dot(a, 1, b, 2));
      z(a, b) = gadget::two_to(tokens.dot(a, 2, b, 0));
      weighted(a, b) = y(a, b) * tokens.v(a) * tokens.u(b);
    }
  }
  std::vector<Rational> result = diagonal(x, weighted, z);
  const std::vector<Rational> below = diagonal(x, y, z);
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = result[i] / below[i];
  return result;
}

/// Entries of f, g, h in -1, 0, 1 for two tokens at d = 1; values (2, 3) and (5, 7).
check::CaseSpace small_vectors() {
  check::CaseSpace space =
      check::mapped(check::words(6, 3), [](const check::Case& word) -> std::optional<check::Case> {
        check::Case tokens(2, 5);
        for (int at = 0; at < 6; ++at) tokens(at / 3, at % 3) = word(at, 0) - 1;
        tokens(0, 3) = 2;
        tokens(0, 4) = 3;
        tokens(1, 3) = 5;
        tokens(1, 4) = 7;
        return tokens;
      });
  space.description = "f, g, h in {-1, 0, 1} for two tokens, values 2, 3 and 5, 7";
  return space;
}

check::CaseSpace random_vectors(std::int64_t n, std::int64_t d, std::uint64_t seed) {
  const std::int64_t entries = n * (3 * d + 2);
  return check::sampled("entries of f, g, h in -3, .., 3 and of values in -9, .., 9", 40, seed,
                        pow(Integer(7), static_cast<unsigned>(entries)), "a sample of sizes, too",
                        [n, d](Random& random, std::int64_t) -> std::optional<check::Case> {
                          check::Case tokens(static_cast<int>(n), static_cast<int>(3 * d + 2));
                          for (int i = 0; i < tokens.rows(); ++i) {
                            for (int c = 0; c < tokens.cols(); ++c) {
                              const std::int64_t most = c < 3 * d ? 3 : 9;
                              tokens(i, c) = random.between(-most, most);
                            }
                          }
                          return tokens;
                        });
}

/// X, Y weighted or not, Z modulo the prime: random residues, the products v_j u_k among 0, .., 9.
struct Tables {
  Square x, y, weighted, z;
};
Tables random_tables(std::size_t n, std::uint64_t seed) {
  Random random(seed, n, 0);
  const Square empty(n, std::vector<std::int64_t>(n));
  Tables t{.x = empty, .y = empty, .weighted = empty, .z = empty};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      t.x[i][j] = random.between(1, prime - 1);
      t.y[i][j] = random.between(1, prime - 1);
      t.z[i][j] = random.between(1, prime - 1);
      t.weighted[i][j] = t.y[i][j] * random.between(0, 9) % prime;
    }
  }
  return t;
}

/// The diagonals of (XY)Z and (X Yhat)Z: two products of matrices, then n^2 products each.
std::vector<Rational> diagonals_by_halves(const Tables& t, const std::string& twist) {
  Products products;
  std::vector<Rational> result;
  for (const Square* middle : {&t.y, &t.weighted}) {
    const Square xy = by_halves(t.x, *middle, products, twist);
    for (std::size_t i = 0; i < xy.size(); ++i) {
      std::int64_t sum = 0;
      for (std::size_t k = 0; k < xy.size(); ++k) {
        sum = (sum + xy[i][k] * t.z[k][i]) % prime;
      }
      result.emplace_back(sum);
    }
  }
  return result;
}

/// The same as sums over all pairs (j, k).
std::vector<Rational> diagonals_by_pairs(const Tables& t) {
  std::vector<Rational> result;
  for (const Square* middle : {&t.y, &t.weighted}) {
    for (std::size_t i = 0; i < t.x.size(); ++i) {
      std::int64_t sum = 0;
      for (std::size_t j = 0; j < t.x.size(); ++j) {
        for (std::size_t k = 0; k < t.x.size(); ++k) {
          sum = (sum + t.x[i][j] * (*middle)[j][k] % prime * t.z[k][i]) % prime;
        }
      }
      result.emplace_back(sum);
    }
  }
  return result;
}

}  // namespace

check::Statement product_identity() {
  check::Statement about{
      .claim = claim_id, .label = "S1", .title = "The output as a ratio of traces"};
  about.sentence =
      "With $X_{ij} = b^{\\langle f_i, g_j\\rangle}$, $Y_{jk} = b^{\\langle g_j, h_k\\rangle}$, "
      "$Z_{ki} = b^{\\langle h_k, f_i\\rangle}$ and $\\hat Y_{jk} = Y_{jk} v_j u_k$ the output is "
      "$a_i = (X\\hat Y Z)_{ii} / (XYZ)_{ii}$: two products of matrices and $n^2$ products each.";
  about.standing = check::Standing::finite_instance;
  about.fidelity = {
      .published = "The output is a ratio of diagonals of products of three matrices.",
      .checked = "A third-order head of 3d coordinates, base 2, in exact rationals.",
      .gap = "The stated n and d, base 2; S1.modular has sizes up to 64."};
  about.parameters = {{.name = "n", .meaning = "tokens", .lo = 2, .hi = 6},
                      {.name = "d", .meaning = "coordinates of f, g, h", .lo = 1, .hi = 4}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 2}, {"d", 1}}, {{"n", 3}, {"d", 2}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 5}, {"d", 3}});
    points.push_back({{"n", 6}, {"d", 2}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}, {"d", 1}}}; };
  about.figure.draw = triangle_figure;
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    const std::int64_t d = params.at("d");
    Agrees result{.relation = derive::Relation::equal};
    result.right = [d](const check::Case& tokens) { return ratios(tokens, static_cast<int>(d)); };
    const bool is_small = n == 2 && d == 1;
    result.cases = is_small ? small_vectors() : random_vectors(n, d, seed);
    result.evaluator = "literal";
    result.model = dense_form(static_cast<int>(d));
    return result;
  };
  return derive::description_agrees(std::move(about), make);
}

check::Statement modular_identity() {
  check::Statement about{
      .claim = claim_id, .label = "S1.modular", .title = "Diagonals by seven products of halves"};
  about.sentence =
      "The diagonals of $(XY)Z$ and $(X\\hat Y)Z$ are the sums over all pairs $(j,k)$, when $XY$ "
      "and $X\\hat Y$ are multiplied by seven products of halves.";
  about.standing = check::Standing::finite_instance;
  about.fidelity = {
      .published = "The layer takes O(n^w d) operations, n^w those of a product.",
      .checked = "Random residues modulo 998244353, n a power of two.",
      .gap =
          "A sample, one set of tables for each n; w = log2 7, the recursion of seven products."};
  about.parameters = {{.name = "most", .meaning = "largest exponent of n", .lo = 0, .hi = 6}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 4 : 6}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const auto tables = [seed](const check::Case& chosen) {
      return random_tables(std::size_t{1} << chosen(0, 0).num().to_int64(), seed);
    };
    Agrees result{.relation = derive::Relation::equal};
    result.left = [tables](const check::Case& chosen, const std::string& twist) {
      return diagonals_by_halves(tables(chosen), twist);
    };
    result.right = [tables](const check::Case& chosen) {
      return diagonals_by_pairs(tables(chosen));
    };
    result.cases = check::integer_box({0}, {params.at("most")});
    result.cases.description = "n = 2^k, one set of random tables each";
    result.cases.coverage = check::Coverage::sampled;
    result.cases.full_size = 10 * pow(Integer(prime - 1), 3);
    result.cases.why_sampled = "the tables at n = 1 alone are that many";
    result.arithmetic = check::Arithmetic::integer;
    result.evaluator = "residues modulo a prime";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        {{.name = "sign_of_fifth",
                          .why = "the fifth product added to the first quarter",
                          .proof = {}}});
}

}  // namespace attest::strassen_attention
