// SPDX-License-Identifier: Apache-2.0
/// \file
/// Prompts continued token by token beside the task; see generates_subject.hpp.
#include "reference/derive/generates_subject.hpp"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "reference/derive/explain.hpp"
#include "reference/derive/prompt_writer.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/generator.hpp"
#include "reference/number/contract.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using GeneratesBreakage = Function<void(Generates&, std::int64_t member)>;

constexpr std::size_t most_idle_writers = 8;

class GeneratesSubject final : public check::Subject {
 public:
  GeneratesSubject(std::shared_ptr<const PromptBook> book, std::vector<std::int64_t> chosen,
                   Engine engine, GeneratesBreakage breakage)
      : book_(std::move(book)),
        generators_(book_->generators()),
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
    std::unique_ptr<PromptWriter> first = writer_at(0);
    is_incremental_ = first->is_incremental();
    proof_ = first->proof();
    idle_.emplace_back(0, std::move(first));
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return space_; }
  [[nodiscard]] std::string evaluator() const override {
    return is_incremental_ ? "incremental" : "literal";
  }
  [[nodiscard]] std::string proof() const override { return proof_; }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override {
    return generators_.promises;
  }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    const auto exemplar = std::ranges::find(chosen_, generators_.exemplar);
    const Generates counted =
        book_->member(exemplar == chosen_.end() ? chosen_.front() : *exemplar);
    std::map<std::string, std::string> table = table_of(derive::resources(counted.model));
    table["window"] = std::to_string(counted.window);
    table["descriptions"] = std::to_string(chosen_.size());
    return table;
  }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    check::Tally total;
    std::unique_ptr<PromptWriter> writer;
    std::int64_t written = -1;  // place of the writer's member
    const std::int64_t size = generators_.prompts.size;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      const std::int64_t at = i / size;
      if (at != written) {
        give_back(written, std::move(writer));
        writer = take(at);
      }
      written = at;
      const std::shared_ptr<const KnownPrompt> known = known_at(i, writer->generates().task);
      if (!known) continue;
      Outcome outcome = writer->judge(*known, /*is_spot=*/total.judged == 0);
      if (!outcome.text.empty()) outcome.text = text_at(at) + outcome.text;
      total.add(i, outcome, false);
      if (stop_at_failure && total.failed > 0) break;
    }
    give_back(written, std::move(writer));
    return total;
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const std::optional<Case> prompt = space_.at(index);
    if (!prompt) return "case " + std::to_string(index) + " does not meet the preconditions\n";
    const std::int64_t at = index / generators_.prompts.size;
    const std::unique_ptr<PromptWriter> writer = writer_at(at);
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
    const Outcome outcome = writer->judge(known_prompt(*prompt, generates.task), /*is_spot=*/true);
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

  [[nodiscard]] std::unique_ptr<PromptWriter> writer_at(std::int64_t at) const {
    const std::int64_t member = chosen_[static_cast<std::size_t>(at)];
    Generates built = book_->member(member);
    if (breakage_) breakage_(built, member);
    return std::make_unique<PromptWriter>(std::move(built), engine_);
  }

  /// The case of an index; nothing where its precondition fails. The unbroken subject asks for each
  /// once, and keeps none.
  [[nodiscard]] std::shared_ptr<const KnownPrompt> known_at(std::int64_t index,
                                                            const Continuation& task) const {
    const std::int64_t size = generators_.prompts.size;
    if (breakage_)
      return book_->at(chosen_[static_cast<std::size_t>(index / size)], index % size, task);
    std::optional<Case> prompt = space_.at(index);
    if (!prompt) return nullptr;
    return std::make_shared<const KnownPrompt>(known_prompt(std::move(*prompt), task));
  }

  /// A writer for chosen_[at], an idle one if there is one.
  [[nodiscard]] std::unique_ptr<PromptWriter> take(std::int64_t at) const {
    {
      const std::lock_guard lock(mutex_);
      const auto found = std::ranges::find(
          idle_, at, &std::pair<std::int64_t, std::unique_ptr<PromptWriter>>::first);
      if (found != idle_.end()) {
        std::unique_ptr<PromptWriter> writer = std::move(found->second);
        idle_.erase(found);
        return writer;
      }
    }
    return writer_at(at);
  }

  /// Keeps a writer; where there are many, the one that was given back first goes.
  void give_back(std::int64_t at, std::unique_ptr<PromptWriter> writer) const {
    if (!writer) return;
    const std::lock_guard lock(mutex_);
    if (idle_.size() == most_idle_writers) idle_.pop_front();
    idle_.emplace_back(at, std::move(writer));
  }

  std::shared_ptr<const PromptBook> book_;
  const Generators& generators_;  // of the book
  std::vector<std::int64_t> chosen_;
  Engine engine_;
  GeneratesBreakage breakage_;
  check::CaseSpace space_;
  // What the first chosen member's writer says stands for all.
  bool is_incremental_ = false;
  std::string proof_;
  mutable std::mutex mutex_;  // of what follows
  mutable std::deque<std::pair<std::int64_t, std::unique_ptr<PromptWriter>>> idle_{};  // by place
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(Generators generators,
                                             std::vector<std::int64_t> chosen, Engine engine) {
  return std::make_unique<GeneratesSubject>(
      std::make_shared<const PromptBook>(std::move(generators)), std::move(chosen), engine,
      GeneratesBreakage{});
}

std::unique_ptr<check::Subject> broken_subject(std::shared_ptr<const PromptBook> book,
                                               std::vector<std::int64_t> chosen,
                                               GeneratesBreakage breakage) {
  return std::make_unique<GeneratesSubject>(std::move(book), std::move(chosen), Engine::automatic,
                                            std::move(breakage));
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
