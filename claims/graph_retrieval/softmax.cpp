// SPDX-License-Identifier: Apache-2.0
/// \file
/// S3: the same scores under softmax, in base b exactly and with the natural exponential in balls.
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::graph_retrieval {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;

/// Tokens of a graph of n vertices and m edges with one question.
std::int64_t tokens_of(const Params& params) { return params.at("n") + params.at("edges") + 2; }

/// Least base that suffices: any for counts, N + 1 for existence, 2N + 1 for the degree.
std::int64_t sufficient_base(Question question, std::int64_t tokens) {
  switch (question) {
    case Question::counts:
      return 2;
    case Question::existence:
      return tokens + 1;
    case Question::degree:
      return 2 * tokens + 1;
  }
  return 2;
}

/// All (n, m) with least <= n <= most, at each of `above`.
std::vector<Params> graph_sizes(std::int64_t least, std::int64_t most,
                                const std::vector<std::int64_t>& above) {
  std::vector<Params> points;
  for (std::int64_t n = least; n <= most; ++n) {
    for (std::int64_t m = 0; m <= n * (n - 1) / 2; ++m) {
      for (const std::int64_t offset : above) {
        points.push_back({{"n", n}, {"edges", m}, {"above", offset}});
      }
    }
  }
  return points;
}

Computes in_base(Question question, const Params& params, const Integer& base) {
  const std::int64_t n = params.at("n");
  return {.model = build({.question = question,
                          .attention = {.norm = model::Norm::softmax_base, .base = base}}),
          .task = truth(question),
          .inputs = asked_one_by_one(graphs_with_edges(n, params.at("edges")), question, n)};
}

/// Rebuilds in another base, that of the tokens N.
derive::NamedMutant base_of(Question question, const char* name, const char* why,
                            std::int64_t factor, std::int64_t offset, const char* proof = "") {
  return {
      .name = name, .why = why, .proof = proof, .apply = [=](Computes& c, const Params& params) {
        c.model = in_base(question, params, factor * tokens_of(params) + offset).model;
      }};
}

Statement soft(std::string label, std::string title, std::string sentence) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.sentence = std::move(sentence);
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "-",
      .checked =
          "Exact rational outputs on every labelled graph of n vertices and m edges with "
          "every question, in the least base that is stated; from the rung nightly on also "
          "in larger ones.",
      .gap =
          "The stated sizes and bases; that a larger base does no harm is an argument in the "
          "README."};
  statement.parameters = {
      {.name = "n", .meaning = "vertices", .lo = 1, .hi = 6},
      {.name = "edges", .meaning = "|E|", .lo = 0, .hi = 15},
      {.name = "above", .meaning = "b minus the least base", .lo = 0, .hi = 1000000}};
  return statement;
}

Statement in_least_base(Question question, std::string label, std::string title,
                        std::string sentence) {
  Statement statement = soft(std::move(label), std::move(title), std::move(sentence));
  const std::int64_t least = question == Question::existence ? 2 : 1;
  statement.points = [least](Rung rung) {
    if (rung == Rung::fast) return graph_sizes(least, 3, {0});
    return graph_sizes(least, 4, {0, 1, 100});
  };
  statement.mutant_points = [](Rung) {
    return std::vector<Params>{{{"n", 4}, {"edges", 3}, {"above", 0}}};
  };
  std::vector<derive::NamedMutant> mutants;
  if (question != Question::counts) {
    mutants.push_back(base_of(question, "base_two", "b = 2", 0, 2));
  }
  if (question == Question::degree) {
    mutants.push_back(base_of(question, "base_half", "b = N + 1", 1, 1));
  }
  return derive::computes(
      std::move(statement),
      [question](const Params& params, std::uint64_t) {
        const Integer base = sufficient_base(question, tokens_of(params)) + params.at("above");
        return in_base(question, params, base);
      },
      std::move(mutants));
}

Computes natural(Question question, const Params& params, std::int64_t scale) {
  Computes result = in_base(question, params, 2);
  result.model =
      build({.question = question, .attention = {.norm = model::Norm::softmax_e, .scale = scale}});
  result.arithmetic = model::Arithmetic::ball;
  result.precision = 64;
  return result;
}

Statement in_balls(Question question, std::string label, std::string title) {
  const bool is_degree = question == Question::degree;
  Statement statement =
      soft(std::move(label), std::move(title),
           std::string("With scores multiplied by the least integer $c$ with $e^c \\ge ") +
               (is_degree ? "2N + 1" : "N + 1") + "$ an ordinary softmax answers as S3" +
               (is_degree ? ".degree" : ".existence") + " does.");
  statement.fidelity.checked =
      "Certified enclosures on every labelled graph of n vertices and m edges with every question.";
  statement.fidelity.gap = "The stated sizes.";
  statement.parameters.pop_back();
  statement.points = [](Rung rung) {
    std::vector<Params> points = graph_sizes(2, rung == Rung::fast ? 3 : 4, {0});
    for (Params& point : points) point.erase("above");
    return points;
  };
  statement.mutant_points = [](Rung) { return std::vector<Params>{{{"n", 4}, {"edges", 3}}}; };
  return derive::computes(
      std::move(statement),
      [question](const Params& params, std::uint64_t) {
        const std::int64_t base = sufficient_base(question, tokens_of(params));
        return natural(question, params, least_exponent(base));
      },
      {{.name = "scale_quarter",
        .why = "scores times 1/4",
        .proof = {},
        .apply = [question](Computes& c, const Params&) {
          c.model = build({.question = question,
                           .attention = {.norm = model::Norm::softmax_e, .scale = {1, 4}}});
        }}});
}

}  // namespace

std::vector<Statement> softmax_statements() {
  return {
      in_least_base(Question::counts, "S3.counts", "Counts in any base",
                    "With softmax of any base the same weights give the numbers of vertices and "
                    "edges exactly."),
      in_least_base(Question::existence, "S3.existence", "Existence in base N + 1",
                    "With softmax of any base $b \\ge N + 1$ the mean of edge tokens exceeds $1/2$ "
                    "iff $\\{u, w\\}$ is an edge."),
      in_least_base(Question::degree, "S3.degree", "Degree in base 2N + 1",
                    "With softmax of any base $b \\ge 2N + 1$ one over the mean of bos, less 1, "
                    "rounds to the degree of $u$."),
      in_balls(Question::existence, "S3.natural_existence", "Existence, natural exponential"),
      in_balls(Question::degree, "S3.natural_degree", "Degree, natural exponential")};
}

}  // namespace attest::graph_retrieval
