// SPDX-License-Identifier: Apache-2.0
/// \file
/// Questions about a user's graphs: counts, degrees, one pair, mutants and what is refused.
#include <doctest/doctest.h>

#include "claims/graph_retrieval/parts.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"
#include "tests/claims/runner.hpp"

namespace attest::graph_retrieval {
namespace {

/// A triangle 0, 1, 2, the edge {2, 3} and the vertex 4.
check::RunRequest paw() {
  return {.text = "p edge 5 4\ne 1 2\ne 1 3\ne 2 3\ne 3 4\n", .place = "paw.col"};
}

const tests::Runner runner(run);

TEST_SUITE("graph_retrieval") {
  TEST_CASE("run gives counts and degrees and one pair where it is asked for") {
    check::RunRequest request = paw();
    CHECK(runner.only(request).result_json == R"({"nodes":5,"edges":4,"degrees":[2,2,3,1,0]})");
    CHECK(runner.only(request).agrees);
    request.settings = {{"u", "2"}, {"w", "0"}};
    CHECK(runner.only(request).result_json ==
          R"({"nodes":5,"edges":4,"edge":1,"degrees":[2,2,3,1,0]})");
    request.statement = "S2.existence";
    CHECK(runner.only(request).result_json == R"({"edge":1})");
    request.settings = {{"u", "0"}, {"w", "3"}};
    CHECK(runner.only(request).result_json == R"({"edge":0})");
    request.settings = {};
    request.statement = "S2.counts";
    CHECK(runner.only(request).result_json == R"({"nodes":5,"edges":4})");
  }

  TEST_CASE("run gives a result for each of the 1253 graphs of the atlas and all agree") {
    const std::vector<check::RunResult> results =
        run({.text = std::string(task::atlas_graph6()), .place = "atlas.g6"});
    CHECK(results.size() == 1253);
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("run with a mutant is wrong on a triangle with a tail") {
    for (const char* mutant : {"sentinel_is_vertex", "sum_sign", "others_at_zero"}) {
      CAPTURE(mutant);
      check::RunRequest request = paw();
      request.mutant = mutant;
      CHECK(!runner.only(request).agrees);
    }
    check::RunRequest request = paw();
    request.mutant = "sentinel_ties_match";
    request.settings = {{"u", "0"}, {"w", "1"}};
    CHECK(!runner.only(request).agrees);
  }

  TEST_CASE("run answers each prompt of a GraphQA file") {
    const check::RunRequest request{.text = tests::input_text(claim_id, "prompts.graphqa"),
                                    .place = "prompts.graphqa"};
    const std::vector<check::RunResult> results = run(request);
    REQUIRE(results.size() == 4);
    CHECK(results[0].result_json == R"({"degree":3})");
    CHECK(results[1].result_json == R"({"edge":1})");
    CHECK(results[2].result_json == R"({"edges":4})");
    CHECK(results[3].result_json == R"({"nodes":2})");
    CHECK(results[0].input == "prompts.graphqa:3");
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("prompts are broken by a mutant and ask for their own pair") {
    check::RunRequest request{.text =
                                  "G describes a graph among nodes 0, 1, and 2.\nThe edges in G "
                                  "are: (0, 1) (0, 2) (1, 2).\n"
                                  "Q: What is the degree of node 1?\nA: 2.",
                              .place = "text",
                              .settings = {{"format", "graphqa"}}};
    CHECK(runner.only(request).agrees);
    request.mutant = "sum_sign";
    CHECK(!runner.only(request).agrees);
    request.mutant = "";
    request.settings["u"] = "0";
    CHECK(runner.error_of(request) == "run-setting");
    request.settings.erase("u");
    request.statement = "S2.existence";
    CHECK(runner.error_of(request) == "graph-question");
    request.statement = "";
    request.text = "G describes a graph among nodes 0, and 1. Q: Is there a cycle in this graph?";
    CHECK(runner.refusal_of(request) == "graph-question at text:1:46");
  }

  TEST_CASE("run takes a model file for the question that is named") {
    check::RunRequest request = paw();
    request.model_text = model::to_json({.model = build({.question = Question::degree})});
    request.model_place = "model.json";
    CHECK(runner.error_of(request) == "run-statement");
    request.statement = "S2.degree";
    CHECK(runner.only(request).result_json == R"({"degrees":[2,2,3,1,0]})");
    request.statement = "S2.counts";
    CHECK(!runner.only(request).agrees);
  }

  TEST_CASE("run refuses what it does not take") {
    const auto with = [](std::map<std::string, std::string> settings) {
      check::RunRequest request = paw();
      request.settings = std::move(settings);
      return request;
    };
    CHECK(runner.error_of(with({{"u", "1"}})) == "run-setting");
    CHECK(runner.error_of(with({{"u", "1"}, {"w", "1"}})) == "run-setting");
    CHECK(runner.error_of(with({{"u", "1"}, {"w", "5"}})) == "graph-vertex");
    CHECK(runner.error_of(with({{"v", "1"}})) == "run-setting");
    CHECK(runner.error_of({.text = "0 1\n0 1\n", .place = "twice.edges"}) == "graph-edge");
    CHECK(runner.error_of({.text = "501\n", .place = "large.edges"}) == "graph-size");
    check::RunRequest request = paw();
    request.mutant = "edges_halved";
    CHECK(runner.error_of(request) == "mutant-unknown");
    request.mutant = "";
    request.statement = "S2.existence";
    CHECK(runner.error_of(request) == "run-setting");
  }
}

}  // namespace
}  // namespace attest::graph_retrieval
