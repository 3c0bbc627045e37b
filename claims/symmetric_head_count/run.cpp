// SPDX-License-Identifier: Apache-2.0
/// \file
/// Heads and readout of a user's symmetric function.
#include "claims/symmetric_head_count/claim.hpp"
#include "claims/symmetric_head_count/parts.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/resources.hpp"
#include "reference/number/error.hpp"
#include "reference/task/symmetric.hpp"

namespace attest::symmetric_head_count {
namespace {

constexpr std::size_t most_values = 49;  // n = 48: a readout of some 2000 bits, seconds
constexpr int most_bits_of_words = 10;   // all words up to here, one word a count beyond
constexpr int first_precision = 128;     // of balls, raised where a sign is undecided [bits]

/// f(0), .., f(n) from the digits 0 and 1 of the text; blanks and line ends are left out.
Values parse_values(const check::RunRequest& request) {
  Values values;
  std::int64_t line = 1;
  std::int64_t column = 0;
  for (const char c : request.text) {
    ++column;
    if (c == '\n') {
      ++line;
      column = 0;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
    const std::string place =
        request.place + ":" + std::to_string(line) + ":" + std::to_string(column);
    if (c != '0' && c != '1') {
      const bool is_plain = c > ' ' && c < 127;
      throw InputError("function-syntax", place,
                       is_plain ? std::string("'") + c + "'" : std::string("another byte"),
                       "0 or 1");
    }
    if (values.size() == most_values) {
      throw InputError("function-length", place, "more values",
                       "at most " + std::to_string(most_values) +
                           ": f(0) .. f(n) with n <= " + std::to_string(most_values - 1));
    }
    values.push_back(c - '0');
  }
  if (values.size() < 2) {
    throw InputError("function-length", request.place, std::to_string(values.size()) + " values",
                     "at least two: f(0) .. f(n) with n >= 1");
  }
  return values;
}

/// The construction, with one of the claim's mutants applied.
Plan plan_of_request(const check::RunRequest& request, const Values& values, Sinks sinks) {
  Plan plan = plan_of(values, 1, sinks);
  if (request.mutant.empty()) return plan;
  const int changes = task::sign_changes(values);
  for (const PlanEdit& edit : plan_edits(sinks)) {
    if (request.mutant != edit.name) continue;
    if (changes < edit.least_changes || changes > edit.most_changes) {
      throw InputError(
          "mutant-inapplicable", "--mutant", request.mutant,
          "a function with " + std::to_string(edit.least_changes) + " changes of sign or more");
    }
    edit.edit(plan);
    return plan;
  }
  derive::refuse_mutant(request.mutant,
                        "a mutant that P2 names, as `attest check --mutants` lists them");
}

std::string json_of(const Plan& plan) {
  std::string list = "\"" + plan.readout.constant.to_string() + "\"";
  for (const auto& powers : plan.readout.powers) list += ",\"" + powers[0].to_string() + "\"";
  return list;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::string label =
      derive::require_taken(request, {.statements = {"P2", "P2.integer_sinks"}});
  const Sinks sinks = label == "P2" ? Sinks::powers : Sinks::integers;
  const Values values = parse_values(request);
  const int n = static_cast<int>(values.size()) - 1;
  const Plan plan = plan_of_request(request, values, sinks);
  const bool is_built = request.model_text.empty();
  const model::Transformer model =
      is_built ? transformer_of(plan) : derive::file_of(request, {"bit"}).model;
  const bool has_balls = !derive::natural_head(model).empty();
  const auto subject = derive::make_subject(
      {.model = model,
       .task = task::symmetric_sign(values),
       .inputs = n <= most_bits_of_words ? check::words(n, 2) : counts(n),
       .arithmetic = has_balls ? model::Arithmetic::ball : model::Arithmetic::rational,
       .precision = has_balls ? first_precision : 0});
  const check::Tally tally = subject->judge({0, subject->cases().size}, false);
  check::RunResult result{.input = request.place};
  result.result_json = "{\"n\":" + std::to_string(n) +
                       ",\"changes\":" + std::to_string(task::sign_changes(values)) +
                       ",\"heads\":" + std::to_string(derive::resources(model).heads_in_all);
  if (is_built) {
    result.result_json +=
        ",\"readout\":[" + json_of(plan) + "],\"minus_log2_margin\":" +
        (request.mutant.empty() ? std::to_string(negative_log2(cost_of(plan, n).margin)) : "null");
  }
  result.result_json += ",\"words\":" + std::to_string(tally.judged) +
                        ",\"wrong\":" + std::to_string(tally.failed) +
                        ",\"undecided\":" + std::to_string(tally.undecided) + "}";
  result.agrees = tally.failed == 0 && tally.undecided == 0;
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::symmetric_head_count
