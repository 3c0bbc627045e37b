// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1 and S2: hardmax, on all labelled graphs and all questions.
#include <utility>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/family.hpp"
#include "reference/derive/graph_cases.hpp"
#include "reference/model/builder.hpp"

namespace attest::graph_retrieval {
namespace {

using check::Params;
using check::Rung;
using check::Statement;
using derive::Computes;
using derive::NamedMutant;

std::vector<check::Parameter> graph_parameters(std::int64_t least, std::int64_t most) {
  return {{.name = "n", .meaning = "vertices", .lo = least, .hi = most}};
}

/// Builds with one wrong choice.
NamedMutant wrong_weights(Question question, const char* name, const char* why,
                          const Choices& choices, const char* proof = "") {
  return {.name = name, .why = why, .proof = proof, .apply = [=](Computes& c, const Params&) {
            c.model = build({.question = question, .choices = choices});
          }};
}

/// Each case with its last edge a second time.
NamedMutant edge_twice() {
  return {.name = "edge_twice",
          .why = "an edge has two tokens: the multigraph is counted",
          .proof = {},
          .apply = [](Computes& c, const Params&) {
            c.inputs = check::mapped(std::move(c.inputs),
                                     [](const check::Case& tokens) -> std::optional<check::Case> {
                                       const int rows = tokens.rows();
                                       if (rows < 2 || tokens(rows - 2, 0) != 1) return tokens;
                                       Matrix longer(rows + 1, 3);
                                       for (int i = 0; i <= rows; ++i) {
                                         for (int f = 0; f < 3; ++f)
                                           longer(i, f) = tokens(i < rows ? i : rows - 1, f);
                                       }
                                       for (int f = 0; f < 3; ++f)
                                         longer(rows - 1, f) = tokens(rows - 2, f);
                                       return longer;
                                     });
          }};
}

/// Questions (w, u) in place of (u, w).
NamedMutant pair_unsorted() {
  return {.name = "pair_unsorted",
          .why = "the question is (w, u) with w > u",
          .proof = {},
          .apply = [](Computes& c, const Params&) {
            c.inputs = check::mapped(std::move(c.inputs),
                                     [](const check::Case& tokens) -> std::optional<check::Case> {
                                       check::Case turned = tokens;
                                       const int last = tokens.rows() - 1;
                                       std::swap(turned(last, 1), turned(last, 2));
                                       return turned;
                                     });
          }};
}

/// The sentinel's key is one below the incident edges. Without a sentinel in the tie there is
/// nothing to invert; the readout is then 0.
NamedMutant sentinel_not_tied() {
  return {
      .name = "sentinel_not_tied",
      .why = "the sentinel scores -1, and a mean of 0 is read as degree 0",
      .proof = {},
      .apply = [](Computes& c, const Params&) {
        model::Transformer& model = c.model;
        const int bos = model::coordinate(model, "bos");
        model.blocks[0].heads[0].keys[0].push_back({.from = bos, .to = 0, .weight = {.value = -1}});
        model::CircuitBuilder circuit(model::coordinate_names(model.registers));
        const model::Wire mean = circuit.input("out[0]");
        const model::Wire guarded = circuit.select(mean, mean, circuit.constant(1));
        circuit.output("degree", circuit.constant(1) / guarded - 1);
        model.decode.circuit = circuit.finish();
      }};
}

Statement question_statement(std::string label, std::string title) {
  Statement statement = check::about(claim_id, std::move(label), std::move(title));
  statement.standing = check::Standing::strengthened;
  statement.fidelity = {
      .published = "One layer with m = O(log N) retrieves counts, edges and degrees.",
      .checked = "Exact weights on every labelled graph of the stated sizes with every question.",
      .gap = "The stated n; the weights do not depend on n."};
  return statement;
}

Statement one_by_one(Question question, std::string label, std::string title,
                     std::string sentence) {
  Statement statement = question_statement(std::move(label), std::move(title));
  statement.sentence = std::move(sentence);
  const std::int64_t least = question == Question::existence ? 2 : 1;
  statement.parameters = graph_parameters(least, 8);
  statement.points = [least](Rung rung) {
    return check::points_between("n", least, rung == Rung::fast ? 5 : 6);
  };
  statement.mutant_points = [](Rung) { return check::points_between("n", 4, 4); };
  return derive::computes(
      std::move(statement),
      [question](const Params& params, std::uint64_t) {
        const std::int64_t n = params.at("n");
        return Computes{
            .model = build({.question = question}),
            .task = truth(question),
            .inputs = asked_one_by_one(derive::labelled_graphs(static_cast<int>(n)), question, n),
            .promises = promises({.question = question})};
      },
      mutants_of(question));
}

/// All questions of a kind in one sequence.
Statement at_once(Question question, std::string label, std::string title) {
  Statement statement = question_statement(std::move(label), std::move(title));
  statement.sentence =
      std::string("Any number of questions may stand in one sequence: with ") +
      (question == Question::existence ? "every pair $u < w$" : "every vertex $u$") +
      " asked behind the graph, the same weights answer each at its own token.";
  statement.fidelity.checked =
      "Every labelled graph of the stated sizes with all its questions at once; tokens that ask "
      "nothing read 0.";
  statement.parameters = graph_parameters(2, 8);
  statement.points = [](Rung rung) {
    return check::points_between("n", 2, rung == Rung::fast ? 5 : 7);
  };
  statement.mutant_points = check::no_points;
  return derive::computes(
      std::move(statement),
      [question](const Params& params, std::uint64_t) {
        const std::int64_t n = params.at("n");
        return Computes{
            .model = build({.question = question, .is_shared = true}),
            .task = truth(question, task::AskedBy::every_token),
            .inputs = asked_at_once(derive::labelled_graphs(static_cast<int>(n)), question, n)};
      },
      {});
}

/// Stars, cliques and random graphs.
Statement samples(Question question, std::string label, std::string title) {
  Statement statement = question_statement(std::move(label), std::move(title));
  statement.sentence =
      "The same weights answer on large graphs: stars, cliques, cycles, $G(n, p)$.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {.published = "-",
                        .checked = "Seeded graphs with one seeded question each.",
                        .gap = "A sample."};
  statement.parameters = graph_parameters(3, 1000);
  statement.points = [](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{{{"n", 12}}};
    return std::vector<Params>{{{"n", 12}}, {{"n", 100}}, {{"n", 500}}};
  };
  statement.mutant_points = check::no_points;
  return derive::computes(std::move(statement),
                          [question](const Params& params, std::uint64_t seed) {
                            return Computes{.model = build({.question = question}),
                                            .task = truth(question),
                                            .inputs = large_graphs(params.at("n"), question, seed)};
                          },
                          {});
}

}  // namespace

std::vector<NamedMutant> mutants_of(Question question) {
  const char* const no_edge =
      "their value has no edge, and the sentinel scores at least 1, so they join no tie";
  switch (question) {
    case Question::counts:
      return {wrong_weights(question, "sentinel_is_vertex", "the sentinel counts as a vertex",
                            {.is_sentinel_vertex = true}),
              edge_twice()};
    case Question::existence:
      return {pair_unsorted(),
              wrong_weights(question, "sentinel_ties_match", "the sentinel level with a match",
                            {.below_match = 0}),
              wrong_weights(question, "sentinel_ties_near_miss",
                            "the sentinel level with the nearest mismatch", {.below_match = 2}),
              wrong_weights(question, "square_once", "u^2 + w^2 once in the sentinel's score",
                            {.square = 1}),
              wrong_weights(question, "others_at_two", "vertices and questions score 2",
                            {.others_existence = 2}),
              wrong_weights(question, "others_at_minus_one", "vertices and questions score -1",
                            {.others_existence = -1}, no_edge),
              wrong_weights(question, "others_far_below", "vertices and questions score -1000",
                            {.others_existence = -1000}, no_edge)};
    case Question::degree:
      return {wrong_weights(question, "sum_sign", "-2s for 2s in the key", {.twice_sum = -1}),
              wrong_weights(question, "others_at_zero", "vertices and questions score 0",
                            {.others_degree = 0}),
              sentinel_not_tied(), edge_twice()};
  }
  return {};
}

Statement published() {
  Statement statement =
      check::about(claim_id, "S1", "One layer retrieves counts, edges and degrees");
  statement.sentence =
      "One layer with $m = O(\\log N)$ computes the number of vertices, the number of edges, "
      "whether $\\{u, w\\}$ is an edge, and the degree of $u$.";
  statement.standing = check::Standing::finite_instance;
  statement.fidelity = {
      .published =
          "Theorem 5: single-layer transformers with m = O(log N) solve node count, edge "
          "count, edge existence and node degree.",
      .checked =
          "The three sets of weights of S2 on every labelled graph with every question "
          "(u, w), with their counts.",
      .gap = "The stated n. m = O(log N) bits is a constant number of integers of O(log n) bits."};
  statement.parameters = graph_parameters(2, 8);
  statement.parameters.push_back({.name = "question",
                                  .meaning = "0 counts, 1 existence, 2 degree; -1 all",
                                  .lo = -1,
                                  .hi = 2});
  statement.points = [](Rung rung) {
    std::vector<Params> points = check::points_between("n", 2, rung == Rung::fast ? 4 : 5);
    for (Params& point : points) point["question"] = -1;
    return points;
  };
  statement.mutant_points = check::no_points;
  return derive::family(std::move(statement), "question", [](const Params& params, std::uint64_t) {
    const std::int64_t n = params.at("n");
    derive::Family family{
        .count = 3,
        .inputs =
            asked_one_by_one(derive::labelled_graphs(static_cast<int>(n)), Question::existence, n),
        .member =
            [](std::int64_t member) {
              const auto question = static_cast<Question>(member);
              return Computes{.model = build({.question = question}), .task = truth(question)};
            },
        .text = [](std::int64_t member) { return truth(static_cast<Question>(member)).id; },
        .promises = promises({.question = Question::degree})};
    return derive::FamilyParts{.family = std::move(family), .mutants = {}};
  });
}

std::vector<Statement> hardmax_statements() {
  return {
      one_by_one(Question::counts, "S2.counts", "The numbers of vertices and edges",
                 "With all scores 0 the means of (bos, vertex, edge) are $(1, n, |E|)/N$: their "
                 "quotients are the number of vertices and of edges, exactly."),
      one_by_one(Question::existence, "S2.existence", "Whether an edge is there",
                 "For all $u < w$ one average-hardmax head with integer weights and key dimension "
                 "4 reads a mean of edge tokens of 1 where $\\{u, w\\}$ is an edge and 0 where it "
                 "is not."),
      one_by_one(Question::degree, "S2.degree", "The degree of a vertex",
                 "For every $u$ one average-hardmax head with integer weights and key dimension 5 "
                 "ties the $\\deg u$ edges at $u$ with the sentinel, so that the mean of bos is "
                 "$1/(\\deg u + 1)$."),
      at_once(Question::existence, "S2.shared", "Every pair is asked in one sequence"),
      at_once(Question::degree, "S2.shared_degree", "Every degree is asked in one sequence"),
      samples(Question::existence, "S2.large", "Large graphs, existence"),
      samples(Question::degree, "S2.large_degree", "Large graphs, degree")};
}

}  // namespace attest::graph_retrieval
