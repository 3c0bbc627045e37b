// SPDX-License-Identifier: Apache-2.0
/// \file
/// P3: average sensitivity of linear threshold functions, and of parity.
#include <algorithm>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/binomial.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Agrees;

/// n C(n-1, floor((n-1)/2)) / 2^(n-1).
Rational sensitivity_formula(std::int64_t n) {
  return {n * binomial(n - 1, (n - 1) / 2), power_of_two(static_cast<unsigned>(n - 1))};
}

/// Truth table of [w.x > threshold], of majority (w = 1, threshold n/2) or of parity.
std::vector<int> table_of(int n, const std::vector<std::int64_t>& weights,
                          const Rational& threshold, bool is_parity) {
  std::vector<int> table(std::size_t{1} << n);
  for (std::size_t x = 0; x < table.size(); ++x) {
    std::int64_t sum = 0;
    for (std::size_t j = 0; j < weights.size(); ++j) sum += ((x >> j) & 1) != 0 ? weights[j] : 0;
    table[x] = is_parity ? __builtin_popcountll(x) & 1 : (Rational(sum) > threshold ? 1 : 0);
  }
  return table;
}

}  // namespace

check::Statement sensitivity_bound() {
  check::Statement about = statement_of(
      {.label = "P3.sensitivity",
       .title = "Average sensitivity of linear thresholds",
       .sentence = "Every linear threshold function of $n$ bits has average sensitivity at most $n "
                   "\\binom{n-1}{\\lfloor (n-1)/2 \\rfloor} / 2^{n-1}$, against $n$ for parity.",
       .standing = check::Standing::finite_instance,
       .published = "One layer with one head has average sensitivity O(sqrt n).",
       .checked = "All integer weights and thresholds.",
       .gap = "The stated n and |w|; the general bound is not proved here."});
  about.parameters = {bits_parameter(1, 6), weight_parameter()};
  about.points = weight_points(4, nullptr);
  about.mutant_points = fixed_point(weight_point(3, 1, nullptr));
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    Agrees result{.relation = derive::Relation::at_most};
    result.left = [n](const check::Case& chosen, const std::string& twist) {
      std::vector<std::int64_t> weights;
      for (const Rational& weight : chosen.row(0)) weights.push_back(weight.num().to_int64());
      Rational most = 0;
      for (const Rational& threshold : thresholds_of(weights)) {
        most = std::max(
            most, task::average_sensitivity(table_of(n, weights, threshold, twist == "parity")));
      }
      return std::vector<Rational>{most};
    };
    result.right = [n](const check::Case&) {
      return std::vector<Rational>{sensitivity_formula(n)};
    };
    const std::vector<std::int64_t> ends(static_cast<std::size_t>(n), params.at("weight"));
    std::vector<std::int64_t> lows = ends;
    for (std::int64_t& low : lows) low = -low;
    result.cases = check::integer_box(lows, ends);
    result.evaluator = "truth tables";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"parity", "parity in place of a threshold"}}));
}

check::Statement sensitivity_attained() {
  check::Statement about = statement_of(
      {.label = "P3.attained",
       .title = "Majority attains the bound, parity is beyond it",
       .sentence = "$[\\,2|x| > n\\,]$ has average sensitivity exactly $n \\binom{n-1}{\\lfloor "
                   "(n-1)/2 \\rfloor} / 2^{n-1}$ and parity has $n$.",
       .published = "One layer with one head has average sensitivity O(sqrt n).",
       .checked = "The truth tables.",
       .gap = "The stated n."});
  about.parameters = {parameter("most", "n = 1, .., most", 1, 20)};
  about.points = point_at("most", 8, 16);
  about.mutant_points = point_at("most", 6, 6);
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const int n = static_cast<int>(whole(chosen, 0));
      const std::vector<std::int64_t> ones(static_cast<std::size_t>(n), 1);
      const Rational threshold(twist == "threshold_zero" ? 0 : n, 2);
      return std::vector<Rational>{task::average_sensitivity(table_of(n, ones, threshold, false)),
                                   task::average_sensitivity(table_of(n, ones, threshold, true))};
    };
    result.right = [](const check::Case& chosen) {
      const std::int64_t n = whole(chosen, 0);
      return std::vector<Rational>{sensitivity_formula(n), n};
    };
    result.cases = check::integer_box({1}, {params.at("most")});
    result.evaluator = "truth tables";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"threshold_zero", "[ |x| > 0 ] in place of majority"}}));
}

}  // namespace attest::symmetric_head_count
