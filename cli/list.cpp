// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest list`: which claims and statements there are.
#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/table.hpp"

namespace attest::cli {
namespace {

std::string list_text(const Build& build) {
  std::string text;
  bool has_recalled = false;
  for (const check::Claim& claim : build.claims) {
    text +=
        fmt::format("{}: {}\n  {}, arXiv {}\n", claim.id, claim.title, claim.paper, claim.arxiv);
    std::vector<Cells> rows;
    for (const check::Statement& statement : claim.statements) {
      has_recalled = has_recalled || statement.is_recalled;
      rows.push_back({"  " + statement.label + (statement.is_recalled ? "†" : ""),
                      std::string(check::name_of(statement.shape)),
                      std::string(check::name_of(statement.standing)), statement.title});
    }
    const std::string lines = table({"  statement", "kind", "standing", "says"}, rows);
    text += lines + "\n";
  }
  if (build.claims.empty()) text = "No claims in this build.\n";
  if (has_recalled) text += "† recalled: the sentence was not read in the paper's text\n";
  return text;
}

Exit run_list(const Values& values, Context& context) {
  context.out << (values.has("--json") ? list_json(context.build) : list_text(context.build));
  return Exit::as_expected;
}

}  // namespace

Command list_command() {
  return {.syntax = {.command = "list",
                     .about = "Lists the claims and their statements.",
                     .example = "  attest list --json",
                     .arguments = {{.name = "--json",
                                    .placeholder = "",
                                    .meaning = "print attest.list/1",
                                    .takes = Takes::nothing}}},
          .run = run_list};
}

}  // namespace attest::cli
