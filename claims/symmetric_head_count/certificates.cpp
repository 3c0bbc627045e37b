// SPDX-License-Identifier: Apache-2.0
/// \file
/// P2 and P5, lower bounds: divided differences against every smaller number of heads.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "claims/symmetric_head_count/recheck.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/resources.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Agrees;

Values values_of(const check::Case& function) {
  Values values;
  for (int k = 0; k < function.rows(); ++k) values.push_back(function(k, 0).is_zero() ? 0 : 1);
  return values;
}

/// Every symmetric function of n bits; against all polynomials of low degree by a certificate.
check::CaseSpace functions_to_certify(int n) {
  check::CaseSpace space = check::functions(n + 1, 2);
  space.description = "every f: {0, .., " + std::to_string(n) + "} -> {0, 1}, by a certificate";
  space.coverage = check::Coverage::certificate;
  return space;
}

/// The certificate of a function, with something wrong where there is a twist.
check::Case built_certificate(Values values, const std::string& twist) {
  if (twist == "another_function") values.back() = 1 - values.back();
  check::Case rows = certificate_of(values);
  int last = 0;
  for (int k = 0; k < rows.rows(); ++k) {
    if (rows(k, 1).is_zero()) continue;
    last = k;
    if (twist == "unit_weights") rows(k, 1) = rows(k, 1).sign();
    if (twist == "weights_without_signs") rows(k, 1) = rows(k, 1).abs();
  }
  if (twist == "one_count_left_out") rows(last, 1) = 0;
  return rows;
}

std::vector<derive::Twist> certificate_twists() {
  return twists_of({{"unit_weights", "y_i = 1 instead of 1/prod |k_i - k_j|"},
                    {"weights_without_signs", "y_i without (-1)^i"},
                    {"one_count_left_out", "the last count left out"},
                    {"another_function", "the certificate of f with f(n) changed"}});
}

/// Least H with H d >= `degree`.
std::int64_t least_heads(std::int64_t degree, std::int64_t d) {
  std::int64_t heads = 0;
  while (heads * d < degree) ++heads;
  return heads;
}

/// Average over all words of length n with k ones of the product of the first `size` bits.
Rational average_of_monomial(int n, int size, int k) {
  std::int64_t hits = 0;
  std::int64_t words = 0;
  const std::int64_t first = (std::int64_t{1} << size) - 1;
  for (std::int64_t x = 0; x < (std::int64_t{1} << n); ++x) {
    if (__builtin_popcountll(static_cast<std::uint64_t>(x)) != k) continue;
    ++words;
    hits += (x & first) == first ? 1 : 0;
  }
  return {hits, words};
}

}  // namespace

check::Case certificate_of(const Values& values) {
  check::Case rows(static_cast<int>(values.size()), 2);
  std::vector<int> chosen;  // the first count of each constant run
  for (int k = 0; k < rows.rows(); ++k) {
    const auto at = static_cast<std::size_t>(k);
    rows(k, 0) = values[at];
    if (k == 0 || values[at] != values[at - 1]) chosen.push_back(k);
  }
  for (const int k : chosen) {
    Rational weight = values[static_cast<std::size_t>(k)] != 0 ? 1 : -1;
    for (const int other : chosen) {
      if (other != k) weight = weight / std::abs(k - other);
    }
    rows(k, 1) = weight;
  }
  return rows;
}

check::Statement lower_bound() {
  check::Statement about = statement_of(
      {.label = "P2.lower",
       .title = "Fewer heads than sign changes: impossible",
       .sentence =
           "For every symmetric $f$ with $c$ changes of sign, counts $k_0 < \\dots < k_c$, one of "
           "each run, and $y_i = 1/\\prod_{j \\ne i} |k_i - k_j|$ satisfy "
           "$\\sum_i (-1)^i y_i k_i^j = 0$ for every $j < c$: no polynomial of degree $H < c$ in "
           "$|x|$ has the signs of $f$, so no $H < c$ heads do.",
       .published = "Heads times the degree of rational post-processing is Omega(n) for parity.",
       .checked = "A certificate of every f, computed, then rechecked against f: its values, its "
                  "signs and every moment below c, by code that does not know how it was found.",
       .gap = "The stated n. That heads give polynomials of degree H is P1, that averages over "
              "|x| = k keep the degree is P2.average."});
  about.parameters = {bits_parameter(1, 16)};
  about.points = points_up_to(1, 6, 10);
  about.mutant_points = points_up_to(4, 4, 6);
  const auto make = [](const Params& params, std::uint64_t) {
    Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& function, const std::string& twist) {
      const Values values = values_of(function);
      return std::vector<Rational>{proved_degree(values, built_certificate(values, twist))};
    };
    result.right = [](const check::Case& function) {
      return std::vector<Rational>{task::sign_changes(values_of(function))};
    };
    result.cases = functions_to_certify(static_cast<int>(params.at("n")));
    result.evaluator = "signs and moments";
    return result;
  };
  return derive::agrees(std::move(about), make, certificate_twists());
}

check::Statement lower_bound_with_degree() {
  check::Statement about = statement_of(
      {.label = "P5.lower",
       .title = "Heads times degree below the sign changes: impossible",
       .sentence =
           "For every symmetric $f$ and every degree $d \\le n$ the least $H$ with $H d$ at least "
           "what the certificate of $f$ proves equals the heads of the construction, so least "
           "heads are exactly $\\lceil c/d \\rceil$.",
       .published = "Heads times the degree of rational post-processing is Omega(n) for parity.",
       .checked = "Every f and d: the certificate against the heads counted on the description.",
       .gap = "The stated n. That heads with a readout of degree d give polynomials of degree H d "
              "is P5.degree."});
  about.parameters = {bits_parameter(1, 16)};
  about.points = points_up_to(1, 4, 8);
  about.mutant_points = points_up_to(4, 4, 4);
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    Agrees result{.relation = derive::Relation::equal};
    result.left = [n](const check::Case& function, const std::string& twist) {
      const Values values = values_of(function);
      const int degree = proved_degree(values, built_certificate(values, twist));
      std::vector<Rational> least;
      for (std::int64_t d = 1; d <= n; ++d) least.emplace_back(least_heads(degree, d));
      return least;
    };
    result.right = [n](const check::Case& function) {
      std::vector<Rational> built;
      for (std::int64_t d = 1; d <= n; ++d) {
        const Plan plan = plan_of(values_of(function), static_cast<int>(d), Sinks::integers);
        built.emplace_back(derive::resources(transformer_of(plan)).heads);
      }
      return built;
    };
    result.cases = functions_to_certify(static_cast<int>(n));
    result.evaluator = "signs and moments";
    return result;
  };
  return derive::agrees(std::move(about), make, certificate_twists());
}

check::Statement symmetrisation() {
  check::Statement about = statement_of(
      {.label = "P2.average",
       .title = "Averages over the words with k ones",
       .sentence = "The average of $\\prod_{j \\in S} x_j$ over the words with $k$ ones is "
                   "$\\prod_{i < |S|} (k-i)/(n-i)$, of degree $|S|$ in $k$: a polynomial of degree "
                   "$H$ in the bits becomes one of degree at most $H$ in the count.",
       .checked = "Every |S| and k, averaged literally over the words; S the first bits.",
       .gap = "The stated n."});
  about.parameters = {bits_parameter(1, 16)};
  about.points = points_up_to(1, 6, 12);
  about.mutant_points = points_up_to(4, 4, 4);
  const auto make = [](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    Agrees result{.relation = derive::Relation::equal};
    result.left = [n](const check::Case& chosen, const std::string& twist) {
      const auto size = whole(chosen, 0);
      Rational product = 1;
      for (std::int64_t i = 0; i < size; ++i) {
        product *= (chosen(0, 1) - i) / Rational(twist == "with_repetition" ? n : n - i);
      }
      return std::vector<Rational>{product};
    };
    result.right = [n](const check::Case& chosen) {
      return std::vector<Rational>{average_of_monomial(n, static_cast<int>(whole(chosen, 0)),
                                                       static_cast<int>(whole(chosen, 1)))};
    };
    result.cases = check::integer_box({0, 0}, {n, n});
    result.evaluator = "products";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"with_repetition", "n instead of n-i: bits drawn again"}}));
}

}  // namespace attest::symmetric_head_count
