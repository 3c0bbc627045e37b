// SPDX-License-Identifier: Apache-2.0
/// \file
/// Plans: the rows that a command line asks for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/grid.hpp"
#include "cli/subjects.hpp"
#include "reference/check/statement.hpp"

namespace attest::cli {

/// What to check, as the command line says it.
struct Request {
  std::vector<std::string> ids;  ///< empty: every claim
  std::string label;             ///< empty: every statement
  check::Rung rung = check::Rung::fast;
  std::vector<Setting> settings;
  bool with_mutants = false;
  std::string mutant;  ///< broken version that takes the place of the right one, or empty
  std::optional<UserModel> model;  ///< file that takes the place of the built construction
  std::uint64_t seed = 1;
};

/// One row to check.
struct Job {
  const check::Statement* statement = nullptr;
  check::Params params;
  std::uint64_t seed = 1;
  bool with_mutants = false;
  std::string mutant;
  std::optional<UserModel> model;
};

/// The jobs of a request in the order of claims, statements and points.
/// \param skipped receives a line for each statement that lacks a parameter that is set
/// \throws InputError for unknown names, values out of range, a request without a single row
[[nodiscard]] std::vector<Job> plan(const Build& build, const Request& request,
                                    std::vector<std::string>& skipped);

}  // namespace attest::cli
