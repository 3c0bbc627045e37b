// SPDX-License-Identifier: Apache-2.0
/// \file
/// Cases into rows of the filter and answers out of it; see softmax_judge.hpp.
#include "reference/derive/softmax_judge.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/softmax_model.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;

/// Below this many cases tables of rows and scores cost more than they save.
constexpr std::int64_t least_softmax_space = 64;

/// What the doubles of the filter are worth in the tally [bits].
constexpr int double_bits = 53;

}  // namespace

/// One filter with its rows, for one number of input tokens; used by one thread at a time.
class SoftmaxJudge::Worker {
 public:
  Worker(const JudgeOrder& order, int inputs, engine::SoftmaxModel filter)
      : order_(order), inputs_(inputs), filter_(std::move(filter)) {
    const auto& extra = order.computes.model.extra_tokens;
    for (const model::ExtraToken& token : extra) first_input_ += token.is_first ? 1 : 0;
    rows_.resize(static_cast<std::size_t>(inputs) + extra.size());
  }

  /// The filter's answer; nothing where it leaves the case open.
  [[nodiscard]] std::optional<model::Answer> answer(const Case& tokens) {
    if (!has_small_fields(tokens)) return std::nullopt;
    try {
      set_rows(tokens);
      return filter_.answer(rows_, inputs_);
    } catch (const model::Undefined&) {  // an embedding without a value, or nothing to read
      return std::nullopt;
    } catch (const model::Undecided&) {
      return std::nullopt;
    }
  }

  /// What decided the last answer is worth in the tally [bits].
  [[nodiscard]] int bits() const { return std::max(double_bits, filter_.ball_bits()); }

 private:
  void set_rows(const Case& tokens) {
    std::optional<Matrix> embedded;  // made only where a row is new
    for (int position = 0; position < static_cast<int>(rows_.size()); ++position) {
      const int token = position - first_input_;
      key_.assign(1, position);
      if (token >= 0 && token < inputs_) {
        for (const Rational& field : tokens.row(token)) key_.push_back(field.num().to_int64());
      }
      rows_[static_cast<std::size_t>(position)] = filter_.intern(key_, [&] {
        if (!embedded) embedded = order_.evaluator.embed(tokens);
        return embedded->row(position);
      });
    }
  }

  const JudgeOrder& order_;
  int inputs_;
  int first_input_ = 0;
  engine::SoftmaxModel filter_;
  std::vector<engine::RowId> rows_;
  std::vector<std::int64_t> key_;
};

/// Idle workers by number of input tokens.
struct SoftmaxJudge::Pool {
  using Workers = std::map<int, std::unique_ptr<Worker>>;
  std::mutex mutex;
  std::vector<Workers> idle;

  /// One thread's workers, which come back when they are done.
  class Loan {
   public:
    Loan(Pool& pool, const JudgeOrder& order) : pool_(pool), order_(order) {
      const std::lock_guard lock(pool.mutex);
      if (pool.idle.empty()) return;
      workers_ = std::move(pool.idle.back());
      pool.idle.pop_back();
    }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ~Loan() {
      const std::lock_guard lock(pool_.mutex);
      pool_.idle.push_back(std::move(workers_));
    }

    /// The worker for `inputs` input tokens; null where the filter does not take the model.
    [[nodiscard]] Worker* of(int inputs) {
      auto& worker = workers_[inputs];
      if (!worker) {
        auto made = engine::SoftmaxModel::make(order_.computes.model);
        if (std::holds_alternative<std::string>(made)) return nullptr;
        worker = std::make_unique<Worker>(order_, inputs,
                                          std::get<engine::SoftmaxModel>(std::move(made)));
      }
      return worker.get();
    }

   private:
    Pool& pool_;
    const JudgeOrder& order_;
    Workers workers_;
  };
};

SoftmaxJudge::SoftmaxJudge(const JudgeOrder& order)
    : order_(order), pool_(std::make_unique<Pool>()) {}
SoftmaxJudge::~SoftmaxJudge() = default;

std::unique_ptr<SoftmaxJudge> SoftmaxJudge::make(const JudgeOrder& order) {
  if (order.computes.arithmetic != model::Arithmetic::ball) return nullptr;
  if (order.computes.inputs.size < least_softmax_space) return nullptr;
  if (std::holds_alternative<std::string>(engine::SoftmaxModel::make(order.computes.model))) {
    return nullptr;
  }
  return std::unique_ptr<SoftmaxJudge>(new SoftmaxJudge(order));
}

Outcome SoftmaxJudge::outcome(Worker* worker, const Case& tokens, bool is_spot_check) const {
  const std::optional<model::Answer> found =
      worker == nullptr ? std::nullopt : worker->answer(tokens);
  if (!found) return order_.literal(tokens);
  const std::vector<Rational> expected = order_.computes.task.answer(tokens);
  const int bits = worker->bits();
  const bool holds = *found == expected;
  const Outcome held{.truth = Truth::holds,
                     .answer = holds ? order_.words(expected) : std::vector<std::uint64_t>(),
                     .text = {},
                     .bits = bits};
  if (holds && !is_spot_check) return held;
  Outcome literal = order_.literal(tokens);
  if (literal.truth == Truth::unknown) {  // an exact tie, or one that more precision decides
    return holds ? held : failure(tokens, expected, *found, bits);
  }
  ATTEST_REQUIRE((literal.truth == Truth::holds) == holds,
                 "the softmax filter and the literal semantics differ on a case of " +
                     order_.computes.model.name);
  return literal;
}

check::Tally SoftmaxJudge::judge(check::Range range, bool stop_at_failure) const {
  Pool::Loan workers(*pool_, order_);
  check::Tally total;
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    const std::optional<Case> tokens = order_.computes.inputs.at(i);
    if (!tokens) continue;
    total.add(i, outcome(workers.of(tokens->rows()), *tokens, total.judged == 0), false);
    if (stop_at_failure && total.failed > 0) break;
  }
  return total;
}

check::Tally SoftmaxJudge::judge_made(
    const std::vector<std::pair<std::int64_t, Case>>& cases) const {
  Pool::Loan workers(*pool_, order_);
  check::Tally total;
  for (const auto& [index, tokens] : cases) {
    total.add(index, outcome(workers.of(tokens.rows()), tokens, false), false);
    if (total.failed > 0) break;
  }
  return total;
}

}  // namespace attest::derive
