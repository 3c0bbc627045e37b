// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `match_three_one_layer_bound`: one layer whose messages are short cannot compute Match3.
///
/// Source: Representational Strengths and Limitations of Transformers (Sanford, Hsu, Telgarsky,
/// 2023), Theorem 7. Kind: lower bound. Statements: see statements.cpp. Match3(X)_i = 1 iff
/// x_i + x_j + x_k = 0 mod M for some j and k, equal to each other or to i allowed. Setting: N
/// tokens, one layer of H heads of value dimension m_v, arbitrary token maps before and after; only
/// the output at the first token is used (token 0 here, token 1 in the paper).
///
/// Reduction: n = floor((N-1)/2) pairs A_i + B_i = -1 mod M with A_0 = 0, A_i = i+1; the first
/// token and every unused one are 1. Alice's token i is A_i if a_i = 1, Bob's is B_i if b_i = 1. So
/// Match3(X)_0 = 1 iff a AND b is not 0.
#pragma once

#include <cstdint>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/contest.hpp"
#include "reference/derive/reduces.hpp"
#include "reference/number/random.hpp"

namespace attest::match_three_one_layer_bound {

/// Folder, namespace and argument of the claim.
inline constexpr const char* claim_id = "match_three_one_layer_bound";

/// Which residue A_i is. Only `skips_one` is right for every M >= 2n+2.
enum class Code { skips_one, i, two_plus_i };

/// The choices of the instance map; the defaults are the reduction.
struct Choices {
  std::int64_t first = 1;      ///< x_0, and the spare token
  std::int64_t unused = 1;     ///< a token of a bit that is 0
  std::int64_t pair_sum = -1;  ///< A_i + B_i mod M
  Code code = Code::skips_one;
};

/// The reduction from DISJ_n: tokens x_0, Alice's n, Bob's n and, if `has_spare`, one more that is
/// never used. Bit i of an input is a_i or b_i. \pre n >= 1, modulus >= 1
[[nodiscard]] derive::Reduces bits_reduction(std::int64_t n, std::int64_t modulus, bool has_spare,
                                             const Choices& choices = {});

/// Pairs {z, M-1-z} of two different residues, without {1, M-2}: floor(M/2) - 1. \pre modulus >= 2
[[nodiscard]] std::int64_t usable_pairs(std::int64_t modulus);

/// Number of sets of at most n of `pairs` pairs.
[[nodiscard]] Integer set_count(std::int64_t n, std::int64_t pairs);

/// The reduction whose inputs are the sets of at most n of the usable pairs: Alice holds low ends,
/// Bob high ends. Sets in the order of size, then lexicographic. \pre usable_pairs(modulus) >= n
[[nodiscard]] derive::Reduces sets_reduction(std::int64_t n, std::int64_t modulus,
                                             const Choices& choices = {});

/// Tables s_h(r) = (r^2 + h r) mod 3 and v_h(r) = (r^2 + 3r + 5h) mod 7.
[[nodiscard]] model::Transformer quadratic_layer(std::int64_t modulus, int heads);

/// Scores 0; v(B_i) = 2^i and v(A_i) = 2^(n+i), else 0: sums spell out both inputs. The decoder
/// says whether they share a bit. \pre modulus >= 2n+2
[[nodiscard]] model::Transformer powers_layer(std::int64_t n, std::int64_t modulus);

/// Scores 0; v(r) = (N+1)^r for N tokens: an exact sum spells out how often each residue occurs.
/// The decoder looks for a triple with the first token; it is right on every input.
[[nodiscard]] model::Transformer counts_layer(std::int64_t tokens, std::int64_t modulus);

/// A layer of 1 or 2 heads of value dimension 1 or 2, random scores in 0..3, values in 0..7, and 1
/// to 4 leading bits.
[[nodiscard]] derive::Candidate random_candidate(std::int64_t modulus, Random& random);

/// Lower bound on log2 log2 N, a multiple of 1/16. \pre tokens >= 4
[[nodiscard]] Rational double_log(std::int64_t tokens);

/// Runs the adversary on a user's layer; settings `n`, `modulus`, `bits`.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

/// Refuses a parameter that the statement does not cover. \throws InputError always
[[noreturn]] void reject_parameter(const std::string& name, const Integer& found,
                                   const std::string& expected);

/// S1 and S4.count: what counting messages and sets gives.
[[nodiscard]] std::vector<check::Statement> counting_statements();
/// S2, S2.least, S3.rank: the reduction from disjointness.
[[nodiscard]] std::vector<check::Statement> reduction_statements();
/// S3: layers against the adversary.
[[nodiscard]] std::vector<check::Statement> layer_statements();
/// S4, S4.rows: the reduction from disjoint sets of pairs.
[[nodiscard]] std::vector<check::Statement> set_statements();

/// What is counted at growing n.
[[nodiscard]] std::vector<check::Series> series();

[[nodiscard]] check::Claim claim();

}  // namespace attest::match_three_one_layer_bound
