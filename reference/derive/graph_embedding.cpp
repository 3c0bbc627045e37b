// SPDX-License-Identifier: Apache-2.0
/// \file
/// Vertices and edges as vectors; see graph_embedding.hpp.
#include "reference/derive/graph_embedding.hpp"

#include "reference/number/contract.hpp"

namespace attest::derive {

GraphRegisters add_graph_registers(model::Stream& stream, int n) {
  ATTEST_REQUIRE(n >= 1, "a model has a coordinate for at least one vertex");
  GraphRegisters registers;
  registers.vertex = stream.add("vid", n);
  registers.edge = stream.add("eid", n);
  registers.sentinel = stream.add("sent");
  registers.one = stream.add("one");
  return registers;
}

std::vector<model::Wire> embed_graph_token(model::CircuitBuilder& embed, int n) {
  const model::Wire is_edge = embed.input("kind");  // 0 for a vertex, 1 for an edge
  const model::Wire is_vertex = 1 - is_edge;
  const model::Wire a = embed.input("a");
  const model::Wire b = embed.input("b");
  std::vector<model::Wire> vertex;
  for (int u = 0; u < n; ++u) {
    const model::Wire label = embed.constant(u);
    const model::Wire is_a = embed.equal(a, label);
    vertex.push_back(is_vertex * is_a);
    embed.output("vid", u, vertex.back());
    embed.output("eid", u, is_edge * (is_a + embed.equal(b, label)));
  }
  embed.output("one", embed.constant(1));
  return vertex;
}

model::ExtraToken graph_sentinel() {
  model::CircuitBuilder embed({});
  embed.output("sent", embed.constant(1));
  embed.output("one", embed.constant(1));
  return {.name = "sentinel", .embed = embed.finish(), .is_first = true};
}

}  // namespace attest::derive
