// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the other lines of the plot stand for: recurrent layers, one pass, windows.
#include <string>
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/machine/window.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using check::symbols_of;
using derive::Agrees;
using machine::recurrent::Symbols;

std::vector<Params> recurrent_points(Rung rung) {
  if (rung == Rung::fast) return {point(2, 7, 4), point(3, 5, 4)};
  return {point(2, 7, 4), point(3, 5, 4), point(2, 12, 8), point(3, 8, 8), point(5, 5, 8)};
}

/// What the twist of a name breaks.
Broken broken_of(const std::string& twist) {
  if (twist == "read_before_write") return Broken::read_before_write;
  if (twist == "not_erased") return Broken::not_erased;
  if (twist == "queries_previous") return Broken::queries_previous;
  if (twist == "bottom_merged") return Broken::bottom_merged;
  return Broken::nothing;
}

using Machine = Recurrent (*)(const Symbols&, std::int64_t letters, std::int64_t hops, Broken);

/// A statement that a recurrent machine computes hop_1, .., hop_k in `formula` words a layer.
Statement recurrent(Statement statement, Machine machine, const char* formula,
                    std::vector<derive::Twist> twists) {
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every output of hop_1, .., hop_k, in integers.",
                        .gap = "Words of the stated sizes."};
  statement.parameters = word_parameters();
  statement.points = recurrent_points;
  statement.mutant_points = [](Rung) { return std::vector{point(3, 5, 4)}; };
  const bool is_cascade = machine == one_pass;
  const auto make = [machine, formula, is_cascade](const Params& params, std::uint64_t) {
    const std::int64_t k = params.at("k");
    const std::int64_t letters = params.at("letters");
    const auto left = [=](const check::Case& word, const std::string& twist) {
      std::vector<Rational> outputs;
      for (std::int64_t hops = 1; hops <= k; ++hops) {
        const Recurrent found = machine(symbols_of(word), letters, hops, broken_of(twist));
        for (const std::int64_t y : found.outputs) {
          outputs.emplace_back(y);
        }
      }
      return outputs;
    };
    const auto right = [k](const check::Case& word) {
      std::vector<Rational> outputs;
      for (std::int64_t hops = 1; hops <= k; ++hops) {
        for (Rational& y : task::k_hop(hops).answer(word)) outputs.push_back(std::move(y));
      }
      return outputs;
    };
    const std::int64_t most = (is_cascade ? k : 1) * letters + 1;
    const std::int64_t used = machine({1}, letters, k, Broken::nothing).words;
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = short_words(letters, params.at("n")),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "a plain machine: state updates in integers",
                  .promises = {check::at_most("state of a layer [words]", formula, most, used)}};
  };
  return derive::agrees(std::move(statement), make, std::move(twists));
}

/// first 2^middle 1.
Symbols fooling_word(std::int64_t first, std::int64_t middle) {
  Symbols word{first};
  word.insert(word.end(), static_cast<std::size_t>(middle), 2);
  word.push_back(1);
  return word;
}

Statement windows() {
  Statement statement = check::about(claim_id, "B3", "Windows need depth (n - 1)/w");
  statement.sentence =
      "$L$ layers in which position $i$ attends to $[i - w, i]$ give the words $1\\,2^{Lw}\\,1$ "
      "and $2\\,2^{Lw}\\,1$ equal last outputs, whatever their weights, but hop_1 there is 2 and "
      "bottom: words of $n$ tokens need $L \\ge (n - 1)/w$ already for $k = 1$.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked = "The tokens that reach the last output, and hop_1 of both words.",
      .gap = "L, w up to the stated one."};
  statement.parameters = {{.name = "most", .meaning = "largest L and w", .lo = 1, .hi = 64}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"most", rung == Rung::fast ? 4 : 12}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"most", 4}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("most");
    return Agrees{.relation = derive::Relation::equal,
                  .left =
                      [](const check::Case& chosen, const std::string& twist) {
                        const std::int64_t layers = chosen(0, 0).num().to_int64();
                        const std::int64_t w = chosen(0, 1).num().to_int64();
                        const std::int64_t middle = layers * w - (twist.empty() ? 0 : 1);
                        const Symbols u = fooling_word(1, middle);
                        const Symbols v = fooling_word(2, middle);
                        return std::vector<Rational>{
                            machine::window::may_differ(u, v, layers, {.w = w}) ? 1 : 0,
                            task::k_hop(1).answer(word_of(u)).back(),
                            task::k_hop(1).answer(word_of(v)).back()};
                      },
                  .right =
                      [](const check::Case&) {
                        return std::vector<Rational>{0, 2, 0};
                      },
                  .cases = check::integer_box({1, 1}, {most, most}),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "reach of the windows"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "window_of_lw_tokens",
                          .why = "L w - 1 twos, as if a window held w tokens",
                          .proof = {}}});
}

}  // namespace

std::vector<Statement> baseline_statements() {
  const derive::Twist read{.name = "read_before_write", .why = "j < i in find", .proof = {}};
  Statement layers = check::about(claim_id, "B1", "One delta-rule layer a hop");
  layers.sentence =
      "$k$ recurrent layers $h \\leftarrow h - e_{x_{i-1}}\\langle h, e_{x_{i-1}}\\rangle + "
      "y^{l-1}_i e_{x_{i-1}}$, then $y^l_i = \\langle h, e_{x_i}\\rangle$, on top of $y^0 = x$ "
      "give $y^l = $ hop$_l$; a layer holds $s + 1$ words.";
  Statement cascade = check::about(claim_id, "B1.one_pass", "One layer with k tables");
  cascade.sentence =
      "One recurrent layer whose state is $x_{i-1}$ and $k$ tables over the alphabet, $ks + 1$ "
      "words, updated in cascade, computes hop_k at depth 1.";
  return {recurrent(std::move(layers), delta_rule_layers, "s + 1",
                    {read,
                     {.name = "not_erased", .why = "a sum, as in linear attention", .proof = {}},
                     {.name = "queries_previous", .why = "query x_{i-1}", .proof = {}},
                     {.name = "bottom_merged", .why = "bottom is the symbol 1", .proof = {}}}),
          recurrent(std::move(cascade), one_pass, "k s + 1", {read}), windows()};
}

}  // namespace attest::k_hop_log_depth
