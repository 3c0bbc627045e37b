// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's FLEQ programs and matrices: results, mutants, model files, and what is refused.
#include <doctest/doctest.h>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/machine/fleq_file.hpp"
#include "reference/model/json.hpp"
#include "tests/claims/runner.hpp"

namespace attest::fleq_function_blocks {
namespace {

const tests::Runner runner(run);

check::RunRequest example(const char* name, const char* label = "") {
  return {
      .text = tests::input_text(std::string(claim_id), name), .place = name, .statement = label};
}

check::RunRequest request_of(std::string text, const char* label = "") {
  return {.text = std::move(text), .place = "x.txt", .statement = label};
}

constexpr const char* doubling = "side 1\ncell x = 3\ncell minus = -3\nsubtract x minus -> x\n";

TEST_SUITE("fleq_function_blocks") {
  TEST_CASE("Newton's iteration in assembly and by statement give the same cell") {
    const check::RunResult assembled = runner.only(example("newton.fleq"));
    CHECK(assembled.agrees);
    CHECK(assembled.result_json.starts_with(R"({"halted":true,"steps":20,"cells":{"At":[[2,-1,)"));
    CHECK(assembled.model.at("layers") == 6);
    const check::RunResult built = runner.only(example("second_difference.csv", "S2.newton"));
    CHECK(built.agrees);
    const std::string x = R"("X":[["250968589584095/562949953421312")";
    CHECK(built.result_json.starts_with(R"({"halted":true,"steps":20,"cells":{)" + x));
    CHECK(assembled.result_json.find(x) != std::string::npos);
  }

  TEST_CASE("least squares in assembly and by statement give the same weights") {
    const check::RunResult assembled = runner.only(example("least_squares.fleq"));
    CHECK(assembled.agrees);
    const check::RunResult built = runner.only(example("samples.csv", "S2.descent"));
    CHECK(built.agrees);
    CHECK(built.result_json.starts_with(R"({"halted":true,"steps":76,"cells":{"w":[[")"));
    const std::string cells = built.result_json.substr(built.result_json.find("\"w\""));
    CHECK(assembled.result_json.find(cells.substr(0, cells.size() - 2)) != std::string::npos);
  }

  TEST_CASE("backpropagation in assembly trains the network that plain loops train") {
    const check::RunResult trained = runner.only(example("backprop.fleq"));
    CHECK(trained.agrees);
    CHECK(trained.result_json.starts_with(R"({"halted":true,"steps":78,)"));
    const task::TwoLayers direct = task::two_layer_descent(
        {{.input = {1, 1}, .wanted = {1}}, {.input = {-1, 2}, .wanted = {0}}},
        {.first = Matrix(std::vector<std::vector<Rational>>{{1, Rational(-1, 2)}, {0, 1}}),
         .second = Matrix(std::vector<std::vector<Rational>>{{Rational(1, 2)}, {-1}})},
        task::Activation::square, Rational(1, 64), 2);
    for (const Rational& weight : {direct.first(0, 0), direct.first(1, 1), direct.second(1, 0)}) {
      CHECK(trained.result_json.find("\"" + weight.to_string() + "\"") != std::string::npos);
    }
  }

  TEST_CASE("whole steps and powers take the loops that the statements say") {
    check::RunRequest request = example("second_difference.csv", "S2.newton.call");
    request.settings["steps"] = "3";
    CHECK(runner.only(request).agrees);
    CHECK(runner.only(request).result_json.starts_with(R"({"halted":true,"steps":6,)"));
    request.statement = "S2.power";
    CHECK(runner.only(request).agrees);
    CHECK(runner.only(request).result_json ==
          R"({"halted":true,"steps":10,"cells":{"x":[[6,0,0],[-8,0,0],[6,0,0]]}})");
  }

  TEST_CASE("a mutant disagrees and stops where it does") {
    check::RunRequest request = example("newton.fleq");
    request.max_steps = 15;  // n is 0 then
    for (const char* name : {"targets_swapped", "any_lane_written", "read.multiply.read_a.drop",
                             "zero_falls_through"}) {
      CAPTURE(name);
      request.mutant = name;
      CHECK_FALSE(runner.only(request).agrees);
    }
    // A and X are symmetric, and no whole step is called.
    for (const char* name : {"product_not_transposed", "one_for_two"}) {
      request.mutant = name;
      CHECK(runner.only(request).agrees);
    }
    request.mutant = "no_such_mutant";
    CHECK(runner.error_of(request) == "mutant-unknown");
  }

  TEST_CASE("a run stops after the most steps and where it is interrupted") {
    check::RunRequest request = example("newton.fleq");
    request.max_steps = 7;
    CHECK(runner.only(request).agrees);
    CHECK(runner.only(request).result_json.starts_with(R"({"halted":false,"steps":7,)"));
    request.is_interrupted = [] { return true; };
    CHECK(runner.only(request).result_json.starts_with(R"({"halted":false,"steps":0,)"));
    request.max_steps = -1;
    CHECK(runner.error_of(request) == "run-max-steps");
  }

  TEST_CASE("a model file runs in place of the block when it has its registers") {
    const machine::fleq::Program program = machine::fleq::parse(doubling, "x.fleq");
    Size size = size_for(program);
    model::ModelFile file{
        .claim = claim_id, .statement = "S1", .params = {}, .model = construction(size)};
    check::RunRequest request = request_of(doubling);
    request.model_place = "model.json";
    request.model_text = model::to_json(file);
    CHECK(runner.only(request).agrees);
    CHECK(runner.only(request).result_json ==
          R"({"halted":true,"steps":1,"cells":{"x":[[6]],"minus":[[-3]]}})");
    file.model = construction(size, {.swaps_difference = true});
    request.model_text = model::to_json(file);
    CHECK_FALSE(runner.only(request).agrees);
    size.operations = all_operations();
    file.model = construction(size);
    request.model_text = model::to_json(file);
    CHECK(runner.error_of(request) == "model-fields");
  }

  TEST_CASE("programs and matrices that do not fit are refused with their place") {
    CHECK(runner.refusal_of(request_of("side 1\ncell x\nadd x x -> x\n")) ==
          "fleq-operation at x.txt:3:1");
    CHECK(runner.refusal_of(request_of("1,2\n3\n", "S2.newton")) == "matrix-square at x.txt:2:1");
    CHECK(runner.refusal_of(request_of("1,2\n3,x\n", "S2.power")) == "rows-syntax at x.txt:2:3");
    CHECK(runner.refusal_of(request_of("", "S2.power")) == "matrix-empty at x.txt:1:1");
    CHECK(runner.refusal_of(request_of("0,0\n0,0\n", "S2.newton")) == "matrix-zero at x.txt");
    CHECK(runner.refusal_of(request_of("1,2\n3\n", "S2.descent")) == "matrix-size at x.txt:2:1");
    CHECK(runner.refusal_of(request_of("1\n", "S2.descent")) == "matrix-size at x.txt:1:1");
    std::string large = "side 8\n";
    for (int cell = 0; cell < 80; ++cell) large += "cell c" + std::to_string(cell) + "\n";
    CHECK(runner.refusal_of(request_of(large + "transpose c0 -> c0\n")) == "run-columns at x.txt");
    // Digits double in each loop.
    check::RunRequest squares = request_of("side 1\ncell x = 1/3\nl: multiply x x -> x\n");
    squares.text = "side 1\ncell x = 1/3\ncell minus = -1\nl: multiply x x -> x if minus goto l\n";
    CHECK(runner.refusal_of(squares) == "run-bits at cell x after 16 instructions");
  }

  TEST_CASE("statements and settings that do not fit are refused") {
    check::RunRequest request = request_of("1\n", "S2.newton");
    for (const char* steps : {"0", "65", "-1", "4x", ""}) {
      CAPTURE(steps);
      request.settings["steps"] = steps;
      CHECK(runner.error_of(request) == "run-setting");
    }
    request.settings = {{"inverse_rate", "8"}};
    CHECK(runner.error_of(request) == "run-setting");
    request = request_of(doubling);
    request.settings["steps"] = "4";
    CHECK(runner.error_of(request) == "run-setting");
    CHECK(runner.error_of(request_of(doubling, "S3")) == "run-statement");
    request = request_of(doubling);
    request.input = "";
    CHECK(runner.error_of(request) == "run-input");
  }
}

}  // namespace
}  // namespace attest::fleq_function_blocks
