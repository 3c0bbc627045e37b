// SPDX-License-Identifier: Apache-2.0
/// \file
/// Layer after layer of a long sequence, and what is compared on the way; see long_judge.hpp.
#include "reference/derive/long_judge.hpp"

#include <optional>
#include <string>
#include <variant>

#include "reference/engine/grouped.hpp"
#include "reference/model/evaluate_decode.hpp"

namespace attest::derive {
namespace {

using check::Case;
using check::Outcome;
using check::Truth;

/// Below this many tokens the literal evaluator is not slow.
constexpr int least_tokens = 128;
/// Up to this many tokens it is asked for spot checks and witnesses.
constexpr int most_literal_tokens = 1024;
/// Rows of a layer of a longer sequence that are compared with the definition.
constexpr int compared_rows = 4;

/// The final state in the rows that are read: no other row of the last layer is computed, nor has
/// to have a value. Where `is_compared`, rows spread over those of a layer are those of the
/// definition.
Matrix final_state(const engine::GroupedModel& model, Matrix state, model::Tie tie,
                   model::Positions read, bool is_compared, const std::string& name) {
  for (std::size_t layer = 0; layer < model.layers(); ++layer) {
    const bool is_last = layer + 1 == model.layers();
    const model::Positions rows =
        is_last ? read : model::Positions{.first = 0, .last = state.rows()};
    Matrix next = model.step(layer, state, tie, rows);
    for (int r = 0; is_compared && r < compared_rows; ++r) {
      const auto position = rows.first + static_cast<int>(std::int64_t{rows.last - rows.first - 1} *
                                                          r / (compared_rows - 1));
      const engine::StreamRow expected = model.direct_row(layer, state, position, tie);
      ATTEST_REQUIRE(std::ranges::equal(next.row(position), expected),
                     "grouped keys and the definition differ at token " + std::to_string(position) +
                         " of " + name);
    }
    state = std::move(next);
  }
  return state;
}

}  // namespace

std::unique_ptr<LongJudge> LongJudge::make(const JudgeOrder& order) {
  const model::Transformer& model = order.computes.model;
  if (order.computes.arithmetic != model::Arithmetic::rational ||
      model.decode.readout == model::Readout::whole_state) {
    return nullptr;
  }
  for (std::int64_t i = 0; i < order.computes.inputs.size; ++i) {
    const std::optional<Case> first = order.computes.inputs.at(i);
    if (!first) continue;
    if (first->rows() < least_tokens) return nullptr;
    const auto made = engine::GroupedModel::make(
        model, first->rows() + static_cast<int>(model.extra_tokens.size()));
    if (std::holds_alternative<std::string>(made)) return nullptr;
    return std::unique_ptr<LongJudge>(new LongJudge(order));
  }
  return nullptr;
}

Outcome LongJudge::outcome(const Case& tokens, bool is_spot_check) const {
  const model::Transformer& model = order_.computes.model;
  if (tokens.rows() < least_tokens) return order_.literal(tokens);
  const bool is_literal_feasible = tokens.rows() <= most_literal_tokens;
  const std::vector<Rational> expected = order_.computes.task.answer(tokens);
  std::string why;  // it fails
  try {
    const Matrix start = order_.evaluator.embed(tokens);
    const auto made = engine::GroupedModel::make(model, start.rows());
    if (std::holds_alternative<std::string>(made)) return order_.literal(tokens);
    for (const model::Tie tie : order_.ties) {
      const Matrix state = final_state(std::get<engine::GroupedModel>(made), start, tie,
                                       model::positions_read(model, tokens.rows()),
                                       is_spot_check && !is_literal_feasible, model.name);
      if (model::decode(model, state, tokens.rows()) != expected) why = "another answer";
    }
  } catch (const model::Undefined& error) {
    why = std::string("undefined: ") + error.what();
  }
  if (is_literal_feasible && (is_spot_check || !why.empty())) {
    Outcome literal = order_.literal(tokens);
    ATTEST_REQUIRE((literal.truth == Truth::holds) == why.empty(),
                   "grouped keys and the literal semantics differ on a case of " + model.name);
    return literal;
  }
  // A witness that is too long for the literal semantics: at least its rows are compared.
  if (!why.empty() && !is_spot_check) return outcome(tokens, /*is_spot_check=*/true);
  if (why.empty()) {
    return {.truth = Truth::holds, .answer = order_.words(expected), .text = {}};
  }
  return {.truth = Truth::fails,
          .answer = {},
          .text = "a sequence of " + std::to_string(tokens.rows()) + " tokens: " + why};
}

check::Tally LongJudge::judge(check::Range range, bool stop_at_failure) const {
  check::Tally total;
  for (std::int64_t i = range.begin; i < range.end; ++i) {
    const std::optional<Case> tokens = order_.computes.inputs.at(i);
    if (!tokens) continue;
    total.add(i, outcome(*tokens, total.judged == 0), false);
    if (stop_at_failure && total.failed > 0) break;
  }
  return total;
}

check::Tally LongJudge::judge_made(const std::vector<std::pair<std::int64_t, Case>>& cases) const {
  check::Tally total;
  for (const auto& [index, tokens] : cases) {
    total.add(index, outcome(tokens, false), false);
    if (total.failed > 0) break;
  }
  return total;
}

}  // namespace attest::derive
