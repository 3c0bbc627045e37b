// SPDX-License-Identifier: Apache-2.0
/// \file
/// Models of one layer of natural softmax heads, answered by the certified filter.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/engine/rows.hpp"
#include "reference/engine/softmax_decoder.hpp"
#include "reference/engine/split_affine.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::engine {

/// A model of one layer: heads of softmax_e that see every key, no units, no token maps, and a
/// decoder that SoftmaxDecoder takes. Rows and the scores of pairs of rows are worked out once.
/// Used by one thread at a time; the model must outlive it.
class SoftmaxModel {
 public:
  /// The model, or why it is not taken.
  [[nodiscard]] static std::variant<SoftmaxModel, std::string> make(
      const model::Transformer& model, const SoftmaxKernel& kernel = softmax_kernels().front());
  SoftmaxModel(SoftmaxModel&&) noexcept;
  SoftmaxModel& operator=(SoftmaxModel&&) noexcept;
  ~SoftmaxModel();

  /// The embedded row that `key` names; where it is new, `make_row()` gives it.
  template <typename MakeRow>
  RowId intern(std::span<const std::int64_t> key, MakeRow&& make_row) {
    return names_.intern(key, [&] {
      auto row = make_row();
      add({row.begin(), row.end()});
      return row;
    });
  }

  /// The answer of the sequence `rows` of `inputs` input tokens and the extra tokens; nothing where
  /// it is left open. What the filter leaves open is settled by balls or as an exact tie
  /// (compare_mean) if the decoder is affine in the output of one head.
  [[nodiscard]] std::optional<model::Answer> answer(std::span<const RowId> rows, int inputs);
  /// Greatest precision of the balls that the last answer took [bits]; 0: it took none.
  [[nodiscard]] int ball_bits() const { return ball_bits_; }

 private:
  struct Head;
  struct Field;
  SoftmaxModel(const model::Transformer& model, const SoftmaxKernel& kernel,
               SoftmaxDecoder decoder);
  void add(const std::vector<Rational>& row);
  [[nodiscard]] bool attend(std::span<const RowId> rows, int first, int last);
  [[nodiscard]] Estimate field(const Field& field, std::size_t row, std::size_t query) const;
  [[nodiscard]] std::optional<Rational> settled(std::span<const RowId> rows, int position);
  [[nodiscard]] std::optional<bool> is_on(const Decided& side, std::span<const RowId> rows,
                                          int position);

  const model::Transformer* model_;
  const SoftmaxKernel* kernel_;
  SoftmaxDecoder decoder_;
  RowTable names_;
  std::vector<Head> heads_;
  std::vector<Field> fields_;                      // of the decoder
  std::vector<std::vector<Rational>> exact_ = {};  // rows
  bool is_fit_ = true;                             // every number of every row has a double
  std::size_t count_ = 0;                          // rows
  int ball_bits_ = 0;
};

}  // namespace attest::engine
