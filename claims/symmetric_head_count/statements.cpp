// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claim: its statements in the order of the README.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::symmetric_head_count {
namespace {

const char* const by_counts =
    "The stated n; that one word stands for all of its count is proved in the README: the "
    "description has no positions.";

const char* const published_bound =
    "Heads times the degree of rational post-processing is Omega(n) for parity.";

check::Statement linear_readout() {
  return cleared_degree(
      {.label = "P1",
       .title = "Heads with a linear readout are polynomials of low degree",
       .sentence = "With $o_h = N_h/D_h$, $\\prod_h D_h > 0$ times $a_0 + \\sum_h a_h o_h$ is a "
                   "polynomial of degree at most $H$ in the bits, with $\\sum_x (-1)^{|x|} p(x) = "
                   "0$ for $H < n$: it has not the signs of $\\mathrm{PARITY}_n$.",
       .published = published_bound,
       .checked =
           "Literal outputs of random positional heads on all words: the degree by the exact "
           "Moebius transform, the alternating sum, and a word where parity is missed.",
       .gap = "Random layers of the stated sizes; Lemma CD is an argument in the README."},
      Reader::sink, 1, 1);
}

check::Statement polynomial_readout() {
  return cleared_degree(
      {.label = "P5.degree",
       .title = "A readout of degree d multiplies the degree",
       .sentence = "For a polynomial readout $p$ of degree at most $d$, $\\prod_h D_h^d$ times "
                   "$p(o_1, .., o_H)$ has degree at most $H d$ in the bits, and misses a sign of "
                   "parity where $H d < n$.",
       .published = published_bound,
       .checked = "Literal outputs of random heads under random readouts, on all words.",
       .gap = "Random layers of the stated sizes. Rational readouts are an argument."},
      Reader::sink, 2, 3);
}

check::Statement bit_token_degree() {
  return cleared_degree(
      {.label = "P6.degree",
       .title = "A bit token's own bit fixed, the degree is the same",
       .sentence =
           "Read at bit token 1 with $b = x_1$ fixed, $\\prod_h D_h$ times a linear readout "
           "is a polynomial of degree at most $H$ in the other $n-1$ bits; where $H < n-1$ "
           "it misses a sign of parity.",
       .checked = "Literal outputs of random heads with queries that know b, for both b.",
       .gap = "Random layers of the stated sizes."},
      Reader::first_bit, 1, 1);
}

/// P2 with its two kinds of sinks and its two exponentials.
std::vector<check::Statement> upper_statements() {
  const char* const powers =
      "Every symmetric $f$ with $c$ changes of sign is computed by exactly $c$ heads: bit weights "
      "$2^{x_j}$ and value 0, sink weight $2^h$ and value $2^{-h}$, so $o_h = 1/(s + T_h)$ with "
      "$T_h = n + 2^h$, and $a_0 + \\sum_h a_h o_h = P(s)/\\prod_h (s+T_h)$ with a half-integer "
      "root of $P$ at every change.";
  const char* const every = "Every one of the 2^(n+1) functions on every word.";
  const char* const sizes = "The stated n.";
  std::vector<check::Statement> all;
  all.push_back(upper({.label = "P2",
                       .title = "As many heads as sign changes",
                       .sentence = powers,
                       .checked = every,
                       .gap = sizes},
                      {.fast = 6, .nightly = 8}));
  all.push_back(upper({.label = "P2.counts",
                       .title = "As many heads as sign changes, by counts",
                       .sentence = powers,
                       .checked = "Every function on one word of every count.",
                       .gap = by_counts},
                      {.words = Words::one_a_count, .fast = 7, .nightly = 10}));
  all.push_back(
      upper({.label = "P2.natural",
             .title = "As many heads as sign changes, natural exponential",
             .sentence = "The same with weights $e^{score}$: scores are dyadic "
                         "numbers at most $2^{-p}$ below the logarithms of the weights of P2, $p$ "
                         "as in the README.",
             .checked = every,
             .gap = sizes},
            {.exponential = Exponential::natural, .fast = 4, .nightly = 6}));
  all.push_back(upper({.label = "P2.integer_sinks",
                       .title = "Sinks of weight h keep the margin 2^-Theta(n)",
                       .sentence = "The same with sink weight $h$ and value $1/h$, $T_h = n + h$: "
                                   "$h$ is the sum of the weights, powers of 2, of a few sinks.",
                       .checked = every,
                       .gap = sizes},
                      {.sinks = Sinks::integers, .fast = 6, .nightly = 8}));
  all.back().figure = check::figure_at(all.back(), {{"n", 6}, {"function", -1}}, output_figure);
  all.push_back(upper(
      {.label = "P2.integer_sinks.natural",
       .title = "One sink of weight h, natural exponential",
       .sentence = "The same with weights $e^{score}$ and one sink, whose score is "
                   "a dyadic number at most $2^{-p}$ below $\\ln h$.",
       .checked = every,
       .gap = sizes},
      {.sinks = Sinks::integers, .exponential = Exponential::natural, .fast = 4, .nightly = 6}));
  return all;
}

std::vector<check::Statement> degree_statements() {
  const char* const sentence =
      "With the sign of a polynomial of degree $d$ in the outputs as the readout, every symmetric "
      "$f$ takes $\\lceil c/d \\rceil$ heads: 1 and the powers $o_h^j$, $j \\le d$, span "
      "$P(s)/\\prod_h (s+T_h)^d$ for every $P$ of degree at most $H d$.";
  std::vector<check::Statement> all;
  all.push_back(upper({.label = "P5",
                       .title = "Heads times degree",
                       .sentence = sentence,
                       .checked = "Every f and every d <= n on one word of every count.",
                       .gap = by_counts},
                      {.words = Words::one_a_count, .degree = 0, .fast = 6, .nightly = 7}));
  all.push_back(upper({.label = "P5.natural",
                       .title = "Heads times degree, natural exponential",
                       .sentence = sentence,
                       .checked = "Every f and every d <= n on one word of every count.",
                       .gap = by_counts},
                      {.exponential = Exponential::natural,
                       .words = Words::one_a_count,
                       .degree = 0,
                       .fast = 3,
                       .nightly = 4}));
  return all;
}

std::vector<check::Statement> bit_token_statements() {
  const char* const even =
      "Read at bit token 1 with $b = x_1$, $n$ even: weights $2^{x_j \\oplus b}$ on bits and $2^h$ "
      "on the sink count $s' = |\\{j : x_j \\ne b\\}|$, whose parity is that of $|x|$; $n-1$ heads "
      "compute $\\mathrm{PARITY}_n$.";
  const char* const odd =
      "Read at bit token 1 with $b = x_1$, $n$ odd: the same with sink weights $i$ and $C/i$, "
      "swapped for $b = 1$, and constant term $-1+2b$: $n-1$ heads compute $\\mathrm{PARITY}_n$.";
  std::vector<check::Statement> all;
  all.push_back(bit_token({.label = "P6.even",
                           .title = "One head fewer at a bit token, n even",
                           .sentence = even,
                           .checked = "Every word.",
                           .gap = "The stated n."},
                          2, Exponential::base_two, Words::all, 8, 10));
  all.push_back(bit_token({.label = "P6.odd",
                           .title = "One head fewer at a bit token, n odd",
                           .sentence = odd,
                           .checked = "Every word; C is dyadic times the odd part of lcm(1, .., "
                                      "(n-1)/2), so that sums of powers of 2 give every sink.",
                           .gap = "n <= 15."},
                          3, Exponential::base_two, Words::all, 7, 9));
  all.push_back(
      bit_token({.label = "P6.counts",
                 .title = "One head fewer at a bit token, by counts",
                 .sentence = "For either parity of $n$: $n-1$ heads compute "
                             "$\\mathrm{PARITY}_n$ at a bit token.",
                 .checked = "One word for every bit b and count s'.",
                 .gap = "n <= 15; that one word stands for all with its b and s' is proved in "
                        "the README: the description has no positions."},
                7, Exponential::base_two, Words::one_a_count, 10, 15));
  all.push_back(
      bit_token({.label = "P6.natural",
                 .title = "One head fewer at a bit token, natural exponential",
                 .sentence = "The same under the natural exponential, with one sink whose "
                             "scores are dyadic numbers at most $2^{-p}$ below logarithms; for odd "
                             "$n$ from 17 on bits weigh 2 and 3.",
                 .checked = "One word for every bit b and count s'.",
                 .gap = "n <= 21; that one word stands for all with its b and s' is proved in the "
                        "README: the description has no positions."},
                2, Exponential::natural, Words::one_a_count, 5, 21));
  all.push_back(bit_token_degree());
  all.push_back(bit_token_count());
  return all;
}

}  // namespace

check::Claim claim() {
  check::Claim claim{.id = claim_id,
                     .title = "A symmetric function needs as many heads as it changes sign",
                     .paper =
                         "Lower bounds for one-layer transformers that compute parity "
                         "(Hsu, 2026); Parity, Sensitivity, and Transformers (Kozachinskiy, "
                         "Steifer, Wa\u0142\u0119ga, 2026, arXiv 2602.05896)",
                     .arxiv = "2605.12171",
                     .family = "lower bounds"};
  claim.bibtex =
      "@article{hsu2026lower,\n  title = {Lower bounds for one-layer transformers that compute "
      "parity},\n  author = {Hsu, Daniel},\n  journal = {arXiv:2605.12171},\n  year = {2026}\n}\n"
      "@article{kozachinskiy2026parity,\n  title = {Parity, Sensitivity, and Transformers},\n"
      "  author = {Kozachinskiy and Steifer and Wa{\\l}{\\k{e}}ga},\n"
      "  journal = {arXiv:2602.05896},\n  year = {2026}\n}\n";
  claim.statements =
      check::joined({{linear_readout(), parity_dual()},
                     upper_statements(),
                     {precision_ladder(), lower_bound(), symmetrisation(), thresholds_by_one_head(),
                      one_head_is_affine(), priorities_by_one_head(), sensitivity_bound(),
                      sensitivity_attained(), parity_by_units()},
                     degree_statements(),
                     {lower_bound_with_degree(), polynomial_readout()},
                     bit_token_statements()});
  claim.series = series();
  claim.run = run;
  claim.run_help =
      "a string of 0 and 1, f(0) f(1) .. f(n) on the number of ones, n from 1 to 48; --statement "
      "P2 (sinks 2^h) or P2.integer_sinks (sinks h). Judged on all words up to n = 10, on one word "
      "of every count beyond: for a model of your own, which may read positions, that is a sample.";
  return claim;
}

}  // namespace attest::symmetric_head_count
