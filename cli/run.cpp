// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest run`: runs a claim's construction on a user's input and compares it with the truth.
#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/files.hpp"
#include "cli/nearest.hpp"
#include "cli/progress.hpp"
#include "cli/selection.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

constexpr std::size_t most_trace_bytes = std::size_t{64} << 20;

/// `--set name=value` as texts: the claim itself reads them.
std::map<std::string, std::string> raw_settings(const std::vector<std::string>& texts) {
  std::map<std::string, std::string> settings;
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw InputError("set-syntax", "--set", in_quotes(text), "name=value");
    }
    if (!settings.emplace(text.substr(0, equals), text.substr(equals + 1)).second) {
      throw InputError("set-twice", "--set", in_quotes(text), "each name at most once");
    }
  }
  return settings;
}

/// --trace FILE and the loops that --from and --to name; the text goes to `trace`.
void add_trace(const Values& values, check::RunRequest& request, std::string& trace) {
  const auto path = values.text("--trace");
  for (const char* option : {"--from", "--to"}) {
    if (values.text(option) && !path) {
      throw InputError("run-trace", option, "no --trace", "--trace FILE, whose loops it names");
    }
  }
  if (!path) return;
  require_writable(*path);
  check::RunTrace& told = request.trace.emplace();
  const std::int64_t last = std::numeric_limits<std::int64_t>::max();
  if (const auto from = values.text("--from"))
    told.from = integer_argument(*from, "--from", 1, last);
  if (const auto to = values.text("--to")) told.to = integer_argument(*to, "--to", told.from, last);
  told.write = [&trace](std::string_view text) {
    if (trace.size() + text.size() > most_trace_bytes) {
      throw InputError("run-trace", "--trace", "more than 64 MiB",
                       "fewer loops, by --from and --to");
    }
    trace += text;
  };
}

/// What --statement says to a run: a label, or that of several forms, which the run may take.
/// \throws InputError statement-unknown
std::string label_of_run(const check::Claim& claim, const std::string& label) {
  const std::vector<const check::Statement*> forms = statements_named(claim, label);
  return forms.size() == 1 ? forms.front()->label : label;
}

check::RunRequest request_of(const Values& values, Context& context, const check::Claim& claim) {
  check::RunRequest request;
  const std::string path = values.word("FILE");
  request.place = path == "-" ? "standard input" : path;
  request.text = read_text(path, context.in);
  request.settings = raw_settings(values.texts("--set"));
  const std::string label = values.text("--statement").value_or("");
  if (!label.empty()) request.statement = label_of_run(claim, label);
  if (const auto steps = values.text("--max-steps")) {
    request.max_steps =
        integer_argument(*steps, "--max-steps", 1, std::numeric_limits<std::int64_t>::max());
  }
  request.mutant = values.text("--mutant").value_or("");
  if (const auto model = values.text("--model")) {
    request.model_place = *model;
    request.model_text = read_text(*model, context.in);
  }
  if (const auto input = values.text("--input")) {
    if (*input == "-" && path == "-") {
      throw InputError("run-input", "--input", "standard input, which FILE is", "another file");
    }
    request.input = read_bytes(*input, context.in);
  }
  request.is_interrupted = context.is_interrupted;
  return request;
}

const char* outcome_of(const check::RunResult& result) {
  if (!result.is_decided) return "undecided: the precision did not suffice";
  return result.agrees ? "agrees with the truth" : "DISAGREES with the truth";
}

std::string run_text(const std::vector<check::RunResult>& results) {
  std::string text;
  for (const check::RunResult& result : results) {
    text += fmt::format("{}: {}\n  result {}\n  model", result.input, outcome_of(result),
                        result.result_json);
    for (const auto& [name, value] : result.model) text += fmt::format(" {}={}", name, value);
    text += "\n";
  }
  if (results.size() < 2) return text;
  const auto agreeing = std::count_if(results.begin(), results.end(), [](const auto& result) {
    return result.is_decided && result.agrees;
  });
  return text + fmt::format("{} of {} inputs agree with the truth\n", agreeing, results.size());
}

Exit run_run(const Values& values, Context& context) {
  const check::Claim& claim = claim_named(context.build, values.word("ID"));
  if (!claim.run) {
    std::vector<std::string> runnable;
    for (const check::Claim& other : context.build.claims) {
      if (other.run) runnable.push_back(other.id);
    }
    throw InputError("run-unsupported", "attest run", claim.id + ", which takes no input",
                     one_of("", runnable));
  }
  ProgressLine line(context.err, context.shows_progress);
  check::RunRequest request = request_of(values, context, claim);
  request.progress = [&](std::int64_t done, std::int64_t total) {
    line.show({.label = claim.id, .done = done, .total = total}, "");
  };
  bool is_within_line = false;  // what the program wrote last was no end of a line
  if (!values.has("--json")) {
    request.output = [&](std::string_view text) {
      context.out << text << std::flush;
      if (!text.empty()) is_within_line = text.back() != '\n';
    };
  }
  std::string trace;
  add_trace(values, request, trace);
  const std::vector<check::RunResult> results = claim.run(request);
  line.wipe();
  if (const auto path = values.text("--trace")) write_atomically(*path, trace);
  if (context.is_interrupted()) return Exit::interrupted;
  if (is_within_line) context.out << "\n";
  context.out << (values.has("--json") ? run_json(claim.id, results) : run_text(results));
  // An undecided result is not as expected either.
  const bool all_agree = std::all_of(
      results.begin(), results.end(),
      [](const check::RunResult& result) { return result.agrees && result.is_decided; });
  return all_agree ? Exit::as_expected : Exit::unexpected;
}

}  // namespace

Command run_command() {
  return {
      .syntax = {.command = "run",
                 .about =
                     "Runs a claim's construction on your input and compares it with the truth.",
                 .example = "  attest run looped_subleq programs.json --set word_bits=16 --json\n"
                            "  attest show looped_subleq   (what the input of a claim looks like)",
                 .arguments = {{"ID", "ID", "the claim", Takes::required_word},
                               {"FILE", "FILE", "the input, or - for standard input",
                                Takes::required_word},
                               {"--set", "NAME=VALUE", "a setting of the run", Takes::values},
                               {"--statement", "LABEL", "the statement whose construction runs"},
                               {"--max-steps", "N", "stop a machine after N steps"},
                               {"--mutant", "NAME", "run this broken version instead"},
                               {"--model", "FILE", "run this model instead"},
                               {"--input", "FILE",
                                "what a program that runs reads, or - for standard input"},
                               {"--trace", "FILE", "write the registers and reads of loops here"},
                               {"--from", "N", "first loop of the trace"},
                               {"--to", "N", "last loop of the trace"},
                               {"--json", "", "print attest.run/1", Takes::nothing}}},
      .run = run_run};
}

}  // namespace attest::cli
