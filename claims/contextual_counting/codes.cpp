// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: without a mask, nearly equal scores on the past are cheap.
#include <map>
#include <utility>

#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using derive::Agrees;

const Rational eps(1, 100);
const Rational far(40);

/// Whether scores lie in [-eps, eps] on the past and at most -C beyond, in every row.
bool is_profile(const Matrix& m) {
  for (int i = 0; i < m.rows(); ++i) {
    for (int j = 0; j < m.cols(); ++j) {
      if (j <= i ? m(i, j).abs() > eps : m(i, j) > -far) return false;
    }
  }
  return true;
}

bool is_negative(const Matrix& m) {
  for (int i = 0; i < m.rows(); ++i) {
    for (const Rational& entry : m.row(i)) {
      if (entry.sign() >= 0) return false;
    }
  }
  return true;
}

/// T_n(x) by its recurrence.
Rational chebyshev(std::int64_t n, const Rational& x) {
  Rational before = 1;
  Rational last = x;
  if (n == 0) return before;
  for (std::int64_t k = 1; k < n; ++k) {
    Rational next = 2 * x * last - before;
    before = std::move(last);
    last = std::move(next);
  }
  return last;
}

Agrees exponential_form(const Params& params, std::uint64_t) {
  const std::int64_t length = params.at("length");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [length](const check::Case&, const std::string& twist) {
    const Integer base = ratio_in_series / (twist == "base_halved" ? 2 : 1);
    const Matrix m = square(length, [&](int i, int j) {
      const Rational power = pow(base, static_cast<unsigned>(j > i ? j - i : i - j));
      return -eps * (j > i ? power : 1 / power);
    });
    return std::vector<Rational>{is_profile(m) && is_negative(m) ? 1 : 0, exact_rank(m)};
  };
  result.right = [](const check::Case&) { return std::vector<Rational>{1, 1}; };
  result.cases = check::integer_box({}, {});
  result.cases.description = "the matrix -eps B^(j-i)";
  result.evaluator = "rationals";
  return result;
}

/// Least even degrees worked out beforehand, C/eps = 4000.
const std::map<std::int64_t, std::int64_t>& known_degrees() {
  static const std::map<std::int64_t, std::int64_t> degrees{
      {16, 20}, {32, 26}, {64, 38}, {128, 52}, {256, 72}};
  return degrees;
}

/// Lengths up to which the rank is eliminated: rationals of n log L bits grow dear.
constexpr std::int64_t most_eliminated = 32;

Agrees chebyshev_form(const Params& params, std::uint64_t) {
  const std::int64_t length = params.at("length");
  Agrees result{.relation = derive::Relation::equal};
  result.left = [length](const check::Case&, const std::string& twist) {
    const std::int64_t least = chebyshev_degree(length, far / eps);
    std::int64_t degree = least;
    if (twist == "degree_less_two") degree -= 2;
    if (twist == "odd_degree") degree += 1;
    std::vector<Rational> by_distance;  // entry d + L - 1: score at i - j = d
    for (std::int64_t d = 1 - length; d < length; ++d) {
      by_distance.push_back(-eps * chebyshev(degree, Rational(2 * d - length, length)));
    }
    const Matrix m = square(length, [&](int i, int j) {
      return by_distance[static_cast<std::size_t>(i - j + length - 1)];
    });
    // A polynomial of degree n in i - j: rank at most n + 1.
    const bool is_low = length > most_eliminated || exact_rank(m) <= least + 1;
    return std::vector<Rational>{least, is_profile(m) ? 1 : 0, is_low ? 1 : 0};
  };
  result.right = [length](const check::Case&) {
    return std::vector<Rational>{known_degrees().at(length), 1, 1};
  };
  result.cases = check::integer_box({}, {});
  result.cases.description = "the matrix -eps T_n((2(i-j)-L)/L)";
  result.evaluator = "rationals";
  return result;
}

}  // namespace

std::int64_t chebyshev_degree(std::int64_t length, const Rational& ratio) {
  const Rational x = 1 + Rational(2, length);
  std::int64_t n = 0;
  while (chebyshev(n, x) < ratio) n += 2;
  return n;
}

check::Statement exponential_scores() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S4.exponential",
       .title = "Key dimension 1 with huge codes",
       .sentence = "For $B = C/\\epsilon$ the matrix $s(i,j) = -\\epsilon B^{j-i}$ has rank 1, "
                   "$-\\epsilon \\le s < 0$ for $j \\le i$ and $s \\le -C$ for $j > i$.",
       .checked = "Every entry, and the rank.",
       .gap = "The stated L, eps = 1/100, C = 40."});
  about.parameters = {{.name = "length", .meaning = "L: tokens", .lo = 2, .hi = 256}};
  about.points = points_of("length", {2, 3, 8, 16}, {64});
  about.mutant_points = points_of("length", {2}, {});
  return derive::agrees(std::move(about), exponential_form,
                        {{.name = "base_halved", .why = "B = C/(2 eps)", .proof = {}}});
}

check::Statement chebyshev_scores() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S4.chebyshev",
       .title = "About the square root of L with bounded scores",
       .sentence =
           "For the least even $n$ with $T_n(1+2/L) \\ge C/\\epsilon$ the matrix $s(i,j) = "
           "-\\epsilon T_n((2(i-j)-L)/L)$ has rank at most $n+1$, $|s| \\le \\epsilon$ for $j \\le "
           "i$ and $s \\le -C$ for $j > i$; $n$ = 20, 26, 38, 52, 72 for $L$ = 16, 32, 64, 128, "
           "256.",
       .checked = "Every entry and the degree; the rank by elimination for L up to 32.",
       .gap = "The stated L, eps = 1/100, C = 40; n + 1 is below L - 1 from L = 32 on."});
  about.parameters = {{.name = "length", .meaning = "L: tokens", .lo = 16, .hi = 256}};
  about.points = points_of("length", {16, 32, 64}, {128, 256});
  about.mutant_points = points_of("length", {16}, {});
  return derive::agrees(std::move(about), chebyshev_form,
                        {{.name = "degree_less_two", .why = "degree n - 2", .proof = {}},
                         {.name = "odd_degree",
                          .why = "degree n + 1, which is positive beyond the past",
                          .proof = {}}});
}

}  // namespace attest::contextual_counting
