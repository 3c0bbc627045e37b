// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: two layers on row tokens, on all labelled graphs.
#include <utility>

#include "claims/triangle_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/task/triangles.hpp"

namespace attest::triangle_counting {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

derive::NamedMutant wrong_rows(const char* name, const char* why, const RowChoices& choices) {
  return {.name = name, .why = why, .proof = {}, .apply = [=](Computes& c, const Params& params) {
            c.model = row_form({.n = params.at("n"), .choices = choices});
          }};
}

Statement on_rows(std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {.published = "-",
                        .checked = "Exact weights on every labelled graph of the stated sizes.",
                        .gap = "The stated n."};
  statement.parameters = graph_parameters(1, 8);
  return statement;
}

Computes computes_rows(View view, const Params& params) {
  const std::int64_t n = params.at("n");
  Computes result{
      .model = row_form({.n = n, .view = view}),
      .task = view == View::count ? task::triangles_of_rows() : task::triangle_corners(),
      .inputs = graph_rows(n)};
  if (view == View::count) result.promises = promises(result.model, 2, 2 * n + 6, "2n + 6");
  return result;
}

Statement row_counts() {
  Statement statement = on_rows("S3", "Triangles from row tokens");
  statement.sentence =
      "For every $n$ two layers of one average-hardmax head, width $2n + 6$ and explicit ReLU "
      "units count the triangles of every graph of $n$ vertices from $n$ tokens, each a row of the "
      "adjacency matrix, and a sentinel, exactly.";
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 5 : 7);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 4, 4); };
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) { return computes_rows(View::count, params); },
      row_mutants());
}

Statement corners() {
  Statement statement = on_rows("S3.corners", "Layer 1 counts triangles at vertices");
  statement.sentence =
      "After layer 1 and the units behind it the register paths of every vertex is twice the "
      "number of triangles at it.";
  statement.points = [](Rung rung) {
    return check::points_between("n", 1, rung == Rung::fast ? 4 : 6);
  };
  statement.mutant_points = check::no_points;
  return derive::computes(
      std::move(statement),
      [](const Params& params, std::uint64_t) { return computes_rows(View::corner, params); }, {});
}

}  // namespace

std::vector<derive::NamedMutant> row_mutants() {
  return {wrong_rows("diagonal_one", "R_ii = 1", {.has_diagonal = true}),
          wrong_rows("mean_without_sentinel", "no key of the sentinel in layer 1",
                     {.has_sentinel = false}),
          wrong_rows("mean_not_rescaled", "paths stays 2t/(deg+1)", {.is_rescaled = false}),
          wrong_rows("three_corners", "divided by 3, as if over edges", {.corners = 3})};
}

std::vector<Statement> row_statements() { return {row_counts(), corners()}; }

}  // namespace attest::triangle_counting
