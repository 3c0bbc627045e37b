// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the runs of all claims refuse, and how.
#include "reference/derive/request.hpp"

#include <doctest/doctest.h>

#include "reference/model/builder.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {
namespace {

check::RunRequest request_with(const std::string& name, const std::string& value) {
  check::RunRequest request{.place = "input"};
  request.settings[name] = value;
  return request;
}

template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.id() + " at " + error.place();
  }
  return "accepted";
}

/// One head of weights e^score or average hardmax on one register.
model::Transformer model_of(model::Norm norm) {
  model::Transformer model{.name = "test", .fields = {"x"}};
  model.registers = {{.name = "x"}, {.name = "out"}};
  model.blocks = {{.name = "layer",
                   .heads = {{.name = "head",
                              .norm = norm,
                              .values = {{{.from = 0, .to = 0, .weight = {.value = 1}}}},
                              .out = {{.from = 0, .to = 1, .weight = {.value = 1}}}}}}};
  return model;
}

TEST_SUITE("derive/request") {
  TEST_CASE("the first statement is the default and others are refused by name") {
    const RunTakes takes{.statements = {"S2", "S3"}};
    check::RunRequest request;
    CHECK(require_taken(request, takes) == "S2");
    request.statement = "S3";
    CHECK(require_taken(request, takes) == "S3");
    request.statement = "S4";
    CHECK(refusal([&] { require_taken(request, takes); }) == "run-statement at --statement");
  }

  TEST_CASE("what a claim does not take is refused") {
    const RunTakes takes{.statements = {"S2"}, .settings = {"k"}, .no_model = "there is none"};
    CHECK(require_taken(request_with("k", "1"), takes) == "S2");
    CHECK(refusal([&] { require_taken(request_with("n", "1"), takes); }) ==
          "run-setting at --set n");
    check::RunRequest steps;
    steps.max_steps = 3;
    CHECK(refusal([&] { require_taken(steps, takes); }) == "run-max-steps at --max-steps");
    check::RunRequest file;
    file.model_text = "{}";
    CHECK(refusal([&] { require_taken(file, takes); }) == "run-model at --model");
    file.mutant = "drop";
    CHECK(refusal([&] { require_taken(file, {.statements = {"S2"}}); }) ==
          "run-mutant at --mutant");
  }

  TEST_CASE("settings are whole numbers of their range") {
    CHECK(integer_setting(request_with("k", "7"), "k", 1, 7) == 7);
    CHECK(integer_setting(request_with("k", "-7"), "k", -7, 7) == -7);
    CHECK(integer_setting({}, "k", 1, 7, 5) == 5);
    for (const char* text : {"", "8", "0", "7 ", "+7", "7.0", "99999999999999999999", "k"}) {
      const check::RunRequest request = request_with("k", text);
      CHECK_MESSAGE(refusal([&] { (void)integer_setting(request, "k", 1, 7, 5); }) ==
                        "run-setting at --set k",
                    text);
    }
    CHECK(refusal([] { (void)integer_setting({}, "k", 1, 7); }) == "run-setting at --set");
  }

  TEST_CASE("lists of integers are read to any size and refused where they are none") {
    check::RunRequest request{.text = "3, -4\n 12345678901234567890123\r\n", .place = "list"};
    CHECK(integers_of(request, 3) ==
          std::vector<Integer>{3, -4, Integer::parse("12345678901234567890123")});
    CHECK(refusal([&] { (void)integers_of(request, 2); }) == "list-length at list:2:2");
    for (const char* text : {"1 2\n3 x", "1 2\n3 -", "1 2\n3 1.5", "1 2\n3 +1", "1 2\n3 --1"}) {
      request.text = text;
      CHECK_MESSAGE(refusal([&] { (void)integers_of(request, 9); }) == "list-syntax at list:2:3",
                    text);
    }
    request.text = " \n,";
    CHECK(refusal([&] { (void)integers_of(request, 9); }) == "list-empty at list");
  }

  TEST_CASE("models with powers of e are told from rational ones") {
    CHECK(natural_head(model_of(model::Norm::softmax_e)) == "layer.head");
    CHECK(natural_head(model_of(model::Norm::average_hardmax)).empty());
    CHECK(refusal([] { require_rational(model_of(model::Norm::softmax_e), "m.json"); }) ==
          "model-arithmetic at m.json: layer.head");
    require_rational(model_of(model::Norm::average_hardmax), "m.json");
  }

  TEST_CASE("mutants are found by name and those of the claim first") {
    const model::Transformer model = model_of(model::Norm::average_hardmax);
    CHECK(broken(model, "").name == "test");
    CHECK(broken(model, "layer.head.drop").blocks[0].heads[0].out.empty());
    const std::vector<NamedMutant> named{
        {.name = "renamed", .apply = [](Computes& computes, const check::Params& params) {
           computes.model.name = "n = " + std::to_string(params.at("n"));
         }}};
    CHECK(broken(model, "renamed", named, {{"n", 3}}).name == "n = 3");
    CHECK(refusal([&] { (void)broken(model, "none", named); }) == "mutant-unknown at --mutant");
  }
}

}  // namespace
}  // namespace attest::derive
