// SPDX-License-Identifier: Apache-2.0
/// \file
/// The positional head that reads a fixed distance back: the layers of scans, and of packets that
/// spread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget {

/// The positional registers 1, i, i^2.
struct Line {
  model::Slice one;
  model::Slice at;
  model::Slice at2;
};

/// Adds the registers "one", "at" and "at2".
[[nodiscard]] Line add_line(model::Stream& stream);

/// Assigns them from the wire of i.
void embed_line(model::CircuitBuilder& circuit, model::Wire at);

/// The head that reads the registers `from` of node max(i - distance, 0) into `to`. Query
/// (2(i - distance), -1), key (j, j^2): the score (i - distance)^2 - (j - i + distance)^2 less a
/// term of the query alone has its one maximum at j = i - distance; where that is negative, every
/// j >= 1 scores below j = 0. \pre distance >= 0; as many registers `from` as `to`
[[nodiscard]] model::Head read_back(std::string name, const Line& line, std::int64_t distance,
                                    const std::vector<model::Slice>& from,
                                    const std::vector<model::Slice>& to);

}  // namespace attest::gadget
