// SPDX-License-Identifier: Apache-2.0
/// \file
/// The last layer under softmax: in an integer base exactly, and with the natural exponential in
/// balls.
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/own_mutants.hpp"

namespace attest::function_evaluation {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

constexpr std::int64_t first_layer_sharpness = 8;

Computes soft(const Params& params, const Choices& choices) {
  const TableForm form = form_of(params);
  const std::int64_t n = params.at("n");
  Computes result{.model = construction(form, n, choices),
                  .task = task::function_evaluation(form),
                  .inputs = all_tables(form, n)};
  result.promises = promises_of(form, n, result.model);
  return result;
}

Choices certified(const Params& params) {
  const TableForm form = form_of(params);
  return in_base(form, params.at("n"), base_of(form, params.at("n")));
}

/// A mutant that changes the certified choices.
NamedMutant soft_wrong(const char* name, const char* why, void (*change)(Choices&)) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [change](Computes& c, const Params& params) {
        Choices choices = certified(params);
        change(choices);
        c.model = construction(form_of(params), params.at("n"), choices);
      }};
}

const NamedMutant query_seen =
    soft_wrong("query_is_seen", "the last token is a key like any other, of value 0",
               [](Choices& choices) { choices.is_query_seen = true; });

std::vector<NamedMutant> base_mutants(TableForm first) {
  std::vector<NamedMutant> mutants{
      soft_wrong("key_bit_flipped", "the first sign of every key is turned",
                 [](Choices& choices) { choices.flips_key_bit = true; }),
      soft_wrong("farthest_key", "the key that differs most weighs most",
                 [](Choices& choices) { choices.scale = -1; })};
  if (first == TableForm::neighbours) {
    mutants.push_back(soft_wrong("value_tokens_not_preferred",
                                 "value tokens and key tokens compete on equal terms",
                                 [](Choices& choices) { choices.priority = 0; }));
  } else {
    mutants.push_back(query_seen);
    mutants.back().proof =
        "the last token adds weight and no value: averages shrink, their signs stay";
  }
  return mutants;
}

Statement in_a_base(const char* label, const char* title, const char* sentence, TableForm first) {
  Statement about = about_form(label, title, first, 5);
  about.sentence = sentence;
  about.fidelity.checked =
      "Exact rational averages: every function in every order with every argument.";
  about.points = [first](Rung rung) {
    std::vector<Params> points = points_of(first, 4);
    if (rung != Rung::fast) {
      points.push_back({{"form", static_cast<int>(first)}, {"n", 5}});
      return points;
    }
    if (first == TableForm::pairs) return points;
    points.resize(3);  // linked tokens at n = 3 are 2916 cases
    return points;
  };
  about.mutant_points = [first](Rung) {
    const int form = static_cast<int>(first);
    const int linked = first == TableForm::neighbours ? 2 : 3;  // n, where cases are many
    return std::vector<Params>{{{"form", form}, {"n", 3}}, {{"form", form + 1}, {"n", linked}}};
  };
  const auto make = [](const Params& params, std::uint64_t) {
    return soft(params, certified(params));
  };
  return derive::computes(std::move(about), make, base_mutants(first));
}

Choices natural_choices(const Params& params) {
  const TableForm form = form_of(params);
  const std::int64_t n = params.at("n");
  const int k = signs_of(n);
  Choices choices{.norm = model::Norm::softmax_e, .scale = certified_scale(k)};
  if (form == TableForm::neighbours || form == TableForm::links) {
    choices.scale = certified_scale(k) + Rational(1, 2);
    choices.priority = 2 * k + 1;
    choices.sharpness = first_layer_sharpness;
  }
  return choices;
}

Statement naturally(const char* label, const char* title, const char* sentence, TableForm first) {
  Statement about = about_form(label, title, first, 4);
  about.sentence = sentence;
  about.fidelity.checked = "Certified enclosures, every function in every order, every argument.";
  about.points = [first](Rung rung) {
    std::vector<Params> points = points_of(first, rung == Rung::fast ? 3 : 4);
    // Linked tokens at n = 4 are 24 times as many cases.
    if (first == TableForm::neighbours) points.pop_back();
    return points;
  };
  about.mutant_points = [first](Rung) { return points_of(first, 2); };
  const auto make = [](const Params& params, std::uint64_t) {
    Computes result = soft(params, natural_choices(params));
    result.arithmetic = model::Arithmetic::ball;
    result.precision = 64;
    return result;
  };
  std::vector<NamedMutant> mutants{
      {.name = "key_bit_flipped",
       .why = "the first sign of every key is turned",
       .proof = {},
       .apply =
           [](Computes& c, const Params& params) {
             Choices choices = natural_choices(params);
             choices.flips_key_bit = true;
             c.model = construction(form_of(params), params.at("n"), choices);
           }},
      {.name = "scale_negated",
       .why = "scores times -s",
       .proof = {},
       .apply = [](Computes& c, const Params& params) {
         Choices choices = natural_choices(params);
         choices.scale = -choices.scale;
         c.model = construction(form_of(params), params.at("n"), choices);
       }}};
  // A coordinate that is exactly 0 is undecided in balls: generic mutants are those of U1 and U2.
  return derive::without_generic_mutants(
      derive::computes(std::move(about), make, std::move(mutants)));
}

}  // namespace

std::vector<Statement> softmax_statements() {
  return {
      in_a_base("U1.softmax", "One layer under softmax in base B",
                "If $(1 + B^{-2})^k < 2$, the layer of U1 under softmax in base $B$ averages value "
                "codes to the signs of $code(f(i^*))$, for every $f$, order and argument: the keys "
                "that differ from $i^*$ in $j$ signs weigh $B^{-2j}$ of what $i^*$ weighs.",
                TableForm::pairs),
      naturally("U1.natural", "One layer under the natural exponential",
                "The layer of U1 under softmax with scores times $s$, the least multiple of $1/4$ "
                "with $(1 + e^{-2s})^k < 2$, averages to the signs of $code(f(i^*))$: $s$ grows "
                "like $\\frac12 \\ln \\log n$.",
                TableForm::pairs),
      in_a_base("U2.softmax", "Two layers, the second under softmax in base B",
                "If $(1 + B^{-2})^k + n B^{-(2k+1)} < 2$, the second layer of U2 under softmax in "
                "base $B$, value tokens scoring $2k+1$ more than key tokens, averages to the signs "
                "of $code(f(i^*))$.",
                TableForm::neighbours),
      naturally("U2.natural", "Two layers under the natural exponential",
                "Both layers of U2 under softmax: scores of the first times 8, of the second times "
                "$s + 1/2$, $s$ that of U1.natural, value tokens scoring $2k+1$ more.",
                TableForm::neighbours)};
}

}  // namespace attest::function_evaluation
