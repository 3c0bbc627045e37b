// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas whose models were worked by hand, and DIMACS texts that are accepted, refused or
/// survived.
#include "reference/task/satisfiability.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "reference/number/error.hpp"

namespace attest::task {
namespace {

std::vector<std::filesystem::path> formulas_of(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = ATTEST_SOURCE_DIR "/tests/inputs";
  for (const auto& entry : std::filesystem::directory_iterator(root / folder / "cnf")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  REQUIRE_FALSE(files.empty());
  return files;
}

std::string formula_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The error of a text that must be refused.
attest::InputError formula_refusal(const std::string& text) {
  try {
    static_cast<void>(parse_formula(text, "x.cnf"));
  } catch (const attest::InputError& error) {
    return error;
  }
  FAIL("accepted: " << text);
  return {"", "", "", ""};
}

TEST_SUITE("task/satisfiability") {
  TEST_CASE("every file of inputs/accept/cnf is read") {
    for (const auto& path : formulas_of("accept")) {
      CAPTURE(path);
      CHECK_NOTHROW(static_cast<void>(parse_formula(formula_text(path), "x.cnf")));
    }
  }

  TEST_CASE("every file of inputs/reject/cnf is refused with the id that begins its name") {
    for (const auto& path : formulas_of("reject")) {
      CAPTURE(path);
      const std::string name = path.filename().string();
      const attest::InputError error = formula_refusal(formula_text(path));
      CHECK(error.id() == name.substr(0, name.find('.')));
      CHECK(error.place().starts_with("x.cnf"));
    }
  }

  TEST_CASE("every file of inputs/survive/cnf is refused or read without harm") {
    for (const auto& path : formulas_of("survive")) {
      CAPTURE(path);
      try {
        const Formula formula = parse_formula(formula_text(path), "x.cnf");
        CHECK(formula.variables <= most_variables);
      } catch (const attest::InputError& error) {
        CHECK(error.id().starts_with("cnf-"));
      }
    }
  }

  TEST_CASE("clauses end with 0 wherever lines do") {
    const Formula formula = parse_formula("p cnf 2 3\n1\n2 0 -1 0\n0\n", "x.cnf");
    CHECK(formula.variables == 2);
    CHECK(formula.clauses == std::vector<Clause>{{.positive = 3}, {.negative = 1}, {}});
    CHECK(formula_refusal("p cnf 2 1\n1 3 0\n").place() == "x.cnf:2:3");
  }

  TEST_CASE("the least model sets variable 1 last") {
    // (x1 or x2) and (not x2 or x3): 010 fails, 011 holds.
    const Formula formula{.variables = 3,
                          .clauses = {{.positive = 3}, {.positive = 4, .negative = 2}}};
    CHECK(least_model(formula) == 6);
    CHECK(is_satisfied(formula, 6));
    CHECK_FALSE(is_satisfied(formula, 2));
  }

  TEST_CASE("an empty clause has no model and no clause has the model 0") {
    CHECK_FALSE(least_model({.variables = 2, .clauses = {{}}}).has_value());
    CHECK(least_model({.variables = 2}) == 0);
    CHECK(least_model({.variables = 1, .clauses = {{.positive = 1, .negative = 1}}}) == 0);
    CHECK_FALSE(least_model({.variables = 1, .clauses = {{.positive = 1}, {.negative = 1}}}));
  }
}

}  // namespace
}  // namespace attest::task
