// SPDX-License-Identifier: Apache-2.0
/// \file
/// See judge_order.hpp.
#include "reference/derive/judge_order.hpp"

#include "reference/derive/explain.hpp"

namespace attest::derive {

check::Outcome failure(const check::Case& tokens, const std::vector<Rational>& expected,
                       const std::vector<Rational>& found, int bits) {
  return {.truth = check::Truth::fails,
          .answer = {},
          .text = "tokens " + text_of(tokens) + ": expected " + text_of(expected) + ", found " +
                  text_of(found),
          .bits = bits};
}

bool has_small_fields(const Matrix& tokens) {
  for (int i = 0; i < tokens.rows(); ++i) {
    for (const Rational& field : tokens.row(i)) {
      if (!field.is_integer() || !field.num().fits_int64()) return false;
    }
  }
  return true;
}

}  // namespace attest::derive
