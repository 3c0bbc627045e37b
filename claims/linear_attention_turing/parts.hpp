// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: runs of the layer, its spaces, its statements.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "claims/linear_attention_turing/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/engine/generator.hpp"
#include "reference/machine/champions.hpp"

namespace attest::linear_attention_turing {

/// A Turing machine on cells 0, .., S-1: when the head leaves them, it is lost.
class Segment {
 public:
  explicit Segment(const Program& program);

  /// One step of the machine. \returns false where there is none
  bool step();
  [[nodiscard]] bool is_lost() const;
  [[nodiscard]] const machine::turing::Configuration& now() const { return now_; }

 private:
  machine::turing::Table table_;
  std::int64_t cells_;
  machine::turing::Configuration now_;
};

/// A layer that generates columns, and what they say of the machine.
class ColumnRun {
 public:
  /// \param generator of a model of these sizes; outlives this
  ColumnRun(const Sizes& sizes, const engine::Generator& generator, const check::Case& prompt);

  /// The next column. \throws model::Undefined
  const std::vector<Rational>& step();

  /// Whether the last column is of type A: a step of the machine was written.
  [[nodiscard]] bool was_transition() const { return was_transition_; }
  /// By a halting entry or a missing one.
  [[nodiscard]] bool is_stopped() const { return is_stopped_; }
  /// The last column names neither state nor step: nothing follows.
  [[nodiscard]] bool is_over() const { return is_over_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  /// Columns that are needed, the prompt left out: up to the last step.
  [[nodiscard]] std::int64_t columns() const { return columns_; }
  /// The sum of the ca blocks of all columns [S x symbols].
  [[nodiscard]] const std::vector<Rational>& log() const { return log_; }
  /// Cells whose sum is the one-hot of a symbol that is not blank; nothing where one is no one-hot.
  [[nodiscard]] std::optional<std::int64_t> ones() const;

 private:
  void add_to_log(const std::vector<Rational>& column);
  [[nodiscard]] bool has(const std::vector<Rational>& column, int first, int last) const;

  Sizes sizes_;
  Layout layout_;
  engine::Generation generation_;
  std::vector<Rational> log_;
  bool was_transition_ = false;
  bool has_read_ = false;  // the last column is of type B
  bool is_stopped_ = false;
  bool is_over_ = false;
  std::int64_t steps_ = 0;
  std::int64_t generated_ = 0;
  std::int64_t columns_ = 0;
};

/// A model and what makes it ready to run.
struct Layer {
  std::unique_ptr<const model::Transformer> model;
  std::unique_ptr<const engine::Generator> generator;

  explicit Layer(const Sizes& sizes, const Choices& choices = {});
};

/// Columns of the prompt and of `steps` steps, and the two that tell how the machine stopped.
[[nodiscard]] int positions_for(const machine::turing::Tables& tables, int cells, int steps);

/// The parameters states, symbols, halting, missing, cells.
[[nodiscard]] std::vector<check::Parameter> table_parameters();
/// The tables of a size that the parameters states, symbols, halting and missing name.
[[nodiscard]] machine::turing::Tables tables_of(const check::Params& params);

/// The programs of all tables, on all tapes, with the head on every cell, as numbers.
[[nodiscard]] check::CaseSpace all_programs(const machine::turing::Tables& tables, int cells);
/// The program of such numbers.
[[nodiscard]] Program program_at(const machine::turing::Tables& tables, int cells,
                                 const check::Case& numbers);

/// A choice that a mutant or a twist makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// Prompts that are wrong: the columns with a second rule for state A on a blank, or without the
/// column of the cell under the head; as they are for any other name.
[[nodiscard]] check::Case twisted_prompt(const Sizes& sizes, const Program& program,
                                         const std::string& twist);

/// S1, S1.timeless, S1.random, S1.order: every column.
[[nodiscard]] std::vector<check::Statement> column_statements();
/// S1.log: the sum of all writes.
[[nodiscard]] std::vector<check::Statement> log_statements();
/// S2, S2.bits, S3: cost, entries, space.
[[nodiscard]] std::vector<check::Statement> run_statements();

/// The stream of columns, the log and its sum, the heads that ask.
[[nodiscard]] check::Drawing stream_figure(const check::Params& params);

/// What is counted at growing steps and tapes.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::linear_attention_turing
