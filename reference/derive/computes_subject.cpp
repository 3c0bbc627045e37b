// SPDX-License-Identifier: Apache-2.0
/// \file
/// Judging a description against its task, case by case; see computes.hpp.
#include <algorithm>
#include <optional>
#include <utility>

#include "reference/derive/case_book.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/explain.hpp"
#include "reference/derive/lane_judge.hpp"
#include "reference/derive/long_judge.hpp"
#include "reference/derive/resources.hpp"
#include "reference/derive/sliced_judge.hpp"
#include "reference/derive/softmax_judge.hpp"
#include "reference/derive/split_judge.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;

/// Raw tokens out of a flat answer, row by row.
Matrix tokens_of(const std::vector<Rational>& answer, int fields) {
  const int rows = static_cast<int>(answer.size()) / fields;
  Matrix result(rows, fields);
  for (int i = 0; i < rows; ++i) {
    for (int f = 0; f < fields; ++f) {
      result(i, f) = answer[static_cast<std::size_t>(i) * static_cast<std::size_t>(fields) +
                            static_cast<std::size_t>(f)];
    }
  }
  return result;
}

/// The same, once its model is known to be sound. \throws InputError
Computes checked(Computes computes) {
  model::validate(computes.model);
  ATTEST_REQUIRE(computes.model.decode.readout != model::Readout::whole_state ||
                     computes.arithmetic == model::Arithmetic::rational,
                 "whole states are compared in rationals");
  return computes;
}

class ComputesSubject final : public check::Subject {
 public:
  ComputesSubject(Computes computes, model::Transformer reference, Engine engine,
                  std::shared_ptr<const CaseBook> book)
      : computes_(checked(std::move(computes))),
        book_(book && book->is_of(computes_) ? std::move(book) : nullptr),
        reference_(std::move(reference)),
        ties_(model::ties_of(computes_.model)),
        evaluator_(computes_.model, computes_.arithmetic, computes_.precision),
        reference_evaluator_(reference_, model::Arithmetic::rational, 0) {
    if (engine == Engine::literal) return;
    const JudgeOrder order{
        .computes = computes_,
        .evaluator = evaluator_,
        .reference = reference_evaluator_,
        .unbroken = reference_,
        .ties = ties_,
        .known = [this](std::int64_t index,
                        std::unique_ptr<KnownCase>& made) { return known(index, made); },
        .literal =
            [this](const Case& tokens) {
              return judge_case(tokens, computes_.task.answer(tokens));
            },
        .words = words_of};
    split_ = SplitJudge::make(order);
    if (!split_) sliced_ = SlicedJudge::make(order);
    if (!split_ && !sliced_) lanes_ = LaneJudge::make(order);
    if (!split_ && !sliced_ && !lanes_) softmax_ = SoftmaxJudge::make(order);
    if (!split_ && !sliced_ && !lanes_ && !softmax_) long_ = LongJudge::make(order);
  }

  [[nodiscard]] const check::CaseSpace& cases() const override { return computes_.inputs; }
  [[nodiscard]] std::string evaluator() const override {
    if (split_) return "split tables";
    if (sliced_) return "bit planes";
    if (softmax_) return "certified doubles";
    if (long_) return "grouped keys";
    return lanes_ ? "int64 lanes" : "literal";
  }
  [[nodiscard]] std::string proof() const override {
    if (split_) return split_->proof();
    if (sliced_) return sliced_->proof();
    return lanes_ ? lanes_->proof() : std::string();
  }
  [[nodiscard]] check::Arithmetic arithmetic() const override {
    switch (computes_.arithmetic) {
      case model::Arithmetic::rational:
        return lanes_ || sliced_ ? check::Arithmetic::integer : check::Arithmetic::rational;
      case model::Arithmetic::ball:
        return check::Arithmetic::certified_ball;
      case model::Arithmetic::p_bit:
        return check::Arithmetic::p_bit_float;
    }
    return check::Arithmetic::rational;
  }
  [[nodiscard]] std::map<std::string, std::string> resources() const override {
    return table_of(derive::resources(computes_.model));
  }
  [[nodiscard]] std::vector<check::Promise> promises() const override { return computes_.promises; }

  /// A few fillings of the lanes, so that the first case of a piece, which is judged literally too,
  /// does not count.
  [[nodiscard]] std::int64_t batch_size() const override { return lanes_ ? 128 : 1; }

  [[nodiscard]] check::Tally judge(check::Range range, bool stop_at_failure) const override {
    if (split_) return split_->judge(range, stop_at_failure);
    if (sliced_) return sliced_->judge(range, stop_at_failure);
    if (lanes_) return lanes_->judge(range, stop_at_failure);
    if (softmax_) return softmax_->judge(range, stop_at_failure);
    if (long_) return long_->judge(range, stop_at_failure);
    check::Tally total;
    for (std::int64_t i = range.begin; i < range.end; ++i) {
      std::unique_ptr<KnownCase> made;
      const KnownCase* const slot = known(i, made);
      if (slot == nullptr) continue;
      total.add(i, judge_case(slot->tokens, slot->expected), false);
      if (stop_at_failure && total.failed > 0) break;
    }
    return total;
  }

  [[nodiscard]] Function<check::Tally()> rehearsed() const override {
    std::vector<std::pair<std::int64_t, Case>> made;
    for (std::int64_t i = 0; i < computes_.inputs.size; ++i) {
      if (std::optional<Case> tokens = computes_.inputs.at(i)) made.emplace_back(i, *tokens);
    }
    return [this, made = std::move(made)] {
      if (split_) return split_->judge_made(made);
      if (sliced_) return sliced_->judge_made(made);
      if (lanes_) return lanes_->judge_made(made);
      if (softmax_) return softmax_->judge_made(made);
      if (long_) return long_->judge_made(made);
      check::Tally total;
      for (const auto& [index, tokens] : made) {
        total.add(index, judge_case(tokens, computes_.task.answer(tokens)), false);
        if (total.failed > 0) break;
      }
      return total;
    };
  }

  [[nodiscard]] std::string explain(std::int64_t index) const override {
    const std::optional<Case> tokens = computes_.inputs.at(index);
    if (!tokens) return "case " + std::to_string(index) + " does not meet the preconditions\n";
    std::string result = "tokens: " + text_of(*tokens) + "\n";
    try {
      const model::Trace trace = evaluator_.trace(*tokens, ties_.front());
      result += text_of(computes_.model, trace);
      result += "answer: " + text_of(model::decode(computes_.model, trace)) + "\n";
    } catch (const model::Undefined& error) {
      result += std::string("undefined: ") + error.what() + "\n";
    } catch (const model::Undecided& error) {
      result += std::string("undecided: ") + error.what() + "\n";
    }
    const Outcome outcome = judge_case(*tokens, computes_.task.answer(*tokens));
    result +=
        "truth (" + computes_.task.id + "): " + text_of(computes_.task.answer(*tokens)) + "\n";
    result += "verdict: " + std::string(check::name_of(outcome.truth));
    return result + (outcome.text.empty() ? "\n" : ": " + outcome.text + "\n");
  }

 private:
  [[nodiscard]] const KnownCase* known(std::int64_t index, std::unique_ptr<KnownCase>& made) const {
    if (book_) return book_->at(index, made);
    made = known_case(computes_, index);
    return made.get();
  }

  /// Judges one case, raising the precision of balls until it is decided.
  [[nodiscard]] Outcome judge_case(const Case& tokens,
                                   const std::vector<Rational>& expected) const {
    int precision = computes_.precision;
    while (true) {
      try {
        Outcome outcome =
            precision == computes_.precision
                ? compare(evaluator_, tokens, expected)
                : compare({computes_.model, computes_.arithmetic, precision}, tokens, expected);
        if (computes_.arithmetic == model::Arithmetic::ball) outcome.bits = precision;
        return outcome;
      } catch (const model::Undefined& error) {
        return failed(tokens, expected, std::string("undefined: ") + error.what());
      } catch (const model::Undecided& error) {
        if (computes_.arithmetic != model::Arithmetic::ball ||
            2 * precision > computes_.most_precision) {
          return {.truth = Truth::unknown,
                  .answer = {},
                  .text = text_of(tokens) + ": undecided at " + std::to_string(precision) +
                          " bits: " + error.what()};
        }
        precision *= 2;
      }
    }
  }

  [[nodiscard]] Outcome compare(const model::Evaluator& evaluator, const Case& tokens,
                                const std::vector<Rational>& expected) const {
    if (computes_.model.decode.readout == model::Readout::whole_state) {
      return compare_state(evaluator, tokens, expected);
    }
    const std::vector<Rational> found = evaluator.answer(tokens);
    if (found != expected) return failed(tokens, expected, text_of(found));
    return {.truth = Truth::holds, .answer = words_of(expected), .text = {}};
  }

  /// Compares every entry of the state, and what it decodes to, under each tie rule that the model
  /// asks for.
  [[nodiscard]] Outcome compare_state(const model::Evaluator& evaluator, const Case& tokens,
                                      const std::vector<Rational>& expected) const {
    const Matrix wanted = reference_evaluator_.embed(tokens_of(expected, tokens.cols()));
    const Matrix start = evaluator.embed(tokens);
    for (const model::Tie tie : ties_) {
      const Matrix state = evaluator.final_state(start, tie);
      if (state != wanted) return failed(tokens, expected, difference(state, wanted));
      const std::vector<Rational> found = model::decode(computes_.model, state, tokens.rows());
      if (found != expected) return failed(tokens, expected, text_of(found));
    }
    return {.truth = Truth::holds, .answer = words_of(expected), .text = {}};
  }

  /// The first entry in which two states differ.
  [[nodiscard]] std::string difference(const Matrix& found, const Matrix& wanted) const {
    if (found.rows() != wanted.rows() || found.cols() != wanted.cols())
      return "a state of another shape";
    for (int i = 0; i < found.rows(); ++i) {
      for (int c = 0; c < found.cols(); ++c) {
        if (found(i, c) == wanted(i, c)) continue;
        return "token " + std::to_string(i) + " with " +
               model::coordinate_name(computes_.model, c) + " = " + found(i, c).to_string() +
               " instead of " + wanted(i, c).to_string();
      }
    }
    return {};
  }

  [[nodiscard]] static Outcome failed(const Case& tokens, const std::vector<Rational>& expected,
                                      const std::string& found) {
    return {.truth = Truth::fails,
            .answer = {},
            .text = "tokens " + text_of(tokens) + ": expected " + text_of(expected) + ", found " +
                    found};
  }

  Computes computes_;
  std::shared_ptr<const CaseBook> book_;  // null where the cases are this subject's own
  model::Transformer reference_;
  std::vector<model::Tie> ties_;
  model::Evaluator evaluator_;
  model::Evaluator reference_evaluator_;
  // At most one of them: the first of these that takes the model.
  std::unique_ptr<SplitJudge> split_;
  std::unique_ptr<SlicedJudge> sliced_;
  std::unique_ptr<LaneJudge> lanes_;
  std::unique_ptr<SoftmaxJudge> softmax_;
  std::unique_ptr<LongJudge> long_;
};

}  // namespace

std::unique_ptr<check::Subject> make_subject(Computes computes, Engine engine,
                                             const model::Transformer& reference,
                                             std::shared_ptr<const CaseBook> book) {
  return std::make_unique<ComputesSubject>(std::move(computes), reference, engine, std::move(book));
}

std::unique_ptr<check::Subject> make_subject(Computes computes, Engine engine) {
  const model::Transformer reference = computes.model;
  return make_subject(std::move(computes), engine, reference);
}

}  // namespace attest::derive
