// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's programs and formulas: results, mutants, and what is refused.
#include <doctest/doctest.h>

#include "claims/micropy_executor/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::micropy_executor {
namespace {

const tests::Runner runner(run);

check::RunRequest program(std::string text) {
  return {.text = std::move(text), .place = "program.py"};
}

const char* const adder = "def add(a, b): return a + b\nadd(200, 100)\n";

TEST_SUITE("micropy_executor") {
  TEST_CASE("the example programs leave what they should") {
    const auto result = [](const char* name) {
      const check::RunResult found = runner.only(program(tests::input_text(claim_id, name)));
      CHECK(found.agrees);
      return found.result_json.substr(0, found.result_json.find(",\"lines\""));
    };
    CHECK(result("fib.py") == R"({"halted":true,"value":34,"attributes":{})");
    CHECK(result("gcd.py") == R"({"halted":true,"value":12,"attributes":{})");
    CHECK(result("multiply.py") == R"({"halted":true,"value":143,"attributes":{})");
    CHECK(result("ackermann.py") == R"({"halted":true,"value":7,"attributes":{})");
    CHECK(result("flip.py") ==
          R"({"halted":true,"value":0,"attributes":{"out.zeros":5,"out.ones":73})");
    CHECK(result("four_variables.cnf") ==
          R"({"halted":true,"value":1,"attributes":{"s.model":10},"model":[-1,2,-3,4])");
    CHECK(result("pigeonhole.cnf") == R"({"halted":true,"value":0,"attributes":{"s.model":0})");
  }

  TEST_CASE("words have the width that is set and lines are kept where nothing is erased") {
    check::RunRequest request = program(adder);
    CHECK(runner.only(request).result_json ==
          R"({"halted":true,"value":44,"attributes":{},"lines":5,"largest_context":15})");
    request.settings = {{"word", "9"}, {"reduced", "0"}};
    CHECK(runner.only(request).result_json ==
          R"({"halted":true,"value":300,"attributes":{},"lines":4,"largest_context":14})");
  }

  TEST_CASE("a formula's assignment is checked") {
    check::RunRequest request = program("p cnf 2 2\n1 2 0\n-1 0\n");
    request.settings = {{"assignment", "2"}};
    CHECK(runner.only(request).result_json.starts_with(R"({"halted":true,"value":1)"));
    request.settings = {{"assignment", "1"}};
    CHECK(runner.only(request).result_json.starts_with(R"({"halted":true,"value":0)"));
    CHECK(runner.only(request).agrees);
  }

  TEST_CASE("a program that does not end is run up to the most lines and agrees") {
    check::RunRequest request = program("def main():\n  while 1: pass\n");
    request.max_steps = 50;
    const check::RunResult result = runner.only(request);
    CHECK(result.result_json.starts_with(R"({"halted":false,"lines":50)"));
    CHECK(result.agrees);
    request.max_steps = 0;
    CHECK(runner.only(request).agrees);
  }

  TEST_CASE("lines are told") {
    check::RunRequest request = program(adder);
    std::string told;
    request.trace = check::RunTrace{
        .from = 3, .to = 4, .write = [&told](std::string_view line) { told += line; }};
    static_cast<void>(runner.only(request));
    CHECK(told == "3 v4 = 44 to 4\n4 separator\n");
  }

  TEST_CASE("mutants of the executor do not follow and those of the compiler do not agree") {
    const std::string depths =
        "def f(x):\n  g.a = g.a + x\n  if x == 0: return 1\n  return x + f(x - 1)\n"
        "def main(v): return g.a + f(v + 1) + v\nmain(2)\n";
    for (const Wrong& wrong : wrong_choices()) {
      CAPTURE(std::string(wrong.name));
      check::RunRequest request = program(depths);
      request.mutant = wrong.name;
      const bool is_equivalent = !wrong.choices.copies_locals || !wrong.choices.is_call_of_depth;
      CHECK(runner.only(request).agrees == is_equivalent);
      request.settings = {{"reduced", "0"}};
      CHECK(runner.only(request).agrees ==
            (!wrong.choices.copies_locals || wrong.choices.drops_answer));
    }
  }

  TEST_CASE("run refuses what it does not take") {
    CHECK(runner.refusal_of(program("def f(n): return m\n")) == "micropy-name at program.py:1:18");
    CHECK(runner.error_of(program("def f(n): return n\n")) == "run-arguments");
    CHECK(runner.refusal_of(program("p cnf 1 1\n2 0\n")) == "cnf-literal at program.py:2:1");
    CHECK(runner.error_of(program("")) == "micropy-empty");
    check::RunRequest request = program(adder);
    request.settings = {{"assignment", "1"}};
    CHECK(runner.error_of(request) == "run-setting");
    request.settings = {{"word", "25"}};
    CHECK(runner.error_of(request) == "run-setting");
    request.settings = {};
    for (const std::int64_t steps : {-1, 1000001}) {
      request.max_steps = steps;
      CHECK(runner.error_of(request) == "run-max-steps");
    }
    request.max_steps.reset();
    request.mutant = "nothing";
    CHECK(runner.error_of(request) == "mutant-unknown");
    request.mutant = "";
    request.statement = "S3";
    CHECK(runner.error_of(request) == "run-statement");
  }
}

}  // namespace
}  // namespace attest::micropy_executor
