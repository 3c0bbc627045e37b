// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of users under softmax.
#include <doctest/doctest.h>

#include "claims/looped_softmax_temperature/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

/// Three commands; the second jumps to the last.
RunRequest small_program() {
  return {.text = R"({"commands": [[1, 2, 5], [2, 2, 5], [2, 2, 5]], "init_mem": [-3, 4]})",
          .place = "x.json",
          .settings = {{"word_bits", "5"}}};
}

}  // namespace

TEST_CASE("a run tells the certified kappa and the least one with the first loop wrong below it") {
  RunRequest request = small_program();
  const RunResult result = attest::tests::Runner(run).only(request);
  CHECK(result.agrees);
  CHECK(result.result_json ==
        R"({"halted":true,"steps":2,"kappa":6,"first_wrong_loop":null,"least_kappa":4,)"
        R"("first_wrong_loop_below":1})");
  request.settings["kappa"] = "1";
  const RunResult hot = attest::tests::Runner(run).only(request);
  CHECK_FALSE(hot.agrees);
  CHECK(hot.result_json == R"({"halted":true,"steps":2,"kappa":1,"first_wrong_loop":1})");
}

TEST_CASE("the four published programs run in five layers at kappa 4") {
  RunRequest request{.text = attest::tests::input_text("looped_softmax_temperature",
                                                       "looped_transformer_programs.json"),
                     .place = "four.json",
                     .settings = {{"word_bits", "8"}, {"kappa", "4"}},
                     .statement = "S2.five_layer",
                     .max_steps = 6};
  for (const RunResult& result : run(request)) CHECK(result.agrees);
  request.mutant = "late_rounding";
  bool has_wrong = false;
  for (const RunResult& result : run(request)) has_wrong = has_wrong || !result.agrees;
  CHECK(has_wrong);
}

TEST_CASE("what a run does not take is refused with its place") {
  RunRequest request = small_program();
  request.settings["kappa"] = "0";
  CHECK(attest::tests::Runner(run).refusal_of(request) == "run-setting at --set kappa");
  request = small_program();
  request.statement = "S1";
  CHECK(attest::tests::Runner(run).refusal_of(request) == "run-statement at --statement");
  request = small_program();
  request.settings["word_bits"] = "2";
  CHECK(attest::tests::Runner(run).error_of(request) == "subleq-word");
  request = small_program();
  request.mutant = "unknown";
  CHECK(attest::tests::Runner(run).error_of(request) == "mutant-unknown");
}

}  // namespace attest::looped_softmax_temperature
