// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs on users' lists: 3SUM instances, mutants, a file of one's own, and what is refused.
#include <doctest/doctest.h>

#include "claims/match_three_tensor_attention/claim.hpp"
#include "reference/model/json.hpp"
#include "tests/claims/runner.hpp"

namespace attest::match_three_tensor_attention {
namespace {

check::RunRequest request_of(const std::string& text, const std::string& modulus) {
  check::RunRequest request{.text = text, .place = "list.txt"};
  if (!modulus.empty()) request.settings["modulus"] = modulus;
  return request;
}

check::RunRequest request_of_input(const std::string& name, const std::string& modulus) {
  return request_of(tests::input_text("match_three_tensor_attention", name), modulus);
}

const tests::Runner runner(run);

TEST_SUITE("claims/match_three_tensor_attention/run") {
  TEST_CASE("a 3SUM instance over the integers is solved modulo 76") {
    const check::RunResult result = run(request_of_input("three_sum.txt", "76")).at(0);
    CHECK(result.agrees);
    CHECK(result.result_json == "{\"modulus\":76,\"matches\":[0,1,1,1,1,0,1,1]}");
    CHECK(result.model.at("heads") == 2);
  }

  TEST_CASE("no triple of the twelve integers and three tokens of the thirty match") {
    CHECK(run(request_of_input("no_triple.txt", "100")).at(0).result_json ==
          "{\"modulus\":100,\"matches\":[0,0,0,0,0,0,0,0,0,0,0,0]}");
    const check::RunResult planted = run(request_of_input("one_triple.txt", "3000001")).at(0);
    CHECK(planted.agrees);
    CHECK(planted.result_json ==
          "{\"modulus\":3000001,\"matches\":[0,0,0,0,1,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,1,0,0,0,"
          "0,0,0]}");
  }

  TEST_CASE("a mutant is seen to be wrong and tie rules that disagree give no answer") {
    check::RunRequest request = request_of_input("three_sum.txt", "76");
    request.mutant = "one_head";
    CHECK_FALSE(run(request).at(0).agrees);
    request.mutant = "blank_ties_hit";
    CHECK(run(request).at(0).result_json == "{\"modulus\":76,\"matches\":null}");
    request.mutant = "layer.sum_t.drop";
    CHECK_FALSE(run(request).at(0).agrees);
    request.mutant = "none";
    CHECK(runner.refusal_of(request) == "mutant-unknown at --mutant");
  }

  TEST_CASE("a model file takes the place of the construction") {
    check::RunRequest request = request_of("1 2 3", "6");
    request.model_text = model::to_json({.model = integer_form(6)});
    request.model_place = "six.json";
    CHECK(run(request).at(0).agrees);
    request.model_text = model::to_json({.model = softmax_form(6, 0, 1, softmax_choices())});
    CHECK(runner.refusal_of(request) == "model-arithmetic at six.json: layer.sum_t");
  }

  TEST_CASE("bad lists and settings are refused with their places") {
    CHECK(runner.refusal_of(request_of("1 2\n3 x", "7")) == "list-syntax at list.txt:2:3");
    CHECK(runner.refusal_of(request_of("", "7")) == "list-empty at list.txt");
    CHECK(runner.refusal_of(request_of("1 2", "")) == "run-setting at --set");
    CHECK(runner.refusal_of(request_of("1 2", "0")) == "run-setting at --set modulus");
    std::string many;
    for (int i = 0; i < 129; ++i) many += "1 ";
    CHECK(runner.refusal_of(request_of(many, "7")) == "list-length at list.txt:1:257");
  }
}

}  // namespace
}  // namespace attest::match_three_tensor_attention
