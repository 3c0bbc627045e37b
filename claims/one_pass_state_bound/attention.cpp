// SPDX-License-Identifier: Apache-2.0
/// \file
/// Attention that is not full: windows, windows with global tokens, kernels.
#include <algorithm>
#include <utility>

#include "claims/one_pass_state_bound/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/drawing_text.hpp"
#include "reference/machine/kernel_attention.hpp"
#include "reference/machine/window.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::one_pass_state_bound {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
namespace window = machine::window;

/// first 2^middle 1, after `globals` symbols 3.
Symbols pair_word(std::int64_t first, std::int64_t middle, std::int64_t globals = 0) {
  Symbols word(static_cast<std::size_t>(globals), 3);
  word.push_back(first);
  word.insert(word.end(), static_cast<std::size_t>(middle), 2);
  word.push_back(1);
  return word;
}

std::int64_t field(const check::Case& chosen, int at) { return chosen(0, at).num().to_int64(); }

Statement windows() {
  Statement statement = check::about(claim_id, "S4", "L windows see Lw + 1 tokens, and no fewer");
  statement.sentence =
      "For $L \\ge 1$ and $w \\ge 2$ layers $y_i \\leftarrow \\max_{0 \\le d \\le w} (y_{i-d} + "
      "d)$ give $1\\,2^{Lw}\\,1$ and $2\\,2^{Lw}\\,1$ one last output after $L$ layers, as all "
      "windows $[i-w, i]$ must, though hop_1 there is 2 and bottom; one token nearer, "
      "$1\\,2^{Lw-1}\\,1$ and $2\\,2^{Lw-1}\\,1$ are told apart.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The max-plus windows, what can reach the last token, and hop_1.",
      .gap = "L, w up to the stated one."};
  statement.parameters = {{.name = "most", .meaning = "largest L and w", .lo = 1, .hi = 16}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 4 : 10}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    const auto left = [](const check::Case& chosen, const std::string& twist) {
      const std::int64_t layers = field(chosen, 0);
      const std::int64_t w = field(chosen, 1);
      std::vector<Rational> result;
      for (const std::int64_t nearer : {0, 1}) {
        const std::int64_t middle = layers * w - nearer - (twist == "window_of_lw_tokens" ? 1 : 0);
        const Symbols u = pair_word(1, middle);
        const Symbols v = pair_word(2, middle);
        const bool is_seen = window::max_plus(u, layers, w) != window::max_plus(v, layers, w);
        result.emplace_back(is_seen ? 1 : 0);
        result.emplace_back(window::may_differ(u, v, layers, {.w = w}) ? 1 : 0);
        result.emplace_back(task::last_hop(u, 1));
        result.emplace_back(task::last_hop(v, 1));
      }
      return result;
    };
    const auto right = [](const check::Case&) {
      return std::vector<Rational>{0, 0, 2, 0, 1, 1, 2, 0};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = check::integer_box({1, 2}, {most, most}),  // w >= 2
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "windows in integers"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "window_of_lw_tokens",
                          .why = "L w - 1 twos, as if a window held w tokens",
                          .proof = {}}});
}

/// What crosses a cut of globals + 2w + 1 tokens: the most of all cuts, and the least of those that
/// have globals + w tokens before them.
std::vector<std::int64_t> most_and_least_crossing(const window::Pattern& pattern) {
  const std::int64_t enough = pattern.globals + pattern.w;
  const std::int64_t n = enough + pattern.w + 1;
  std::int64_t most = 0;
  std::int64_t least = n;
  for (std::int64_t cut = 1; cut < n; ++cut) {
    const std::int64_t crossing = window::crossing(pattern, n, cut);
    most = std::max(most, crossing);
    if (cut >= enough) least = std::min(least, crossing);
  }
  return {most, least};
}

Statement global_tokens() {
  Statement statement = check::about(claim_id, "S4.globals",
                                     "Global tokens relay nothing forwards under a causal mask");
  statement.sentence =
      "Put $g$ global tokens in front that every token reads. Under a causal mask the pair of S4 "
      "keeps one last output; if the global tokens read everything, two layers tell it apart. "
      "Either way the tokens after a cut read at most $g + w$ of those before it in a layer, and "
      "exactly so many where there are that many.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "What can reach the last token, and what is read across each cut of g + 2w + 1 tokens.",
      .gap = "L, w, g up to the stated one."};
  statement.parameters = {{.name = "most", .meaning = "largest L, w and g", .lo = 1, .hi = 8}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 3 : 5}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 3}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    const auto left = [](const check::Case& chosen, const std::string& twist) {
      const std::int64_t layers = field(chosen, 0);
      const std::int64_t w = field(chosen, 1);
      const std::int64_t globals = field(chosen, 2);
      const Symbols u = pair_word(1, layers * w, globals);
      const Symbols v = pair_word(2, layers * w, globals);
      const window::Pattern causal{.w = w, .globals = globals};
      const window::Pattern full{.w = w, .globals = globals, .is_causal = false};
      std::vector<Rational> result{
          window::may_differ(u, v, layers, twist == "globals_read_all" ? full : causal) ? 1 : 0,
          window::may_differ(u, v, layers, full) ? 1 : 0};
      for (const window::Pattern& pattern : {causal, full}) {
        for (const std::int64_t crossing : most_and_least_crossing(pattern)) {
          result.emplace_back(crossing - (twist == "globals_forgotten" ? globals : 0));
        }
      }
      return result;
    };
    const auto right = [](const check::Case& chosen) {
      const Rational crossing = chosen(0, 1) + chosen(0, 2);
      return std::vector<Rational>{0,       chosen(0, 0) >= 2 ? 1 : 0, crossing, crossing, crossing,
                                   crossing};
    };
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = check::integer_box({1, 1, 1}, {most, most, most}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "reach of the pattern"};
  };
  return derive::agrees(
      std::move(statement), make,
      {{.name = "globals_read_all", .why = "no causal mask", .proof = {}},
       {.name = "globals_forgotten", .why = "only the window is counted at the cut", .proof = {}}});
}

/// (1, x^2, (x - 1)^2), as in the weights.
std::vector<Rational> features_of(const Rational& x) { return {1, x * x, (x - 1) * (x - 1)}; }

/// The recurrent machine on tokens (q, k, v), one entry a token.
task::Task one_pass_of_sums() {
  return {.id = "kernel_attention", .answer = [](const Matrix& tokens) {
            machine::KernelAttention sums(kernel_features, 1);
            std::vector<Rational> read;
            for (int i = 0; i < tokens.rows(); ++i) {
              read.push_back(
                  sums.step(features_of(tokens(i, 0)), features_of(tokens(i, 1)), {tokens(i, 2)})
                      .front());
            }
            return read;
          }};
}

/// All words of n tokens (q, k, v) with entries -1, 0, 1.
check::CaseSpace token_words(std::int64_t n) {
  const std::vector<std::int64_t> lo(static_cast<std::size_t>(3 * n), -1);
  const std::vector<std::int64_t> hi(static_cast<std::size_t>(3 * n), 1);
  check::CaseSpace space = check::mapped(check::integer_box(lo, hi),
                                         [n](const check::Case& row) -> std::optional<check::Case> {
                                           check::Case word(static_cast<int>(n), 3);
                                           for (int i = 0; i < word.rows(); ++i) {
                                             for (int f = 0; f < 3; ++f)
                                               word(i, f) = row(0, 3 * i + f);
                                           }
                                           return word;
                                         });
  space.description =
      "all words of " + derive::counted(n, "token") + " (q, k, v) with entries -1, 0, 1";
  return space;
}

derive::NamedMutant wrong_kernel(const char* name, const char* why, const KernelChoices& choices) {
  return {.name = name,
          .why = why,
          .proof = {},
          .apply = [choices](derive::Computes& broken, const Params&) {
            broken.model = kernel_attention(choices);
          }};
}

Statement kernels() {
  Statement statement = check::about(claim_id, "S5", "Kernel attention is one recurrent pass");
  statement.sentence =
      "Causal attention with weights $\\phi(q_i)^\\top\\phi(k_j)$, $\\phi > 0$ in sum with $M$ "
      "features, and values in $\\mathbb{R}^d$ equals, at every token and exactly, a recurrent "
      "layer whose state is the $M(d+1)$ sums of $\\phi(k_j) v_j^\\top$ and $\\phi(k_j)$. So the "
      "bounds on one pass hold with $m = M(d+1)$. Sums never forget: the tables of a delta-rule "
      "layer are out of its reach as written.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "The lower bound for recurrent models holds for kernelised attention (Performer) with "
          "its state for m.",
      .checked =
          "Weights of two linear heads, divided, against the sums of one pass, in rationals.",
      .gap = "phi(x) = (1, x^2, (x-1)^2), d = 1, the stated lengths."};
  statement.parameters = {{.name = "n", .meaning = "tokens", .lo = 1, .hi = 5}};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}}, {{"n", 2}}};
    if (rung != Rung::fast) points.push_back({{"n", 3}});
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 2}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t words = machine::KernelAttention(kernel_features, 1).words();
    return derive::Computes{.model = kernel_attention(),
                            .task = one_pass_of_sums(),
                            .inputs = token_words(params.at("n")),
                            .promises = {check::at_most("state of the pass [words]", "M (d + 1)",
                                                        kernel_features * 2, words)}};
  };
  return derive::computes(
      std::move(statement), make,
      {wrong_kernel("not_causal", "every token reads every token", {.is_causal = false}),
       wrong_kernel("not_normalised", "the sum of weights is not divided out",
                    {.is_normalised = false}),
       wrong_kernel("feature_dropped", "the feature x^2 is 0", {.is_square_kept = false})});
}

}  // namespace

std::vector<Statement> attention_statements() { return {windows(), global_tokens(), kernels()}; }

}  // namespace attest::one_pass_state_bound
