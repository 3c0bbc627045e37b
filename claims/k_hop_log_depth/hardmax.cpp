// SPDX-License-Identifier: Apache-2.0
/// \file
/// What is checked of the hardmax forms: S1, S2, S3 and B0.
#include <utility>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// The sizes of words that are enumerated, with k = 1, .., most.
std::vector<Params> sizes(const std::vector<std::pair<int, int>>& words, std::int64_t most) {
  std::vector<Params> points;
  for (const auto& [letters, n] : words) {
    for (std::int64_t k = 1; k <= most; ++k) points.push_back(point(letters, n, k));
  }
  return points;
}

std::vector<Params> all_points(Rung rung) {
  std::vector<Params> points = sizes({{2, 8}, {3, 6}}, 8);
  if (rung == Rung::fast) return points;
  for (Params& more : sizes({{2, 16}, {3, 10}, {4, 8}, {5, 7}}, 16))
    points.push_back(std::move(more));
  if (rung == Rung::nightly) return points;
  for (Params& more : sizes({{2, 20}, {3, 12}, {4, 9}, {5, 8}}, 16))
    points.push_back(std::move(more));
  // k = 15 moves pointer and value in every layer.
  for (const auto& [letters, n] : {std::pair{2, 24}, {3, 15}, {4, 12}, {5, 10}})
    points.push_back(point(letters, n, 15));
  return points;
}

/// k = 6 has a wrong bit order; k = 1 has neither that nor a wrong mask above layer 1.
std::vector<Params> mutant_points(Rung) { return {point(3, 5, 6), point(3, 4, 1)}; }

/// The sentence of a form.
const char* sentence_of(Form form) {
  switch (form) {
    case Form::strict:
      return "For every $k \\ge 1$ and word of at most $N$ symbols, with mask $j < i$ in layer 1 "
             "and $j \\le i$ above, $L = \\lfloor\\log_2 k\\rfloor + 2$ layers of one head, width "
             "11, key dimension 4 (2 above layer 1), at most 4 ReLU units and integer weights "
             "compute hop_k, and every argmax is unique.";
    case Form::standard:
      return "With mask $j \\le i$ in every layer, $L = \\lceil\\log_2 k\\rceil + 2$ layers of one "
             "head compute hop_k, and every argmax is unique.";
    case Form::powers:
      return "With mask $j \\le i$ in every layer, $L = \\lfloor\\log_2 k\\rfloor + 2$ layers "
             "compute hop_k if layer 1 scores $B^i(A(2X_iX_j - X_j^2) + j) - C B^j$, and $B^i A "
             "X_i^2$ for the sentinel, with $A = N$, $C = N + 1$, $B = N + 2$: integers of $O(N "
             "\\log N)$ bits.";
    case Form::sequential:
      return "One hop a layer: $k + 1$ layers compute hop_k, the first finds the pointer and each "
             "other moves the value.";
  }
  return "";
}

/// A statement that a form computes hop_k (or find^k, or its whole state) on enumerated words.
Statement words(Form form, View view, std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence = sentence_of(form);
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Exact weights on every word of the stated sizes.",
                        .gap = "Words of the stated sizes, the stated k."};
  statement.parameters = word_parameters();
  statement.points = all_points;
  statement.mutant_points = check::no_points;
  if (view == View::source) {
    statement.sentence += " If the value starts as the position it ends as find^k(i).";
  }
  if (view == View::state) {
    statement.sentence +=
        form == Form::standard
            ? " After layer $t \\ge 2$ every register is as stated: $p = find^{2^{t-2}}$ and $val "
              "= X$ at $find^{1 + (k-1) \\bmod 2^{t-2}}$."
            : " After layer $t$ every register is as stated: $p = find^{2^{t-1}}$ and $val = X$ at "
              "$find^{k \\bmod 2^{t-1}}$.";
    statement.fidelity.checked = "Every entry of the state after every layer, sentinel included.";
    statement.parameters.push_back(
        {.name = "layer", .meaning = "t: layers evaluated", .lo = 1, .hi = 32});
  }
  return statement;
}

Computes computes(Form form, View view, const Params& params) {
  const std::int64_t k = params.at("k");
  Shape shape{.form = form, .n = params.at("n"), .k = k, .view = view};
  Computes result{.model = {},
                  .task = view == View::hop ? task::k_hop(k) : task::k_hop_source(k),
                  .inputs = short_words(params.at("letters"), shape.n, form, view)};
  if (view == View::state) {
    const std::int64_t layers = params.at("layer");
    shape.layers = layers;
    const std::int64_t least = form == Form::standard ? 2 : 1;
    if (layers < least || layers > depth(form, k)) {
      throw InputError("k-hop-layer", "--set layer", std::to_string(layers),
                       std::to_string(least) + " to " + std::to_string(depth(form, k)));
    }
    const Reach goal = reach(form, k, layers);
    result.task = task::k_hop_state(goal.pointer, goal.value,
                                    form == Form::standard ? task::HopColumns::with_previous
                                                           : task::HopColumns::pointer_and_value);
  }
  result.model = build(shape);
  if (view != View::state) result.promises = promises(form, k, result.model);
  return result;
}

Statement computed(Statement statement, Form form, View view, bool has_mutants) {
  return derive::computes(
      std::move(statement),
      [form, view](const Params& params, std::uint64_t) { return computes(form, view, params); },
      has_mutants ? mutants(form, view) : std::vector<derive::NamedMutant>{});
}

/// S2 and S3 and S2.powers.
Statement hops(Form form, std::string label, std::string title) {
  Statement statement = words(form, View::hop, std::move(label), std::move(title));
  statement.mutant_points = mutant_points;
  if (form == Form::strict) {
    statement.figure = check::figure_at(statement, {{"n", 8}}, pointer_figure);
  }
  if (form == Form::powers) {
    statement.fidelity.gap =
        "Words of the stated sizes, shorter than those of S2 since integers have O(N log N) bits, "
        "and k up to 8; no register is compared layer by layer.";
    statement.points = [](Rung rung) {
      return rung == Rung::fast ? std::vector{point(2, 7, 3), point(3, 5, 3)}
                                : sizes({{2, 8}, {3, 6}, {4, 5}}, 8);
    };
    statement.mutant_points = [](Rung) { return std::vector{point(3, 5, 2)}; };
  }
  if (form == Form::standard) {
    statement.mutant_points = [](Rung) { return std::vector{point(3, 5, 3)}; };
  }
  return computed(std::move(statement), form, View::hop, true);
}

/// The whole state after each layer.
Statement layers(Form form) {
  const bool is_standard = form == Form::standard;
  Statement statement = words(form, View::state, is_standard ? "S3.layers" : "S2.layers",
                              "Every register after every layer");
  statement.fidelity.gap = "Words of the stated sizes, fewer than those of " +
                           std::string(is_standard ? "S3" : "S2") +
                           "; k = 7 and 8, from the rung nightly on also 10, 15 and 16.";
  statement.points = [form, is_standard](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](Params at, std::int64_t k) {
      at["k"] = k;
      for (std::int64_t t = is_standard ? 2 : 1; t <= depth(form, k); ++t) {
        at["layer"] = t;
        points.push_back(at);
      }
    };
    // k = 2^m - 1 uses every layer's value, k = 2^m none but the last one's.
    for (const std::int64_t k : {7, 8}) add(point(3, 5, k), k);
    if (rung == Rung::fast) return points;
    for (const std::int64_t k : {10, 15, 16}) {
      for (const auto& [letters, n] : {std::pair{2, 12}, {3, 8}, {4, 6}})
        add(point(letters, n, k), k);
    }
    return points;
  };
  statement.mutant_points = [form](Rung) {
    Params at = point(3, 5, 6);
    at["layer"] = depth(form, 6);
    return std::vector{at};
  };
  return computed(std::move(statement), form, View::state, !is_standard);
}

/// find^k itself, which `attest run` shows.
Statement sources(Form form, std::string label) {
  Statement statement = words(form, View::source, std::move(label), "The position find^k(i)");
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector{point(3, 5, 3)} : sizes({{2, 10}, {3, 7}}, 8);
  };
  return computed(std::move(statement), form, View::source, false);
}

/// The published theorem on its largest alphabet.
Statement published() {
  Statement statement =
      words(Form::strict, View::hop, "S1", "Depth floor(log2 k) + 2 computes hop_k");
  statement.sentence =
      "For every $k$ and every alphabet of at most $N$ symbols a masked transformer with $m = "
      "O(1)$, $H = 1$ and $L = \\lfloor\\log_2 k\\rfloor + 2$ computes hop_k.";
  statement.standing = check::Standing::finite_instance;
  statement.is_recalled = true;
  statement.fidelity = {
      .published =
          "Theorem 4.2: for all k and |Sigma| <= N there is a masked transformer of depth "
          "floor(log2 k) + 2 with one head and constant width that computes hop_k.",
      .checked = "The construction of S2 on every word over N letters, with its counts.",
      .gap =
          "The stated N and k. Layer 1 has the mask j < i; whether the theorem's does is not "
          "known to us (S2.powers and S3 have j <= i)."};
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    for (std::int64_t n = 2; n <= (rung == Rung::fast ? 4 : 6); ++n) {
      for (const std::int64_t k : {1, 2, 3, 4}) points.push_back(point(n, n, k));
    }
    return points;
  };
  return computed(std::move(statement), Form::strict, View::hop, false);
}

/// Long words.
Statement samples(Form form, std::string label) {
  Statement statement = words(form, View::hop, std::move(label), "Long words with long chains");
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Seeded words: 1212.., a^n, periodic ones, block strings of "
                            "permutations, uniform ones.",
                        .gap = "A sample."};
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 40}, {"k", 20}}};
    if (rung == Rung::fast) return points;
    for (const auto& [n, k] : {std::pair{500, 200}, {2000, 63}, {2000, 1000}}) {
      points.push_back({{"n", n}, {"k", k}});
    }
    return points;
  };
  statement.parameters.erase(statement.parameters.begin());  // chains have letters of their own
  return derive::computes(std::move(statement),
                          [form](const Params& params, std::uint64_t seed) {
                            const std::int64_t k = params.at("k");
                            const Shape shape{.form = form, .n = params.at("n"), .k = k};
                            return Computes{.model = build(shape),
                                            .task = task::k_hop(k),
                                            .inputs = chains(shape.n, k, 10, seed)};
                          },
                          {});
}

}  // namespace

Statement one_hop_a_layer() {
  Statement statement = words(Form::sequential, View::hop, "B0", "One hop a layer");
  for (check::Parameter& parameter : statement.parameters) {
    if (parameter.name == "k") parameter.hi = 1024;  // one layer a hop, each a block of its own
  }
  statement.points = [](Rung rung) {
    return rung == Rung::fast ? std::vector{point(3, 5, 4)} : sizes({{2, 10}, {3, 7}}, 8);
  };
  statement.mutant_points = [](Rung) { return std::vector{point(3, 3, 2)}; };
  return computed(std::move(statement), Form::sequential, View::hop, false);
}

std::vector<Statement> hardmax_statements() {
  return {published(),
          hops(Form::strict, "S2", "Strict mask in layer 1"),
          layers(Form::strict),
          sources(Form::strict, "S2.find"),
          samples(Form::strict, "S2.chains"),
          gap(Form::strict),
          hops(Form::powers, "S2.powers", "Standard mask and large integers"),
          gap(Form::powers),
          hops(Form::standard, "S3", "Standard mask, one more layer"),
          layers(Form::standard),
          sources(Form::standard, "S3.find"),
          samples(Form::standard, "S3.chains"),
          gap(Form::standard)};
}

}  // namespace attest::k_hop_log_depth
