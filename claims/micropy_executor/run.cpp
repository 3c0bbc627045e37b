// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's programs, and formulas as programs, line by line beside the interpreters.
#include <algorithm>
#include <memory>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/resources.hpp"
#include "reference/machine/micropy_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/generation.hpp"
#include "reference/number/error.hpp"

namespace attest::micropy_executor {
namespace {

using machine::three_address::Code;
using machine::three_address::Line;

constexpr std::int64_t default_lines = 10000;     // each looks at all that is not erased
constexpr std::int64_t greatest_lines = 1000000;  // the interpreter's are kept
constexpr int default_word = 8;
constexpr int most_word = 24;  // weights grow with 2^w

/// What is run.
struct Request {
  machine::micropy::Program program;
  std::optional<task::Formula> formula = {};
  std::optional<std::int64_t> assignment = {};  ///< to be checked
  int word = default_word;
  bool is_reduced = true;
};

/// Whether a text is a DIMACS file: comments of programs begin otherwise, and no program with c or
/// p.
bool is_formula_text(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && (text[first] == 'c' || text[first] == 'p');
}

Request read_request(const check::RunRequest& request) {
  Request result;
  result.is_reduced = derive::integer_setting(request, "reduced", 0, 1, 1) == 1;
  const bool has_assignment = request.settings.contains("assignment");
  if (is_formula_text(request.text)) {
    result.formula = task::parse_formula(request.text, request.place);
    const int variables = result.formula->variables;
    if (has_assignment) {
      const std::int64_t most = (std::int64_t{1} << variables) - 1;
      result.assignment = derive::integer_setting(request, "assignment", 0, most);
    }
    result.program =
        machine::micropy::parse(formula_program(*result.formula, result.assignment), request.place);
    result.word = static_cast<int>(
        derive::integer_setting(request, "word", variables + 1, most_word, variables + 1));
    return result;
  }
  if (has_assignment) {
    throw InputError("run-setting", "--set assignment", request.settings.at("assignment"),
                     "no assignment: the file is a program, not a formula");
  }
  result.program = machine::micropy::parse(request.text, request.place);
  result.word =
      static_cast<int>(derive::integer_setting(request, "word", 1, most_word, default_word));
  const auto entry = static_cast<std::size_t>(result.program.entry);
  const machine::micropy::Procedure& procedure = result.program.procedures[entry];
  if (!result.program.arguments && procedure.parameters > 0) {
    throw InputError("run-arguments", request.place, "no call of " + procedure.name,
                     "a last line such as " + procedure.name + "(7)");
  }
  return result;
}

/// What the interpreter of the code does within the most lines.
struct Traced {
  std::vector<Line> lines;
  bool is_finished = false;
  int deepest = 0;
};

Traced traced(const Code& code, const std::vector<std::int64_t>& arguments, int word,
              std::int64_t most_lines) {
  machine::three_address::Run run(code, arguments, word);
  Traced result;
  while (!run.is_finished() && std::ssize(result.lines) < most_lines) {
    result.lines.push_back(run.step());
  }
  result.is_finished = run.is_finished();
  result.deepest = run.deepest();
  return result;
}

/// The executor, a mutant of it, or the user's. \throws InputError
std::unique_ptr<const Executor> executor_of(const check::RunRequest& request, const Sizes& sizes,
                                            bool is_reduced) {
  const Choices choices = derive::choices_of(wrong_choices(), request.mutant);
  derive::Generates built{.model = executor(sizes, choices), .task = {}};
  if (!request.model_text.empty()) {
    built.model = derive::file_of(request, built.model.fields).model;
    derive::require_rational(built.model, request.model_place);
    model::require_generates(built.model);
  } else if (choices == Choices{}) {
    built = derive::broken(std::move(built), 0, request.mutant, {});
  }
  return std::make_unique<const Executor>(sizes, choices, is_reduced, std::move(built.model));
}

/// Steps beside the trace. \returns whether every field of every line is as expected
bool follows(ExecutorRun& run, const Traced& truth, const Executor& executor,
             const check::RunRequest& request) {
  try {
    for (std::size_t i = 0; i < truth.lines.size() && !run.is_finished(); ++i) {
      if (!run.step()) return false;
      const Matrix expected = tokens_of({truth.lines[i]}, executor.fields);
      if (!std::ranges::equal(run.last(), expected.row(0))) return false;
      if (request.trace && request.trace->includes(run.lines())) {
        request.trace->write(std::to_string(run.lines()) + " " +
                             machine::three_address::text_of(truth.lines[i]) + "\n");
      }
      if (i % 256 == 255 && request.is_interrupted && request.is_interrupted()) return false;
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
    return false;
  }
  return run.is_finished() == truth.is_finished;
}

/// Value and attributes of the syntax tree, and of the formula, against what the executor has.
bool has_result(const ExecutorRun& run, const Request& asked,
                const std::vector<std::int64_t>& arguments) {
  const machine::micropy::Outcome outcome =
      machine::micropy::run(asked.program, arguments, asked.word, {.most_steps = 10000000});
  if (outcome.ending != machine::micropy::Ending::finished) return false;
  if (run.value() != outcome.value || run.attributes() != outcome.attributes) return false;
  if (!asked.formula) return true;
  if (asked.assignment) {
    return run.value() == (task::is_satisfied(*asked.formula, *asked.assignment) ? 1 : 0);
  }
  const std::optional<std::int64_t> model = task::least_model(*asked.formula);
  return run.value() == (model ? 1 : 0) && run.attributes()[0] == model.value_or(0);
}

std::string json_of_run(const ExecutorRun& run, const Request& asked) {
  std::string text = std::string(R"({"halted":)") + (run.is_finished() ? "true" : "false");
  if (run.is_finished()) {
    text += R"(,"value":)" + std::to_string(run.value()) + R"(,"attributes":{)";
    for (std::size_t a = 0; a < run.attributes().size(); ++a) {
      text += std::string(a == 0 ? "" : ",") + "\"" + asked.program.attributes[a] +
              "\":" + std::to_string(run.attributes()[a]);
    }
    text += "}";
    if (asked.formula && run.value() == 1) {
      text += R"(,"model":[)";
      for (int i = 0; i < asked.formula->variables; ++i) {
        const bool is_true = ((run.attributes()[0] >> i) & 1) == 1;
        text += std::string(i == 0 ? "" : ",") + (is_true ? "" : "-") + std::to_string(i + 1);
      }
      text += "]";
    }
  }
  return text + R"(,"lines":)" + std::to_string(run.lines()) + R"(,"largest_context":)" +
         std::to_string(run.largest_context()) + "}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S1"},
                                  .settings = {"word", "reduced", "assignment"},
                                  .no_max_steps = nullptr,
                                  .has_trace = true});
  const std::int64_t most_lines = request.max_steps.value_or(default_lines);
  if (most_lines < 0 || most_lines > greatest_lines) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(most_lines),
                     "an integer from 0 to " + std::to_string(greatest_lines));
  }
  const Request asked = read_request(request);
  const auto arguments = asked.program.arguments.value_or(std::vector<std::int64_t>{});
  const Code code =
      compiled(asked.program, asked.is_reduced, static_cast<int>(asked.program.attributes.size()),
               derive::choices_of(wrong_choices(), request.mutant));
  const Traced truth = traced(code, arguments, asked.word, most_lines);
  const Sizes sizes = least_sizes(code, truth.deepest + 1, asked.word);
  const std::unique_ptr<const Executor> executor = executor_of(request, sizes, asked.is_reduced);
  ExecutorRun run(*executor, code, arguments);
  const bool follows_truth = follows(run, truth, *executor, request);
  const bool is_right = follows_truth && (!run.is_finished() || has_result(run, asked, arguments));
  return {{.input = request.place,
           .result_json = json_of_run(run, asked),
           .agrees = is_right,
           .model = derive::facts_of(executor->model)}};
}

}  // namespace attest::micropy_executor
