// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs on users' attention weights: results, mutants, and what is refused.
#include <doctest/doctest.h>

#include "claims/rank_collapse/parts.hpp"
#include "reference/model/attention_file.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::rank_collapse {
namespace {

check::RunRequest request_of_input(const std::string& name) {
  check::RunRequest request;
  request.text = tests::input_text("rank_collapse", name);
  request.place = name;
  return request;
}

std::string error_of(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    return error.id();
  }
  return {};
}

std::string error_of(const std::string& text) {
  check::RunRequest request;
  request.text = text;
  request.place = "weights.json";
  return error_of(request);
}

TEST_SUITE("rank_collapse") {
  TEST_CASE("the toy law from a file has the residuals of the table and holds in four layers") {
    const check::RunResult result = run(request_of_input("toy.json")).at(0);
    CHECK(result.agrees);
    CHECK(result.model.at("layers") == 4);
    CHECK(result.result_json.find(
              "{\"layers\":4,\"delta_log10\":[{\"lower\":\"-0.699\",\"upper\":\"-0.698\"},"
              "{\"lower\":\"-2.705\",\"upper\":\"-2.704\"}") == 0);
    CHECK(result.result_json.ends_with("\"holds\":[true,true,true,true]}"));
  }

  TEST_CASE("a file with output weights and biases and an irrational scale is certified") {
    const check::RunResult result = run(request_of_input("two_heads.json")).at(0);
    CHECK(result.agrees);
    CHECK(result.model.at("heads") == 2);
    CHECK(result.result_json.ends_with("\"holds\":[true,true]}"));
  }

  TEST_CASE("a run with a mutant says which layers are false") {
    check::RunRequest request = request_of_input("toy.json");
    request.mutant = "tanh_of_an_eighth";
    const check::RunResult result = run(request).at(0);
    CHECK_FALSE(result.agrees);
    CHECK(result.is_decided);
    CHECK(result.result_json.ends_with("\"holds\":[false,false,false,false]}"));
  }

  TEST_CASE("too few bits leave layers open and are neither agreement nor disagreement") {
    check::RunRequest request = request_of_input("toy.json");
    request.settings = {{"bits", "64"}};
    const check::RunResult result = run(request).at(0);
    CHECK_FALSE(result.agrees);
    CHECK_FALSE(result.is_decided);
    CHECK(result.result_json.ends_with("\"holds\":[true,true,null,null]}"));
  }

  TEST_CASE("the result says which evaluator the bounds are compared with") {
    CHECK(run(request_of_input("toy.json")).at(0).result_json.find("\"evaluator\":\"literal\"") !=
          std::string::npos);
    CHECK(run(request_of_input("two_heads.json")).at(0).result_json.find("plain formulas") !=
          std::string::npos);
  }

  TEST_CASE("scores too large for the precision leave the run undecided and are no bad input") {
    check::RunRequest request;
    request.place = "weights.json";
    request.text = R"({"tokens": [["1000000"], ["-1000000"]], "layers": [
      {"heads": [{"W_Q": [["1"]], "W_K": [["1"]], "W_V": [["1"]]}]},
      {"heads": [{"W_Q": [["1000000000000"]], "W_K": [["1000000000000000"]], "W_V": [["1/3"]]}]}]})";
    request.settings = {{"bits", "64"}};
    const check::RunResult result = run(request).at(0);
    CHECK_FALSE(result.is_decided);
    CHECK_FALSE(result.agrees);
  }

  TEST_CASE("weights are read exactly and W_O is the identity where it is missing") {
    const model::AttentionFile file = model::parse_attention(
        R"({"tokens": [["1/3", "-2"]], "layers": [{"heads": [{"W_Q": [["0.125"], ["1"]],
          "W_K": [["1"], ["2"]], "W_V": [["1", "0"], ["0", "1"]]}]}]})",
        "weights.json");
    CHECK(file.tokens(0, 0) == Rational(1, 3));
    CHECK(file.layers.at(0).heads.at(0).query(0, 0) == Rational(1, 8));
    CHECK(file.layers[0].heads[0].out(1, 1) == 1);
    CHECK(file.layers[0].heads[0].out(1, 0) == 0);
    CHECK(file.layers[0].heads[0].query_bias == std::vector<Rational>{0});
    CHECK(file.layers[0].bias == std::vector<Rational>{0, 0});
  }

  TEST_CASE("bad files and settings are refused with an id") {
    const std::string head = R"({"W_Q": [["1"]], "W_K": [["1"]], "W_V": [["1"]]})";
    const auto file = [](const std::string& tokens, const std::string& layers) {
      return "{\"tokens\": " + tokens + ", \"layers\": " + layers + "}";
    };
    const std::string layers = "[{\"heads\": [" + head + "]}]";
    CHECK(error_of(file("[[\"1\"], [\"2\"]]", layers)).empty());
    CHECK(error_of(std::string()) == "model-json");
    CHECK(error_of(std::string("[]")) == "model-value");
    CHECK(error_of(std::string("{\"tokens\": [[\"1\"]]}")) == "model-key");
    CHECK(error_of(file("[]", layers)) == "model-value");
    CHECK(error_of(file("[[]]", layers)) == "model-value");
    CHECK(error_of(file("[[\"1\"], [\"2\", \"3\"]]", layers)) == "model-value");
    CHECK(error_of(file("[[1.5]]", layers)) == "model-value");
    CHECK(error_of(file("[[\"nan\"]]", layers)) == "model-value");
    CHECK(error_of(file("[[\"1\"]]", "[]")) == "model-value");
    CHECK(error_of(file("[[\"1\"]]", "[{\"heads\": []}]")) == "model-value");
    CHECK(error_of(file("[[\"1\", \"2\"]]", layers)) == "model-value");
    CHECK(error_of(file("[[\"1\"]]", "[{\"heads\": [" + head + "], \"depth\": 1}]")) ==
          "model-key");
    check::RunRequest request = request_of_input("toy.json");
    request.settings = {{"bits", "63"}};
    CHECK(error_of(request) == "run-setting");
    request.settings = {{"depth", "3"}};
    CHECK(error_of(request) == "run-setting");
    request = request_of_input("toy.json");
    request.statement = "I2";
    CHECK(error_of(request) == "run-statement");
    request = request_of_input("toy.json");
    request.mutant = "nothing";
    CHECK(error_of(request) == "mutant-unknown");
    request = request_of_input("toy.json");
    request.max_steps = 3;
    CHECK(error_of(request) == "run-max-steps");
    request = request_of_input("toy.json");
    request.model_text = "{}";
    CHECK(error_of(request) == "run-model");
  }
}

}  // namespace
}  // namespace attest::rank_collapse
