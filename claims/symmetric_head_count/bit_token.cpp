// SPDX-License-Identifier: Apache-2.0
/// \file
/// P6: read at a bit token, whose query knows its own bit, parity takes one head fewer.
#include <algorithm>
#include <numeric>

#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "claims/symmetric_head_count/recheck.hpp"
#include "reference/check/about.hpp"
#include "reference/check/promises.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/contract.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

using check::Params;
using derive::Computes;

/// C with (K+m-1)(K+m) < C < (K+1)(K+n-1), m = (n-1)/2, whose quotients C/i, i <= m, are dyadic:
/// multiples of the odd part of lcm(1, .., m), with the fewest binary places; among these the one
/// whose quotients are sums of the fewest powers of 2. \param bits K, what n bits weigh at least
Rational product_of_pairs(std::int64_t n, std::int64_t bits) {
  const std::int64_t m = (n - 1) / 2;
  std::int64_t odd = 1;
  for (std::int64_t i = 1; i <= m; ++i) odd = std::lcm(odd, i);
  while (odd % 2 == 0) odd /= 2;
  const Rational low((bits + m - 1) * (bits + m));
  const Rational high((bits + 1) * (bits + n - 1));
  ATTEST_REQUIRE(low < high, "no product of pairs for n = " + std::to_string(n));
  const auto terms = [m](const Rational& product) {
    int most = 0;
    for (std::int64_t i = 1; i <= m; ++i) most = std::max(most, terms_of(product / i));
    return most;
  };
  Rational best = 0;
  for (Rational step = odd; best.is_zero(); step = step / 2) {
    for (Rational product = Rational((low / step).floor() + 1) * step; product < high;
         product += step) {
      if (best.is_zero() || terms(product) < terms(best)) best = product;
    }
  }
  return best;
}

/// n even. With s' the number of bits that differ from b, |x| and s' have the same parity for
/// either b, and the head's weights add up to n + 2^h + s'.
Plan even_plan(int n) {
  Plan plan;
  std::vector<Rational> roots;
  std::vector<Rational> poles;
  for (int h = 1; h < n; ++h) {
    const Rational weight(power_of_two(static_cast<unsigned>(h)));
    plan.heads.push_back({.weight = weight, .swapped = weight, .value = 1 / weight});
    roots.emplace_back(2 * h - 1, 2);
    poles.push_back(n + weight);
  }
  plan.readout = partial_fractions(roots, 1, poles, 1);
  return plan;
}

/// n odd. |x| and s' have the same parity for b = 0 only, so the readout changes sign with b: its
/// constant does by 2b, its fractions because the map y -> C/y of y = K + s', K = n w_0, permutes
/// roots and poles, and swapping the sinks i and C/i turns every residue into minus itself.
Plan odd_plan(int n) {
  const int m = (n - 1) / 2;
  Plan plan;
  plan.unit = n <= 15 ? 1 : 2;  // K > (n-1)(n-7)/8 leaves room for C
  const int bits = n * plan.unit;
  const Rational product = product_of_pairs(n, bits);
  std::vector<Rational> roots;
  std::vector<Rational> poles;
  for (int i = 1; i <= m; ++i) {
    const Rational other = product / i;
    plan.heads.push_back({.weight = i, .swapped = other, .value = Rational(1, i)});
    plan.heads.push_back({.weight = other, .swapped = i, .value = 1 / other});
    poles.emplace_back(bits + i);
    poles.push_back(bits + other);
    // r in (i-1, i) and its partner C/(K+r) - K in (n-i-1, n-i).
    const Rational low = std::max(Rational(bits + i - 1), product / (bits + n - i));
    const Rational high = std::min(Rational(bits + i), product / (bits + n - i - 1));
    const Rational middle = (low + high) / 2;
    roots.push_back(middle - bits);
    roots.push_back(product / middle - bits);
  }
  plan.readout = partial_fractions(roots, -1, poles, 1);
  plan.readout.at_one = 2;
  return plan;
}

Plan plan_at(const Params& params, Exponential exponential) {
  const int n = static_cast<int>(params.at("n"));
  const Plan plan = bit_token_plan(n);
  return exponential == Exponential::natural ? natural(plan, n) : plan;
}

std::vector<derive::NamedMutant> bit_mutants(Exponential exponential, bool is_even) {
  const auto rebuilt = [exponential](const char* name, const char* why, void (*edit)(Plan&)) {
    return derive::NamedMutant{.name = name,
                               .why = why,
                               .proof = {},
                               .apply = [exponential, edit](Computes& c, const Params& params) {
                                 Plan plan = plan_at(params, exponential);
                                 edit(plan);
                                 c.model = transformer_of(plan);
                               }};
  };
  std::vector<derive::NamedMutant> mutants{rebuilt("one_head_dropped", "n-2 heads",
                                                   [](Plan& plan) {
                                                     plan.heads.pop_back();
                                                     plan.readout.powers.pop_back();
                                                   }),
                                           {.name = "query_ignores_bit",
                                            .why = "every reader asks as a bit 0 does",
                                            .proof = {},
                                            .apply = [](Computes& c, const Params&) {
                                              for (model::Head& head : c.model.blocks[0].heads) {
                                                for (model::Entry& entry : head.query) entry.to = 0;
                                              }
                                            }}};
  if (is_even) return mutants;
  mutants.push_back(
      rebuilt("constant_ignores_bit", "beta = 0", [](Plan& plan) { plan.readout.at_one = 0; }));
  mutants.push_back(rebuilt("sinks_not_swapped", "sink weights independent of b", [](Plan& plan) {
    for (HeadPlan& head : plan.heads) head.swapped = head.weight;
  }));
  return mutants;
}

}  // namespace

Plan bit_token_plan(int n) {
  ATTEST_REQUIRE(n >= 2 && (n % 2 == 0 || n <= 21), "parity of " + std::to_string(n) + " bits");
  Plan plan = n % 2 == 0 ? even_plan(n) : odd_plan(n);
  plan.reader = Reader::first_bit;
  return plan;
}

check::Statement bit_token(const check::Wording& text, int first, Exponential exponential,
                           Words words, std::int64_t fast, std::int64_t nightly) {
  check::Statement about = statement_of(text);
  about.parameters = {bits_parameter(2, exponential == Exponential::natural ? 21 : 15)};
  const bool is_all = words == Words::all;
  about.points = [=](check::Rung rung) {
    std::vector<Params> points;
    const std::int64_t most = rung == check::Rung::fast ? fast : nightly;
    for (std::int64_t n = first; n <= most; n += is_all ? 2 : 1) points.emplace_back()["n"] = n;
    return points;
  };
  const bool is_broken = is_all && exponential == Exponential::base_two;
  if (is_broken) about.mutant_points = point_at("n", first == 2 ? 4 : 3, first == 2 ? 4 : 5);
  const auto make = [=](const Params& params, std::uint64_t) {
    const int n = static_cast<int>(params.at("n"));
    const Plan plan = plan_at(params, exponential);
    const Cost cost = cost_of(plan, n);
    const bool is_natural = exponential == Exponential::natural;
    Computes result{
        .model = transformer_of(plan),
        .task = task::parity_sign(),
        .inputs = is_all ? check::words(n, 2) : counts_at_bit(n),
        .arithmetic = is_natural ? model::Arithmetic::ball : model::Arithmetic::rational,
        .precision = is_natural ? 128 : 0};
    const std::int64_t heads = derive::resources(result.model).heads;
    result.promises = {check::promise("heads", "n-1", "<=", n - 1, heads),
                       check::promise("readout bits", "n^2", "O", n * n, cost.bits),
                       check::promise("-log2 of the least |output|", "n^2", "O", n * n,
                                      negative_log2(cost.margin))};
    return result;
  };
  check::Statement result =
      derive::computes(std::move(about), make, bit_mutants(exponential, first == 2));
  if (!is_all) result.subject_of_model = {};  // a user's model may read positions
  return result;
}

check::Statement bit_token_count() {
  check::Statement about = statement_of(
      {.label = "P6.count",
       .title = "Least heads at a bit token",
       .sentence = "Fixing the reader's bit leaves the parity of $n-1$ bits, whose certificate "
                   "proves at least $n-1$ heads; the construction has exactly as many.",
       .checked = "The certificate's bound for n-1 bits against the heads of the construction that "
                  "P6.even, P6.odd and P6.counts verify.",
       .gap = "n <= 15; a bound of n at a bit token is refuted by the construction."});
  about.parameters = {parameter("most", "n = 2, .., most", 2, 15)};
  about.points = point_at("most", 10, 15);
  about.mutant_points = point_at("most", 6, 10);
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees result{.relation = derive::Relation::equal};
    result.left = [](const check::Case& chosen, const std::string& twist) {
      const int n = static_cast<int>(whole(chosen, 0));
      const int bits = twist == "bound_of_a_sink" ? n : n - 1;
      const Values parity = parity_values(bits);
      return std::vector<Rational>{proved_degree(parity, certificate_of(parity))};
    };
    result.right = [](const check::Case& chosen) {
      const int n = static_cast<int>(whole(chosen, 0));
      return std::vector<Rational>{derive::resources(transformer_of(bit_token_plan(n))).heads};
    };
    result.cases = check::integer_box({2}, {params.at("most")});
    result.evaluator = "certificate and description";
    return result;
  };
  return derive::agrees(std::move(about), make,
                        twists_of({{"bound_of_a_sink", "claims H >= n at a bit token"}}));
}

}  // namespace attest::symmetric_head_count
