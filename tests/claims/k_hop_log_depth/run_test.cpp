// SPDX-License-Identifier: Apache-2.0
/// \file
/// hop_k on a user's text: positions, settings and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::k_hop_log_depth {
namespace {

check::RunRequest request(std::string text, std::string k) {
  return {.text = std::move(text), .place = "text", .settings = {{"k", std::move(k)}}};
}

const tests::Runner runner(run);

const check::Statement& statement(const check::Claim& claim, const std::string& label) {
  for (const check::Statement& statement : claim.statements) {
    if (statement.label == label) return statement;
  }
  FAIL("no statement " << label);
  return claim.statements[0];
}

TEST_SUITE("k_hop_log_depth") {
  TEST_CASE("run lists 0-based positions and null for bottom") {
    // find = 0 0 0 2 3 4 on banana, counted from 1; find^2 = 0 0 0 0 0 2.
    const check::RunResult one = runner.only(request("banana", "1"));
    CHECK(one.result_json == "{\"k\":1,\"hops\":[null,null,null,2,3,4]}");
    CHECK(one.agrees);
    CHECK(one.model.at("layers") == 2);
    CHECK(one.model.at("width") == 11);
    const check::RunResult two = runner.only(request("banana", "2"));
    CHECK(two.result_json == "{\"k\":2,\"hops\":[null,null,null,null,2,3]}");
    CHECK(two.agrees);
  }

  TEST_CASE("run under either mask gives the same positions") {
    check::RunRequest asked = request("abracadabra abracadabra", "3");
    const check::RunResult strict = runner.only(asked);
    asked.statement = "S3";
    const check::RunResult standard = runner.only(asked);
    CHECK(strict.agrees);
    CHECK(standard.agrees);
    CHECK(strict.result_json == standard.result_json);
    CHECK(standard.model.at("layers") == 4);
  }

  TEST_CASE("the line end at the end of the file is no token and other bytes all are") {
    CHECK(runner.only(request("aa\n", "1")).result_json == "{\"k\":1,\"hops\":[null,1]}");
    CHECK(runner.only(request("aa\r\n", "1")).result_json == "{\"k\":1,\"hops\":[null,1]}");
    CHECK(runner.only(request("aa\r", "1")).result_json == "{\"k\":1,\"hops\":[null,1,null]}");
    CHECK(runner.only(request("a\na\n\n", "1")).result_json ==
          "{\"k\":1,\"hops\":[null,null,1,2]}");
    CHECK(runner.only(request(std::string("\0\xff\0", 3), "1")).result_json ==
          "{\"k\":1,\"hops\":[null,null,1]}");
  }

  TEST_CASE("a billion hops of one repeated byte stay where they are") {
    const check::RunResult result = runner.only(request("zzz", "1000000000"));
    CHECK(result.result_json == "{\"k\":1000000000,\"hops\":[null,1,2]}");
    CHECK(result.agrees);
  }

  TEST_CASE("run on 600 bytes of a period agrees") {
    std::string text;
    while (text.size() < 600) text += "abacus ";
    CHECK(runner.only(request(text, "37")).agrees);
  }

  TEST_CASE("a broken model does not agree and a tie gives no positions") {
    check::RunRequest asked = request("abcabc", "2");
    asked.mutant = "one_layer_fewer";
    CHECK(!runner.only(asked).agrees);
    asked.mutant = "hop1.hop.drop";
    CHECK(!runner.only(asked).agrees);
    asked.mutant = "position_dropped";
    const check::RunResult tied = runner.only(asked);
    CHECK(!tied.agrees);
    CHECK(tied.result_json == "{\"k\":2,\"hops\":null}");
    asked.mutant = "no_such_thing";
    CHECK(runner.error_of(asked) == "mutant-unknown");
  }

  TEST_CASE("an exported model runs in place of the built one") {
    const check::Claim built = claim();
    check::RunRequest asked = request("banana", "2");
    asked.model_place = "model.json";
    asked.model_text = statement(built, "S2.find").export_model(point(3, 6, 2));
    CHECK(runner.only(asked).agrees);
    asked.model_text = statement(built, "S3.find").export_model(point(3, 9, 2));
    CHECK(runner.only(asked).agrees);
    asked.model_text = statement(built, "S2.find").export_model(point(3, 5, 2));
    CHECK(runner.error_of(asked) == "model-params");
    asked.model_text = statement(built, "S2.find").export_model(point(3, 6, 3));
    CHECK(runner.error_of(asked) == "model-params");
    asked.model_text = statement(built, "S2").export_model(point(3, 6, 2));
    CHECK(runner.error_of(asked) == "model-outputs");
    asked.model_text = "{}";
    CHECK(runner.error_of(asked) == "model-schema");
    asked.mutant = "one_layer_fewer";
    CHECK(runner.error_of(asked) == "run-mutant");
  }

  TEST_CASE("a model of softmax_e is refused since hops are compared exactly") {
    check::RunRequest asked = request("banana", "2");
    asked.model_place = "model.json";
    Shape shape{.n = 6, .k = 2, .view = View::source};
    shape.attention = {.norm = model::Norm::softmax_e, .scale = 8};
    asked.model_text = model::to_json({.claim = claim_id,
                                       .statement = "S2.find",
                                       .params = point(3, 6, 2),
                                       .model = build(shape)});
    CHECK(runner.error_of(asked) == "model-arithmetic");
  }

  TEST_CASE("the text in inputs has the hops that are stored beside it") {
    const auto bytes = [](const char* name) {
      std::ifstream file(std::string(ATTEST_SOURCE_DIR "/claims/k_hop_log_depth/inputs/") + name,
                         std::ios::binary);
      REQUIRE(file.good());
      return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    };
    const check::RunResult result = runner.only(request(bytes("abracadabra.txt"), "2"));
    CHECK(result.agrees);
    CHECK(result.result_json + "\n" == bytes("abracadabra_k2.json"));
  }

  TEST_CASE("settings and texts that make no sense are refused") {
    for (const char* k :
         {"0", "-1", "1000000001", "99999999999999999999", "2.5", "two", "", " 1"}) {
      CAPTURE(k);
      CHECK(runner.error_of(request("text", k)) == "run-setting");
    }
    check::RunRequest asked = request("text", "1");
    asked.settings = {};
    CHECK(runner.error_of(asked) == "run-setting");
    asked.settings = {{"k", "1"}, {"n", "4"}};
    CHECK(runner.error_of(asked) == "run-setting");
    asked = request("text", "1");
    asked.statement = "S4";
    CHECK(runner.error_of(asked) == "run-statement");
    asked = request("text", "1");
    asked.max_steps = 3;
    CHECK(runner.error_of(asked) == "run-max-steps");
    CHECK(runner.error_of(request("", "1")) == "text-empty");
    CHECK(runner.error_of(request("\n", "1")) == "text-empty");
    CHECK(runner.error_of(request(std::string(4097, 'a'), "1")) == "text-length");
  }
}

}  // namespace
}  // namespace attest::k_hop_log_depth
