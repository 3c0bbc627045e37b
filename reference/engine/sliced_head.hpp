// SPDX-License-Identifier: Apache-2.0
/// \file
/// Hard attention of one query as gates: candidates sorted once, then a priority encoder.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "reference/engine/sliced_gates.hpp"
#include "reference/engine/sliced_rows.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// Keys of one position that a head does not tell apart: one key and one contribution to the
/// stream.
struct KeyClass {
  StreamRow key;
  StreamRow gain;  ///< what the head adds when it reads this key alone [d]
  Plane plane;     ///< where the position has such a row
};

/// The classes of one position: exactly one of them is there.
using KeyClasses = std::vector<KeyClass>;

/// Rows that a position may have; on words where the model is defined exactly one is there.
using Rows = std::map<StreamRow, Plane>;

/// The classes of a position with these rows, of a head of second order on a stream of d
/// coordinates.
[[nodiscard]] KeyClasses key_classes(GateBuilder& gates, const model::Head& head, const Rows& rows,
                                     int d);

/// What a head adds to the stream, and where it adds what.
struct HeadPlanes {
  std::map<StreamRow, Plane> gains = {};           ///< disjoint, and together everywhere
  Plane undefined = GateBuilder::constant(false);  ///< a tie of unique_hardmax; gains mean nothing
};

/// The rule of a hardmax head, once any_hardmax is resolved.
enum class HardRule { leftmost, rightmost, average, unique };

/// The rule of a hardmax head where any_hardmax follows `any`.
[[nodiscard]] HardRule rule_of(model::Norm norm, model::Tie any);

/// Most sets of maximal keys, by number and sum of their gains, that an average may range over.
inline constexpr std::size_t most_averages = 4096;

/// The planes of a head for one query vector. `keys` are the visible positions in order, [d] is the
/// size of a gain. The reason where an average ranges over too many sets.
[[nodiscard]] std::variant<HeadPlanes, std::string> hard_attention(
    GateBuilder& gates, HardRule rule, const StreamRow& query,
    const std::vector<const KeyClasses*>& keys, std::size_t d);

}  // namespace attest::engine
