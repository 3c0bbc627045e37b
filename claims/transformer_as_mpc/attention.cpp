// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program of one head against the formula of its averages.
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/check/about.hpp"

namespace attest::transformer_as_mpc {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Agrees;
using machine::mpc::Program;

std::vector<check::Parameter> attention_parameters() {
  return {{.name = "n", .meaning = "N: tokens", .lo = 1, .hi = 64},
          {.name = "m", .meaning = "dimension of queries, keys and values", .lo = 1, .hi = 16},
          {.name = "b", .meaning = "fan-out of the trees", .lo = 2, .hi = 64}};
}

/// The program of one head against the formula, which shares nothing with its description.
Agrees averaged(const Params& params, check::CaseSpace cases) {
  const std::int64_t m = params.at("m");
  Agrees result = simulated(attention(m), params.at("n"), params.at("b"), std::move(cases));
  result.right = [m](const check::Case& tokens) { return averages(tokens, static_cast<int>(m)); };
  return result;
}

Agrees subject_of_matrices(const Params& params, std::uint64_t) {
  return averaged(params, small_matrices(params.at("n"), params.at("m")));
}

Program program_of_matrices(const Params& params) {
  return simulation(attention(params.at("m")), params.at("n"), params.at("b"));
}

Statement every_matrix() {
  Statement statement =
      check::about(claim_id, "S1.attention", "One head on given queries, keys and values");
  statement.sentence =
      "The program of one softmax head in base 2 gives $\\sum_j 2^{\\langle q_i, k_j \\rangle} v_j "
      "/ \\sum_j 2^{\\langle q_i, k_j \\rangle}$ at every token, for all matrices $Q, K, V$ with "
      "entries $-1, 0, 1$.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked =
                            "Every triple of matrices of the stated shape, exactly, against the "
                            "formula.",
                        .gap = "The stated N and dimensions."};
  statement.parameters = attention_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points{{{"n", 1}, {"m", 2}, {"b", 2}},
                               {{"n", 2}, {"m", 1}, {"b", 2}},
                               {{"n", 3}, {"m", 1}, {"b", 2}}};
    if (rung == Rung::fast) return points;
    points.push_back({{"n", 3}, {"m", 1}, {"b", 3}});
    points.push_back({{"n", 2}, {"m", 2}, {"b", 2}});
    return points;
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 2}, {"m", 1}, {"b", 2}}};
  };
  Statement result =
      derive::agrees(std::move(statement), subject_of_matrices, derive::twists_of(wrong_choices()));
  add_broken_programs(result, subject_of_matrices, program_of_matrices);
  return result;
}

Statement random_matrices() {
  Statement statement = check::about(claim_id, "S1.random", "One head on random integer matrices");
  statement.sentence =
      "The program of S1.attention averages random integer $Q, K, V$ of more tokens, for several "
      "fan-outs.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published = "-",
      .checked = "Seeded matrices with entries -3 to 3, exactly, against the formula.",
      .gap = "A sample."};
  statement.parameters = attention_parameters();
  statement.points = [](Rung rung) {
    std::vector<Params> points;
    const auto add = [&](std::int64_t n, std::int64_t b) {
      points.push_back({{"n", n}, {"m", 2}, {"b", b}});
    };
    for (const auto& [n, b] : {std::pair{5, 2}, {8, 2}, {9, 3}, {16, 4}}) add(n, b);
    if (rung == Rung::fast) return points;
    for (const auto& [n, b] :
         {std::pair{16, 2}, {33, 2}, {33, 6}, {64, 2}, {64, 4}, {64, 8}, {64, 64}}) {
      add(n, b);
    }
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{}; };
  const auto make = [](const Params& params, std::uint64_t seed) {
    const std::int64_t n = params.at("n");
    return averaged(params, drawn_matrices(n, params.at("m"), n <= 16 ? 40 : 100, seed));
  };
  return derive::agrees(std::move(statement), make, {});
}

}  // namespace

std::vector<Statement> attention_statements() { return {every_matrix(), random_matrices()}; }

}  // namespace attest::transformer_as_mpc
