// SPDX-License-Identifier: Apache-2.0
/// \file
/// Images of users through the weights of the blocks that share one memory.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/looped_subleq_von_neumann/claim.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using attest::check::RunRequest;
using attest::check::RunResult;

RunRequest request_of(const std::string& text, const std::string& dialect = "howerj") {
  RunRequest request{.text = text, .place = "x.dec"};
  if (!dialect.empty()) request.settings["dialect"] = dialect;
  return request;
}

RunRequest hi(const std::string& dialect) {
  std::ifstream file(ATTEST_SOURCE_DIR "/claims/looped_subleq_von_neumann/inputs/hi.dec");
  return request_of({std::istreambuf_iterator<char>(file), {}}, dialect);
}

/// Writes what it reads until the input ends, when a + 1 is not positive.
RunRequest echo(const std::string& dialect, const std::string& input) {
  RunRequest request = request_of(
      "loop: x, x\n"
      "      -1, x           ; x: the next character, -1 at the end\n"
      "      minus, x, -1    ; x + 1 <= 0: halt\n"
      "      one, x, write\n"
      "write: x, -1\n"
      "      z, z, loop\n"
      "one: .word 1\n"
      "minus: .word -1\n"
      "z: .word 0\n"
      "x: .word 0\n",
      dialect);
  request.settings["format"] = "assembly";
  request.input = input;
  return request;
}

std::string refusal(const RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const attest::InputError& error) {
    CHECK_FALSE(error.place().empty());
    CHECK_FALSE(error.expected().empty());
    return error.id();
  }
  return "accepted";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace
TEST_CASE("Hi runs through every block in every dialect in eleven loops") {
  for (const std::string dialect : {"howerj", "davidar"}) {
    for (const std::string statement : {"V3", "V2", "VI"}) {
      if (statement == "VI" && dialect == "howerj") continue;
      CAPTURE(dialect);
      CAPTURE(statement);
      RunRequest request = hi(dialect);
      request.statement = statement;
      std::string written;
      request.output = [&](std::string_view text) { written += text; };
      const RunResult result = run(request).at(0);
      CHECK(result.agrees);
      CHECK(written == "Hi\n");
      CHECK(has(result.result_json,
                R"("halted":true,"steps":11,"output":"Hi\u000a","consumed":0,"pc":-1)"));
    }
  }
}

TEST_CASE("a program echoes its input through every block") {
  for (const std::string dialect : {"howerj", "davidar"}) {
    for (const std::string statement : {"V3", "V2", "VI"}) {
      if (statement == "VI" && dialect == "howerj") continue;
      for (const std::string& input :
           {std::string(), std::string("a"), std::string("xy\0z\xff", 5)}) {
        RunRequest request = echo(dialect, input);
        request.statement = statement;
        std::string written;
        request.output = [&](std::string_view text) { written += text; };
        const RunResult result = run(request).at(0);
        CHECK(result.agrees);
        CHECK(written == input);
        CHECK(has(result.result_json, R"("consumed":)" + std::to_string(input.size())));
      }
    }
  }
}

TEST_CASE("a memory that is larger than the image is zero behind it") {
  RunRequest request = hi("howerj");
  request.settings["words"] = "64";
  request.settings["check_every"] = "3";
  CHECK(run(request).at(0).agrees);
  request.settings["words"] = "18";
  CHECK(refusal(request) == "run-setting");
}

TEST_CASE("a trace tells the registers and what was read") {
  RunRequest request = hi("howerj");
  std::string told;
  request.trace = attest::check::RunTrace{
      .from = 2, .to = 2, .write = [&](std::string_view text) { told += text; }};
  CHECK(run(request).at(0).agrees);
  CHECK(has(told, "loop 2: pc was 3\n"));
  CHECK(has(told, "fetch_a reads column 7 (address 3): adds pc3=6  ia=12\n"));
  CHECK(has(told, "read_a reads column 16 (address 12): adds va=65535 (-1)\n"));
  CHECK(has(told, "after: pc=6"));
  CHECK_FALSE(has(told, "loop 3"));
}

TEST_CASE("a mutant disagrees in either block and an unknown one is refused") {
  RunRequest request = hi("howerj");
  request.mutant = "branch_below_zero";
  CHECK_FALSE(run(request).at(0).agrees);
  request.statement = "V2";
  CHECK_FALSE(run(request).at(0).agrees);
  // The first instruction puts the character into the first word of the next one.
  request = request_of("-1 3 0 0 6 -1 65", "howerj");
  request.input = std::string(1, 6);
  request.statement = "V2";
  CHECK(run(request).at(0).agrees);
  request.mutant = "a_not_forwarded";
  CHECK_FALSE(run(request).at(0).agrees);
  request.mutant = "no_such_mutant";
  CHECK(refusal(request) == "mutant-unknown");
}

TEST_CASE("images without a dialect and bad settings are refused") {
  CHECK(refusal(request_of("1 2 3", "")) == "subleq-dialect");
  CHECK(refusal(request_of("1 2 3", "416")) == "subleq-dialect");
  CHECK(refusal(request_of("1 2 x")) == "subleq-image");
  CHECK(refusal(request_of("")) == "subleq-size");
  RunRequest request = request_of("1 2 3");
  request.statement = "S1";
  CHECK(refusal(request) == "run-statement");
  request.statement = "VI";
  CHECK(refusal(request) == "subleq-dialect");
  request = request_of("1 2 3");
  request.settings["word_bits"] = "1";
  CHECK(refusal(request) == "run-setting");
  request.settings["word_bits"] = "2";
  CHECK(refusal(request_of("70000 0 0")) == "subleq-word");
  request = request_of("1 2 3");
  request.settings["format"] = "hex";
  CHECK(refusal(request) == "run-setting");
  request = request_of("1 2 3", "davidar");
  request.statement = "VI";
  request.settings["word_bits"] = "16";
  CHECK(refusal(request) == "run-setting");
  CHECK(refusal(request_of("2000000 0 0", "davidar")) == "subleq-address");
}

TEST_CASE("integers that do not fit 32 bits are compared with the whole next state") {
  // 2^31 - (-1) in the first loop, then a character into the first word.
  RunRequest request = request_of("7 6 3 -1 0 6 2147483647 -1 0 -1 0 0", "davidar");
  request.statement = "VI";
  request.input = "a";
  request.max_steps = 2;
  const RunResult result = run(request).at(0);
  CHECK(result.agrees);
  CHECK(has(result.result_json, R"("consumed":1)"));
  request.mutant = "branch_below_zero";
  request.text = "3 3 0 300000";
  CHECK_FALSE(run(request).at(0).agrees);
}

TEST_CASE("a run stops after the most steps") {
  RunRequest request = request_of("3 3 0 0");
  request.max_steps = 7;
  CHECK(has(run(request).at(0).result_json, R"("halted":false,"steps":7)"));
}

}  // namespace attest::looped_subleq_von_neumann
