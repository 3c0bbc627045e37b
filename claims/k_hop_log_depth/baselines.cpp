// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the other lines of the plot stand for: recurrent layers, one pass, windows.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;

using Symbols = std::vector<std::int64_t>;

Symbols symbols_of(const check::Case& word) {
  Symbols result;
  for (int i = 0; i < word.rows(); ++i) result.push_back(word(i, 0).num().to_int64());
  return result;
}

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

/// A statement that a recurrent machine computes hop_1, .., hop_k.
Statement recurrent(Statement statement, Symbols (*machine)(const Symbols&, std::int64_t, Broken),
                    std::vector<derive::Twist> twists) {
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Every output of hop_1, .., hop_k, in integers.",
                        .gap = "Words of the stated sizes."};
  statement.parameters = word_parameters();
  statement.points = recurrent_points;
  statement.mutant_points = [](Rung) { return std::vector{point(3, 5, 4)}; };
  const auto make = [machine](const Params& params, std::uint64_t) {
    const std::int64_t k = params.at("k");
    const auto left = [=](const check::Case& word, const std::string& twist) {
      std::vector<Rational> outputs;
      for (std::int64_t hops = 1; hops <= k; ++hops) {
        for (const std::int64_t y : machine(symbols_of(word), hops, broken_of(twist))) {
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
    return Agrees{.relation = derive::Relation::equal,
                  .left = left,
                  .right = right,
                  .cases = short_words(params.at("letters"), params.at("n")),
                  .arithmetic = check::Arithmetic::integer,
                  .evaluator = "state updates in integers"};
  };
  return derive::agrees(std::move(statement), make, std::move(twists));
}

/// Whether the last token of any two runs may differ after `layers` layers of windows [i - w, i]:
/// the tokens in which the two words differ, spread layer by layer.
bool may_differ(const Symbols& u, const Symbols& v, std::int64_t layers, std::int64_t w) {
  std::vector<char> differs;
  for (std::size_t i = 0; i < u.size(); ++i) differs.push_back(u[i] != v[i] ? 1 : 0);
  for (std::int64_t l = 0; l < layers; ++l) {
    std::vector<char> next = differs;
    const auto width = static_cast<std::size_t>(w);
    for (std::size_t i = 0; i < u.size(); ++i) {
      for (std::size_t j = i > width ? i - width : 0; j < i; ++j) {
        if (differs[j] != 0) next[i] = 1;
      }
    }
    differs = std::move(next);
  }
  return differs.back() != 0;
}

/// first 2^middle 1.
Symbols fooling_word(std::int64_t first, std::int64_t middle) {
  Symbols word{first};
  word.insert(word.end(), static_cast<std::size_t>(middle), 2);
  word.push_back(1);
  return word;
}

Statement windows() {
  Statement statement = about("B3", "Windows need depth (n - 1)/w");
  statement.sentence =
      "$L$ layers in which position $i$ attends to $[i - w, i]$ give the words $1\\,2^{Lw}\\,1$ "
      "and "
      "$2\\,2^{Lw}\\,1$ equal last outputs, whatever their weights, but hop_1 there is 2 and "
      "bottom: "
      "words of $n$ tokens need $L \\ge (n - 1)/w$ already for $k = 1$.";
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
                        return std::vector<Rational>{may_differ(u, v, layers, w) ? 1 : 0,
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

Symbols delta_rule_layers(const Symbols& x, std::int64_t layers, Broken how) {
  const std::int64_t bottom = how == Broken::bottom_merged ? 1 : 0;
  const auto letters =
      static_cast<std::size_t>(x.empty() ? 0 : *std::max_element(x.begin(), x.end()));
  Symbols y = x;
  for (std::int64_t l = 0; l < layers; ++l) {
    Symbols h(letters + 1, bottom);  // h[a]: what followed the last a
    h[0] = bottom;
    for (std::size_t i = 0; i < x.size(); ++i) {
      const std::size_t previous = i == 0 ? 0 : static_cast<std::size_t>(x[i - 1]);
      const auto query =
          how == Broken::queries_previous ? previous : static_cast<std::size_t>(x[i]);
      const std::int64_t early = h[query];
      if (i > 0) h[previous] = y[i] + (how == Broken::not_erased ? h[previous] : 0);
      y[i] = how == Broken::read_before_write ? early : h[query];
    }
  }
  return y;
}

Symbols one_pass(const Symbols& x, std::int64_t hops, Broken how) {
  const auto letters =
      static_cast<std::size_t>(x.empty() ? 0 : *std::max_element(x.begin(), x.end()));
  std::vector<Symbols> tables(static_cast<std::size_t>(hops), Symbols(letters + 1, 0));
  Symbols outputs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    std::int64_t value = x[i];
    for (Symbols& table : tables) {
      const auto here = static_cast<std::size_t>(x[i]);
      const std::int64_t early = table[here];
      if (i > 0) table[static_cast<std::size_t>(x[i - 1])] = value;
      value = how == Broken::read_before_write ? early : table[here];
    }
    outputs.push_back(value);
  }
  return outputs;
}

std::vector<Statement> baseline_statements() {
  const derive::Twist read{.name = "read_before_write", .why = "j < i in find", .proof = {}};
  Statement layers = about("B1", "One delta-rule layer a hop");
  layers.sentence =
      "$k$ recurrent layers $h \\leftarrow h - e_{x_{i-1}}\\langle h, e_{x_{i-1}}\\rangle + "
      "y^{l-1}_i e_{x_{i-1}}$, then $y^l_i = \\langle h, e_{x_i}\\rangle$, on top of $y^0 = x$ "
      "give "
      "$y^l = $ hop$_l$; a layer holds $s + 1$ words.";
  Statement cascade = about("B1.one_pass", "One layer with k tables");
  cascade.sentence =
      "One recurrent layer whose state is $x_{i-1}$ and $k$ tables over the alphabet, $ks + 1$ "
      "words, "
      "updated in cascade, computes hop_k at depth 1.";
  return {recurrent(std::move(layers), delta_rule_layers,
                    {read,
                     {.name = "not_erased", .why = "a sum, as in linear attention", .proof = {}},
                     {.name = "queries_previous", .why = "query x_{i-1}", .proof = {}},
                     {.name = "bottom_merged", .why = "bottom is the symbol 1", .proof = {}}}),
          recurrent(std::move(cascade), one_pass, {read}), windows()};
}

}  // namespace attest::k_hop_log_depth
