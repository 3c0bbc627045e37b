// SPDX-License-Identifier: Apache-2.0
/// \file
/// See judge_order.hpp.
#include "reference/derive/judge_order.hpp"

namespace attest::derive {

bool has_small_fields(const Matrix& tokens) {
  for (int i = 0; i < tokens.rows(); ++i) {
    for (const Rational& field : tokens.row(i)) {
      if (!field.is_integer() || !field.num().fits_int64()) return false;
    }
  }
  return true;
}

}  // namespace attest::derive
