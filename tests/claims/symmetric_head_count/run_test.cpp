// SPDX-License-Identifier: Apache-2.0
/// \file
/// Symmetric functions of users: heads, readouts, mutants, models, bad input.
#include <doctest/doctest.h>

#include "claims/symmetric_head_count/claim.hpp"
#include "reference/number/error.hpp"

namespace attest::symmetric_head_count {
namespace {

check::RunRequest request_of(const std::string& text) { return {.text = text, .place = "f.txt"}; }

check::RunResult answer(const check::RunRequest& request) { return run(request).at(0); }

/// "id at place" of the error, or "accepted".
std::string refused(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    CHECK_FALSE(error.expected().empty());
    return error.id() + " at " + error.place();
  }
  return "accepted";
}

const check::Statement& statement(const check::Claim& claim, const std::string& label) {
  for (const check::Statement& about : claim.statements) {
    if (about.label == label) return about;
  }
  throw InputError("statement-unknown", "test", label, "a statement");
}

TEST_SUITE("symmetric_head_count") {
  TEST_CASE("majority of 3 bits takes one head and agrees on all 8 words") {
    const check::RunResult result = answer(request_of("00 11\n"));
    CHECK(result.agrees);
    CHECK(result.result_json ==
          R"({"n":3,"changes":1,"heads":1,"readout":["1","-13/2"],"minus_log2_margin":4,)"
          R"("words":8,"wrong":0,"undecided":0})");
    CHECK(result.model.at("heads") == 1);
  }

  TEST_CASE("a constant takes no head and 12 bits are judged on one word of each of 13 counts") {
    CHECK(answer(request_of("1111")).result_json ==
          R"({"n":3,"changes":0,"heads":0,"readout":["1"],"minus_log2_margin":0,"words":8,)"
          R"("wrong":0,"undecided":0})");
    const check::RunResult result = answer(request_of("1001001001001"));
    CHECK(result.agrees);
    CHECK(result.model.at("heads") == 8);
    CHECK(result.result_json.ends_with(R"("words":13,"wrong":0,"undecided":0})"));
  }

  TEST_CASE("sinks of weight h take another readout and agree as well") {
    check::RunRequest request = request_of("010");
    request.statement = "P2.integer_sinks";
    const check::RunResult result = answer(request);
    CHECK(result.agrees);
    CHECK(result.model.at("heads") == 2);
  }

  TEST_CASE("a mutant of parity of 4 bits disagrees and an equivalent one does not") {
    check::RunRequest request = request_of("01010");
    for (const char* const mutant : {"one_head_dropped", "sink_value_one", "equal_sinks"}) {
      request.mutant = mutant;
      CHECK_FALSE(answer(request).agrees);
    }
    request.mutant = "sink_value_one_rescaled";
    CHECK(answer(request).agrees);
  }

  TEST_CASE("an exported model of parity of 4 bits runs in place of the construction") {
    const check::Claim built = claim();
    check::RunRequest request = request_of("01010");
    request.model_text = statement(built, "P2").export_model({{"n", 4}, {"function", -1}});
    request.model_place = "model.json";
    CHECK(answer(request).agrees);
    request.text = "01011";
    const check::RunResult wrong = answer(request);
    CHECK_FALSE(wrong.agrees);
    CHECK(wrong.result_json ==
          R"({"n":4,"changes":3,"heads":4,"words":16,"wrong":1,"undecided":0})");
  }

  TEST_CASE("an exported model of the natural exponential is judged in balls and agrees") {
    const check::Claim built = claim();
    check::RunRequest request = request_of("01010");
    request.model_text = statement(built, "P2.natural").export_model({{"n", 4}, {"function", -1}});
    request.model_place = "model.json";
    const check::RunResult result = answer(request);
    CHECK(result.agrees);
    CHECK(result.result_json ==
          R"({"n":4,"changes":4,"heads":4,"words":16,"wrong":0,"undecided":0})");
    request.text = "01011";
    CHECK_FALSE(answer(request).agrees);
  }

  TEST_CASE("bad functions and settings are refused with their place") {
    CHECK(refused(request_of("01\n0x1")) == "function-syntax at f.txt:2:2");
    CHECK(refused(request_of("")) == "function-length at f.txt");
    CHECK(refused(request_of("1")) == "function-length at f.txt");
    CHECK(refused(request_of(std::string(50, '0'))) == "function-length at f.txt:1:50");
    check::RunRequest request = request_of("0101");
    request.mutant = "no_such_mutant";
    CHECK(refused(request) == "mutant-unknown at --mutant");
    request = request_of("0111");
    request.mutant = "equal_sinks";
    CHECK(refused(request) == "mutant-inapplicable at --mutant");
    request = request_of("0101");
    request.statement = "P1";
    CHECK(refused(request) == "run-statement at --statement");
    request = request_of("0101");
    request.settings["sinks"] = "h";
    CHECK(refused(request) == "run-setting at --set sinks");
    request = request_of("0101");
    request.max_steps = 3;
    CHECK(refused(request) == "run-max-steps at --max-steps");
    request = request_of("0101");
    request.model_text = "{}";
    request.mutant = "one_head_dropped";
    CHECK(refused(request) == "run-mutant at --mutant");
  }
}

TEST_SUITE("symmetric_head_count") {
  TEST_CASE("average sensitivity is at most 1 1 3/2 3/2 15/8 for n from 1 to 5 and attained") {
    const check::Claim built = claim();
    const auto subject = statement(built, "P3.attained").subject({{"most", 7}}, 1);
    CHECK(subject->judge({0, 7}, false).failed == 0);
    const std::vector<std::string> expected{"(1, 1)",    "(1, 2)",    "(3/2, 3)",  "(3/2, 4)",
                                            "(15/8, 5)", "(15/8, 6)", "(35/16, 7)"};
    for (std::int64_t n = 1; n <= 7; ++n) {
      const std::string text = subject->explain(n - 1);
      CHECK(text.find("left: " + expected[static_cast<std::size_t>(n) - 1]) != std::string::npos);
    }
  }

  TEST_CASE("heads times degree has 8184 outputs for n from 1 to 6") {
    const check::Claim built = claim();
    std::int64_t outputs = 0;
    for (std::int64_t n = 1; n <= 6; ++n) {
      outputs += statement(built, "P5").subject({{"n", n}, {"member", -1}}, 1)->cases().size;
    }
    CHECK(outputs == 8184);
  }
}

}  // namespace
}  // namespace attest::symmetric_head_count
