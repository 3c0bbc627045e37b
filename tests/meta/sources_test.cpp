// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads every C++ file of the tree and compares its form with the rules of CONTRIBUTING.md.
#include <doctest/doctest.h>

#include <regex>
#include <string>
#include <vector>

#include "tests/meta/tree.hpp"

namespace attest::meta {
namespace {

/// Whether floating point is part of a file's purpose: proven kernels, measurements, pictures.
bool may_use_floats(const std::string& path) {
  return !path.starts_with("claims/") &&
         (!path.starts_with("reference/") || path.starts_with("reference/engine/"));
}

/// Whether a line of code names float or double outside a line that says `_approx`.
bool uses_floats(const std::string& line) {
  static const std::regex type(R"(\b(float|double)\b)");
  const std::string code = code_of(line);
  return std::regex_search(code, type) && code.find("_approx") == std::string::npos &&
         !code.starts_with("#include");
}

/// Whether a line of code calls the standard assert.
bool asserts(const std::string& line) {
  static const std::regex call(R"((^|[^_[:alnum:]])assert\()");
  return std::regex_search(code_of(line), call);
}

TEST_CASE("every C++ file starts with its licence and the sentence that says what it is") {
  REQUIRE_FALSE(cpp_files().empty());
  for (const std::string& file : cpp_files()) {
    const std::vector<std::string> lines = lines_of(file);
    INFO(file);
    REQUIRE(lines.size() >= 3);
    CHECK(lines[0] == "// SPDX-License-Identifier: Apache-2.0");
    CHECK(lines[1] == "/// \\file");
    CHECK(lines[2].starts_with("/// "));
  }
}

TEST_CASE("every header is included once by pragma") {
  for (const std::string& file : cpp_files()) {
    if (!file.ends_with(".hpp")) continue;
    INFO(file);
    std::size_t pragmas = 0;
    for (const std::string& line : lines_of(file)) pragmas += line == "#pragma once" ? 1U : 0U;
    CHECK(pragmas == 1);
  }
}

TEST_CASE("no claim and no reference code computes in floating point outside the engine") {
  for (const std::string& file : cpp_files()) {
    if (may_use_floats(file)) continue;
    const std::vector<std::string> lines = lines_of(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (uses_floats(lines[i])) FAIL_CHECK(complaint(file, i, "float or double"));
    }
  }
}

TEST_CASE("no code uses assert because it vanishes from release builds") {
  for (const std::string& file : cpp_files()) {
    const std::vector<std::string> lines = lines_of(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (asserts(lines[i])) FAIL_CHECK(complaint(file, i, "assert"));
    }
  }
}

TEST_CASE("no name of a test case holds a comma because filters split there") {
  static const std::regex name(R"re(^\s*(TEST_CASE|SUBCASE)\("([^"]*)"\))re");
  for (const std::string& file : cpp_files()) {
    const std::vector<std::string> lines = lines_of(file);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(lines[i], match, name)) continue;
      if (match[2].str().find(',') != std::string::npos) FAIL_CHECK(complaint(file, i, "a comma"));
    }
  }
}

TEST_CASE("code that breaks these rules is reported and code that only looks so is not") {
  CHECK(uses_floats("  const double gain = 2;"));
  CHECK_FALSE(uses_floats("  // a double would round here"));
  CHECK_FALSE(uses_floats("  double to_double_approx() const;"));
  CHECK_FALSE(uses_floats("  throw std::runtime_error(\"a double\");"));
  CHECK(asserts("  assert(n > 0);"));
  CHECK_FALSE(asserts("  static_assert(n > 0);"));
}

}  // namespace
}  // namespace attest::meta
