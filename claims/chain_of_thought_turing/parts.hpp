// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: runs of the decoder, directions, its statements.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "claims/chain_of_thought_turing/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/engine/generator.hpp"
#include "reference/machine/champions.hpp"
#include "reference/model/builder.hpp"

namespace attest::chain_of_thought_turing {

/// A decoder that writes, and what its tokens say of the machine.
class DecoderRun {
 public:
  /// On the tape that holds `word`.
  DecoderRun(const machine::turing::Table& table, const model::Transformer& model,
             const std::vector<int>& word);

  /// The next token. \returns false where the model wrote no token of a step or the end
  /// \pre !is_stopped() \throws model::Undefined
  bool step();

  [[nodiscard]] const std::vector<Rational>& last() const { return generation_.last(); }
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  [[nodiscard]] std::int64_t tokens() const { return tokens_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  /// Pairs (query, key) that the second layer has scored after the prompt.
  [[nodiscard]] std::int64_t scores() const { return scores_; }
  [[nodiscard]] std::int64_t head() const { return head_; }
  /// The tape that the tokens spell.
  [[nodiscard]] const machine::turing::Tape& tape() const { return tape_; }

 private:
  machine::turing::Table table_;
  std::unique_ptr<const model::Transformer> model_;
  std::unique_ptr<const engine::Generator> generator_;
  engine::Generation generation_;
  machine::turing::Tape tape_;
  std::int64_t length_;  // of the context
  std::int64_t head_ = 0;
  bool is_stopped_ = false;
  std::int64_t tokens_ = 0;
  std::int64_t steps_ = 0;
  std::int64_t scores_ = 0;
};

/// The fields of the token after a state has read a symbol.
[[nodiscard]] std::vector<int> next_token(const machine::turing::Table& table, int state,
                                          int symbol);

/// A choice that a mutant makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices();
/// Those of S3, where places are sums.
[[nodiscard]] std::vector<Wrong> wrong_sums();

/// N of the pair (x, y) with its angle doubled, (x^2 - y^2, 2xy) / (x^2 + y^2), which is rational
/// and the same for (-x, -y); 0 of 0.
void double_direction(model::CircuitBuilder& map, const char* name, model::Wire x, model::Wire y);

/// The square of the cosine of the angle between (p, 1) and (q, 1), by integers.
[[nodiscard]] Rational squared_cosine(std::int64_t p, std::int64_t q);
/// Least p such that 1 - 2^-(p+1) > cos for the cells `place` and `place` + 1: rounding to p
/// fractional bits keeps the cosine below 1. \param is_doubled of the doubled angle
[[nodiscard]] std::int64_t least_bits(std::int64_t place, bool is_doubled);

/// The named mutants of S3.
[[nodiscard]] std::vector<derive::GeneratesMutant> sum_mutants(
    const Function<machine::turing::Table(std::int64_t member)>& table);

/// What S1 promises of a decoder.
[[nodiscard]] std::vector<check::Promise> promises(const machine::turing::Table& table,
                                                   const model::Transformer& model);

/// S1.step, or S3.step of the decoder with sums: one step after every history.
[[nodiscard]] check::Statement step_statement(bool is_sum);
/// S1, S1.random, S1.step: every token.
[[nodiscard]] std::vector<check::Statement> token_statements();
/// S1.cost, S1.regular: tokens and scores; regular languages.
[[nodiscard]] std::vector<check::Statement> run_statements();
/// S2, S2.cells, S2.gap, S2.bits: directions and how finely they are to be told apart.
[[nodiscard]] std::vector<check::Statement> direction_statements();
/// S3, S3.step: places as sums.
[[nodiscard]] std::vector<check::Statement> sum_statements();

/// The steps of a machine with arcs to the last write of the cell under the head.
[[nodiscard]] check::Drawing trace_figure(const check::Params& params);

/// What is counted at growing numbers of steps.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::chain_of_thought_turing
