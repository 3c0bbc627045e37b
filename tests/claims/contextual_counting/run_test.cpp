// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words, intervals and logs of users: counts by hand, and what is refused where.
#include <doctest/doctest.h>

#include "claims/contextual_counting/claim.hpp"
#include "reference/number/error.hpp"
#include "tests/claims/runner.hpp"

namespace attest::contextual_counting {
namespace {

check::RunRequest request_of(const std::string& text, const char* format) {
  check::RunRequest request;
  request.text = text;
  request.place = "file";
  request.settings["format"] = format;
  return request;
}

std::vector<check::RunResult> run_file(const std::string& name, const char* format) {
  return run(request_of(tests::input_text("contextual_counting", name), format));
}

/// "id place" of the refusal, or "taken".
std::string refusal(const std::string& text, const char* format) {
  try {
    static_cast<void>(run(request_of(text, format)));
  } catch (const InputError& error) {
    return error.id() + " " + error.place();
  }
  return "taken";
}

TEST_SUITE("claims/contextual_counting/run") {
  TEST_CASE("the words of the inputs are counted as worked out by hand") {
    const std::vector<check::RunResult> results = run_file("brackets.txt", "brackets");
    REQUIRE(results.size() == 3);
    CHECK(results[0].result_json == R"({"letters":4,"regions":["1"],"counts":["1"]})");
    CHECK(results[1].result_json.ends_with(R"("counts":["2","0","1","0"]})"));
    CHECK(results[2].result_json.ends_with(R"("counts":["1","1","0","0"]})"));
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("intervals are half open and their hits are counted by chromosome") {
    const std::vector<check::RunResult> results = run_file("genes.bed", "intervals");
    REQUIRE(results.size() == 2);
    CHECK(results[0].result_json ==
          R"({"letters":14,"regions":["geneA","geneB","geneC"],"counts":["2","1","3"]})");
    CHECK(results[1].result_json == R"({"letters":3,"regions":["geneD"],"counts":["0"]})");
    for (const check::RunResult& result : results) CHECK(result.agrees);
  }

  TEST_CASE("the hits of a log are counted by window") {
    const std::vector<check::RunResult> results = run_file("windows.log", "log");
    REQUIRE(results.size() == 1);
    CHECK(results[0].result_json.ends_with(
        R"("regions":["deploy-1","deploy-2","deploy-3"],"counts":["2","0","1"]})"));
    CHECK(results[0].agrees);
  }

  TEST_CASE("a mutant changes a count") {
    check::RunRequest request = request_of("[1]0", "brackets");
    request.mutant = "region_test_r_r";
    CHECK(!run(request).at(0).agrees);
  }

  TEST_CASE("what is no word is refused with its place") {
    CHECK(refusal("[1]\n[[1]]", "brackets") == "word-region file:2:2");
    CHECK(refusal("1]", "brackets") == "word-region file:1:2");
    CHECK(refusal("[1", "brackets") == "word-region file:1");
    CHECK(refusal("012", "brackets") == "word-letter file:1:3");
    CHECK(refusal("\n\n", "brackets") == "word-empty file");
    CHECK(refusal(std::string(2049, '0'), "brackets") == "word-length file:1");
    CHECK(refusal("[1]", "words") == "run-setting --set format");
  }

  TEST_CASE("what is no table of intervals is refused with its place") {
    CHECK(refusal("chr1 1 5\nchr1 4 9", "intervals") == "interval-overlap file:2");
    CHECK(refusal("chr1 5 5", "intervals") == "interval-empty file:1");
    CHECK(refusal("chr1 -1 5", "intervals") == "interval-number file:1");
    CHECK(refusal("chr1", "intervals") == "interval-fields file:1");
    CHECK(refusal("chr1 1 5 a\"b", "intervals") == "word-name file:1");
    CHECK(refusal("# nothing", "intervals") == "word-empty file");
  }

  TEST_CASE("what is no log is refused with its place") {
    CHECK(refusal("1 begin\n2 begin", "log") == "log-window file:2");
    CHECK(refusal("1 end", "log") == "log-window file:1");
    CHECK(refusal("1 begin", "log") == "log-window file");
    CHECK(refusal("1", "log") == "log-fields file:1");
    CHECK(refusal("", "log") == "word-empty file");
  }
}

}  // namespace
}  // namespace attest::contextual_counting
