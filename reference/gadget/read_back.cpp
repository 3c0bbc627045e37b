// SPDX-License-Identifier: Apache-2.0
/// \file
/// Scores with one maximum a fixed distance back; see read_back.hpp.
#include "reference/gadget/read_back.hpp"

#include <utility>

#include "reference/number/contract.hpp"

namespace attest::gadget {

Line add_line(model::Stream& stream) {
  return {.one = stream.add("one"), .at = stream.add("at"), .at2 = stream.add("at2")};
}

void embed_line(model::CircuitBuilder& circuit, model::Wire at) {
  circuit.output("one", circuit.constant(1));
  circuit.output("at", at);
  circuit.output("at2", at * at);
}

model::Head read_back(std::string name, const Line& line, std::int64_t distance,
                      const std::vector<model::Slice>& from, const std::vector<model::Slice>& to) {
  ATTEST_REQUIRE(distance >= 0 && from.size() == to.size(), "distance or registers of " + name);
  model::Head head{
      .name = std::move(name), .norm = model::Norm::unique_hardmax, .keys = {{}}, .values = {{}}};
  model::copy(head.query, line.at, 0, 2);
  if (distance > 0) model::copy(head.query, line.one, 0, Rational(-2 * distance));
  model::copy(head.query, line.one, 1, -1);
  model::copy(head.keys[0], line.at, 0);
  model::copy(head.keys[0], line.at2, 1);
  int value = 0;
  for (std::size_t r = 0; r < from.size(); ++r) {
    model::copy(head.values[0], from[r], value);
    model::write(head.out, value, to[r]);
    value += from[r].size;
  }
  return head;
}

}  // namespace attest::gadget
