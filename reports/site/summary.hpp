// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the rows of a statement come to together.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reference/number/integer.hpp"
#include "reports/site/document.hpp"
#include "reports/site/selection.hpp"
#include "reports/site/wording.hpp"

namespace attest::site {

/// The rows of one statement in a few words.
struct Summary {
  std::string verdict;  ///< the worst of its rows; "not checked" where there is none
  std::string style;    ///< good, bad, open, part (sampled) or print (refuted in print)
  std::string reach;    ///< "5 points, 46 864 cases"
  MutantCounts mutants;
  /// Every row holds and no mutant is alive; or there is none, and none is due on the rung fast.
  bool is_as_expected = false;
};

[[nodiscard]] Summary summary_of(const StatementRows& statement);

/// The rows of all statements of a claim in a few words.
struct ClaimSummary {
  Line verdicts;           ///< "8 hold, 1 no counterexample, 3 nightly only", coloured
  std::string coverage;    ///< "40 exhaustive, 3 certificate, 1 sampled" points
  std::string arithmetic;  ///< "integer, rational, certified ball"
  std::int64_t points = 0;
  Integer cases = 0;  ///< judged at all points
  MutantCounts mutants;
  std::int64_t recalled = 0;  ///< statements whose sentence was not read in the paper
};

[[nodiscard]] ClaimSummary summary_of(const ClaimRows& claim);

/// Whether every statement of every claim has current rows and all are as expected.
[[nodiscard]] bool is_all_as_expected(const Material& material);

/// The verdict of one row as a coloured word.
[[nodiscard]] Span verdict_span(const check::Row& row);

/// The label of a statement, with a dagger if it is recalled.
[[nodiscard]] std::string label_text(const check::Statement& statement);

/// "n = 3, modulus = 7" in the order in which the statement declares its parameters; "none" where
/// there are none.
[[nodiscard]] std::string params_text(const check::Statement& statement,
                                      const check::Params& params);

/// "5 points, 46 864 cases".
[[nodiscard]] std::string reach_text(std::int64_t points, const Integer& cases);

/// "1 claim", "2 claims".
[[nodiscard]] std::string counted(std::int64_t number, std::string_view noun);

/// What a dagger means, below a table in which one stands.
[[nodiscard]] std::string_view dagger_note();

}  // namespace attest::site
