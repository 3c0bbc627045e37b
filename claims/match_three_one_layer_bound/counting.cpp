// SPDX-License-Identifier: Apache-2.0
/// \file
/// What counting messages gives: the paper's inequality from ours, and the number of set inputs.
#include <algorithm>

#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/ceil_log2.hpp"
#include "reference/protocol/cut.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using check::Params;
using check::Rung;
using check::Standing;
using check::Statement;

/// The most messages of any layer with m p H <= N / (inverse_c log2 log2 N), by its lower bound on
/// the double logarithm; 0 if no layer is that small. Block sums of n numbers below 2^p are below
/// 2^(p + ceil(log2 n)).
Integer most_messages(std::int64_t tokens, std::int64_t inverse_c) {
  const std::int64_t n = (tokens - 1) / 2;
  const Integer budget = (Rational(tokens) / (Rational(inverse_c) * double_log(tokens))).floor();
  Integer most = 0;
  for (std::int64_t p = 1; Integer(p) <= budget; ++p) {
    std::int64_t numbers = 0;  // the most H (m + 1)
    for (std::int64_t m = 1; Integer(m * p) <= budget; ++m) {
      const std::int64_t heads = floor_div(budget, Integer(m * p)).to_int64();
      numbers = std::max(numbers, heads * (m + 1));
    }
    const Integer values =
        protocol::values_of_number(static_cast<int>(p + ceil_log2(n)), static_cast<int>(p), false);
    most = std::max(most, pow(values, static_cast<unsigned>(numbers)));
  }
  return most;
}

Statement regime() {
  Statement about{.claim = claim_id,
                  .label = "S1",
                  .title = "The published inequality leaves too few messages"};
  about.sentence =
      "There is a universal $c$ such that for large $N$ and every $M \\ge N+1$ no one-layer "
      "transformer with $m p H \\le c N / \\log\\log N$ computes Match3. Checked: with $c = 1/8$, "
      "numbers of $p$ leading bits and block sums below $2^{p + \\lceil \\log_2 n \\rceil}$, every "
      "such $(m, p, H)$ has fewer than $2^n$ messages, so that S2 and S3 exclude it.";
  about.standing = Standing::finite_instance;
  about.fidelity = {
      .published = "m p H <= c N / log log N excludes one layer, for N large and M >= N+1.",
      .checked = "R^(H(m+1)) < 2^n for every (m, p, H) of the regime with c = 1/8, as integers.",
      .gap =
          "Recalled, not read. Finite N; vacuous below N = 16, where the regime is empty. The "
          "arithmetic is ours: block sums cut to leading bits."};
  about.parameters = {{.name = "tokens", .meaning = "largest N", .lo = 16, .hi = 1 << 16}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"tokens", rung == Rung::fast ? 256 : 2048}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"tokens", 256}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::at_most};
    agrees.cases = check::integer_box({16}, {params.at("tokens")});
    agrees.cases.description = "N = 16, .., " + std::to_string(params.at("tokens"));
    agrees.left = [](const check::Case& c, const std::string& twist) {
      const std::int64_t inverse_c = twist.empty() ? 8 : 2;
      return std::vector<Rational>{most_messages(c(0, 0).num().to_int64(), inverse_c)};
    };
    agrees.right = [](const check::Case& c) {
      const std::int64_t n = (c(0, 0).num().to_int64() - 1) / 2;
      return std::vector<Rational>{power_of_two(static_cast<unsigned>(n)) - 1};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "integers";
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "constant_is_one_half", .why = "c = 1/2 instead of 1/8", .proof = {}}});
}

Statement set_counts() {
  Statement about{
      .claim = claim_id, .label = "S4.count", .title = "How much the set reduction demands"};
  about.sentence =
      "With $U = \\lfloor M/2 \\rfloor - 1$ pairs: $\\sum_{k \\le n} \\binom{U}{k}$ is $2^n$ at "
      "$M = N+1$, at least $(2n)^n$ at $M = N^2$, and never more than the $M^n$ messages that Bob "
      "needs to send all his residues.";
  about.standing = Standing::strengthened;
  about.fidelity = {.published = "-",
                    .checked = "The three inequalities, as integers.",
                    .gap = "Finite n; N = 2n+1."};
  about.parameters = {{.name = "n", .meaning = "largest n", .lo = 1, .hi = 1024}};
  about.points = [](Rung rung) {
    return std::vector<Params>{{{"n", rung == Rung::fast ? 32 : 256}}};
  };
  about.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 8}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    derive::Agrees agrees{.relation = derive::Relation::at_least};
    agrees.cases = check::integer_box({1}, {params.at("n")});
    agrees.cases.description = "n = 1, .., " + std::to_string(params.at("n"));
    agrees.left = [](const check::Case& c, const std::string& twist) {
      const std::int64_t n = c(0, 0).num().to_int64();
      const std::int64_t fewer = twist == "two_pairs_unused" ? 1 : 0;
      const auto count = [&](std::int64_t modulus) {
        const std::int64_t pairs = usable_pairs(modulus) - fewer;
        return twist == "full_sets_only" ? set_count(n, pairs) - set_count(n - 1, pairs)
                                         : set_count(n, pairs);
      };
      const std::int64_t square = (2 * n + 1) * (2 * n + 1);
      return std::vector<Rational>{count(2 * n + 2), count(square), -count(square)};
    };
    agrees.right = [](const check::Case& c) {
      const std::int64_t n = c(0, 0).num().to_int64();
      const auto exponent = static_cast<unsigned>(n);
      return std::vector<Rational>{power_of_two(exponent), pow(Integer(2 * n), exponent),
                                   -pow(Integer((2 * n + 1) * (2 * n + 1)), exponent)};
    };
    agrees.arithmetic = check::Arithmetic::integer;
    agrees.evaluator = "integers";
    return agrees;
  };
  return derive::agrees(
      std::move(about), make,
      {{.name = "two_pairs_unused", .why = "U = floor(M/2) - 2", .proof = {}},
       {.name = "full_sets_only", .why = "only sets of exactly n pairs", .proof = {}}});
}

}  // namespace

Rational double_log(std::int64_t tokens) {
  // floor(64 log2 N) / 64 from the length of N^64; then the largest k with (log2 N)^16 >= 2^k.
  const Rational log(Integer((pow(Integer(tokens), 64)).bit_length() - 1), 64);
  const Integer numerator = pow(log.num(), 16);
  const Integer denominator = pow(log.den(), 16);
  std::int64_t k = 0;
  while (numerator >= denominator * power_of_two(static_cast<unsigned>(k + 1))) ++k;
  return {Integer(k), 16};
}

std::vector<Statement> counting_statements() { return {regime(), set_counts()}; }

}  // namespace attest::match_three_one_layer_bound
