// SPDX-License-Identifier: Apache-2.0
/// \file
/// Long sequences through hardmax layers in exact rationals: equal keys are one, equal queries ask
/// once.
///
/// It evaluates what model::final_state evaluates. The literal evaluator compares every query with
/// every key and every pair of positions with the masks; here a layer of n tokens with q different
/// queries and k different keys takes q k scores, so that 10^5 tokens are feasible where rows
/// repeat.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/sliced_rows.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/layers.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::engine {

/// A model of hardmax heads of second order without masks or with one of the masks that the keys
/// before a query (with or without itself) are seen. Const and thread-safe once made; the model
/// must outlive it.
class GroupedModel {
 public:
  /// The evaluator on n tokens, extra tokens included, or the reason why there is none.
  /// \throws InputError if the model is not valid
  [[nodiscard]] static std::variant<GroupedModel, std::string> make(const model::Transformer& model,
                                                                    int n);

  /// Number of layers of the schedule, unrolled.
  [[nodiscard]] std::size_t layers() const { return layers_.size(); }
  /// The state [n x d] after a layer that is computed for `rows` alone; the others stay as they
  /// are.
  /// \throws model::Undefined
  [[nodiscard]] Matrix step(std::size_t layer, const Matrix& state, model::Tie any,
                            model::Positions rows) const;
  /// The final state, every row of it. \throws model::Undefined
  [[nodiscard]] Matrix final_state(const Matrix& state, model::Tie any) const;

  /// The row at one position after a layer, by the definition: the mask's circuit and the score of
  /// every key, nothing grouped. \throws model::Undefined
  [[nodiscard]] StreamRow direct_row(std::size_t layer, const Matrix& state, int position,
                                     model::Tie any) const;

 private:
  /// Which keys a query sees.
  enum class Sight { all, up_to_query, before_query };
  struct Layer {
    int block;
    std::shared_ptr<const RowStep> step;
  };

  GroupedModel(const model::Transformer& model, int n);
  static std::variant<Sight, std::string> sight_of(const model::Circuit& mask);
  void attend(const model::Head& head, const Matrix& state, model::Tie any, model::Positions rows,
              Matrix& gain) const;

  const model::Transformer* model_;
  int n_;
  std::vector<Sight> sights_ = {};  // by mask
  std::vector<Layer> layers_ = {};
};

}  // namespace attest::engine
