// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's table and a user's layer; what is refused.
#include <doctest/doctest.h>

#include "claims/function_evaluation/claim.hpp"
#include "reference/model/json.hpp"
#include "tests/claims/runner.hpp"

namespace attest::function_evaluation {
namespace {

const tests::Runner runner(run);

check::RunRequest table(std::string text, std::string label = {}) {
  return {.text = std::move(text), .place = "table.csv", .statement = std::move(label)};
}

check::RunRequest layer(const model::Transformer& model, std::int64_t n, std::int64_t bits) {
  return {.text = model::to_json({.params = {{"n", n}, {"bits", bits}}, .model = model}),
          .place = "layer.json",
          .statement = "L"};
}

bool has(const check::RunResult& result, const std::string& text) {
  return result.result_json.find(text) != std::string::npos;
}

TEST_SUITE("function_evaluation") {
  TEST_CASE("run evaluates a table in one layer and in two") {
    for (const char* label : {"U1", "U2"}) {
      const check::RunResult result = runner.only(table("5,0\n0,7\n2,2\n", label));
      CHECK(result.agrees);
      CHECK(has(result, "\"values\":{\"5\":\"0\",\"0\":\"7\",\"2\":\"2\"}"));
    }
  }

  TEST_CASE("run of rot13 under softmax agrees in base 3") {
    check::RunRequest request = table(tests::input_text(claim_id, "rot13.csv"));
    request.settings["base"] = "3";
    CHECK(runner.only(request).agrees);
  }

  TEST_CASE("run in too small a base or with a mutant is wrong") {
    std::string opposed = "0,0\n";
    for (int key = 1; key < 16; ++key) opposed += std::to_string(key) + ",15\n";
    check::RunRequest request = table(opposed);
    request.settings["base"] = "2";
    CHECK_FALSE(runner.only(request).agrees);
    request.settings["base"] = "3";
    CHECK(runner.only(request).agrees);
    request = table(opposed, "U2");
    request.mutant = "looks_two_back";
    CHECK_FALSE(runner.only(request).agrees);
  }

  TEST_CASE("run finds two functions against a layer with a bit too few and none at n log n") {
    const check::RunResult small = runner.only(layer(spelling_layer(3), 3, 4));
    CHECK(small.agrees);
    CHECK_FALSE(has(small, "\"counterexample\":null"));
    const check::RunResult enough = runner.only(layer(spelling_layer(3), 3, 5));
    CHECK(enough.agrees);
    CHECK(has(enough, "\"counterexample\":null"));
    CHECK(has(enough, "\"needed\":5"));
  }

  TEST_CASE("example layers are defeated or not as SOURCES says") {
    check::RunRequest request = layer(spelling_layer(2), 2, 2);
    request.text = tests::input_text(claim_id, "spelling_n4_bits7.json");
    CHECK_FALSE(has(runner.only(request), "\"counterexample\":null"));
    request.text = tests::input_text(claim_id, "spelling_n4.json");
    CHECK(has(runner.only(request), "\"counterexample\":null"));
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.refusal_of(table("1,2\n1,3\n")) == "table-key at table.csv:2:1");
    CHECK(runner.error_of(table("1,2,3\n")) != "none");
    CHECK(runner.error_of(table("1,-2\n")) == "table-number");
    CHECK(runner.error_of(table("")) != "none");
    CHECK(runner.error_of(table("1,2\n", "U3")) == "run-statement");
    check::RunRequest request = table("1,2\n");
    request.settings["base"] = "1";
    CHECK(runner.error_of(request) == "run-setting");
    request = table("1,2\n");
    request.mutant = "nothing_of_this_name";
    CHECK(runner.error_of(request) == "mutant-unknown");
    CHECK(runner.error_of(layer(spelling_layer(2), 7, 2)) == "model-params");
    CHECK(runner.error_of(layer(one_layer(TableForm::pairs, 2), 2, 2)) == "candidate-fields");
  }
}

}  // namespace
}  // namespace attest::function_evaluation
