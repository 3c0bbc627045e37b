// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1, S2: hardmax, every stream of the stated lengths, and long ones.
#include <algorithm>
#include <utility>

#include "claims/iarc_task_switching/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/resources.hpp"

namespace attest::iarc_task_switching {
namespace {

using check::Params;
using check::Rung;
using check::Statement;

constexpr std::int64_t sampled_streams = 150;

Statement switching(bool has_induction, std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence =
      has_induction
          ? "With induction as a fifth task and one head more, two layers of 2 and 4 heads, width "
            "$8N + 14$ and $2N^2 + 5N$ ReLU units give the next digit of every stream on which it "
            "is defined: one output is 1, the others are 0."
          : "For every $N \\ge 2$ two causal layers of 2 and 3 heads, width $7N + 12$ and $2N^2 + "
            "4N$ ReLU units give the next digit of every stream of every length on which "
            "increment, addition, reverse or context defines it: one output is 1, the others are "
            "0. The weights do not depend on the length, and every look-up has one best key.";
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "Exact weights, every output at the last token of every stream, controls before "
          "and at the end; streams on which the task says nothing are left out and counted.",
      .gap =
          "The stated N and lengths; every N and length by the proof in the README. Our "
          "formalisation of the tasks."};
  statement.parameters = stream_parameters();
  return statement;
}

derive::Computes computes(bool has_induction, const Params& params) {
  const Shape shape{.digits = params.at("digits"), .has_induction = has_induction};
  derive::Computes result{.model = build(shape),
                          .task = task::task_switching(shape.digits, task::DigitForm::one_hot),
                          .inputs = streams(shape.digits, controls_of(shape), params.at("length"))};
  result.promises = promises(shape, result.model);
  return result;
}

/// Lengths 2, .., of the digits 2, 3, ...
std::vector<Params> lengths(const std::vector<std::int64_t>& longest) {
  std::vector<Params> points;
  for (std::size_t i = 0; i < longest.size(); ++i) {
    for (std::int64_t length = 2; length <= longest[i]; ++length) {
      points.push_back(point(static_cast<std::int64_t>(i) + 2, length));
    }
  }
  return points;
}

Statement every_stream(bool has_induction) {
  Statement statement = has_induction
                            ? switching(true, "S2", "Induction as a fifth task, every stream")
                            : switching(false, "S1", "Four tasks, every stream");
  statement.points = [has_induction](Rung rung) {
    if (rung == Rung::fast)
      return lengths(has_induction ? std::vector<std::int64_t>{7, 5}
                                   : std::vector<std::int64_t>{9, 5});
    return lengths(has_induction ? std::vector<std::int64_t>{8, 6, 5}
                                 : std::vector<std::int64_t>{9, 7, 6});
  };
  statement.mutant_points = [](Rung) { return std::vector{point(2, 5)}; };
  if (!has_induction) {
    statement.figure = {.parameters = {{.name = "control",
                                        .meaning = "0 increment, 1 addition, 2 reverse, 3 context",
                                        .lo = 0,
                                        .hi = 3}},
                        .params = {{"control", 2}},
                        .draw = lanes_figure};
  }
  return derive::computes(
      std::move(statement),
      [has_induction](const Params& params, std::uint64_t) {
        return computes(has_induction, params);
      },
      mutants(has_induction));
}

Statement long_streams(bool has_induction) {
  Statement statement = has_induction ? switching(true, "S2.long", "Five tasks, long streams")
                                      : switching(false, "S1.long", "Four tasks, long streams");
  statement.standing = check::Standing::finite_instance;
  statement.fidelity.checked = "Seeded streams, every output at the last token.";
  statement.fidelity.gap = "A sample.";
  statement.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector{point(5, 40)};
    return std::vector{point(5, 40), point(2, 40), point(10, 40), point(16, 40)};
  };
  statement.mutant_points = check::no_points;
  return derive::computes(std::move(statement),
                          [has_induction](const Params& params, std::uint64_t seed) {
                            derive::Computes result = computes(
                                has_induction, {{"digits", params.at("digits")}, {"length", 2}});
                            result.inputs =
                                random_streams(params.at("digits"), has_induction ? 5 : 4,
                                               params.at("length"), sampled_streams, seed);
                            return result;
                          },
                          {});
}

}  // namespace

std::int64_t promised_width(bool has_induction, std::int64_t digits) {
  return has_induction ? 8 * digits + 14 : 7 * digits + 12;
}

std::int64_t promised_units(bool has_induction, std::int64_t digits) {
  return 2 * digits * digits + (has_induction ? 5 : 4) * digits;
}

std::vector<check::Promise> promises(const Shape& shape, const model::Transformer& model) {
  const derive::Resources used = derive::resources(model);
  const bool is_five = shape.has_induction;
  const std::int64_t n = shape.digits;
  return {check::at_most("layers", "2", 2, used.layers),
          check::at_most("heads a layer", is_five ? "4" : "3", is_five ? 4 : 3, used.heads),
          check::at_most("heads in all", is_five ? "6" : "5", is_five ? 6 : 5, used.heads_in_all),
          check::at_most("width", is_five ? "8N + 14" : "7N + 12", promised_width(is_five, n),
                         used.width),
          check::at_most("ReLU units", is_five ? "2N^2 + 5N" : "2N^2 + 4N",
                         promised_units(is_five, n), used.units)};
}

std::vector<Statement> hardmax_statements() {
  return {every_stream(false), long_streams(false), gap(), every_stream(true), long_streams(true)};
}

}  // namespace attest::iarc_task_switching
