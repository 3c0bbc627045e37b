// SPDX-License-Identifier: Apache-2.0
/// \file
/// Components of a user's graphs: results, settings, models of files and what is refused.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <iterator>

#include "claims/graph_connectivity_log_depth/parts.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"

namespace attest::graph_connectivity_log_depth {
namespace {

std::string text_of(const std::string& name) {
  std::ifstream file(ATTEST_SOURCE_DIR "/claims/graph_connectivity_log_depth/inputs/" + name,
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

check::RunRequest request(const std::string& name) {
  return {.text = text_of(name), .place = name};
}

check::RunResult only(const check::RunRequest& asked) {
  const std::vector<check::RunResult> results = run(asked);
  REQUIRE(results.size() == 1);
  return results[0];
}

std::string error_of(const check::RunRequest& asked) {
  try {
    (void)run(asked);
  } catch (const InputError& error) {
    return error.id() + " at " + error.place();
  }
  return "none";
}

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
      const check::RunResult result = only(request(name));
      CHECK(result.result_json == "{\"nodes\":34,\"edges\":78,\"components\":1}");
      CHECK(result.agrees);
      CHECK(result.model.at("layers") == 8);
      CHECK(result.model.at("width") == 110);
    }
    CHECK(only(request("florentine.col")).result_json ==
          "{\"nodes\":15,\"edges\":20,\"components\":1}");
  }

  TEST_CASE("the atlas has 1253 graphs with 8475 vertices and 12342 edges and 1610 components") {
    CHECK(text_of("atlas.g6") == task::atlas_graph6());
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
    CHECK(only(asked).result_json == "{\"nodes\":34,\"edges\":78,\"components\":0}");
    CHECK_FALSE(only(asked).agrees);
    asked.mutant = "edges_not_halved";
    CHECK(only(asked).result_json == "{\"nodes\":34,\"edges\":156,\"components\":1}");
    asked.mutant = "extra.sentinel.drop";
    CHECK(only(asked).result_json == "{\"nodes\":null,\"edges\":null,\"components\":null}");
    asked.mutant = "no_such_mutant";
    CHECK(error_of(asked) == "mutant-unknown at --mutant");
  }

  TEST_CASE("a model file runs in place of the construction if it is large enough") {
    const std::string text = file_of(3, View::counts);
    check::RunRequest asked{.text = "Bw\n", .place = "x.g6"};
    asked.model_text = text;
    asked.model_place = "m.json";
    CHECK(only(asked).result_json == "{\"nodes\":3,\"edges\":3,\"components\":1}");
    asked.text = "C~\n";
    CHECK(error_of(asked) == "model-params at m.json: params.n");
    asked.model_text = file_of(4, View::cycle);
    CHECK(error_of(asked) == "model-outputs at m.json");
  }

  TEST_CASE("what is no graph or too large is refused with its place") {
    CHECK(error_of({.text = "p edge 2 1\ne 1 3\n", .place = "x.col"}) ==
          "graph-vertex at x.col:2:5");
    CHECK(error_of({.text = "0 1\n", .place = "x"}) == "graph-format at x");
    CHECK(error_of({.text = "0 1\n", .place = "x", .settings = {{"format", "edges"}}}) == "none");
    CHECK(error_of({.text = "0 1\n", .place = "x", .settings = {{"format", ""}}}) ==
          "graph-format at --set format");
    CHECK(error_of({.text = "0 1\n", .place = "x.g6", .settings = {{"n", "2"}}}) ==
          "run-setting at --set n");
    CHECK(error_of({.text = "301\n", .place = "x.edges"}) == "graph-size at x.edges");
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
