// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary by hand, which layers are positional, and runs on files.
#include <doctest/doctest.h>

#include "claims/positional_lookup_bound/claim.hpp"
#include "claims/positional_lookup_bound/parts.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/positional.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::positional_lookup_bound {
namespace {

check::RunRequest request_of(const std::string& name, const char* bits) {
  check::RunRequest request;
  request.text = tests::input_text("positional_lookup_bound", name);
  request.place = name;
  request.settings["n"] = "6";
  request.settings["bits"] = bits;
  return request;
}

std::string refusal(const check::RunRequest& request) {
  try {
    static_cast<void>(run(request));
  } catch (const InputError& error) {
    return error.id();
  }
  return "taken";
}

TEST_SUITE("claims/positional_lookup_bound") {
  TEST_CASE("the layer that spells reads 13/16 on 1011 with the first bit least") {
    // z_0 = 1, z_1 = 0, z_2 = 1, z_3 = 1: 1 + 4 + 8 = 13 of 16.
    const model::Transformer layer = spelling_layer(4);
    const model::Trace trace = model::trace(layer, tokens_of(4, 13, 0), {});
    const int at = read_out_coordinates(layer).at(0);
    CHECK(std::get<Rational>(trace.layers.at(0).state.at(
              static_cast<std::size_t>(4 * trace.d + at))) == Rational(13, 16));
  }

  TEST_CASE("one bit too few leaves the words 0 and 1 together and the first bit open") {
    const Verdict verdict = defeat(rounded(spelling_layer(4), 3), 4);
    CHECK(verdict.found == Counterexample{.z = 0, .z_prime = 1, .y = 0});
    CHECK(verdict.is_verified);
    CHECK(verdict.words == 2);
  }

  TEST_CASE("nothing is found against 4 bits and all 16 read-outs differ") {
    const Verdict verdict = defeat(rounded(spelling_layer(4), 4), 4);
    CHECK(!verdict.found);
    CHECK(verdict.read_outs == 16);
  }

  TEST_CASE("a flawed adversary is not believed") {
    CHECK(!defeat(rounded(spelling_layer(4), 3), 4, Flaw::points_elsewhere).is_verified);
    CHECK(!defeat(rounded(spelling_layer(4), 4), 4, Flaw::ignores_first_number).is_verified);
  }

  TEST_CASE("scores that see content are told from the weights") {
    Random random(1, 2, 3);
    CHECK(std::ssize(model::content_reads(random_layer(5, random))) == 0);
    CHECK(std::ssize(model::content_reads(spelling_layer(5))) == 0);
    CHECK(std::ssize(model::content_reads(two_layer_form())) == 0);
    CHECK(std::ssize(model::content_reads(content_form())) == 1);
    CHECK(std::ssize(model::content_reads(random_layer(5, random, Sees::pointer))) >= 1);
  }

  TEST_CASE("a file with 5 of 6 bits is defeated and one with 6 is not") {
    const check::RunResult few = run(request_of("spelling_n6.json", "5")).at(0);
    CHECK(
        few.result_json ==
        R"({"n":6,"words":2,"read_outs":1,"counterexample":{"z":"000000","z_prime":"100000","y":0}})");
    CHECK(few.agrees);
    const check::RunResult enough = run(request_of("spelling_n6.json", "6")).at(0);
    CHECK(enough.result_json == R"({"n":6,"words":64,"read_outs":64,"counterexample":null})");
    CHECK(enough.agrees);
  }

  TEST_CASE("a broken adversary is noticed on a file") {
    check::RunRequest request = request_of("spelling_n6.json", "5");
    request.mutant = "points_elsewhere";
    CHECK(!run(request).at(0).agrees);
  }

  TEST_CASE("content attention and wrong settings are refused") {
    CHECK(refusal(request_of("content.json", "5")) == "candidate-content");
    CHECK(refusal(request_of("spelling_n6.json", "65")) == "run-setting");
    check::RunRequest request = request_of("spelling_n6.json", "5");
    request.mutant = "none";
    CHECK(refusal(request) == "mutant-unknown");
    request.mutant = "";
    request.text = "{}";
    CHECK(refusal(request) != "taken");
  }
}

}  // namespace
}  // namespace attest::positional_lookup_bound
