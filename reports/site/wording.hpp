// SPDX-License-Identifier: Apache-2.0
/// \file
/// How rows are put into words, the same on the command line and in reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/check/row.hpp"

namespace attest::site {

/// A count with its digits in groups of three: "35 831 808".
[[nodiscard]] std::string grouped(std::string_view decimal_digits);

/// What a row found: "holds", "no counterexample", "published sentence refuted", "fails",
/// "unknown", "empty shard".
[[nodiscard]] std::string verdict_text(const check::Row& row);

/// "all 343 cases", "No counterexample among 1 000 samples of 10^18", "12 of 343 cases".
[[nodiscard]] std::string coverage_text(const check::Row& row);

/// "integer", "certified ball, 128 bits".
[[nodiscard]] std::string arithmetic_text(const check::Row& row);

/// How many mutants ended how.
struct MutantCounts {
  int refuted = 0;
  int equivalent = 0;
  int alive = 0;
};

/// Adds the counts of other mutants.
void add(MutantCounts& counts, const MutantCounts& others);

[[nodiscard]] MutantCounts count(const std::vector<check::MutantRow>& mutants);

/// "61 refuted, 3 equivalent, 1 alive"; empty where there are none.
[[nodiscard]] std::string mutants_text(const MutantCounts& counts);

/// "finite instance" for finite_instance and the like: underscores become spaces.
[[nodiscard]] std::string spaced(std::string_view name);

/// CPU seconds with two decimals, from 10 s on with one.
[[nodiscard]] std::string seconds_text(const check::Row& row);

/// The text, or its beginning and its end where it has more than `most` bytes. \pre most >= 20
[[nodiscard]] std::string shortened(const std::string& text, std::size_t most);

/// Text as a field of a CSV file, in quotes where it needs them.
[[nodiscard]] std::string csv_field(const std::string& text);

/// "integer", "certified ball", "p-bit float".
[[nodiscard]] std::string arithmetic_name(check::Arithmetic arithmetic);

/// "refuted" for a mutant that fails, else "equivalent" or "alive".
[[nodiscard]] std::string fate_text(check::Fate fate);

}  // namespace attest::site
