// SPDX-License-Identifier: Apache-2.0
/// \file
/// Triangles of a user's graphs: formats, mutants and what is refused.
#include <doctest/doctest.h>

#include "claims/triangle_counting/parts.hpp"
#include "reference/number/error.hpp"
#include "reference/task/graph_families.hpp"
#include "tests/claims/runner.hpp"

namespace attest::triangle_counting {
namespace {

check::RunRequest request(std::string text, std::string place) {
  return {.text = std::move(text), .place = std::move(place)};
}

const tests::Runner runner(run);

TEST_SUITE("triangle_counting") {
  TEST_CASE("run counts the triangle and the tail in DIMACS and edge lists and graph6") {
    const std::string expected = R"({"nodes":4,"edges":4,"triangles":1})";
    for (const auto& [text, place] :
         {std::pair{"p edge 4 4\ne 1 2\ne 1 3\ne 2 3\ne 3 4\n", "paw.col"},
          {"0 1\n0 2\n1 2\n2 3\n", "paw.edges"},
          {"Cx\n", "paw.g6"}}) {
      const std::vector<check::RunResult> results = run(request(text, place));
      REQUIRE(results.size() == 1);
      CHECK(results[0].result_json == expected);
      CHECK(results[0].agrees);
      CHECK(results[0].model.at("layers") == 3);
    }
  }

  TEST_CASE("run gives a result for each of the 1253 graphs of the atlas and all agree") {
    const std::vector<check::RunResult> results =
        run(request(std::string(task::atlas_graph6()), "atlas.g6"));
    CHECK(results.size() == 1253);
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("run with a mutant is wrong on a triangle") {
    for (const char* mutant : {"rows_without_sentinel", "self_not_subtracted", "rows_once",
                               "ends_once", "six_corners"}) {
      CAPTURE(mutant);
      check::RunRequest broken = request("0 1\n0 2\n1 2\n", "triangle.edges");
      broken.mutant = mutant;
      CHECK(!run(broken)[0].agrees);
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.error_of(request("0 1\n0 0\n", "loop.edges")) == "graph-loop");
    CHECK(runner.error_of(request("", "empty.edges")) == "graph-empty");
    CHECK(runner.error_of(request("0 1\n", "a.picture")) == "graph-format");
    CHECK(runner.error_of(request("201\n", "large.edges")) == "graph-size");
    check::RunRequest other = request("0 1\n", "a.edges");
    other.statement = "S3";
    CHECK(runner.error_of(other) == "run-statement");
    other.statement = "";
    other.mutant = "nothing_of_this_name";
    CHECK(runner.error_of(other) == "mutant-unknown");
  }
}

}  // namespace
}  // namespace attest::triangle_counting
