// SPDX-License-Identifier: Apache-2.0
/// \file
/// A build with two tiny claims whose every outcome is known, for tests of commands and reports.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"

namespace attest::cli {

/// `sums`: S1 holds on (n+1)^2 pairs and has the twists `off_by_one` (refuted) and `same` (changes
/// nothing); S2 fails for pairs with x + y >= n; S3 is vacuous; S4.a and S4.b hold, S4.b sampled;
/// S5 says that a published sentence is false. `products`: P1 holds and has a figure; it runs on
/// lists of numbers.
[[nodiscard]] Build fake_build();

/// What one command line came to.
struct Outcome {
  Exit exit = Exit::as_expected;
  std::string out;
  std::string err;
};

/// Runs a command line of the fake build, with an empty standard input.
[[nodiscard]] Outcome run_fake(const std::vector<std::string>& words);

/// Runs `check` of the fake build with a ledger of its own.
[[nodiscard]] Outcome check_fake(std::vector<std::string> words);

/// Asserts that a command line was refused as bad input by `id`, and says what it expected.
void expect_error(const Outcome& outcome, const std::string& id);

}  // namespace attest::cli
