// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3.columns: what the columns of sums of ratios shatter.
#include <string>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::strassen_attention {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;
using derive::Agrees;

/// What one side of the split adds to one head: above and below the line.
struct Share {
  std::int64_t above = 0;
  std::int64_t below = 1;
};
using Shares = std::vector<Share>;  // one a head

/// All shares of `heads` heads with above in -most, .., most; below up to 4, or 2 for more heads.
std::vector<Shares> all_shares(std::int64_t heads, std::int64_t most) {
  const std::int64_t deepest = heads == 1 ? 4 : 2;
  std::vector<Shares> result{{}};
  for (std::int64_t head = 0; head < heads; ++head) {
    std::vector<Shares> longer;
    for (const Shares& shares : result) {
      for (std::int64_t above = -most; above <= most; ++above) {
        for (std::int64_t below = 1; below <= deepest; ++below) {
          longer.push_back(shares);
          longer.back().push_back({.above = above, .below = below});
        }
      }
    }
    result = std::move(longer);
  }
  return result;
}

/// The sum over heads of (alpha + beta) / (lambda + mu).
Rational sum_of_ratios(const Shares& a, const Shares& b, const std::string& twist) {
  Rational sum = 0;
  for (std::size_t head = 0; head < a.size(); ++head) {
    const std::int64_t above = twist == "numerators_multiplied" ? a[head].above * b[head].above
                                                                : a[head].above + b[head].above;
    const std::int64_t below = twist == "denominators_multiplied" ? a[head].below * b[head].below
                                                                  : a[head].below + b[head].below;
    sum += Rational(above, below);
  }
  return sum;
}

int dimension_of_sums(std::int64_t heads, std::int64_t most, const Rational& threshold,
                      const std::string& twist) {
  const std::vector<Shares> sides = all_shares(heads, most);
  std::vector<std::vector<char>> matrix;
  for (const Shares& row : sides) {
    matrix.emplace_back();
    for (const Shares& column : sides) {
      matrix.back().push_back(sum_of_ratios(row, column, twist) < threshold ? 0 : 1);
    }
  }
  return dimension_of_columns(matrix);
}

/// 2^H - 1 products of fewer than H of the lambdas, and for each of H alphas 2^(H-1) - 1 with fewer
/// than H - 1 of the other lambdas: the terms of a row that a column weighs.
std::int64_t weighed_terms(std::int64_t heads) {
  return (std::int64_t{1} << heads) - 1 + heads * ((std::int64_t{1} << (heads - 1)) - 1);
}

}  // namespace

Statement columns_of_sums() {
  Statement about{
      .claim = claim_id, .label = "S3.columns", .title = "Sums of ratios shatter few rows"};
  about.sentence =
      "Put $\\lambda_h, \\mu_h > 0$. The columns $(\\beta, \\mu)$ of $[\\sum_{h \\le H} (\\alpha_h "
      "+ \\beta_h)/(\\lambda_h + \\mu_h) \\ge \\theta]$ shatter at most $2^H - 1 + H(2^{H-1} - 1)$ "
      "rows $(\\alpha, \\lambda)$: one for $H = 1$, where the sign is that of $(\\alpha - "
      "\\theta\\lambda) + (\\beta - \\theta\\mu)$, and five for $H = 2$.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published = "Families of rational functions with few parameters have a small VC dimension.",
      .checked =
          "Every set of rows of a grid of integers, for one head against 1 and for two against 5; "
          "there 36, 100 and 196 columns (numerators to 1, 2 and 3) could shatter 5, 6 and 7.",
      .gap =
          "The grids: thresholds 0, 1/2, 1, 3/2; a linear readout. The bound 2^N <= (2eN)^(2H) on "
          "N rows, which grows as a power of H, is imported and above what these grids can reach."};
  about.parameters = {{.name = "heads", .meaning = "H", .lo = 1, .hi = 2},
                      {.name = "most", .meaning = "largest numerator", .lo = 1, .hi = 8}};
  about.points = [](Rung rung) {
    std::vector<Params> points{{{"heads", 1}, {"most", 4}}, {{"heads", 2}, {"most", 1}}};
    if (rung == Rung::fast) return points;
    for (const std::int64_t most : {2, 3}) points.push_back({{"heads", 2}, {"most", most}});
    return points;
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"heads", 1}, {"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t heads = params.at("heads");
    const std::int64_t most = params.at("most");
    Agrees result{.relation = derive::Relation::at_most};
    result.left = [heads, most](const check::Case& twice, const std::string& twist) {
      return std::vector<Rational>{
          Rational(dimension_of_sums(heads, most, twice(0, 0) * Rational(1, 2), twist))};
    };
    result.right = [heads](const check::Case&) {
      return std::vector<Rational>{Rational(weighed_terms(heads))};
    };
    result.cases = check::integer_box({0}, {3});
    result.cases.description = "twice the threshold";
    result.evaluator = "all sets of rows";
    return result;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "numerators_multiplied", .why = "alpha beta in place of alpha + beta", .proof = {}},
       {.name = "denominators_multiplied",
        .why = "lambda mu in place of lambda + mu",
        .proof = {}}});
}

}  // namespace attest::strassen_attention
