// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `symmetric_head_count`: a symmetric function of n bits needs, and has, as many softmax
/// heads as its values change sign.
///
/// Source: Lower bounds for one-layer transformers that compute parity (Hsu, 2026). Kind: lower
/// bound and tight characterisation. Statements: see README.md, P1 to P6. Setting: bits x_1, ..,
/// x_n and sink tokens, one layer, H softmax heads, read at a sink; the answer is the sign of a_0 +
/// sum_h a_h o_h, which is never 0.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::symmetric_head_count {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "symmetric_head_count";

/// Values f(0), .., f(n) of a symmetric function, 0 or 1, on the number of ones.
using Values = std::vector<int>;

/// The function whose values are the n+1 binary digits of `number`, f(0) the most significant.
/// \pre 0 <= number < 2^(n+1)
[[nodiscard]] Values function_of(int n, std::int64_t number);
/// The inverse of function_of.
[[nodiscard]] std::int64_t number_of(const Values& values);
/// s mod 2 for s = 0, .., n.
[[nodiscard]] Values parity_values(int n);

/// Weights of the sinks, as multiples of that of a bit token x_j = 0; a bit token has 2^(x_j).
enum class Sinks {
  powers,   ///< 2^h in head h: T_h = n + 2^h
  integers  ///< h in head h: T_h = n + h
};

/// Which exponential turns scores into weights.
enum class Exponential {
  base_two,  ///< 2^score, integer scores: exact. A weight that is no power of 2 is a sum of several
             ///< sinks' weights
  natural    ///< e^score, scores are logarithms rounded to `log_bits`: certified balls
};

/// Whose output is read.
enum class Reader { sink, first_bit };

/// One head: its sinks together weigh `weight`, or `swapped` where the reader is a bit b = 1, as
/// multiples of 1/unit of the plan.
struct HeadPlan {
  Rational weight;
  Rational swapped;
  Rational value;  ///< of every sink; bit tokens have value 0
};

/// A sign readout: constant + at_one b + sum over h, j of powers[h][j-1] o_h^j.
struct Readout {
  Rational constant;
  Rational at_one;                            ///< times the bit b that reads; 0 at a sink
  std::vector<std::vector<Rational>> powers;  ///< [H x degree]
};

/// Everything that determines a model.
struct Plan {
  std::vector<HeadPlan> heads;
  Readout readout;
  Reader reader = Reader::sink;
  Exponential exponential = Exponential::base_two;
  int log_bits = 0;  ///< of natural: scores are this many bits of a logarithm
  int unit = 1;      ///< w_0: weights of bit tokens are w_0 and w_0 + 1; 1 in base 2
};

/// a_0 and a_{h,j} with P(s) / prod_h (s+T_h)^degree = a_0 + sum a_{h,j} / (s+T_h)^j for P(s) =
/// sign prod (s - root). \pre roots.size() <= degree poles.size(); the poles T_h differ
[[nodiscard]] Readout partial_fractions(const std::vector<Rational>& roots, int sign,
                                        const std::vector<Rational>& poles, int degree);

/// The construction of P2 (degree 1) and P5: ceil(c/degree) heads for c sign changes.
[[nodiscard]] Plan plan_of(const Values& values, int degree, Sinks sinks);

/// The construction of P6: n-1 heads compute PARITY_n at the first bit token; for odd n >= 17 under
/// the natural exponential alone, with w_0 = 2. \pre n is even and at least 2, or odd and 3 <= n <=
/// 21
[[nodiscard]] Plan bit_token_plan(int n);

/// The model of a plan. Its answer is one entry: 1, -1, or 0 where the readout is 0.
[[nodiscard]] model::Transformer transformer_of(const Plan& plan);

/// The same under the natural exponential. `n` words' length; logarithms get enough bits that an
/// output keeps its sign.
[[nodiscard]] Plan natural(Plan plan, int n);

/// What a readout at a sink, of length n, costs.
struct Cost {
  std::int64_t bits = 0;  ///< largest numerator or denominator of a coefficient
  Rational margin;        ///< least |output| over the counts s = 0, .., n
  Rational mass;          ///< |a_0| + sum |a_{h,j}| max o_h^j: what rounding errors are relative to
};
[[nodiscard]] Cost cost_of(const Plan& plan, int n);

/// -log2 of a positive rational, rounded up: the least k with 2^-k <= x.
[[nodiscard]] std::int64_t negative_log2(const Rational& x);

/// Runs the construction of P2 on a user's function.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::symmetric_head_count
