// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decoders that are affine in the final state.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>

#include "reference/engine/split_readout.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// constant + sum of weights times coordinates of a row.
struct Affine {
  Rational constant = 0;
  std::map<int, Rational> terms = {};  ///< coordinate -> weight
};

/// A question about a final row, as a sign.
struct Decided {
  Affine positive;         ///< on the side asked for iff positive, or zero unless `is_strict`
  bool is_strict = false;  ///< zero is not on that side
};

/// The question whether the answer of `decode` at a position is 1, or 0, for a decoder with one
/// output: affine with the readout threshold, or `less` of two affine wires with the readout exact.
/// The reason where it is neither.
[[nodiscard]] std::variant<Decided, std::string> decided_by(const model::Decode& decode, Side side,
                                                            std::int64_t position,
                                                            std::int64_t length);

}  // namespace attest::engine
