// SPDX-License-Identifier: Apache-2.0
/// \file
/// The JSON documents that commands print, each with its schema; and what a model file says of
/// itself.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/context.hpp"
#include "reports/store/ledger.hpp"

namespace attest::cli {

/// attest.list/1: the claims with their statements.
[[nodiscard]] std::string list_json(const std::vector<check::Claim>& listed);

/// attest.show/1: a claim's texts, with the given statements in full.
[[nodiscard]] std::string show_json(const check::Claim& claim,
                                    const std::vector<const check::Statement*>& statements);

/// A case that `show` explains.
struct ShownCase {
  std::string claim;
  std::string statement;
  check::Params params;
  std::int64_t index = 0;
  std::string mutant;
  std::string trace;
};

/// attest.show/1 of one case.
[[nodiscard]] std::string case_json(const ShownCase& shown);

/// attest.merge/1: what was taken, and the rows that were joined.
[[nodiscard]] std::string merge_json(const store::Joined& joined);

/// attest.run/1: one object, or an array of them where the input file holds several.
[[nodiscard]] std::string run_json(std::string_view claim,
                                   const std::vector<check::RunResult>& results);

/// attest.version/1.
[[nodiscard]] std::string version_json(
    const Build& build, const std::vector<std::pair<std::string, std::string>>& libraries);

/// What a model file says of itself; parts that it lacks are empty.
struct ModelHead {
  std::string claim;
  std::string statement;
  check::Params params;
};

/// Reads the head of a model file without judging the rest; empty where the text is no JSON object.
[[nodiscard]] ModelHead head_of_model(std::string_view text);

}  // namespace attest::cli
