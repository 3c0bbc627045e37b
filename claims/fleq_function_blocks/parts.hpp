// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: statements, programs, runs of the looped block.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "claims/fleq_function_blocks/encoding.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/matrix_iterations.hpp"

namespace attest::fleq_function_blocks {

/// The block run loop by loop, by the literal evaluator in rationals.
class LoopedBlock {
 public:
  explicit LoopedBlock(const Size& size);
  /// With a model in place of the construction. \pre it has the construction's registers
  LoopedBlock(const Size& size, model::Transformer model);

  [[nodiscard]] const model::Transformer& model() const { return *model_; }
  /// What a state of the interpreter is embedded as.
  [[nodiscard]] Matrix embed(const machine::fleq::Program& program,
                             const machine::fleq::State& state) const;
  /// The state one instruction later, under one rule for ties. \throws model::Undefined
  [[nodiscard]] Matrix loop(const Matrix& state, model::Tie tie) const;
  /// Cells and pc, as the columns hold them.
  [[nodiscard]] machine::fleq::State read(const Matrix& state) const;
  /// Loops until pc is the last command, at most `most_loops`, ties averaged.
  /// \throws model::Undefined
  [[nodiscard]] machine::fleq::Run run(const machine::fleq::Program& program,
                                       std::int64_t most_loops) const;

 private:
  [[nodiscard]] int pc_of(const Matrix& state) const;

  Size size_;
  std::unique_ptr<const model::Transformer> model_;
  model::Evaluator evaluator_;  // of *model_
  int pc_ = 0;                  // coordinate of its first sign
  int mem_ = 0;                 // coordinate of row 0
};

/// Programs, and what they hold at first. `twist` is the name of a way to break one; else empty.

/// Newton's iteration for the inverse of A from X0, by products and differences: 5 loops a step.
[[nodiscard]] machine::fleq::Program newton_program(const Matrix& a, const Matrix& x0, int steps,
                                                    const std::string& twist = {});
/// The same by the function for a whole step: 2 loops a step.
[[nodiscard]] machine::fleq::Program newton_call_program(const Matrix& a, const Matrix& x0,
                                                         int steps, const std::string& twist = {});
/// x <- A x: 3 loops a step and one at the end.
[[nodiscard]] machine::fleq::Program power_program(const Matrix& a, const std::vector<Rational>& v,
                                                   int steps, const std::string& twist = {});
/// Least squares, sample after sample: 6 loops a sample and one an epoch.
[[nodiscard]] machine::fleq::Program descent_program(int side,
                                                     const std::vector<task::Sample>& samples,
                                                     const std::vector<Rational>& w,
                                                     const Rational& rate, int epochs,
                                                     const std::string& twist = {});
/// Backpropagation through one hidden layer: 15 loops a sample with linear units, 19 with squares,
/// and one an epoch.
[[nodiscard]] machine::fleq::Program backprop_program(
    int side, const std::vector<task::Sample>& samples, const task::TwoLayers& network,
    task::Activation activation, const Rational& rate, int epochs, const std::string& twist = {});

/// The leading rows and columns of a cell.
[[nodiscard]] Matrix corner(const Matrix& cell, int rows, int cols);
/// Column 0 of a cell, its first `rows` entries.
[[nodiscard]] std::vector<Rational> first_column(const Matrix& cell, int rows);

/// The block beside other looped computers.
[[nodiscard]] std::vector<check::Series> machine_series();
/// How loops, accuracy, work and width grow, and machine_series().
[[nodiscard]] std::vector<check::Series> series();
/// The way of one instruction through the layers.
[[nodiscard]] check::Drawing datapath_figure(const check::Params& params);
/// The weight of one column against its score.
[[nodiscard]] check::Drawing sigmoid_figure(const check::Params& params);

/// The machine of an index: the command at pc is enumerated, the others are fixed; `lists`
/// contents.
[[nodiscard]] Snapshot machine_at(const Size& size, int lists, std::int64_t index);

/// All commands on machines of a size, with `lists` contents of the cells, in scattered order; or
/// the first of them, one in `every`.
[[nodiscard]] check::CaseSpace machines(const Size& size, int lists, std::int64_t every);

/// Which tables of commands are enumerated.
enum class Tables {
  all,
  one_command,  ///< that at pc; the others are fixed
};
/// Machines whose cells hold `entries` numbers: -1 and 1, or -1, 0 and 1; every pc and content, in
/// scattered order.
[[nodiscard]] check::CaseSpace all_machines(const Size& size, int entries, Tables tables);

/// S1: one instruction.
[[nodiscard]] std::vector<check::Statement> block_statements();
/// S2: programs.
[[nodiscard]] std::vector<check::Statement> program_statements();

}  // namespace attest::fleq_function_blocks
