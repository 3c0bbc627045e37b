// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows and keys of users: what they give, and what is refused where.
#include <doctest/doctest.h>

#include <algorithm>

#include "claims/sparse_averaging_moment_curve/claim.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

RunRequest request_of(const std::string& text, const std::string& statement = "") {
  RunRequest request{.text = text, .place = "x"};
  request.statement = statement;
  return request;
}

RunResult result_of(const RunRequest& request) { return run(request).at(0); }

/// "id place" of a refusal.
std::string refusal(const RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    CHECK_FALSE(error.expected().empty());
    return error.id() + " " + error.place();
  }
  return "accepted";
}

constexpr const char* csv = "1/2, 0 3\n0.25, 1 2\n\n-3, 3 0\r\n7, 2 1";
constexpr const char* averages =
    R"({"rows":4,"q":2,"averages":[["15/4"],["-11/8"],["15/4"],["-11/8"]]})";

TEST_SUITE("sparse_averaging_moment_curve") {
  TEST_CASE("rows of a table and of a list are averaged exactly by one head and by q heads") {
    const char* json = R"([["1/2", [0, 3]], [0.25, [1, 2]], [-3, [3, 0]], ["7", [2, 1]]])";
    for (const char* text : {csv, json}) {
      for (const char* statement : {"", "S2", "S2.heads"}) {
        const RunResult result = result_of(request_of(text, statement));
        CHECK(result.agrees);
        CHECK(result.result_json == averages);
      }
    }
  }

  TEST_CASE("several features are averaged side by side") {
    const RunResult result = result_of(request_of("[[[1, 10], [1]], [[2, 20], [0]]]"));
    CHECK(result.agrees);
    CHECK(result.result_json == R"({"rows":2,"q":1,"averages":[["2","20"],["1","10"]]})");
    CHECK(result_of(request_of("1 10, 1\n2 20, 0\n")).result_json == result.result_json);
  }

  TEST_CASE("broken heads disagree") {
    for (const char* mutant : {"query_flipped", "top_power_dropped", "coefficient_1_up",
                               "layer.select.query[3].up", "layer.select.drop"}) {
      RunRequest request = request_of(csv);
      request.mutant = mutant;
      CHECK_FALSE(result_of(request).agrees);
    }
    RunRequest request = request_of(csv, "S2.heads");
    request.mutant = "layer.member_1.drop";
    CHECK_FALSE(result_of(request).agrees);
  }

  TEST_CASE("a model file runs in place of the head when its fields fit") {
    RunRequest request = request_of(csv);
    request.model_place = "model.json";
    request.model_text =
        model::to_json({.claim = claim_id, .statement = "S2", .model = average_form(2)});
    CHECK(result_of(request).agrees);
    request.mutant = "query_flipped";
    CHECK(refusal(request) == "run-mutant --mutant");
    request.mutant.clear();
    request.model_text =
        model::to_json({.claim = claim_id, .statement = "S2", .model = average_form(3)});
    CHECK(refusal(request) == "model-fields model.json: fields");
    request.model_text =
        model::to_json({.claim = claim_id, .statement = "S1", .model = softmax_form(2, 0, 1)});
    CHECK(refusal(request) == "model-arithmetic model.json: layer.select");
  }

  TEST_CASE("rows that are none are refused with their place") {
    const std::vector<std::pair<std::string, std::string>> expected{
        {"1, 0 9\n2, 0 1\n", "pointer-range x:1:6"},
        {"1, 0 -1\n2, 0 1\n", "pointer-range x:1:6"},
        {"1, 0\n2, 1/2\n", "pointer-range x:2:4"},
        {"1, 0 0\n2, 0 1\n", "pointer-twice x:1:6"},
        {"1, 0\n2, 0 1\n", "rows-length x:2:3"},
        {"1, 0\n2 3, 0\n", "rows-length x:2:1"},
        {"1,\n", "rows-length x:1:3"},
        {"1; 0\n", "rows-syntax x:1:2"},
        {"1 0\n", "rows-syntax x:1:4"},
        {"1, 0, 1\n", "rows-syntax x:1:5"},
        {"1e3, 0\n", "rows-syntax x:1:1"},
        {"1/0, 0\n", "rows-syntax x:1:1"},
        {"x, 0\n", "rows-syntax x:1:1"},
        {" \n", "rows-empty x:2:1"},
        {"[]", "rows-empty x:1:1"},
        {"[[1, [0]], [2, [1]]", "rows-syntax x:1:20"},
        {"[[1, [0]]] 2", "rows-syntax x:1:12"},
        {"[[1, 0]]", "rows-syntax x:1:6"},
        {"[1, 2]", "rows-syntax x:1:2"},
        {"[[1, [0]],\n [2, [5]]]", "pointer-range x:2:7"},
        {"[[1, [[0]]]]", "rows-syntax x:1:7"},
        {"[[[[[1]]], [0]]]", "rows-syntax x:1:4"},
        {"[[\"1, [0]]]", "rows-syntax x:1:5"},
        {"[[1, []]]", "rows-length x:1:6"}};
    for (const auto& pair : expected) {
      const auto& text = pair.first;
      CAPTURE(text);
      CHECK(refusal(request_of(text)) == pair.second);
    }
    std::string long_text;
    for (int i = 0; i <= 2048; ++i) long_text += "1, 0\n";
    CHECK(refusal(request_of(long_text)) == "rows-count x:2049:1");
  }

  TEST_CASE("a partition of keys is found or null where the dimension is enough") {
    const RunResult found =
        result_of(request_of("[[0, 0], [1, 0], [0, 1], [1, 1], [2, 2], [5, 1]]", "S4"));
    CHECK(found.agrees);
    CHECK(found.result_json ==
          R"({"dimension":2,"partition":{"a":[0,3],"b":[1,2],"alpha":["1/2","1/2"],)"
          R"("beta":["1/2","1/2"]}})");
    RunRequest parabola = request_of("[[-2, 4], [-1, 1], [0, 0], [1, 1], [2, 4]]", "S5");
    parabola.settings["q"] = "1";
    CHECK(result_of(parabola).agrees);
    CHECK(result_of(parabola).result_json == R"({"dimension":2,"partition":null})");
    parabola.settings["q"] = "2";  // N = 5 = 2q + 1: one dimension too few
    CHECK(result_of(parabola).agrees);
    CHECK(result_of(parabola).result_json.find("null") == std::string::npos);
  }

  TEST_CASE("a broken search disagrees") {
    for (const char* mutant : {"larger_side_first", "signs_ignored", "not_normalised"}) {
      RunRequest request = request_of("[[0], [1], [2], [4]]", "S5");
      request.mutant = mutant;
      CHECK_FALSE(result_of(request).agrees);
    }
  }

  TEST_CASE("keys and requests that are none are refused with their place") {
    CHECK(refusal(request_of("[[1, 2], [1]]", "S5")) == "rows-length x:1:10");
    CHECK(refusal(request_of("[[1, 2]]", "S5")) == "rows-empty x:1:1");
    CHECK(refusal(request_of("7", "S5")) == "rows-empty x:1:1");
    CHECK(refusal(request_of("[[1], [1/2]]", "S5")) == "rows-syntax x:1:8");
    CHECK(refusal(request_of("[[1], 2]", "S5")) == "rows-syntax x:1:7");
    CHECK(refusal(request_of("[[1, 2], [3, 4]]", "S4")) == "rows-count x");
    RunRequest request = request_of("[[1], [2], [3]]", "S4");
    for (const char* q : {"0", "3", "1/2", "1/0", "abc", "", "99999999999999999999"}) {
      request.settings["q"] = q;
      CAPTURE(q);
      CHECK(refusal(request) == "run-setting --set q");
    }
    request.settings = {{"n", "1"}};
    CHECK(refusal(request) == "run-setting --set n");
    request = request_of("[[1], [2]]", "S3");
    CHECK(refusal(request) == "run-statement --statement");
    request = request_of("[[1], [2]]", "S5");
    request.mutant = "query_flipped";
    CHECK(refusal(request) == "mutant-unknown --mutant");
    request.mutant.clear();
    request.model_text = "{}";
    CHECK(refusal(request) == "run-model --model");
    request = request_of(csv);
    request.max_steps = 3;
    CHECK(refusal(request) == "run-max-steps --max-steps");
    request = request_of(csv);
    request.settings["q"] = "2";
    CHECK(refusal(request) == "run-setting --set q");
  }

  TEST_CASE("every line of a series counts at every size and at least eight lie over a factor 16") {
    for (const check::Series& line_up : series()) {
      CHECK(line_up.sizes.size() >= 8);
      CHECK(line_up.sizes.back() >= 16 * line_up.sizes.front());
      for (const std::int64_t size : line_up.sizes) {
        Rational bound;
        for (const check::Line& line : line_up.lines) {
          const std::optional<Rational> count = line.count(size);
          REQUIRE(count.has_value());
          if (line.kind == check::LineKind::lower_bound) bound = *count;
          if (line.kind == check::LineKind::construction) CHECK(*count >= bound);
        }
      }
      const auto subject = line_up.subject(line_up.sizes.front());
      const check::Tally tally = subject->judge({.begin = 0, .end = subject->cases().size}, false);
      CHECK(tally.judged == subject->cases().size);
      CHECK(tally.failed == 0);
    }
  }

  TEST_CASE("the first of 64 tokens is answered alone as it is among all") {
    model::Transformer model = average_form(3);
    const Matrix tokens = *large_subsets(64, 3, 5).at(2);
    const model::Answer all = model::decode(model, model::trace(model, tokens, {}));
    model.decode.at = model::ReadAt::first_input;
    CHECK(model::answer(model, tokens, {}) == model::Answer{all.front()});
  }
}

}  // namespace
}  // namespace attest::sparse_averaging_moment_curve
