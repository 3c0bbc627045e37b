// SPDX-License-Identifier: Apache-2.0
/// \file
/// What every command works with: the build's claims, where the answer goes, and how a run ends.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/number/function.hpp"

namespace attest::cli {

/// The exit codes of the program.
enum class Exit {
  as_expected = 0,
  unexpected = 1,        ///< something fails, is unknown, or a mutant is alive
  bad_input = 2,         ///< nothing was done
  broken_invariant = 3,  ///< the program itself is wrong
  budget_spent = 4,      ///< the budget ran out and left unknowns
  interrupted = 130,     ///< by SIGINT or SIGTERM; what was checked is kept
};

/// What this program was built from.
struct Build {
  std::vector<check::Claim> claims;                       ///< sorted by id
  Function<std::string(std::string_view id)> version_of;  ///< empty for an unknown claim
  std::string commit;
  std::string compiler;
};

/// What a command may use besides its arguments. Only the answer goes to `out`.
struct Context {
  const Build& build;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool shows_progress = false;  ///< `err` is a terminal
  Function<bool()> is_interrupted = [] { return false; };
};

/// The build that this program is, from the generated registry.
[[nodiscard]] Build this_build();

}  // namespace attest::cli
