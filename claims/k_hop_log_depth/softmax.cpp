// SPDX-License-Identifier: Apache-2.0
/// \file
/// S4: softmax with rounding after each layer, exactly.
#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/number/error.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using derive::Computes;

Attention rounded(const Integer& base) {
  return {.norm = model::Norm::softmax_base, .base = base, .is_rounded = true};
}

/// The first `layers` layers of the strict form, every entry of the state compared.
Computes after_layers(const Params& params, const Attention& attention) {
  const std::int64_t letters = params.at("letters");
  const Shape shape{.n = params.at("n"),
                    .k = params.at("k"),
                    .layers = params.at("layer"),
                    .view = View::state,
                    .attention = attention};
  if (letters > shape.n) {
    throw InputError("k-hop-alphabet", "--set letters", std::to_string(letters),
                     "at most n = " + std::to_string(shape.n));
  }
  if (params.at("layer") > depth(Form::strict, shape.k)) {
    throw InputError("k-hop-layer", "--set layer", std::to_string(params.at("layer")),
                     "at most " + std::to_string(depth(Form::strict, shape.k)));
  }
  const Reach goal = reach(Form::strict, shape.k, params.at("layer"));
  return {.model = build(shape),
          .task = task::k_hop_state(goal.pointer, goal.value, task::HopColumns::pointer_and_value),
          .inputs = short_words(letters, shape.n, Form::strict, View::state)};
}

Statement with_rounding() {
  Statement statement =
      check::about(claim_id, "S4", "Base-b softmax with rounding, every register");
  statement.sentence =
      "With softmax of base $b \\ge 4N + 1$ in place of hardmax, at most $N$ letters, and $p$ and "
      "$val$ rounded to the nearest integer after each layer, every register of S2 is right after "
      "every layer.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Exact rationals, every entry of every state, in the base 4N + 1; "
                            "from the rung nightly on also in 4N + 2 and 4N + 101.",
                        .gap =
                            "The stated sizes and bases. Rounding is a token map, not O(1) ReLU "
                            "units."};
  statement.parameters = word_parameters();
  statement.parameters.push_back(
      {.name = "layer", .meaning = "t: layers evaluated", .lo = 1, .hi = 32});
  statement.parameters.push_back(
      {.name = "above", .meaning = "b - 4N - 1", .lo = 0, .hi = 1000000});
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](Params at, std::int64_t layers, std::int64_t above) {
      at["above"] = above;
      for (std::int64_t t = 1; t <= layers; ++t) {
        at["layer"] = t;
        points.push_back(at);
      }
    };
    add(point(2, 5, 3), 3, 0);
    if (rung == Rung::fast) return points;
    for (const int above : {0, 1, 100}) add(point(2, 8, 7), 4, above);
    add(point(2, 12, 7), 4, 0);
    add(point(3, 6, 7), 4, 0);
    add(point(5, 5, 3), 3, 0);
    return points;
  };
  statement.mutant_points = [](Rung) {
    Params at = point(2, 5, 3);
    at["above"] = 0;
    at["layer"] = 2;  // the pointer that small bases get wrong is right again after layer 3
    return std::vector{at};
  };
  const auto with = [](std::int64_t offset, bool is_rounded) {
    return [=](Computes& broken, const Params& params) {
      Attention attention = rounded(4 * params.at("n") + offset);
      attention.is_rounded = is_rounded;
      broken.model = after_layers(params, attention).model;
    };
  };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return after_layers(params, rounded(4 * params.at("n") + 1 + params.at("above")));
      },
      {{.name = "base_too_small", .why = "b = 4N - 8", .proof = {}, .apply = with(-8, true)},
       {.name = "not_rounded", .why = "no rounding", .proof = {}, .apply = with(1, false)}});
}

/// Whether the last token of 1^{n-2} 2 1 gets its hop_2 in base b.
bool is_last_right(std::int64_t n, const Integer& base) {
  std::vector<std::int64_t> symbols(static_cast<std::size_t>(n), 1);
  symbols[static_cast<std::size_t>(n - 2)] = 2;
  const check::Case word = word_of(symbols);
  model::Transformer model = build({.n = n, .k = 2, .attention = rounded(base)});
  return model::answer(model, word, {}).back() == task::k_hop(2).answer(word).back();
}

Statement small_bases() {
  Statement statement = check::about(claim_id, "S4.sharp", "No base up to 4N - 8 serves");
  statement.sentence =
      "For $N \\ge 5$ and every base $2 \\le b \\le 4N - 8$ the model of S4 fails on the word "
      "$1^{N-2}\\,2\\,1$: at $i = N$ layer 2 reads the pointer at $N - 1$, which is 0, but both "
      "neighbours weigh $1/b$ and hold $N - 2$ and $N - 1$; hop_2 is wrong there.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "hop_2 at the last token, exact rationals, every such base.",
                        .gap = "N up to the stated one."};
  statement.parameters = {{.name = "n", .meaning = "largest N", .lo = 5, .hi = 64}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"n", rung == Rung::fast ? 7 : 16}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 7}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const std::int64_t most = params.at("n");
    return Agrees{
        .relation = derive::Relation::equal,
        .left =
            [](const check::Case& chosen, const std::string& twist) {
              const std::int64_t n = chosen(0, 0).num().to_int64();
              const Integer base = twist.empty() ? chosen(0, 1).num() : Integer(4 * n - 7);
              return std::vector<Rational>{is_last_right(n, base) ? 1 : 0};
            },
        .right = [](const check::Case&) { return std::vector<Rational>{0}; },
        .cases = check::mapped(check::integer_box({5, 2}, {most, 4 * most - 8}),
                               [](const check::Case& chosen) -> std::optional<check::Case> {
                                 if (chosen(0, 1) > 4 * chosen(0, 0) - 8) return std::nullopt;
                                 return chosen;
                               }),
        .evaluator = "literal",
        .is_yes_no = true};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "base_one_more", .why = "b = 4N - 7", .proof = {}}});
}

Statement least_bases() {
  Statement statement =
      check::about(claim_id, "S4.least", "The least base over two letters is 4N - 7");
  statement.sentence =
      "For the stated $N$ the least $b$ such that $b, b + 1, \\ldots, 4N + 1$ all keep every "
      "register of S4 right on every word over two letters (four layers) is $4N - 7$.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Every word of two letters, every base from 4N - 8 to 4N + 1.",
                        .gap = "Two letters, the stated N; 4N - 7 is not proved in general."};
  statement.parameters = {{.name = "n", .meaning = "largest N", .lo = 5, .hi = 16}};
  statement.points = [](Rung rung) {
    return std::vector<Params>{{{"n", rung == Rung::fast ? 5 : 10}}};
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 5}}}; };
  const auto make = [](const Params& params, std::uint64_t) {
    return Agrees{
        .relation = derive::Relation::equal,
        .left =
            [](const check::Case& chosen, const std::string& twist) {
              const std::int64_t n = chosen(0, 0).num().to_int64();
              return std::vector<Rational>{least_base(twist.empty() ? n : n - 1)};
            },
        .right =
            [](const check::Case& chosen) { return std::vector<Rational>{4 * chosen(0, 0) - 7}; },
        .cases = check::integer_box({5}, {params.at("n")}),
        .evaluator = "literal"};
  };
  return derive::agrees(std::move(statement), make,
                        {{.name = "shorter_words", .why = "words of N - 1 letters", .proof = {}}});
}

}  // namespace

bool rounds_rightly(std::int64_t n, const Integer& base) {
  // The model is causal: a shorter word is the beginning of a word of n letters.
  const std::int64_t longest = std::int64_t{1} << n;
  Params at = point(2, n, 7);
  for (std::int64_t layer = 1; layer <= depth(Form::strict, 7); ++layer) {
    at["layer"] = layer;  // a pointer may go wrong in one layer and right again in the next
    Computes computes = after_layers(at, rounded(base));
    const std::int64_t end = computes.inputs.size;
    const auto subject = derive::make_subject(std::move(computes));
    if (subject->judge({.begin = end - longest, .end = end}, true).failed > 0) return false;
  }
  return true;
}

std::int64_t least_base(std::int64_t n) {
  std::int64_t base = 4 * n + 1;
  while (base > 2 && rounds_rightly(n, base - 1)) --base;
  return base;
}

std::vector<Statement> softmax_statements() {
  return {with_rounding(), small_bases(), least_bases(), unrounded_softmax()};
}

}  // namespace attest::k_hop_log_depth
