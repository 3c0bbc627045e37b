// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts continued token by token beside the task; see generates_subject.hpp.
#include "reference/derive/generates_subject.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/generator.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;
using GeneratesBreakage = Function<void(Generates&, std::int64_t member)>;

std::vector<Rational> row_of(const Matrix& matrix, std::int64_t i) {
  const std::span<const Rational> row = matrix.row(static_cast<int>(i));
  return {row.begin(), row.end()};
}

constexpr std::int64_t most_fields_told = 24;  // of a token, in a witness

/// A description made ready to continue prompts, by either evaluator.
class Writer {
 public:
  Writer(Generates generates, Engine engine)
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

  [[nodiscard]] const Generates& generates() const { return generates_; }
  [[nodiscard]] bool is_incremental() const {
    return !is_literal_ && generators_.front()->why_not().empty();
  }
  [[nodiscard]] std::string proof() const {
    return is_literal_ ? std::string() : generators_.front()->proof();
  }

  /// Judges one prompt; `is_spot` compares steps 1, 2, 4, .. with the literal evaluation.
  [[nodiscard]] Outcome judge(const Case& prompt, bool is_spot) {
    const Matrix expected = generates_.task.tokens(prompt);
    ATTEST_REQUIRE(expected.rows() > 0, "a step to compare");
    try {
      const std::string wrong = is_literal_ ? literal_difference(prompt, expected)
                                            : difference(prompt, expected, is_spot);
      if (!wrong.empty()) return failed(prompt, wrong);
    } catch (const model::Undefined& error) {
      return failed(prompt, std::string("undefined: ") + error.what());
    }
    Hasher128 hasher;
    for (int i = 0; i < expected.rows(); ++i) {
      for (const Rational& field : expected.row(i)) hasher.add(field);
    }
    const Hash128 hash = hasher.finish();
    return {.truth = Truth::holds, .answer = {hash.low, hash.high}, .text = {}};
  }

 private:
  /// Of a token with many fields, those that differ.
  [[nodiscard]] std::string text_at(std::int64_t step, const std::vector<Rational>& found,
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

  [[nodiscard]] static Outcome failed(const Case& prompt, const std::string& wrong) {
    const std::string text = prompt.cols() <= most_fields_told
                                 ? text_of(prompt)
                                 : "of " + std::to_string(prompt.rows()) + " tokens";
    return {.truth = Truth::fails, .answer = {}, .text = "prompt " + text + ", " + wrong};
  }

  /// Runs a prompt under one rule for ties. \returns whether every token is as expected; else the
  /// last step of the run is the first wrong one. \throws model::Undefined in the step behind it
  [[nodiscard]] static bool is_as_expected(engine::Generation& run, const Case& prompt,
                                           const Matrix& expected,
                                           const engine::LoopedChecks& checks) {
    run.restart(prompt);
    for (int i = 0; i < expected.rows(); ++i) {
      const bool equals_literal = run.checked_step(checks);
      ATTEST_REQUIRE(equals_literal, "a step in parts and in full");
      if (!std::ranges::equal(run.last(), expected.row(i))) return false;
    }
    return true;
  }

  /// The first token that is not as expected, in words; empty where there is none. \throws
  /// model::Undefined where there is no token
  [[nodiscard]] std::string difference(const Case& prompt, const Matrix& expected, bool is_spot) {
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

  /// The same, literally. Under any_hardmax all three rules are run at every step.
  [[nodiscard]] std::string literal_difference(const Case& prompt, const Matrix& expected) const {
    Matrix tokens = prompt;
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

  Generates generates_;
  bool is_literal_;
  std::optional<model::Evaluator> literal_ = {};                     // of generates_.model
  std::vector<std::unique_ptr<engine::Generator>> generators_ = {};  // by rule for ties
  std::vector<std::optional<engine::Generation>> runs_ = {};
};

class GeneratesSubject final : public check::Subject {
 public:
  GeneratesSubject(Generators generators, std::vector<std::int64_t> chosen, Engine engine,
                   GeneratesBreakage breakage)
      : generators_(std::move(generators)),
        chosen_(std::move(chosen)),
        engine_(engine),
        breakage_(std::move(breakage)) {
    ATTEST_REQUIRE(!chosen_.empty(), "a statement about descriptions has one");
    const check::CaseSpace& prompts = generators_.prompts;
    const std::int64_t members = std::ssize(chosen_);
    space_ = prompts;
    space_.description = (members == 1 ? "" : std::to_string(members) + " descriptions, each on ") +
                         prompts.description;
    ATTEST_REQUIRE(prompts.size == 0 || members <= (std::int64_t{1} << 62) / prompts.size,
                   space_.description + ": more than 2^62 cases");
    space_.size = members * prompts.size;
    if (prompts.coverage != check::Coverage::sampled) space_.full_size = space_.size;
    space_.at = [at = prompts.at, size = prompts.size](std::int64_t i) { return at(i % size); };
    first_ = writer_at(0);
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return space_; }
  [[nodiscard]] std::string evaluator() const override {
    return first_->is_incremental() ? "incremental" : "literal";
  }
  [[nodiscard]] std::string proof() const override { return first_->proof(); }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override {
    return generators_.promises;
  }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    const auto exemplar = std::ranges::find(chosen_, generators_.exemplar);
    const Generates counted =
        generators_.member(exemplar == chosen_.end() ? chosen_.front() : *exemplar);
    std::map<std::string, std::string> table = table_of(derive::resources(counted.model));
    table["window"] = std::to_string(counted.window);
    table["descriptions"] = std::to_string(chosen_.size());
    return table;
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    std::unique_ptr<Writer> writer;
    std::int64_t written = -1;  // place of the writer's member
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const std::optional<Case> prompt = space_.at(i);
      if (!prompt) continue;
      const std::int64_t at = i / generators_.prompts.size;
      if (at != written) writer = writer_at(at);
      written = at;
      Outcome outcome = writer->judge(*prompt, /*is_spot=*/total.judged == 0);
      if (!outcome.text.empty()) outcome.text = text_at(at) + outcome.text;
      total.add(i, outcome, false);
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const std::optional<Case> prompt = space_.at(index);
    if (!prompt) return "case " + std::to_string(index) + " does not meet the preconditions\n";
    const std::int64_t at = index / generators_.prompts.size;
    const std::unique_ptr<Writer> writer = writer_at(at);
    const Generates& generates = writer->generates();
    const DrawnStep step = drawn_step(generates, *prompt);
    std::string text = text_at(at) + "prompt: " + text_of(*prompt) + "\n";
    text += "step " + std::to_string(step.number) + " of " + std::to_string(step.of) +
            ", which sees: " + text_of(step.context) + "\n";
    const model::Evaluator evaluator(generates.model, model::Arithmetic::rational, 0);
    try {
      const model::Trace trace = evaluator.trace(
          step.context, model::ties_of(generates.model).size() > 1 ? model::Tie::average
                                                                   : model::Tie::as_declared);
      text += text_of(generates.model, trace);
      text += "next token: " + text_of(model::decode(generates.model, trace)) + "\n";
    } catch (const model::Undefined& error) {
      text += std::string("undefined: ") + error.what() + "\n";
    }
    text += "truth (" + generates.task.id + "): " + text_of(step.expected) + "\n";
    const Outcome outcome = writer->judge(*prompt, /*is_spot=*/true);
    text += "verdict: " + std::string(check::name_of(outcome.truth));
    return text + (outcome.text.empty() ? "\n" : ": " + outcome.text + "\n");
  }

 private:
  /// The member in words, before a witness.
  [[nodiscard]] std::string text_at(std::int64_t at) const {
    const std::int64_t member = chosen_[static_cast<std::size_t>(at)];
    if (generators_.text) return generators_.text(member) + ", ";
    return generators_.count == 1 ? "" : "member " + std::to_string(member) + ", ";
  }

  [[nodiscard]] std::unique_ptr<Writer> writer_at(std::int64_t at) const {
    const std::int64_t member = chosen_[static_cast<std::size_t>(at)];
    Generates built = generators_.member(member);
    if (breakage_) breakage_(built, member);
    return std::make_unique<Writer>(std::move(built), engine_);
  }

  Generators generators_;
  std::vector<std::int64_t> chosen_;
  Engine engine_;
  GeneratesBreakage breakage_;
  check::CaseSpace space_;
  std::unique_ptr<Writer> first_;  // of the first chosen member; says how all are judged
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(Generators generators,
                                             std::vector<std::int64_t> chosen, Engine engine) {
  return std::make_unique<GeneratesSubject>(std::move(generators), std::move(chosen), engine,
                                            GeneratesBreakage{});
}

std::unique_ptr<check::Subject> broken_subject(Generators generators,
                                               std::vector<std::int64_t> chosen,
                                               GeneratesBreakage breakage) {
  return std::make_unique<GeneratesSubject>(std::move(generators), std::move(chosen),
                                            Engine::automatic, std::move(breakage));
}

DrawnStep drawn_step(const Generates& generates, const check::Case& prompt) {
  const Matrix expected = generates.task.tokens(prompt);
  ATTEST_REQUIRE(expected.rows() > 0, "a step to show");
  const engine::Generator generator(generates.model, generates.window, model::Tie::average,
                                    generates.erasure);
  engine::Generation run(generator, prompt);
  const std::int64_t middle = (expected.rows() + 1) / 2;
  DrawnStep shown;
  for (std::int64_t number = 1; number <= expected.rows(); ++number) {
    const std::vector<Rational> wanted = row_of(expected, number - 1);
    DrawnStep step{
        .number = number, .of = expected.rows(), .context = run.context(), .expected = wanted};
    bool is_right = false;
    try {
      is_right = run.step() == wanted;
    } catch (const model::Undefined&) {  // shown as it is
    }
    if (number == middle || !is_right) shown = std::move(step);
    if (!is_right) break;
  }
  return shown;
}

}  // namespace attest::derive
