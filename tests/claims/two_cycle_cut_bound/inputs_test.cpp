// SPDX-License-Identifier: Apache-2.0
/// \file
/// The example inputs: exported as they stand, what a run says of them, and what is refused.
#include <doctest/doctest.h>

#include "claims/two_cycle_cut_bound/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::two_cycle_cut_bound {
namespace {

const tests::Runner runner(run);

check::RunRequest request_of(const std::string& text, const std::string& statement) {
  check::RunRequest request;
  request.text = text;
  request.place = "input";
  request.statement = statement;
  return request;
}

TEST_CASE("the example networks are what the statements export") {
  for (const check::Statement& about : candidate_statements()) {
    if (about.label == "S5.correct") {
      CHECK(tests::input_text(claim_id, "halved_n2.json") ==
            about.export_model({{"n", 2}, {"rotations", 1}}));
    }
    if (about.label == "S5.small") {
      CHECK(tests::input_text(claim_id, "lacking_n2.json") ==
            about.export_model({{"n", 2}, {"rotations", 2}}));
    }
  }
}

TEST_CASE("a run on each example agrees with the theorem") {
  const auto correct =
      run(request_of(tests::input_text(claim_id, "halved_n2.json"), "S5.random")).at(0);
  CHECK(correct.agrees);
  CHECK(correct.result_json == R"({"bits":4,"needed":4,"dialogues":16,"counterexample":null})");
  const auto lacking =
      run(request_of(tests::input_text(claim_id, "lacking_n2.json"), "S5.random")).at(0);
  CHECK(lacking.agrees);
  CHECK(lacking.result_json.find("\"bits\":2,\"needed\":4,\"dialogues\":4") == 1);
  CHECK(run(request_of(tests::input_text(claim_id, "lacking_n2.json"), "S6.random")).at(0).agrees);
  const auto follows = run(request_of(tests::input_text(claim_id, "follows.txt"), "")).at(0);
  CHECK(follows.agrees);
  CHECK(follows.result_json == R"({"vertices":7,"arcs":10,"two_cycle":true,"witness":[2,5]})");
  const auto order = run(request_of(tests::input_text(claim_id, "build_order.txt"), "S7")).at(0);
  CHECK(order.agrees);
  CHECK(order.result_json == R"({"vertices":7,"arcs":8,"two_cycle":false,"witness":null})");
}

TEST_CASE("counting one direction makes a counterexample of a correct network that is none") {
  check::RunRequest request =
      request_of(tests::input_text(claim_id, "halved_n2.json"), "S5.random");
  request.mutant = "one_direction_counted";
  CHECK_FALSE(run(request).at(0).agrees);
}

TEST_CASE("a detector that keeps loops is wrong on two loops at vertices told to both ends") {
  check::RunRequest request = request_of("0 0\n1 2\n", "");
  request.mutant = "loops_kept";
  CHECK_FALSE(run(request).at(0).agrees);
  request.mutant = "";
  CHECK(run(request).at(0).agrees);
}

TEST_CASE("bad arcs and settings and mutants are refused") {
  CHECK(runner.error_of(request_of("0 x\n", "")) == "arcs-syntax");
  CHECK(runner.error_of(request_of("0 1 2\n", "")) == "arcs-syntax");
  CHECK(runner.error_of(request_of("# nothing\n\n", "")) == "arcs-empty");
  CHECK(runner.error_of(request_of("0 62\n", "")) == "arcs-size");
  check::RunRequest request = request_of("0 1\n", "");
  request.settings["rotations"] = "3";
  CHECK(runner.error_of(request) == "run-setting");
  request.settings.clear();
  request.mutant = "no_such_mutant";
  CHECK(runner.error_of(request) == "mutant-unknown");
  CHECK(runner.error_of(request_of("{}", "S2")) == "run-statement");
}

}  // namespace
}  // namespace attest::two_cycle_cut_bound
