// SPDX-License-Identifier: Apache-2.0
/// \file
/// Promises whose relation is named.
#pragma once

#include <string>

#include "reference/check/subject.hpp"

namespace attest::check {

/// A promise. \param relation "<=", ">=" or "=", by which `used` is compared with `value`; or "O",
/// which is always met: the report shows used/formula
[[nodiscard]] Promise promise(std::string quantity, std::string formula, const char* relation,
                              const Rational& value, const Rational& used);

}  // namespace attest::check
