// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's circuits and formulas: results and what is refused.
#include <doctest/doctest.h>

#include "claims/arithmetic_circuit_as_input/parts.hpp"
#include "tests/claims/runner.hpp"

namespace attest::arithmetic_circuit_as_input {
namespace {

check::RunRequest request(std::string text, std::string place = "x.net") {
  return {.text = std::move(text), .place = std::move(place)};
}

const tests::Runner runner(run);

TEST_SUITE("arithmetic_circuit_as_input") {
  TEST_CASE("a circuit without inputs is run once") {
    const check::RunResult result =
        runner.only(request("a = const -3/2\nb = product a a\nc = sign a\noutput b c\n"));
    CHECK(result.agrees);
    CHECK(result.result_json ==
          "{\"gates\":3,\"wires\":3,\"tokens\":6,\"depth\":1,\"bits\":4,\"outputs\":{\"b\":\"9/4\","
          "\"c\":\"-1\"}}");
    CHECK(result.model.at("layers") == 2);
    CHECK(result.model.at("heads") == 4);
  }

  TEST_CASE("the inputs agree with one head and with four") {
    for (const char* name : {"discriminant.net", "quartic.net", "median.net", "one_of_three.cnf"}) {
      for (const char* statement : {"S1", "S4"}) {
        CAPTURE(name);
        check::RunRequest asked = request(tests::input_text(claim_id, name), name);
        asked.statement = statement;
        for (const check::RunResult& result : run(asked)) CHECK(result.agrees);
      }
    }
    const check::RunResult formula =
        runner.only(request(tests::input_text(claim_id, "one_of_three.cnf"), "one_of_three.cnf"));
    CHECK(formula.result_json.ends_with("\"assignments\":8,\"satisfying\":3}"));
  }

  TEST_CASE("a formula is a polynomial") {
    const task::Formula formula = task::parse_formula("p cnf 3 3\n1 -3 0\n2 3 -1 0 -2 0\n", "x");
    const machine::netlist::Netlist netlist = polynomial_of(formula);
    const auto at = [&netlist](const std::vector<Rational>& inputs) {
      const std::vector<Rational> values = machine::netlist::evaluate(netlist, inputs);
      std::vector<Rational> outputs;
      for (const int gate : netlist.outputs) {
        outputs.push_back(values[static_cast<std::size_t>(gate)]);
      }
      return outputs;
    };
    for (std::int64_t index = 0; index < 8; ++index) {
      const std::vector<Rational> values = at({index & 1, (index >> 1) & 1, (index >> 2) & 1});
      CHECK(values[0] == Rational(task::is_satisfied(formula, index) ? 1 : 0));
      CHECK((values[1] == 3) == (values[0] == 1));
    }
    // Clauses 3/4, 7/8 and 1/2 between 0 and 1.
    const Rational half(1, 2);
    CHECK(at({half, half, half}) == std::vector<Rational>{Rational(21, 64), Rational(17, 8)});
  }

  TEST_CASE("a wrong expectation and a broken model do not agree") {
    CHECK_FALSE(runner.only(request("input x\ny = sum x x\noutput y\nat 2 gives 5\n")).agrees);
    check::RunRequest asked = request("input x\ny = sum x x\noutput y\nat 2 gives 4\n");
    CHECK(runner.only(asked).agrees);
    asked.mutant = "mean_not_sum";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.mutant = "one_layer_fewer";
    CHECK_FALSE(runner.only(asked).agrees);
    asked.mutant = "another";
    CHECK(runner.error_of(asked) == "mutant-unknown");
  }

  TEST_CASE("what cannot be run is refused") {
    CHECK(runner.refusal_of(request("")) == "netlist-empty at x.net:1:1");
    CHECK(runner.refusal_of(request("input x\n")) == "run-circuit at x.net");
    CHECK(runner.refusal_of(request("input x\nat 1 2\n")) == "netlist-count at x.net:2:1");
    CHECK(runner.refusal_of(request("y = sum x\n")) == "netlist-name at x.net:1:9");
    CHECK(runner.refusal_of(request("p cnf 11 0\n", "x.cnf")) == "run-circuit at x.cnf");
    check::RunRequest asked = request("p cnf 1 1\n1 0\n");
    CHECK(runner.refusal_of(asked) == "netlist-syntax at x.net:1:1");
    asked.settings = {{"format", "cnf"}};
    CHECK(runner.only(asked).agrees);
    asked.settings = {{"format", "bench"}};
    CHECK(runner.refusal_of(asked) == "run-setting at --set format");
    asked.settings = {{"n", "3"}};
    CHECK(runner.refusal_of(asked) == "run-setting at --set n");
  }
}

}  // namespace
}  // namespace attest::arithmetic_circuit_as_input
