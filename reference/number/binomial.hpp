// SPDX-License-Identifier: Apache-2.0
/// \file
/// Binomial coefficients.
#pragma once

#include <cstdint>

#include "reference/number/integer.hpp"

namespace attest {

/// C(n, k): 0 for k > n. \pre n, k >= 0
[[nodiscard]] Integer binomial(std::int64_t n, std::int64_t k);

}  // namespace attest
