// SPDX-License-Identifier: Apache-2.0
/// \file
/// Finds what a command line names: claims, statements, rungs, mutants.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/context.hpp"

namespace attest::cli {

/// The claim with this id. \throws InputError claim-unknown
[[nodiscard]] const check::Claim& claim_named(const Build& build, std::string_view id);

/// The claims with these ids in the order given, each once; all claims where `ids` is empty.
/// \throws InputError claim-unknown
[[nodiscard]] std::vector<const check::Claim*> claims_named(const Build& build,
                                                            const std::vector<std::string>& ids);

/// The statements that `label` selects: the one with that label, else its forms (`S3` selects
/// `S3.natural`); all where it is empty. \returns nothing if there is none
[[nodiscard]] std::vector<const check::Statement*> statements_matching(const check::Claim& claim,
                                                                       std::string_view label);

/// The same. \throws InputError statement-unknown if there is none
[[nodiscard]] std::vector<const check::Statement*> statements_named(const check::Claim& claim,
                                                                    std::string_view label);

/// The one statement that `label` selects; the first of the claim where it is empty.
/// \throws InputError statement-unknown, statement-ambiguous
[[nodiscard]] const check::Statement& statement_named(const check::Claim& claim,
                                                      std::string_view label);

/// The rung with this name. \throws InputError rung-unknown
[[nodiscard]] check::Rung rung_named(std::string_view name);

}  // namespace attest::cli
