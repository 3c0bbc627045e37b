// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows of the residual stream as members of finite sets: exact, one at a time.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// A row of the stream [d].
using StreamRow = std::vector<Rational>;

/// The exact sum of two rows.
[[nodiscard]] StreamRow sum(StreamRow a, const StreamRow& b);

/// A linear map applied to a row [size].
[[nodiscard]] StreamRow applied(const model::Linear& map, const StreamRow& row, int size);

/// Inner product.
[[nodiscard]] Rational inner(const StreamRow& a, const StreamRow& b);

/// What a layer without its heads makes of a row: its units, then its token maps, both those of the
/// literal evaluator.
class RowStep {
 public:
  /// The step of one block at n positions. `model` need not outlive it.
  RowStep(const model::Transformer& model, int block, int n);
  ~RowStep();
  RowStep(RowStep&&) noexcept;
  RowStep& operator=(RowStep&&) noexcept;

  /// The row after the step at a position; nothing where it is undefined.
  [[nodiscard]] std::optional<StreamRow> of(const StreamRow& row, int position) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The entries of the answer that one row gives at a position; nothing where it is undefined.
/// \pre the decoder is not transcendental
[[nodiscard]] std::optional<std::vector<Rational>> answer_of(const model::Decode& decode,
                                                             const StreamRow& row, int position,
                                                             int n);

/// Coordinates of a row that matter: the others may be set to 0.
struct LiveCoordinates {
  int block = 0;
  std::set<int> entry = {};  ///< read by this layer or later
  std::set<int> kept = {};   ///< of the stream after the heads
};

/// By layer of the schedule unrolled; last, with block -1, those that the decoder reads.
[[nodiscard]] std::vector<LiveCoordinates> live_coordinates(const model::Transformer& model);

/// The row with 0 at coordinates that are not in `live`.
[[nodiscard]] StreamRow restricted(StreamRow row, const std::set<int>& live);

}  // namespace attest::engine
