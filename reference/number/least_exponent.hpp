// SPDX-License-Identifier: Apache-2.0
/// \file
/// How often a score has to be taken for the natural exponential to be as sharp as a given base.
#pragma once

#include <cstdint>

#include "reference/number/rational.hpp"

namespace attest {

/// The least integer c >= 1 with e^c >= bound, certified: scores times c under the natural
/// exponential are at least as sharp as scores in base `bound`.
[[nodiscard]] std::int64_t least_exponent(const Rational& bound);

}  // namespace attest
