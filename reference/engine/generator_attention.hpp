// SPDX-License-Identifier: Apache-2.0
/// \file
/// The heads of one layer at one query, on columns whose keys and values are kept as sparse
/// vectors.
#pragma once

#include <vector>

#include "reference/engine/generator_plan.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/function.hpp"

namespace attest::engine {

/// What the heads of a layer know of a token.
struct Column {
  std::vector<SparseVector> keys = {};    ///< by head
  std::vector<SparseVector> values = {};  ///< by head
  std::vector<Rational> row = {};         ///< before the layer; kept for windows alone
};

/// Keys and values of a row [d].
[[nodiscard]] Column column_of(const HeadsPlan& heads, const std::vector<Rational>& row);

/// Positions that a mask shows to a query in a sequence of `length`, up to the query.
/// \throws model::Undefined
[[nodiscard]] std::vector<int> visible_keys(const model::Circuit& mask, int query, int length);

/// row += units of a layer.
void add_units(const UnitsPlan& units, std::vector<Rational>& row);

/// Attention with workspaces of its own.
class HeadsWork {
 public:
  std::vector<const Column*> columns = {};  ///< for the caller

  /// row += heads on `keys` [positions], the last of which is the row's own. \param shown the
  /// positions that a mask shows; null: all \throws model::Undefined
  template <typename Shown>
  void attend(const HeadsPlan& heads, const std::vector<const Column*>& keys,
              std::vector<Rational>& row, model::Tie any, const Shown& shown) {
    begin(heads, row);
    for (std::size_t h = 0; h < heads.widths.size(); ++h) {
      add_head(heads, h, keys, any, shown(heads.block->heads[h].mask));
    }
    for (const auto& [at, value] : gain_) row[static_cast<std::size_t>(at)] += value;
  }

 private:
  void begin(const HeadsPlan& heads, const std::vector<Rational>& row);
  void add_head(const HeadsPlan& heads, std::size_t h, const std::vector<const Column*>& keys,
                model::Tie any, const std::vector<int>* shown);
  void ask(const SparseVector& query, int width);
  void forget(const SparseVector& query);
  [[nodiscard]] Rational score_of(const SparseVector& key) const;
  void find_best(std::size_t h, const std::vector<const Column*>& keys,
                 const std::vector<int>* shown);
  void choose_best(const model::Head& head, model::Tie any);
  void score(std::size_t h, const std::vector<const Column*>& keys, const std::vector<int>* shown);
  void add_scored(const model::Head& head, std::size_t h, const std::vector<const Column*>& keys,
                  model::Tie any, Rational& divisor);
  void add_value(const SparseVector& value, const Rational& weight);

  std::vector<SparseVector> queries_ = {};  // by head
  std::vector<Rational> query_ = {};        // of one head, dense; zero between calls
  std::vector<Rational> scores_ = {};
  std::vector<int> positions_ = {};  // of the scores
  std::vector<int> best_ = {};
  std::vector<Rational> mixed_ = {};
  SparseVector gain_ = {};
};

}  // namespace attest::engine
