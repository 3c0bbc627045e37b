// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a sequence forgets while it grows: the reduction of PENCIL, [CALL] T [SEP] A [RETURN] to A.
#pragma once

#include <optional>

#include "reference/number/matrix.hpp"

namespace attest::model {

/// When a token that closes has been appended, the tokens from the last one that opens through the
/// last one that separates are erased, where these stand in this order. Behind the erasure the
/// sequence is one of its own: positions count anew.
struct Erasure {
  int opens = 0;              ///< field that is 1 on tokens that open
  int separates = 0;          ///< field that is 1 on tokens that separate
  int closes = 0;             ///< field that is 1 on tokens that close
  bool drops_answer = false;  ///< what stands between separator and closing token is erased too

  friend bool operator==(const Erasure&, const Erasure&) = default;
};

/// Rows first, .., last of a sequence.
struct Span {
  int first = 0;
  int last = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// What the newest token, the last row, erases. \pre the rule names fields of the tokens
[[nodiscard]] std::optional<Span> erased_span(const Matrix& tokens, const Erasure& rule);

/// The sequence without what its newest token erases.
[[nodiscard]] Matrix reduced(const Matrix& tokens, const Erasure& rule);

}  // namespace attest::model
