// SPDX-License-Identifier: Apache-2.0
/// \file
/// Networks out of files, and what is refused.
#include <doctest/doctest.h>

#include "claims/mlp_neuron_as_head/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::mlp_neuron_as_head {
namespace {

const tests::Runner runner(run);

check::RunRequest network(const char* file, const char* omega = nullptr) {
  check::RunRequest request{.text = tests::input_text(claim_id, file), .place = file};
  if (omega != nullptr) request.settings["omega"] = omega;
  return request;
}

bool has(const check::RunResult& result, const std::string& text) {
  return result.result_json.find(text) != std::string::npos;
}

TEST_SUITE("mlp_neuron_as_head") {
  TEST_CASE("run replaces trained SiLU units and two blocks by heads exactly") {
    for (const char* file : {"sine_silu.json", "two_blocks.json"}) {
      const check::RunResult result = runner.only(network(file));
      CHECK(result.agrees);
      CHECK(has(result, "\"difference_log2\":-96,\"budget_log2\":-96,\"within\":true"));
    }
    CHECK(runner.only(network("two_blocks.json")).model.at("layers") == 4);
    CHECK(runner.only(network("sine_silu.json")).model.at("heads") == 9);
  }

  TEST_CASE("run keeps GELU and ReLU units and masks in weights within their budgets") {
    CHECK(runner.only(network("sine_gelu.json")).agrees);
    CHECK(runner.only(network("sine_relu.json")).agrees);
    CHECK(runner.only(network("sine_silu.json", "20")).agrees);
    CHECK(runner.only(network("two_blocks.json", "30")).agrees);
  }

  TEST_CASE("run with a mutant is wrong") {
    for (const char* mutant : {"bias_token_has_features", "mask_transposed", "keys_forgotten",
                               "bias_token_heard", "bias_row_open"}) {
      CAPTURE(mutant);
      check::RunRequest request = network("two_blocks.json");
      request.mutant = mutant;
      CHECK_FALSE(runner.only(request).agrees);
    }
  }

  TEST_CASE("run refuses what it does not take") {
    check::RunRequest request = network("sine_silu.json", "0");
    CHECK(runner.error_of(request) == "run-setting");
    request = network("sine_silu.json");
    request.mutant = "none_of_this_name";
    CHECK(runner.error_of(request) == "mutant-unknown");
    request = network("sine_silu.json", "40");  // there are no masks to break
    request.mutant = "mask_transposed";
    CHECK(runner.error_of(request) == "mutant-unknown");
    request = network("sine_silu.json");
    request.text = "{}";
    CHECK(runner.error_of(request) == "model-key");
    request = network("sine_silu.json");
    request.statement = "T1";
    CHECK(runner.error_of(request) == "run-statement");
    std::string tokens = "[\"1\"]";
    for (int i = 0; i < 64; ++i) tokens += ",[\"1\"]";
    request.statement = {};
    request.text = R"({"activation": "silu", "tokens": [)" + tokens +
                   R"(], "blocks": [{"W_1": [["1"]], "W_2": [["1"]]}]})";
    CHECK(runner.error_of(request) == "network-size");
  }
}

}  // namespace
}  // namespace attest::mlp_neuron_as_head
