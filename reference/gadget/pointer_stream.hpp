// SPDX-License-Identifier: Apache-2.0
/// \file
/// Registers, embedding, sentinel and masks of pointer_doubling.hpp, which its layers work on.
#pragma once

#include <string>
#include <vector>

#include "reference/gadget/pointer_doubling.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/transformer.hpp"

namespace attest::gadget::pointer_doubling {

/// Where the registers of a form stand; those that it lacks are empty.
struct PointerStream {
  explicit PointerStream(Form form);

  model::Slice x, x2;                     ///< the symbol and its square
  model::Slice y, y2;                     ///< the symbol before (standard)
  model::Slice j, j2;                     ///< the position and its square
  model::Slice nx;                        ///< j + 1 (all but standard)
  model::Slice power, power_x, power_x2;  ///< B^j, B^j x, B^j x^2 (powers)
  model::Slice snt, one;                  ///< 1 at the sentinel; 1 everywhere
  model::Slice p, val, bp, bv;            ///< pointer and value, and what was read of both
  std::vector<model::Register> registers;
};

/// The fields of a token: the word alone, or the state.
[[nodiscard]] std::vector<std::string> fields_of(const Shape& shape);

/// From these fields to the registers.
[[nodiscard]] model::Circuit embedding(const Shape& shape, const std::vector<std::string>& fields);

/// The token in front with snt = one = 1.
[[nodiscard]] model::ExtraToken sentinel();

/// The keys j with j < i, or with j <= i.
[[nodiscard]] model::Circuit mask(bool is_strict, bool is_sentinel_visible);

}  // namespace attest::gadget::pointer_doubling
