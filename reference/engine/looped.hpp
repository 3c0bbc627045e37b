// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looped models: pass after pass, each computed in the columns whose inputs changed alone.
///
/// The rows after a pass are those before the next. What a pass can change is derived from the
/// description and the first state (docs/trust.md, "Engine: looped models"); a description that has
/// not the properties used is evaluated literally, so every state equals model::final_state of the
/// one before.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reference/engine/looped_kernel.hpp"
#include "reference/engine/looped_maps.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::engine {

/// When a pass is compared with the literal evaluation.
struct LoopedChecks {
  bool at_powers_of_two = true;  ///< passes 1, 2, 4, 8, ...
  std::int64_t every = 0;        ///< every so many passes; 0: never

  /// Whether pass `number` [1-based] is compared.
  [[nodiscard]] bool includes(std::int64_t number) const;
};

/// A model in the middle of a run. Not for several threads at once.
class Looped {
 public:
  /// \param model outlives this. \param state [n x d] before the first pass. \param any the rule of
  /// any_hardmax heads. \param set one of looped_sets(); empty: the widest
  Looped(const model::Transformer& model, const Matrix& state, model::Tie any,
         std::optional<LoopedSet> set = {});
  Looped(Looped&&) noexcept;
  Looped& operator=(Looped&&) noexcept;
  ~Looped();

  /// One pass of the schedule. \throws model::Undefined as the literal evaluation does
  void pass();
  /// One pass, and whether it equals the literal evaluation of the same state if `checks` includes
  /// it. Once a pass did not, the object is of no more use. \throws model::Undefined
  [[nodiscard]] bool checked_pass(const LoopedChecks& checks);

  /// Passes so far.
  [[nodiscard]] std::int64_t passes() const;
  /// Assigns entry `at` of the row of `column`, a small integer, before the next pass: what the
  /// surroundings of a machine put there.
  void set(int column, int at, std::int32_t value);
  /// Entry `at` of the row of `column`.
  [[nodiscard]] Rational entry(int column, int at) const;
  /// The row of `column` [d]. \pre is_incremental()
  [[nodiscard]] std::vector<std::int32_t> row(int column) const { return row(0, column); }
  /// The same in the last pass before layer `layer`, but that of the first is what follows the
  /// pass.
  [[nodiscard]] std::vector<std::int32_t> row(int layer, int column) const;
  /// Whether the row of `column` is that of `expected` [n x d] wherever a pass may change it;
  /// elsewhere it is what it was after the first pass. \pre is_incremental() and passes() > 0
  [[nodiscard]] bool agrees(int column, const LoopedRows& expected) const;
  /// All entries [n x d].
  [[nodiscard]] Matrix state() const;
  /// Columns whose row the last pass changed; none has a meaning while !is_incremental().
  [[nodiscard]] std::span<const int> changed() const;
  /// Whether the last pass might have differed under another rule for any_hardmax heads; true while
  /// !is_incremental().
  [[nodiscard]] bool has_tie() const;

  /// A head of one layer [0-based] of a pass and the columns that `column` reads with it,
  /// ascending.
  struct Read {
    int layer = 0;
    int head = 0;  ///< of the layer's block
    int column = 0;
    std::vector<int> columns = {};
  };
  /// Whether passes keep what they read.
  void record(bool is_recorded);
  /// What the columns that the last pass computed read; empty while !is_incremental().
  [[nodiscard]] std::vector<Read> reads() const;

  /// Whether passes are computed in part.
  [[nodiscard]] bool is_incremental() const;
  /// Why they are not; empty if they are.
  [[nodiscard]] const std::string& why_not() const;
  /// Columns computed so far, over all layers.
  [[nodiscard]] std::int64_t computed() const;
  /// Look-ups that went through all keys or queries because no proof covered them.
  [[nodiscard]] std::int64_t scans() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace attest::engine
