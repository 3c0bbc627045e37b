// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest show`: what a claim says, or the trace of one case.
#include <fmt/format.h>

#include <limits>
#include <ostream>
#include <utility>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/files.hpp"
#include "cli/grid.hpp"
#include "cli/selection.hpp"
#include "cli/subjects.hpp"
#include "cli/table.hpp"
#include "reference/number/error.hpp"
#include "reports/prose/plain_tex.hpp"

namespace attest::cli {
namespace {

std::string statement_text(const check::Statement& statement) {
  std::string text = fmt::format(
      "\n{}{}: {}\n  {}\n", statement.label, statement.is_recalled ? "†" : "",
      prose::plain_tex(statement.title), indented(prose::plain_tex(statement.sentence), 2));
  text += fmt::format("  kind {}, standing {}\n", check::name_of(statement.shape),
                      check::name_of(statement.standing));
  const check::Fidelity& fidelity = statement.fidelity;
  for (const auto& [name, words] :
       {std::pair("published", fidelity.published), std::pair("checked", fidelity.checked),
        std::pair("gap", fidelity.gap)}) {
    if (!words.empty()) text += fmt::format("  {}: {}\n", name, prose::plain_tex(words));
  }
  for (const check::Parameter& parameter : statement.parameters) {
    text += fmt::format("  --set {}={}..{}: {}\n", parameter.name, parameter.lo, parameter.hi,
                        prose::plain_tex(parameter.meaning));
  }
  return text;
}

std::string claim_text(const check::Claim& claim,
                       const std::vector<const check::Statement*>& statements) {
  std::string text =
      fmt::format("{}: {}\n{}, arXiv {}\nfamily: {}\n", claim.id, prose::plain_tex(claim.title),
                  claim.paper, claim.arxiv, claim.family);
  bool has_recalled = false;
  for (const check::Statement* statement : statements) {
    text += statement_text(*statement);
    has_recalled = has_recalled || statement->is_recalled;
  }
  if (has_recalled) text += "\n† recalled: the sentence was not read in the paper's text\n";
  if (!claim.run_help.empty()) {
    text += fmt::format("\nattest run {}: {}\n", claim.id, claim.run_help);
  }
  return text;
}

/// Reads `--seed` with its default 1.
std::uint64_t seed_of(const Values& values) {
  return static_cast<std::uint64_t>(integer_argument(values.text("--seed").value_or("1"), "--seed",
                                                     0, std::numeric_limits<std::int64_t>::max()));
}

/// The model file that takes the place of the built construction, if one is given.
std::optional<UserModel> model_of(const Values& values, Context& context) {
  const auto path = values.text("--model");
  if (!path) return std::nullopt;
  if (values.has("--mutant")) {
    throw InputError("argument-conflict", "--model, --mutant", "both", "one of them");
  }
  return UserModel{.text = read_text(*path, context.in), .place = *path};
}

Exit show_case(const Values& values, Context& context, const check::Claim& claim) {
  const std::string label = values.text("--statement").value_or("");
  const std::optional<UserModel> model = model_of(values, context);
  const check::Statement& statement =
      model ? statement_of_model(claim, *model, label) : statement_named(claim, label);
  ShownCase shown;
  shown.claim = claim.id;
  shown.statement = statement.label;
  shown.mutant = values.text("--mutant").value_or("");
  const std::vector<check::Params> base =
      model ? std::vector{model_params(statement, *model)} : statement.points(check::Rung::fast);
  shown.params = point(statement, place_of(statement), base, settings_of(values.texts("--set")));
  const auto subject = model ? subject_of_model(statement, *model, shown.params, seed_of(values))
                             : subject_at(statement, shown.params, seed_of(values), shown.mutant);
  const std::int64_t size = subject->cases().size;
  if (size == 0) {
    throw InputError("case-range", place_of(statement) + ", --case", "an empty case space",
                     "parameters with at least one case");
  }
  shown.index = integer_argument(values.word("--case"), "--case", 0, size - 1);
  shown.trace = subject->explain(shown.index);
  if (values.has("--json")) {
    context.out << case_json(shown);
    return Exit::as_expected;
  }
  context.out << fmt::format("{} {} {}{}\ncase {} of {}: {}\n{}", claim.id, statement.label,
                             check::text_of(shown.params),
                             shown.mutant.empty() ? "" : " mutant " + shown.mutant, shown.index,
                             size, subject->cases().description, shown.trace);
  if (!shown.trace.ends_with('\n')) context.out << "\n";
  return Exit::as_expected;
}

/// The arguments that only make sense for one case.
void refuse_without_case(const Values& values) {
  for (const char* name : {"--set", "--mutant", "--model", "--seed"}) {
    if (!values.has(name)) continue;
    throw InputError("argument-missing", std::string("attest show, ") + name, "no --case",
                     "--case K, the case to trace");
  }
}

Exit run_show(const Values& values, Context& context) {
  const check::Claim& claim = claim_named(context.build, values.word("ID"));
  if (values.has("--case")) return show_case(values, context, claim);
  refuse_without_case(values);
  const auto statements = statements_named(claim, values.text("--statement").value_or(""));
  context.out << (values.has("--json") ? show_json(claim, statements)
                                       : claim_text(claim, statements));
  return Exit::as_expected;
}

}  // namespace

Command show_command() {
  return {
      .syntax = {.command = "show",
                 .about = "Shows what a claim says, or the trace of one case.",
                 .example =
                     "  attest show match_two\n"
                     "  attest show match_two --statement S2 --set n=3 --set modulus=7 --case 12",
                 .arguments = {{"ID", "ID", "the claim", Takes::required_word},
                               {"--statement", "LABEL",
                                "the statement; for a case, the first by default"},
                               {"--set", "NAME=VALUE", "a parameter of the case", Takes::values},
                               {"--case", "K", "trace the case with this index"},
                               {"--mutant", "NAME", "trace it in this broken version"},
                               {"--model", "FILE", "trace it in this model"},
                               {"--seed", "S", "seed of sampled spaces (default 1)"},
                               {"--json", "", "print attest.show/1", Takes::nothing}}},
      .run = run_show};
}

}  // namespace attest::cli
