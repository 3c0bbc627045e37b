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

std::int64_t dot(const Symbols& a, const Symbols& b) {
  std::int64_t sum = 0;
  for (std::size_t c = 0; c < a.size(); ++c) sum += a[c] * b[c];
  return sum;
}

/// h + factor e.
void add(Symbols& h, std::int64_t factor, const Symbols& e) {
  for (std::size_t c = 0; c < h.size(); ++c) h[c] += factor * e[c];
}

/// e_0 = 0 and the unit vectors e_1, .., e_letters.
std::vector<Symbols> unit_vectors(std::int64_t letters) {
  const auto count = static_cast<std::size_t>(letters);
  std::vector<Symbols> result(count + 1, Symbols(count, 0));
  for (std::size_t a = 1; a <= count; ++a) result[a][a - 1] = 1;
  return result;
}

/// One delta-rule layer. Its state is the previous symbol and h.
class DeltaLayer {
 public:
  DeltaLayer(std::int64_t letters, Broken how)
      : units_(unit_vectors(letters)), how_(how), h_(static_cast<std::size_t>(letters), 0) {
    if (how == Broken::bottom_merged) h_.assign(h_.size(), 1);
  }

  /// h <- h - e<h, e> + y e with e = e_previous, then <h, e_x>.
  std::int64_t step(std::int64_t x, std::int64_t y) {
    const Symbols& e = units_[static_cast<std::size_t>(previous_)];
    const std::int64_t read = how_ == Broken::queries_previous ? previous_ : x;
    const Symbols& query = units_[static_cast<std::size_t>(read)];
    const std::int64_t early = dot(h_, query);
    if (how_ != Broken::not_erased) add(h_, -dot(h_, e), e);
    add(h_, y, e);
    previous_ = x;
    return how_ == Broken::read_before_write ? early : dot(h_, query);
  }

  [[nodiscard]] std::int64_t words() const { return 1 + std::ssize(h_); }

 private:
  std::vector<Symbols> units_;  // weights, no state
  Broken how_;
  std::int64_t previous_ = 0;
  Symbols h_;
};

/// One layer of k tables: the value read off one is written to the next. Its state is the previous
/// symbol and the tables.
class Cascade {
 public:
  Cascade(std::int64_t letters, std::int64_t hops, Broken how)
      : how_(how),
        tables_(static_cast<std::size_t>(hops), Symbols(static_cast<std::size_t>(letters), 0)) {}

  std::int64_t step(std::int64_t x) {
    std::int64_t value = x;
    for (Symbols& table : tables_) {
      const std::int64_t early = table[static_cast<std::size_t>(x - 1)];
      if (previous_ > 0) table[static_cast<std::size_t>(previous_ - 1)] = value;
      value = how_ == Broken::read_before_write ? early : table[static_cast<std::size_t>(x - 1)];
    }
    previous_ = x;
    return value;
  }

  [[nodiscard]] std::int64_t words() const {
    std::int64_t words = 1;
    for (const Symbols& table : tables_) words += std::ssize(table);
    return words;
  }

 private:
  Broken how_;
  std::int64_t previous_ = 0;
  std::vector<Symbols> tables_;
};

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
                  .promises = {{.quantity = "state of a layer [words]",
                                .formula = formula,
                                .relation = "<=",
                                .value = std::to_string(most),
                                .used = std::to_string(used),
                                .is_met = used <= most}}};
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

Recurrent delta_rule_layers(const Symbols& x, std::int64_t letters, std::int64_t layers,
                            Broken how) {
  Recurrent result{.outputs = x};
  for (std::int64_t l = 0; l < layers; ++l) {
    DeltaLayer layer(letters, how);
    for (std::size_t i = 0; i < x.size(); ++i) {
      result.outputs[i] = layer.step(x[i], result.outputs[i]);
    }
    result.words = std::max(result.words, layer.words());
  }
  return result;
}

Recurrent one_pass(const Symbols& x, std::int64_t letters, std::int64_t hops, Broken how) {
  Cascade layer(letters, hops, how);
  Recurrent result;
  for (const std::int64_t symbol : x) result.outputs.push_back(layer.step(symbol));
  result.words = layer.words();
  return result;
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
  return {recurrent(std::move(layers), delta_rule_layers, "s + 1",
                    {read,
                     {.name = "not_erased", .why = "a sum, as in linear attention", .proof = {}},
                     {.name = "queries_previous", .why = "query x_{i-1}", .proof = {}},
                     {.name = "bottom_merged", .why = "bottom is the symbol 1", .proof = {}}}),
          recurrent(std::move(cascade), one_pass, "k s + 1", {read}), windows()};
}

}  // namespace attest::k_hop_log_depth
