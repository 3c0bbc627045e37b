// SPDX-License-Identifier: Apache-2.0
/// \file
/// The `run` of a claim as tests use it: one result, the error of a refusal, example files.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::tests {

/// The text of claims/<claim>/inputs/<name>.
inline std::string input_text(const std::string& claim, const std::string& name) {
  std::ifstream file(std::string(ATTEST_SOURCE_DIR "/claims/") + claim + "/inputs/" + name,
                     std::ios::binary);
  REQUIRE_MESSAGE(file.good(), name);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The integer behind a key of a result. \pre it has the key
inline std::int64_t number_of(const check::RunResult& result, const std::string& key) {
  const std::string quoted = "\"" + key + "\":";
  const std::size_t at = result.result_json.find(quoted);
  REQUIRE(at != std::string::npos);
  return std::stoll(result.result_json.substr(at + quoted.size()));
}

/// Runs a claim on requests.
class Runner {
 public:
  explicit Runner(Function<std::vector<check::RunResult>(const check::RunRequest&)> run)
      : run_(std::move(run)) {}

  /// The only result.
  [[nodiscard]] check::RunResult only(const check::RunRequest& request) const {
    const std::vector<check::RunResult> results = run_(request);
    REQUIRE(results.size() == 1);
    return results[0];
  }

  /// The id of the error that refuses the request, or "none".
  [[nodiscard]] std::string error_of(const check::RunRequest& request) const {
    try {
      (void)run_(request);
    } catch (const InputError& error) {
      return error.id();
    }
    return "none";
  }

  /// "id at place" of that error, or "none".
  [[nodiscard]] std::string refusal_of(const check::RunRequest& request) const {
    try {
      (void)run_(request);
    } catch (const InputError& error) {
      return error.id() + " at " + error.place();
    }
    return "none";
  }

 private:
  Function<std::vector<check::RunResult>(const check::RunRequest&)> run_;
};

}  // namespace attest::tests
