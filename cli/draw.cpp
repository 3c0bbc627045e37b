// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest draw`: a picture of a construction on one case, or of a lower bound's cut.
#include <algorithm>
#include <filesystem>
#include <limits>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/grid.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "cli/subjects.hpp"
#include "reference/check/drawing.hpp"
#include "reference/number/error.hpp"
#include "reports/diagram/diagram.hpp"

namespace attest::cli {
namespace {

bool is_drawn(const check::Statement& statement) { return statement.drawing || statement.figure; }

/// The statement to draw: the one named, else the first that has a picture.
const check::Statement& drawn_statement(const check::Claim& claim, const std::string& label) {
  std::vector<std::string> labels;
  for (const check::Statement& statement : claim.statements) {
    if (is_drawn(statement)) labels.push_back(statement.label);
  }
  const std::string chosen = label.empty() && !labels.empty() ? labels.front() : label;
  const check::Statement& statement = statement_named(claim, chosen);
  if (is_drawn(statement)) return statement;
  throw InputError("draw-unsupported", place_of(statement),
                   "a statement without a model or a figure to draw", one_of("", labels));
}

/// "svg" or "dot": as --format says, else as the file is named, else svg where it has no ending.
std::string format_of(const Values& values, const std::string& path) {
  const std::vector<std::string> formats{"svg", "dot"};
  const auto is_format = [&](const std::string& name) {
    return std::find(formats.begin(), formats.end(), name) != formats.end();
  };
  const std::string ending = std::filesystem::path(path).extension().string();
  const std::string extension = ending.empty() ? "" : ending.substr(1);
  const bool is_named = is_format(extension);
  if (!values.has("--format") && !extension.empty() && !is_named) {
    throw InputError("format-unknown", "-o", in_quotes(path),
                     "a file that ends in .svg or .dot, or --format");
  }
  const std::string format = values.text("--format").value_or(is_named ? extension : "svg");
  if (!is_format(format)) {
    throw InputError("format-unknown", "--format", in_quotes(format), one_of(format, formats));
  }
  if (is_named && format != extension) {
    throw InputError("argument-conflict", "--format, -o", format + " and " + in_quotes(path),
                     "a file of that format");
  }
  return format;
}

/// What to draw, its numbers read and its mutant known.
check::DrawingRequest request_of(const Values& values, const check::Statement& statement) {
  check::DrawingRequest request;
  request.params = point(statement, place_of(statement), statement.points(check::Rung::fast),
                         settings_of(values.texts("--set")));
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  request.seed = static_cast<std::uint64_t>(
      integer_argument(values.text("--seed").value_or("1"), "--seed", 0, most));
  if (const auto index = values.text("--case")) {
    request.index = integer_argument(*index, "--case", 0, most);
  }
  request.open = values.texts("--open");
  request.mutant = values.text("--mutant").value_or("");
  if (request.mutant.empty()) return request;
  const std::vector<check::Mutant> mutants = statement.mutants
                                                 ? statement.mutants(request.params, request.seed)
                                                 : std::vector<check::Mutant>();
  if (!mutant_named(mutants, request.mutant)) {
    refuse_mutant(request.mutant, place_of(statement), mutants);
  }
  return request;
}

/// The figure at the values that were set.
check::Drawing figure_of(const Values& values, const check::Statement& statement) {
  check::Statement shown = statement;
  shown.parameters = statement.figure.parameters;
  return statement.figure.draw(point(shown, place_of(statement) + ", --figure",
                                     {statement.figure.params},
                                     settings_of(values.texts("--set"))));
}

/// A figure shows no case, so nothing may choose one.
void refuse_with_figure(const Values& values, const check::Statement& statement) {
  for (const char* name : {"--case", "--mutant", "--open"}) {
    if (!values.has(name)) continue;
    throw InputError("argument-conflict", place_of(statement) + ", " + name,
                     "a figure of the whole statement", "a statement with a model");
  }
}

Exit run_draw(const Values& values, Context& context) {
  const check::Claim& claim = claim_named(context.build, values.word("ID"));
  const check::Statement& statement =
      drawn_statement(claim, values.text("--statement").value_or(""));
  const std::string path = values.text("-o").value_or("-");
  const std::string format = format_of(values, path);
  const bool is_figure = values.has("--figure") || !statement.drawing;
  if (is_figure && !statement.figure) {
    throw InputError("draw-unsupported", place_of(statement) + ", --figure",
                     "a claim that supplies no figure", "the statement without --figure");
  }
  if (is_figure) refuse_with_figure(values, statement);
  const check::Drawing drawing =
      is_figure ? figure_of(values, statement) : statement.drawing(request_of(values, statement));
  const std::string text = format == "dot" ? diagram::to_dot(drawing) : diagram::to_svg(drawing);
  if (path == "-") {
    context.out << text;
  } else {
    write_atomically(path, text);
  }
  return Exit::as_expected;
}

}  // namespace

Command draw_command() {
  return {
      .syntax =
          {.command = "draw",
           .about = "Draws a construction on one case, or a lower bound as the cut between two "
                    "parties.",
           .example = "  attest draw match_two --statement S2 --set n=6 --set modulus=7 "
                      "--case 72710 -o match_two.svg\n"
                      "  attest draw looped_subleq --open B -o block.svg",
           .arguments =
               {{"ID", "ID", "the claim", Takes::required_word},
                {"--statement", "LABEL", "the statement (default: the first that has a picture)"},
                {"--set", "NAME=VALUE", "a parameter", Takes::values},
                {"--case", "K", "the case (default: one that is not special)"},
                {"--mutant", "NAME", "draw this broken version instead"},
                {"--open", "BLOCK", "open this block; or all, none (default: what stays legible)",
                 Takes::values},
                {"--figure", "", "the claim's own figure of the statement", Takes::nothing},
                {"--seed", "S", "seed of sampled spaces (default 1)"},
                {"--format", "FORMAT", "svg or dot (default: as FILE is named, else svg)"},
                {"-o", "FILE", "where to (default: standard output)"}}},
      .run = run_draw};
}

}  // namespace attest::cli
