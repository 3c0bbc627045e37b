// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: runs of the decoder, its spaces, its statements.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "claims/post_machine_constant_bits/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/engine/generator.hpp"
#include "reference/machine/champions.hpp"

namespace attest::post_machine_constant_bits {

/// A decoder that writes, and what its tokens say of the machine.
class DecoderRun {
 public:
  /// On a blank tape of `cells` prompt tokens, with a window of so many. \pre both are positive
  DecoderRun(const machine::turing::Table& table, const model::Transformer& model, int cells,
             int window);

  /// The next token. \returns false where the model wrote no token \throws model::Undefined
  bool step();

  /// Whether the last token was a step of the machine, by its table.
  [[nodiscard]] bool was_transition() const { return was_transition_; }
  [[nodiscard]] bool is_stopped() const;
  [[nodiscard]] const machine::post::Token& last() const { return last_; }
  [[nodiscard]] std::int64_t tokens() const { return tokens_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  /// Cells 0, .., W of the ring as queue and control hold them. \pre a token was written
  [[nodiscard]] std::vector<int> ring() const;

 private:
  machine::turing::Table table_;
  machine::post::Codes codes_;
  std::unique_ptr<const model::Transformer> model_;
  std::unique_ptr<const engine::Generator> generator_;
  engine::Generation generation_;
  std::vector<machine::post::Symbol> queue_;  // a ring buffer
  std::size_t oldest_ = 0;
  machine::post::Token last_ = {};
  bool was_transition_ = false;
  std::int64_t tokens_ = 0;
  std::int64_t steps_ = 0;
  std::int64_t held_ = -1;  // number of cells taken in hand, less one
};

/// The tables of a size that the parameters `states`, `symbols` and `halting` name.
[[nodiscard]] machine::turing::Tables tables_of(const check::Params& params);

/// A choice that a mutant or a twist makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// The parameters states, symbols, halting and window.
[[nodiscard]] std::vector<check::Parameter> table_parameters();

/// S1, S1.random, S1.step: every token.
[[nodiscard]] std::vector<check::Statement> token_statements();
/// S1.gaps, S1.infinite: cost, and tapes that are no ring.
[[nodiscard]] std::vector<check::Statement> run_statements();
/// S2, S2.space: the window is all the space there is.
[[nodiscard]] std::vector<check::Statement> space_statements();
/// S3, S3.natural: softmax.
[[nodiscard]] std::vector<check::Statement> softmax_statements();

/// The ring, the stream of tokens and the one offset that is attended.
[[nodiscard]] check::Drawing stream_figure(const check::Params& params);

/// What is counted at growing windows.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::post_machine_constant_bits
