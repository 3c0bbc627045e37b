// SPDX-License-Identifier: Apache-2.0
/// \file
/// `--set name=value` and `--set name=lo..hi`: parameter points of a statement.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"

namespace attest::cli {

/// The values that one `--set` gives to a parameter: lo, lo + 1, ..., hi.
struct Setting {
  std::string name;
  std::int64_t lo = 0;
  std::int64_t hi = 0;

  friend bool operator==(const Setting&, const Setting&) = default;
};

/// Most points that one command line may ask of one statement.
constexpr std::int64_t most_points = 10'000;

/// Reads the values of `--set`. \throws InputError set-syntax, set-twice
[[nodiscard]] std::vector<Setting> settings_of(const std::vector<std::string>& texts);

/// Whether the statement has every parameter that is set.
[[nodiscard]] bool has_parameters(const check::Statement& statement,
                                  const std::vector<Setting>& settings);

/// The points of `base` with the settings put in: each combination of the values set with the
/// values that `base` gives to the other parameters, each point once. \param place claim and
/// statement
/// \throws InputError parameter-unknown, parameter-range, parameter-missing, set-grid
[[nodiscard]] std::vector<check::Params> grid(const check::Statement& statement,
                                              const std::string& place,
                                              const std::vector<check::Params>& base,
                                              const std::vector<Setting>& settings);

/// The one point that `settings` ask for, the first of `base` giving the parameters not set.
/// \throws InputError as grid, and set-range
[[nodiscard]] check::Params point(const check::Statement& statement, const std::string& place,
                                  const std::vector<check::Params>& base,
                                  const std::vector<Setting>& settings);

}  // namespace attest::cli
