// SPDX-License-Identifier: Apache-2.0
/// \file
/// Words into table indices and answers out of them; see split_judge.hpp.
#include "reference/derive/split_judge.hpp"

#include <map>
#include <variant>

#include "reference/derive/explain.hpp"
#include "reference/derive/word_space.hpp"
#include "reference/engine/split_answer.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;

/// Below this many cases tables cost more than they save, except that they decide ties of balls.
constexpr std::int64_t least_split_space = 64;
constexpr std::int64_t least_ball_space = 2;

/// What 64-bit tables are worth in the tally of balls [bits].
constexpr int table_bits = 64;

}  // namespace

struct SplitJudge::Tables {
  WordSpace words;
  std::map<int, engine::SplitAnswers> by_length;
  int bits = 0;  // for the tally
};

SplitJudge::SplitJudge(const JudgeOrder& order)
    : order_(order), tables_(std::make_unique<Tables>()) {}
SplitJudge::~SplitJudge() = default;

std::unique_ptr<SplitJudge> SplitJudge::make(const JudgeOrder& order) {
  const bool is_ball = order.computes.arithmetic == model::Arithmetic::ball;
  if (!is_ball && order.computes.arithmetic != model::Arithmetic::rational) return nullptr;
  if (order.computes.model.fields.size() != 1) return nullptr;
  if (order.computes.inputs.size < (is_ball ? least_ball_space : least_split_space)) return nullptr;
  const std::optional<WordSpace> words = word_space(order.computes.inputs);
  if (!words || words->first != 0 || words->letters != 2) return nullptr;
  std::unique_ptr<SplitJudge> judge(new SplitJudge(order));
  judge->tables_->words = *words;
  judge->tables_->bits = is_ball ? table_bits : 0;
  try {
    for (int length = words->longest; length >= words->shortest; --length) {
      auto made = engine::SplitAnswers::make(order.computes.model, length);
      if (std::holds_alternative<std::string>(made)) return nullptr;
      judge->tables_->by_length.emplace(length, std::get<engine::SplitAnswers>(std::move(made)));
    }
  } catch (const model::Undefined&) {
    return nullptr;
  }
  return judge;
}

Outcome SplitJudge::outcome(const Case& tokens, bool is_spot_check) const {
  const std::optional<std::int64_t> word = tables_->words.number_of(tokens);
  if (!word) return order_.literal(tokens);
  const std::vector<Rational> expected = order_.computes.task.answer(tokens);
  const std::vector<Rational> found{
      tables_->by_length.at(tokens.rows()).answer(static_cast<std::uint64_t>(*word))};
  const bool holds = found == expected;
  const Outcome held{.truth = Truth::holds,
                     .answer = holds ? order_.words(expected) : std::vector<std::uint64_t>(),
                     .text = {},
                     .bits = tables_->bits};
  if (holds && !is_spot_check) return held;
  Outcome literal = order_.literal(tokens);
  if (literal.truth == Truth::unknown) {  // a tie, or one that only more precision decides
    if (holds) return held;
    return failure(tokens, expected, found, tables_->bits);
  }
  ATTEST_REQUIRE((literal.truth == Truth::holds) == holds,
                 "split tables and the literal semantics differ on " + text_of(tokens) + " of " +
                     order_.computes.model.name);
  return literal;
}

check::Tally SplitJudge::judge(check::Range range, bool stop_at_failure) const {
  check::Tally total;
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    const std::optional<Case> tokens = order_.computes.inputs.at(i);
    if (!tokens) continue;
    total.add(i, outcome(*tokens, total.judged == 0), false);
    if (stop_at_failure && total.failed > 0) break;
  }
  return total;
}

check::Tally SplitJudge::judge_made(const std::vector<std::pair<std::int64_t, Case>>& cases) const {
  check::Tally total;
  for (const auto& [index, tokens] : cases) {
    total.add(index, outcome(tokens, false), false);
    if (total.failed > 0) break;
  }
  return total;
}

std::string SplitJudge::proof() const {
  std::string sums;
  for (const auto& [length, answers] : tables_->by_length) {
    if (!sums.empty()) sums += ",";
    sums += "{\"inputs\":" + std::to_string(length);
    sums += ",\"sums\":" + std::to_string(answers.sums());
    sums += ",\"error\":" + std::to_string(answers.error()) + "}";
  }
  return "{\"kind\":\"split tables\",\"tables\":[" + sums + "]}";
}

}  // namespace attest::derive
