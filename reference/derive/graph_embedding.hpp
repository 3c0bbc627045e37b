// SPDX-License-Identifier: Apache-2.0
/// \file
/// The embedding that constructions with a coordinate a vertex share: one-hot vertices, edges as
/// the sum of their two ends, a sentinel.
#pragma once

#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::derive {

/// Where the registers stand.
struct GraphRegisters {
  model::Slice vertex;    ///< `vid` [n]: e_u at vertex u, 0 elsewhere
  model::Slice edge;      ///< `eid` [n]: e_a + e_b at the edge {a, b}, 0 elsewhere
  model::Slice sentinel;  ///< `sent`: 1 at the sentinel, 0 elsewhere
  model::Slice one;       ///< `one`: 1 at every token
};

/// Adds these registers. \pre n >= 1
[[nodiscard]] GraphRegisters add_graph_registers(model::Stream& stream, int n);

/// Assigns the registers of a token of task::graph_fields() that is no question.
/// \returns the wires of e_u at vertices, for registers that start like `vid`
std::vector<model::Wire> embed_graph_token(model::CircuitBuilder& embed, int n);

/// The extra token in front with sent = one = 1.
[[nodiscard]] model::ExtraToken graph_sentinel();

}  // namespace attest::derive
