// SPDX-License-Identifier: Apache-2.0
/// \file
/// The example layers of inputs/: exported as they stand, and what a run says of them.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "claims/match_three_one_layer_bound/claim.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

struct Example {
  const char* file;
  const char* label;
  check::Params params;
  const char* result;
};

const std::vector<Example> examples{
    {.file = "quadratic_n12.json",
     .label = "S3.tables",
     .params = {{"n", 12}, {"heads", 2}, {"bits", 3}},
     .result = R"({"bits":19,"needed":12,"counterexample":{"a":4,"b":0,"b_prime":4}})"},
    {.file = "powers_n8_bits7.json",
     .label = "S3.small",
     .params = {{"n", 8}, {"bits", 7}},
     .result = R"({"bits":16,"needed":8,"counterexample":{"a":1,"b":128,"b_prime":129}})"},
    {.file = "powers_n8.json",
     .label = "S3.correct",
     .params = {{"n", 8}, {"bits", 8}},
     .result = R"({"bits":16,"needed":8,"counterexample":null})"},
    {.file = "counts_n4.json",
     .label = "S3.counts",
     .params = {{"n", 4}, {"bits", 0}},
     .result = R"({"bits":60,"needed":4,"counterexample":null})"}};

std::string text_of_file(const std::string& name) {
  std::string path = ATTEST_SOURCE_DIR "/claims/match_three_one_layer_bound/inputs/";
  path.append(name);
  std::ifstream file(path);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST_CASE("the example layers are what the statements export") {
  for (const Example& example : examples) {
    for (const check::Statement& about : layer_statements()) {
      if (about.label != example.label) continue;
      CAPTURE(example.file);
      CHECK(text_of_file(example.file) == about.export_model(example.params));
    }
  }
}

TEST_CASE("a run on each example layer agrees with the theorem") {
  for (const Example& example : examples) {
    check::RunRequest request;
    request.text = text_of_file(example.file);
    request.place = example.file;
    const std::vector<check::RunResult> results = run(request);
    REQUIRE(results.size() == 1);
    CAPTURE(example.file);
    CHECK(results[0].agrees);
    CHECK(results[0].result_json == example.result);
  }
}

}  // namespace
}  // namespace attest::match_three_one_layer_bound
