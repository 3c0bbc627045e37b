// SPDX-License-Identifier: Apache-2.0
/// \file
/// Components of a user's graphs: results, settings, models of files and what is refused.
#include <doctest/doctest.h>

#include <array>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/model/json.hpp"
#include "reference/task/graph_families.hpp"
#include "tests/claims/runner.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

check::RunRequest request(const std::string& name) {
  return {.text = tests::input_text(claim_id, name), .place = name};
}

const tests::Runner runner(run);

/// The model for n vertices as a file.
std::string file_of(int n, View view) {
  Shape shape;
  shape.n = n;
  shape.view = view;
  return model::to_json({.claim = claim_id, .params = {{"n", n}}, .model = build(shape)});
}

TEST_SUITE("graph_connectivity_log_depth") {
  TEST_CASE("the karate club is one component in eight layers of width 110") {
    for (const char* name : {"karate.col", "karate.edges"}) {
      const check::RunResult result = runner.only(request(name));
      CHECK(result.result_json == "{\"nodes\":34,\"edges\":78,\"components\":1}");
      CHECK(result.agrees);
      CHECK(result.model.at("layers") == 8);
      CHECK(result.model.at("width") == 110);
    }
    CHECK(runner.only(request("florentine.col")).result_json ==
          "{\"nodes\":15,\"edges\":20,\"components\":1}");
  }

  TEST_CASE("roads and GraphML are read with their weights by C and without them by B") {
    for (const char* name : {"romania.gr", "romania.graphml"}) {
      CAPTURE(name);
      check::RunRequest asked = request(name);
      CHECK(runner.only(asked).result_json == "{\"nodes\":20,\"edges\":23,\"components\":1}");
      asked.statement = "C";
      const check::RunResult result = runner.only(asked);
      CHECK(result.result_json ==
            "{\"nodes\":20,\"arcs\":46,\"unreachable\":0,\"diameter\":942,\"radius\":507,"
            "\"sum\":155628}");
      CHECK(result.agrees);
      CHECK(result.model.at("heads") == 20);
    }
  }

  TEST_CASE("A and C give the distances of a weighted graph in two pieces") {
    for (const char* statement : {"A", "C"}) {
      CAPTURE(statement);
      const check::RunResult result = runner.only(
          {.text = "0 1 3\n1 2 5\n0 2 9\n3 4 0\n", .place = "a.edges", .statement = statement});
      CHECK(result.result_json ==
            "{\"nodes\":5,\"arcs\":8,\"unreachable\":12,\"diameter\":null,\"radius\":null,"
            "\"sum\":32}");
      CHECK(result.agrees);
    }
  }

  TEST_CASE("arcs lead one way and a mutant of A or C is wrong") {
    check::RunRequest asked{
        .text = "p sp 3 2\na 1 2 1\na 2 3 1\n", .place = "a.gr", .statement = "C"};
    CHECK(runner.only(asked).result_json ==
          "{\"nodes\":3,\"arcs\":2,\"unreachable\":3,\"diameter\":null,\"radius\":2,\"sum\":4}");
    asked.mutant = "one_squaring_fewer";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.statement = "A";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.mutant = "ties_unbroken";
    CHECK(runner.refusal_of(asked).starts_with("mutant-unknown"));
    asked.mutant = "";
    asked.model_text = "{}";
    CHECK(runner.refusal_of(asked).starts_with("run-model"));
    CHECK(runner.refusal_of({.text = "17\n", .place = "a.edges", .statement = "A"}) ==
          "graph-size at a.edges");
    CHECK(runner.refusal_of({.text = "0\n", .place = "a.edges", .statement = "C"}) ==
          "graph-size at a.edges");
  }

  TEST_CASE("the atlas has 1253 graphs with 8475 vertices and 12342 edges and 1610 components") {
    CHECK(tests::input_text(claim_id, "atlas.g6") == task::atlas_graph6());
    check::RunRequest asked = request("atlas.g6");
    std::int64_t told = 0;
    asked.progress = [&told](std::int64_t done, std::int64_t total) {
      told += done < total && total == 1253 ? 1 : 0;
    };
    const std::vector<check::RunResult> results = run(asked);
    REQUIRE(results.size() == 1253);
    CHECK(told == 1253);
    CHECK(results[0].input == "atlas.g6:1");
    CHECK(results[0].result_json == "{\"nodes\":0,\"edges\":0,\"components\":0}");
    std::array<std::int64_t, 3> sums{};
    std::int64_t connected = 0;
    for (const check::RunResult& result : results) {
      CHECK(result.agrees);
      std::size_t at = 0;
      std::int64_t last = 0;
      for (std::int64_t& sum : sums) {
        at = result.result_json.find(':', at) + 1;
        last = std::stoll(result.result_json.substr(at));
        sum += last;
      }
      connected += last == 1 ? 1 : 0;
    }
    CHECK(sums == std::array<std::int64_t, 3>{8475, 12342, 1610});
    CHECK(connected == 996);
  }

  TEST_CASE("a mutant breaks the karate club visibly") {
    check::RunRequest asked = request("karate.col");
    asked.mutant = "root_without_threshold";
    CHECK(runner.only(asked).result_json == "{\"nodes\":34,\"edges\":78,\"components\":0}");
    CHECK_FALSE(runner.only(asked).agrees);
    asked.mutant = "edges_not_halved";
    CHECK(runner.only(asked).result_json == "{\"nodes\":34,\"edges\":156,\"components\":1}");
    asked.mutant = "extra.sentinel.drop";
    CHECK(runner.only(asked).result_json == "{\"nodes\":null,\"edges\":null,\"components\":null}");
    asked.mutant = "no_such_mutant";
    CHECK(runner.refusal_of(asked) == "mutant-unknown at --mutant");
  }

  TEST_CASE("a model file runs in place of the construction if it is large enough") {
    const std::string text = file_of(3, View::counts);
    check::RunRequest asked{.text = "Bw\n", .place = "x.g6"};
    asked.model_text = text;
    asked.model_place = "m.json";
    CHECK(runner.only(asked).result_json == "{\"nodes\":3,\"edges\":3,\"components\":1}");
    asked.text = "C~\n";
    CHECK(runner.refusal_of(asked) == "model-params at m.json: params.n");
    asked.model_text = file_of(4, View::cycle);
    CHECK(runner.refusal_of(asked) == "model-outputs at m.json");
  }

  TEST_CASE("what is no graph or too large is refused with its place") {
    CHECK(runner.refusal_of({.text = "p edge 2 1\ne 1 3\n", .place = "x.col"}) ==
          "graph-vertex at x.col:2:5");
    CHECK(runner.refusal_of({.text = "0 1\n", .place = "x"}) == "graph-format at x");
    CHECK(runner.refusal_of({.text = "0 1\n", .place = "x", .settings = {{"format", "edges"}}}) ==
          "none");
    CHECK(runner.refusal_of({.text = "0 1\n", .place = "x", .settings = {{"format", ""}}}) ==
          "graph-format at --set format");
    CHECK(runner.refusal_of({.text = "0 1\n", .place = "x.g6", .settings = {{"n", "2"}}}) ==
          "run-setting at --set n");
    CHECK(runner.refusal_of({.text = "301\n", .place = "x.edges"}) == "graph-size at x.edges");
  }

  TEST_CASE("an interrupted run ends with what is done") {
    check::RunRequest asked = request("atlas.g6");
    int asked_times = 0;
    asked.is_interrupted = [&asked_times] { return ++asked_times > 5; };
    CHECK(run(asked).size() == 5);
  }
}

}  // namespace
}  // namespace attest::graph_connectivity_log_depth
