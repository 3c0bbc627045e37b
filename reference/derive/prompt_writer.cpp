// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts continued token by token; see prompt_writer.hpp.
#include "reference/derive/prompt_writer.hpp"

#include <algorithm>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/model/generation.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;

constexpr std::int64_t most_fields_told = 24;  // of a token, in a witness

Outcome failed_at(const Case& prompt, const std::string& wrong) {
  const std::string text = prompt.cols() <= most_fields_told
                               ? text_of(prompt)
                               : "of " + std::to_string(prompt.rows()) + " tokens";
  return {.truth = Truth::fails, .answer = {}, .text = "prompt " + text + ", " + wrong};
}

/// Runs a prompt under one rule for ties. \returns whether every token is as expected; else the
/// last step of the run is the first wrong one. \throws model::Undefined in the step behind it
bool is_as_expected(engine::Generation& run, const Case& prompt, const Matrix& expected,
                    const engine::LoopedChecks& checks) {
  run.restart(prompt);
  for (int i = 0; i < expected.rows(); ++i) {
    const bool equals_literal = run.checked_step(checks);
    ATTEST_REQUIRE(equals_literal, "a step in parts and in full");
    if (!std::ranges::equal(run.last(), expected.row(i))) return false;
  }
  return true;
}

}  // namespace

std::vector<Rational> row_of(const Matrix& matrix, std::int64_t i) {
  const std::span<const Rational> row = matrix.row(static_cast<int>(i));
  return {row.begin(), row.end()};
}

PromptWriter::PromptWriter(Generates generates, Engine engine)
    : generates_(std::move(generates)), is_literal_(engine == Engine::literal) {
  model::validate(generates_.model);
  model::require_generates(generates_.model);
  if (is_literal_) {
    literal_.emplace(generates_.model, model::Arithmetic::rational, 0);
    return;
  }
  for (const model::Tie tie : model::ties_of(generates_.model)) {
    // A generator wants a rule by name; without an any_hardmax head it follows none.
    const model::Tie rule = tie == model::Tie::as_declared ? model::Tie::average : tie;
    generators_.push_back(std::make_unique<engine::Generator>(generates_.model, generates_.window,
                                                              rule, generates_.erasure));
    runs_.emplace_back();
  }
}

bool PromptWriter::is_incremental() const {
  return !is_literal_ && generators_.front()->why_not().empty();
}

std::string PromptWriter::proof() const {
  return is_literal_ ? std::string() : generators_.front()->proof();
}

Outcome PromptWriter::judge(const KnownPrompt& known, bool is_spot) {
  const Case& prompt = known.prompt;
  ATTEST_REQUIRE(known.expected.rows() > 0, "a step to compare");
  try {
    const std::string wrong = is_literal_ ? literal_difference(known) : difference(known, is_spot);
    if (!wrong.empty()) return failed_at(prompt, wrong);
  } catch (const model::Undefined& error) {
    return failed_at(prompt, std::string("undefined: ") + error.what());
  }
  return {.truth = Truth::holds, .answer = known.words, .text = {}};
}

std::string PromptWriter::text_at(std::int64_t step, const std::vector<Rational>& found,
                                  const Matrix& expected) const {
  const std::vector<Rational> wanted = row_of(expected, step);
  const std::string begin = "token " + std::to_string(step + 1) + ": expected ";
  if (std::ssize(wanted) <= most_fields_told || found.size() != wanted.size()) {
    return begin + text_of(wanted) + ", found " + text_of(found);
  }
  std::string fields;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (found[i] == wanted[i]) continue;
    fields += (fields.empty() ? "" : "; ") + generates_.model.fields[i] + " = " +
              wanted[i].to_string() + ", found " + found[i].to_string();
  }
  return begin + fields;
}

std::string PromptWriter::difference(const KnownPrompt& known, bool is_spot) {
  const Case& prompt = known.prompt;
  const Matrix& expected = known.expected;
  for (std::size_t tie = 0; tie < generators_.size(); ++tie) {
    if (!runs_[tie]) runs_[tie].emplace(*generators_[tie], prompt);
    engine::Generation& run = *runs_[tie];
    std::int64_t wrong = 0;
    try {
      if (is_as_expected(run, prompt, expected, {.at_powers_of_two = is_spot})) continue;
      wrong = run.steps();
    } catch (const model::Undefined&) {
      wrong = run.steps() + 1;
    }
    // Before it becomes a witness the literal evaluation has to go wrong in the same step.
    const bool is_right =
        is_as_expected(run, prompt, expected, {.at_powers_of_two = false, .every = wrong});
    ATTEST_REQUIRE(!is_right && run.steps() == wrong, "a run goes wrong where it did before");
    return text_at(wrong - 1, run.last(), expected);
  }
  return {};
}

std::string PromptWriter::literal_difference(const KnownPrompt& known) const {
  const Matrix& expected = known.expected;
  Matrix tokens = known.prompt;
  for (std::int64_t step = 0; step < expected.rows(); ++step) {
    tokens = model::context_of(tokens, generates_.window);
    const std::vector<Rational> found = model::next_token(*literal_, tokens);
    if (!std::ranges::equal(found, expected.row(static_cast<int>(step)))) {
      return text_at(step, found, expected);
    }
    tokens = model::appended(tokens, found);
    if (generates_.erasure) tokens = model::reduced(tokens, *generates_.erasure);
  }
  return {};
}

}  // namespace attest::derive
