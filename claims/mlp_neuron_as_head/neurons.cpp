// SPDX-License-Identifier: Apache-2.0
/// \file
/// T1: hidden units as heads under masks, in an integer base exactly and in balls.
#include <utility>

#include "claims/mlp_neuron_as_head/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/family.hpp"
#include "reference/derive/own_mutants.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::FamilyMutant;

constexpr std::int64_t most_weight = 2;

/// Unit m of all with in weight -2..2, bias -1..1 and out weight -1, 1 or 2.
Mlp neuron(std::int64_t member) {
  const std::vector<std::int64_t> digits = check::digits(member, {5, 3, 3});
  const std::vector<std::int64_t> outs{-1, 1, 2};
  return {.width = 1,
          .units = {{.in = {Rational(digits[0] - most_weight)},
                     .bias = Rational(digits[1] - 1),
                     .out = {Rational(outs[static_cast<std::size_t>(digits[2])])}}}};
}

constexpr std::int64_t neurons = 45;

Choices choices_at(const Params& params) {
  return {.base = params.at("base"),
          .inner = Rational(params.at("inner")),
          .outer = Rational(1) / Rational(params.at("share"))};
}

/// All tokens of one feature up to 2.
check::CaseSpace small_tokens(std::int64_t n) {
  const std::vector<std::int64_t> hi(static_cast<std::size_t>(n), most_weight);
  std::vector<std::int64_t> lo(static_cast<std::size_t>(n), -most_weight);
  check::CaseSpace space = check::mapped(check::integer_box(lo, hi), [](const check::Case& row) {
    std::vector<std::int64_t> entries;
    for (const Rational& entry : row.row(0)) entries.push_back(entry.num().to_int64());
    return std::optional<check::Case>(check::word_of(entries));
  });
  space.description = "all " + std::to_string(n) + " tokens of one feature -2 to 2";
  return space;
}

/// What the bias token should hold at the end: nothing.
task::Task empty_bias_row(int width) {
  return {.id = "bias row", .answer = [width](const Matrix&) {
            return std::vector<Rational>(static_cast<std::size_t>(width) + 1);
          }};
}

using Change = void (*)(Choices&);

/// A mutant of every member, read at tokens or at the bias token.
FamilyMutant broken(const char* name, const char* why, const Params& params, bool is_at_bias,
                    Change change) {
  Choices choices = choices_at(params);
  change(choices);
  return {.name = name, .why = why, .apply = [choices, is_at_bias](Computes& c, std::int64_t m) {
            c.model = heads_of(neuron(m), choices);
            if (is_at_bias) c.model = read_at_bias(std::move(c.model));
          }};
}

void open_bias_row(Choices& choices) { choices.is_bias_row_open = true; }
void give_features(Choices& choices) { choices.bias_feature = 1; }
void forget_keys(Choices& choices) { choices.are_keys_forgotten = true; }
void transpose(Choices& choices) { choices.is_mask_transposed = true; }

std::vector<FamilyMutant> mutants_of(const Params& params, bool is_at_bias) {
  std::vector<FamilyMutant> mutants{
      broken("bias_token_has_features", "the features of the bias token are 1", params, is_at_bias,
             give_features),
      broken("mask_transposed", "a token sees itself, the bias token everybody", params, is_at_bias,
             transpose)};
  if (is_at_bias) {
    mutants.push_back(broken("bias_row_open", "the bias token sees everybody", params, is_at_bias,
                             open_bias_row));
  } else {
    mutants.push_back(broken("keys_forgotten",
                             "the keys of tokens are 0 too: every weight is one half", params,
                             is_at_bias, forget_keys));
  }
  return mutants;
}

std::vector<check::Parameter> neuron_parameters() {
  return {{.name = "base", .meaning = "b of the softmax", .lo = 2, .hi = 8},
          {.name = "inner", .meaning = "a2 of a1 SiLU(a2 x)", .lo = 1, .hi = 4},
          {.name = "share", .meaning = "1/a1", .lo = 1, .hi = 4},
          {.name = "n", .meaning = "tokens", .lo = 1, .hi = 4},
          {.name = "unit", .meaning = "which unit; -1: all", .lo = -1, .hi = neurons - 1}};
}

std::vector<Params> neuron_points(Rung rung) {
  const auto point = [](std::int64_t base, std::int64_t inner, std::int64_t share, std::int64_t n) {
    return Params{{"base", base}, {"inner", inner}, {"share", share}, {"n", n}, {"unit", -1}};
  };
  std::vector<Params> points{point(2, 1, 1, 2), point(3, 1, 1, 2), point(2, 2, 3, 2)};
  if (rung != Rung::fast) {
    points.push_back(point(2, 1, 1, 3));
    points.push_back(point(5, 3, 2, 3));
    points.push_back(point(2, 1, 1, 4));
  }
  return points;
}

/// The family of all small units, read at tokens or at the bias token.
Statement family_of(Statement about, bool is_at_bias) {
  about.parameters = neuron_parameters();
  about.points = neuron_points;
  about.mutant_points = [](Rung) {
    return std::vector<Params>{{{"base", 2}, {"inner", 2}, {"share", 3}, {"n", 2}, {"unit", -1}}};
  };
  const auto make = [is_at_bias](const Params& params, std::uint64_t) {
    const Choices choices = choices_at(params);
    derive::Family family{
        .count = neurons,
        .inputs = small_tokens(params.at("n")),
        .member =
            [choices, is_at_bias](std::int64_t m) {
              const Mlp mlp = neuron(m);
              Computes one{.model = heads_of(mlp, choices),
                           .task = task::silu_mlp(mlp, choices.base, choices.inner, choices.outer)};
              if (is_at_bias) {
                one.model = read_at_bias(std::move(one.model));
                one.task = empty_bias_row(mlp.width);
              }
              return one;
            },
        .text = [](std::int64_t m) { return text_of(neuron(m)); },
        .exemplar = neurons - 1};
    family.promises = promises_of(neuron(0), choices);
    return derive::FamilyParts{.family = std::move(family),
                               .mutants = mutants_of(params, is_at_bias)};
  };
  // What moves in a unit is seen at tokens: T1 judges the generic mutants.
  Statement result = derive::family(std::move(about), "unit", make);
  return is_at_bias ? derive::without_generic_mutants(std::move(result)) : result;
}

Statement single_unit() {
  return family_of(
      check::about(
          claim_id,
          {.label = "T1",
           .title = "A hidden SiLU unit is one head of dimension one",
           .sentence = "For every unit $w_2 \\, a_1 \\mathrm{SiLU}(a_2 (w_1 \\cdot x + b))$ one "
                       "head of dimension 1, in which token $i$ sees itself and the bias token "
                       "alone, adds exactly that to the stream of every token.",
           .standing = check::Standing::finite_instance,
           .published = "An MLP neuron can be implemented by a masked attention head of internal "
                        "dimension 1 if its activation is SiLU or a close relative.",
           .checked = "Every unit with weights -2 to 2, bias -1 to 1 and out weight -1, 1 or 2 on "
                      "every list of tokens, as rationals.",
           .gap = "One feature; the base of the exponential is an integer: T1.natural has e."}),
      false);
}

Statement bias_row() {
  return family_of(
      check::about(
          claim_id,
          {.label = "T1.bias",
           .title = "The bias token stays as it is",
           .sentence = "The bias token, which sees itself alone and whose features are 0, is the "
                       "same after the layer of T1.",
           .standing = check::Standing::finite_instance,
           .published = "The bias token attends to itself only.",
           .checked =
               "All features of the bias token, and the coordinate that tells it from the others.",
           .gap = "One feature."}),
      true);
}

}  // namespace

std::vector<Statement> neuron_statements() {
  std::vector<Statement> result{single_unit(), bias_row()};
  result[0].figure.draw = unit_figure;
  for (Statement& statement : random_mlps()) result.push_back(std::move(statement));
  return result;
}

}  // namespace attest::mlp_neuron_as_head
