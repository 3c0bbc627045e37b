// SPDX-License-Identifier: Apache-2.0
/// \file
/// S2.softmax and S2.natural: the same scores under softmax, every register integral again.
#include <utility>

#include "claims/triangle_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/number/least_exponent.hpp"
#include "reference/task/triangles.hpp"

namespace attest::triangle_counting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

Attention in_base(const Integer& base) { return {.norm = model::Norm::softmax_base, .base = base}; }

Computes soft(const Params& params, const Attention& attention, const EdgeChoices& choices = {}) {
  const std::int64_t n = params.at("n");
  const bool is_enclosed = attention.norm == model::Norm::softmax_e;
  return {.model = edge_form({.n = n, .attention = attention, .choices = choices}),
          .task = task::triangles(),
          .inputs = derive::labelled_graphs(static_cast<int>(n)),
          .arithmetic = is_enclosed ? model::Arithmetic::ball : model::Arithmetic::rational,
          .precision = is_enclosed ? 64 : 0};
}

derive::NamedMutant with(const char* name, const char* why, const Attention& attention,
                         const EdgeChoices& choices = {}) {
  return {.name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params& params) {
            Attention changed = attention;
            if (changed.base == 0 && changed.norm == model::Norm::softmax_base) {
              changed.base = sufficient_base(params.at("n"));
            }
            c.model = soft(params, changed, choices).model;
          }};
}

Statement in_softmax(std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.standing = check::Standing::strengthened;
  statement.parameters = graph_parameters(1, 5);
  return statement;
}

Statement exact() {
  Statement statement = in_softmax("S2.softmax", "Softmax of base 3nN");
  statement.sentence =
      "With softmax of any base $b \\ge 3nN$ in place of hardmax, units $\\mathrm{relu}(3nx - 1) - "
      "\\mathrm{relu}(3nx - 2)$ in layer 1 and $\\mathrm{relu}(4x - 5) - \\mathrm{relu}(4x - 6)$ "
      "in layer 2, the registers $R$ and cod of S2 are the same integers and the count is exact.";
  statement.fidelity = {
      .published = "-",
      .checked =
          "Exact rationals in the least base for the graphs of at most n vertices, N = n + "
          "n(n-1)/2 + 1, on every labelled graph.",
      .gap = "The stated n, one base each; larger bases are an argument in the README."};
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 3 : 5);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 3, 3); };
  return derive::computes(std::move(statement),
                          [](const Params& params, std::uint64_t) {
                            return soft(params, in_base(sufficient_base(params.at("n"))));
                          },
                          {with("base_two", "b = 2", in_base(2)),
                           with("clips_of_hardmax", "thresholds at 0 and 1, as for hardmax",
                                in_base(0), {.is_clip_soft = false})});
}

Statement enclosed() {
  Statement statement = in_softmax("S2.natural", "Natural exponential, certified balls");
  statement.sentence =
      "With scores multiplied by the least integer $c$ with $e^c \\ge 3nN$ an ordinary softmax and "
      "the units of S2.softmax give the count.";
  statement.fidelity = {
      .published = "-",
      .checked = "Certified enclosures to 20 fraction bits, on every labelled graph.",
      .gap = "The stated n."};
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 3 : 5);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 3, 3); };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        const std::int64_t scale = least_exponent(sufficient_base(params.at("n")));
        return soft(params, {.norm = model::Norm::softmax_e, .scale = scale});
      },
      {with("scale_one", "scores multiplied by 1 only", {.norm = model::Norm::softmax_e})});
}

}  // namespace

std::vector<Statement> softmax_statements() { return {exact(), enclosed()}; }

}  // namespace attest::triangle_counting
