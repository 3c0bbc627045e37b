// SPDX-License-Identifier: Apache-2.0
/// \file
/// Images of users through the weights of the ReLU network.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "claims/looped_relu_mlp/claim.hpp"
#include "tests/claims/runner.hpp"

namespace attest::looped_relu_mlp {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

const attest::tests::Runner runner(run);

RunRequest request_of(const std::string& text, const std::string& dialect = "wrapped") {
  RunRequest request{.text = text, .place = "x.dec"};
  if (!dialect.empty()) request.settings["dialect"] = dialect;
  return request;
}

RunRequest sum() {
  RunRequest request = request_of(attest::tests::input_text("looped_relu_mlp", "sum.asm"));
  request.settings["format"] = "assembly";
  request.settings["word_bits"] = "10";
  request.statement = "S1.factored";
  return request;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a program that changes its own operand adds a list in both forms") {
  for (const std::string statement : {"S1", "S1.factored"}) {
    RunRequest request = sum();
    request.statement = statement;
    const RunResult result = runner.only(request);
    CHECK(result.agrees);
    CHECK(has(result.result_json, R"({"halted":true,"steps":19,"pc":12,"words":32)"));
    CHECK(has(result.result_json, ",-159,0,1,-1,0,"));
  }
}

TEST_CASE("an image counts down and rests") {
  RunRequest request = request_of(attest::tests::input_text("looped_relu_mlp", "count.dec"));
  request.settings["word_bits"] = "8";
  request.settings["check_every"] = "1";
  const RunResult result = runner.only(request);
  CHECK(result.agrees);
  CHECK(has(result.result_json, R"({"halted":true,"steps":9,"pc":6,"words":16)"));
  request.max_steps = 4;
  CHECK(has(runner.only(request).result_json, R"({"halted":false,"steps":4)"));
}

TEST_CASE("a memory may be larger than the image") {
  RunRequest request = sum();
  request.settings["words"] = "64";
  CHECK(has(runner.only(request).result_json, R"("halted":true,"steps":19)"));
  request.settings["words"] = "48";
  CHECK(runner.refusal_of(request) == "run-setting at --set words");
  request.settings["words"] = "16";
  CHECK(runner.refusal_of(request) == "run-setting at --set words");
}

TEST_CASE("a trace tells the wires and the addresses that the buses select in both forms alike") {
  std::string told;
  RunRequest request = sum();
  request.trace = attest::check::RunTrace{
      .from = 2, .to = 2, .write = [&told](std::string_view text) { told += text; }};
  CHECK(runner.only(request).agrees);
  CHECK(told ==
        "loop 2: pc=3\n"
        "  address: pc_bus selects address 3\n"
        "  fetch: a=23  b=0  c=6\n"
        "  point: a_bus selects address 23  b_bus selects address 0\n"
        "  read: m_a=1023 (-1)  m_b=15\n"
        "  subtract: difference=16  taken=0  pc+3=6\n"
        "  write: next_pc=6  address 0: 15 -> 16\n");
  const std::string factored = told;
  told.clear();
  request.statement = "S1";
  CHECK(runner.only(request).agrees);
  CHECK(told == factored);
}

TEST_CASE("a trace of a mutant shows where it goes wrong") {
  std::string told;
  RunRequest request = sum();
  request.mutant = "address_one_off";
  request.trace = attest::check::RunTrace{
      .from = 1, .to = 1, .write = [&told](std::string_view text) { told += text; }};
  CHECK_FALSE(runner.only(request).agrees);
  CHECK(has(told, "pc_bus selects address 0, 1, 2, 4, 8, 16\n"));
}

TEST_CASE("a mutant disagrees and an unknown one is refused") {
  RunRequest request = sum();
  request.mutant = "branch_below_zero";
  CHECK_FALSE(runner.only(request).agrees);
  request.mutant = "no_such_mutant";
  CHECK(runner.error_of(request) == "mutant-unknown");
}

TEST_CASE("images without this dialect and what does not fit are refused") {
  CHECK(runner.refusal_of(request_of("1 2 3", "")) == "subleq-dialect at --set dialect");
  CHECK(runner.error_of(request_of("1 2 3", "howerj")) == "subleq-dialect");
  CHECK(runner.refusal_of(request_of("1 2 x")) == "subleq-image at x.dec:1:5");
  CHECK(runner.error_of(request_of("70000 0 0")) == "subleq-word");
  CHECK(runner.error_of(request_of("")) == "subleq-size");
  std::string large;
  for (int i = 0; i < 200; ++i) large += "1 ";
  CHECK(runner.refusal_of(request_of(large)) == "subleq-size at x.dec");
  RunRequest request = request_of("1 2 3");
  request.settings["word_bits"] = "1";
  CHECK(runner.error_of(request) == "run-setting");
  request = request_of("1 2 3");
  request.settings["format"] = "hex";
  CHECK(runner.error_of(request) == "run-setting");
  request = request_of("1 2 3");
  request.statement = "S1.words";
  CHECK(runner.error_of(request) == "run-statement");
}

}  // namespace attest::looped_relu_mlp
