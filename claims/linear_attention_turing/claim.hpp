// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `linear_attention_turing`: one layer of linear attention runs every Turing machine of a
/// size, which stands in its prompt.
///
/// Source: Learning Linear Attention in Polynomial Time (Yau, Akyurek, Mao, Tenenbaum, Jegelka,
/// Andreas, NeurIPS 2025), Lemma B.1. Kind: construction; the weights are ours, and leaner.
/// Statements: see statements.cpp.
/// Setting: Z^{t+1} = [Z^t, z'], z' = sum_h V_h sum_n z_n (z_n^T Q_h z) with z the last column of
/// Z^t and n over all columns, z included. No softmax, no MLP, no residual, no rounding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/machine/turing.hpp"
#include "reference/model/transformer.hpp"

namespace attest::linear_attention_turing {

/// Name of the claim.
inline constexpr const char* claim_id = "linear_attention_turing";

/// What the weights know: sizes alone.
struct Sizes {
  int states = 0;  ///< with rules; one more, Z, halts
  int symbols = 0;
  int cells = 0;              ///< S: cells of the tape
  int positions = 0;          ///< T: columns, prompt and generated ones
  bool has_positions = true;  ///< a column holds the one-hot of its place
};

/// Places of the one-hot blocks in a column. A state is 0, .., states; the last one is Z.
class Layout {
 public:
  explicit Layout(const Sizes& sizes) : sizes_(sizes) {}

  [[nodiscard]] int all_states() const { return sizes_.states + 1; }
  [[nodiscard]] int halting() const { return sizes_.states; }
  /// \pre columns have positions
  [[nodiscard]] int pos(int n) const { return n; }
  [[nodiscard]] int cell(int p) const { return (sizes_.has_positions ? sizes_.positions : 0) + p; }
  /// Cell p holds symbol a: an entry of the log.
  [[nodiscard]] int ca(int p, int a) const { return cell(sizes_.cells) + p * sizes_.symbols + a; }
  /// State q, head on cell p.
  [[nodiscard]] int qp(int q, int p) const { return ca(sizes_.cells, 0) + q * sizes_.cells + p; }
  /// The same, and a is read there.
  [[nodiscard]] int qpa(int q, int p, int a) const {
    return qp(all_states(), 0) + (q * sizes_.cells + p) * sizes_.symbols + a;
  }
  /// A rule is for state q and symbol a.
  [[nodiscard]] int key(int q, int a) const {
    return qpa(all_states(), 0, 0) + q * sizes_.symbols + a;
  }
  /// It writes b, moves to the right or not, and goes on in state q.
  [[nodiscard]] int val(int q, int b, bool is_right) const {
    return key(all_states(), 0) + 2 * (q * sizes_.symbols + b) + (is_right ? 1 : 0);
  }
  /// d: entries of a column.
  [[nodiscard]] int width() const { return val(all_states(), 0, false); }

 private:
  Sizes sizes_;
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  bool erases = true;           ///< a column subtracts the symbol that was read
  int position_step = 1;        ///< from the position of a column to the next one
  bool writes_cell = true;      ///< a column that writes names its cell
  bool is_guarded = true;       ///< nothing is logged where the symbol stays
  bool is_mirrored = false;     ///< left and right are exchanged
  bool includes_itself = true;  ///< the last column is among those that are summed
  model::Norm norm = model::Norm::linear;
};

/// The layer. It knows no machine.
[[nodiscard]] model::Transformer construction(const Sizes& sizes, const Choices& choices = {});

/// What a prompt says.
struct Program {
  machine::turing::Table table = {};
  std::vector<int> cells = {};  ///< symbols of the tape
  int head = 0;
};

/// A column a rule, one a cell, and last the starting configuration.
[[nodiscard]] check::Case prompt_of(const Sizes& sizes, const Program& program);

/// Numbers the columns of a prompt, if columns have positions.
void place(const Sizes& sizes, check::Case& prompt);

/// The program of a prompt whose columns stand in any order.
[[nodiscard]] Program program_of(const Sizes& sizes, const check::Case& prompt);

/// All T - n columns that follow a prompt of n, by the Turing machine.
[[nodiscard]] derive::Continuation columns_of(const Sizes& sizes);

/// The named mutants.
[[nodiscard]] std::vector<derive::GeneratesMutant> mutants(const Sizes& sizes);

/// Runs a user's machines.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::linear_attention_turing
