// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest export`: writes the model that a claim builds.
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/grid.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "cli/subjects.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

/// The statement to export: the one named, else the first that has a model.
const check::Statement& exported_statement(const check::Claim& claim, const std::string& label) {
  std::vector<std::string> labels;
  for (const check::Statement& statement : claim.statements) {
    if (statement.export_model) labels.push_back(statement.label);
  }
  const std::string chosen = label.empty() && !labels.empty() ? labels.front() : label;
  const check::Statement& statement = statement_named(claim, chosen);
  if (statement.export_model) return statement;
  throw InputError("export-unsupported", place_of(statement), "a statement without a model",
                   one_of("", labels));
}

Exit run_export(const Values& values, Context& context) {
  const check::Claim& claim = claim_named(context.build, values.word("ID"));
  const check::Statement& statement =
      exported_statement(claim, values.text("--statement").value_or(""));
  const check::Params params =
      point(statement, place_of(statement), statement.points(check::Rung::fast),
            settings_of(values.texts("--set")));
  const std::string text = statement.export_model(params);
  const std::string path = values.text("-o").value_or("-");
  if (path == "-") {
    context.out << text;
  } else {
    write_atomically(path, text);
  }
  return Exit::as_expected;
}

}  // namespace

Command export_command() {
  return {
      .syntax = {.command = "export",
                 .about = "Writes the model that a claim builds, as a file (attest.model/1).",
                 .example = "  attest export match_two --statement S2 --set n=3 --set modulus=7 "
                            "-o model.json",
                 .arguments = {{"ID", "ID", "the claim", Takes::required_word},
                               {"--statement", "LABEL",
                                "the statement (default: the first that has a model)"},
                               {"--set", "NAME=VALUE", "a parameter of the model", Takes::values},
                               {"-o", "FILE", "where to (default: standard output)"}}},
      .run = run_export};
}

}  // namespace attest::cli
