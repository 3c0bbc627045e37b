// SPDX-License-Identifier: Apache-2.0
/// \file
/// B.softmax and B.natural: the same scores under softmax.
#include <utility>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/number/least_exponent.hpp"
#include "reference/task/graph_tasks.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

constexpr int precision = 128;  // [bits] of the natural form

/// 3nN.
std::int64_t sufficient_base(std::int64_t n) { return 3 * n * most_tokens(n); }

/// Least integer c with e^c >= 3nN.
std::int64_t sufficient_scale(std::int64_t n) { return least_exponent(sufficient_base(n)); }

Attention base(const Integer& b) { return {.norm = model::Norm::softmax_base, .base = b}; }

Attention natural(std::int64_t scale) { return {.norm = model::Norm::softmax_e, .scale = scale}; }

Shape shape_of_softmax(const Params& params, View view, const Attention& attention) {
  return {.n = static_cast<int>(params.at("n")), .view = view, .attention = attention};
}

/// A mutant with other attention or other choices.
derive::NamedMutant wrong(const char* name, const char* why, View view,
                          const Function<Shape(const Params&)>& shape_at) {
  return {
      .name = name, .why = why, .proof = {}, .apply = [=](Computes& broken, const Params& params) {
        Shape shape = shape_at(params);
        shape.view = view;
        broken.model = build(shape);
      }};
}

Statement softmax(std::string label, std::string title, const char* how) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence = std::string("With ") + how +
                       " and the clip $\\mathrm{relu}(3nx-1) - \\mathrm{relu}(3nx-2)$ construction "
                       "B gives the same three counts, $N$ being the number of tokens.";
  statement.standing = check::Standing::strengthened;
  statement.parameters = {vertices(1, 8)};
  return statement;
}

Statement exact_base() {
  Statement statement =
      softmax("B.softmax", "Softmax of base 3nN", "softmax of base $b \\ge 3nN$ for hardmax");
  statement.fidelity = {.published = "-",
                        .checked =
                            "Exact rationals on every labelled graph on n vertices, b = 3nN "
                            "for the N of the complete graph.",
                        .gap = "The stated n and base."};
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 4 : 5);
  };
  // A broken row of R is whole, so that the next layer's scores are, at n = 3 after base_two, and
  // at n = 4 after base_without_gather_sentinel.
  statement.mutant_points = [](Rung) { return check::points_between("n", 3, 4); };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return Computes{.model = build(shape_of_softmax(params, View::counts,
                                                        base(sufficient_base(params.at("n"))))),
                        .task = task::component_counts(),
                        .inputs = derive::labelled_graphs(static_cast<int>(params.at("n")))};
      },
      {wrong("base_two", "softmax of base 2", View::counts,
             [](const Params& params) { return shape_of_softmax(params, View::counts, base(2)); }),
       wrong("base_without_gather_sentinel", "no key of the sentinel in the gather", View::counts,
             [](const Params& params) {
               Shape shape =
                   shape_of_softmax(params, View::counts, base(sufficient_base(params.at("n"))));
               shape.choices.has_gather_sentinel = false;
               return shape;
             })});
}

Statement natural_base() {
  Statement statement =
      softmax("B.natural", "Natural softmax, certified balls",
              "the natural softmax of the scores times an integer $c$ with $e^c \\ge 3nN$");
  statement.fidelity = {.published = "-",
                        .checked =
                            "Certified balls on every labelled graph on n vertices, the "
                            "least such c; of each count plus 1/3 the floor is read.",
                        .gap = "The stated n and scale; the floor is part of the readout."};
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 3 : 4);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 3, 3); };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) {
        return Computes{.model = build(shape_of_softmax(params, View::rounded,
                                                        natural(sufficient_scale(params.at("n"))))),
                        .task = task::component_counts(),
                        .inputs = derive::labelled_graphs(static_cast<int>(params.at("n"))),
                        .arithmetic = model::Arithmetic::ball,
                        .precision = precision};
      },
      {wrong("scale_one", "scores as they are", View::rounded, [](const Params& params) {
        return shape_of_softmax(params, View::rounded, natural(1));
      })});
}

}  // namespace

std::vector<Statement> softmax_statements() { return {exact_base(), natural_base()}; }

}  // namespace attest::graph_connectivity_log_depth
