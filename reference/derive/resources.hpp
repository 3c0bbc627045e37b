// SPDX-License-Identifier: Apache-2.0
/// \file
/// Resources: exact counts of a description.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "reference/model/transformer.hpp"

namespace attest::derive {

/// Counts of a transformer.
struct Resources {
  std::int64_t layers = 0;  ///< of one pass of the schedule that hold a head; a block without heads
                            ///< counts as `mlp_layers`
  std::int64_t mlp_layers = 0;
  std::int64_t heads = 0;  ///< most in one layer
  std::int64_t heads_in_all = 0;
  std::int64_t order =
      0;  ///< of attention: 2, or 3 where a head scores pairs of tokens; 0: no head
  std::int64_t width = 0;            ///< d
  std::int64_t key_dimension = 0;    ///< largest d_k
  std::int64_t value_dimension = 0;  ///< largest d_v
  std::int64_t units = 0;            ///< d_ff in all
  std::int64_t nonzeros =
      0;  ///< of query, key, value, MLP in and out; biases counted, `out` of heads not
  std::int64_t weight_bits = 0;  ///< largest numerator or denominator [bits]
  std::int64_t extra_tokens = 0;
  std::int64_t token_map_ops = 0;  ///< steps of token maps
  std::string largest_weight;      ///< in absolute value
};

/// Counts everything. \pre the model is valid
[[nodiscard]] Resources resources(const model::Transformer& model);

/// The same by name, for rows.
[[nodiscard]] std::map<std::string, std::string> table_of(const Resources& resources);

}  // namespace attest::derive
