// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas in conjunctive normal form, from DIMACS files, and their least model by trying all.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace attest::task {

/// A clause: bits of the variables that stand in it as they are, and negated; bit i is variable
/// i + 1. It may hold a variable both ways, or none.
struct Clause {
  std::int64_t positive = 0;
  std::int64_t negative = 0;

  friend bool operator==(const Clause&, const Clause&) = default;
};

/// A conjunction of clauses.
struct Formula {
  int variables = 0;
  std::vector<Clause> clauses = {};

  friend bool operator==(const Formula&, const Formula&) = default;
};

/// Greatest number of variables and of clauses that a file may have.
inline constexpr int most_variables = 20;
inline constexpr int most_clauses = 1000;

/// Whether an assignment, bit i being variable i + 1, makes every clause true.
[[nodiscard]] bool is_satisfied(const Formula& formula, std::int64_t assignment);

/// The first assignment that makes every clause true, in the order in which variable 1 changes
/// slowest and false comes before true; nothing where there is none. \pre at most most_variables
[[nodiscard]] std::optional<std::int64_t> least_model(const Formula& formula);

/// The formula of a DIMACS text: lines `c ...`, one line `p cnf VARIABLES CLAUSES`, then clauses of
/// nonzero integers, each ended by 0; a line `%` ends the text. \param place the file's name
/// \throws InputError cnf-empty, cnf-header, cnf-literal, cnf-count, cnf-size, naming line and
/// column
[[nodiscard]] Formula parse_formula(std::string_view text, std::string_view place);

}  // namespace attest::task
