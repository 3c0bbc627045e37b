// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rechecks certificates against few heads. It knows nothing of how they were found.
#pragma once

#include <vector>

#include "reference/number/matrix.hpp"

namespace attest::symmetric_head_count {

/// What a certificate proves of the function f(0), .., f(n): no polynomial of a smaller degree in
/// the count k = 0, .., n has the signs of f. Row k is to be (f(k), z_k), n+1 rows. It needs z_k >=
/// 0 where f(k) = 1 and z_k <= 0 where f(k) = 0, not all of them 0: then p with these signs has
/// sum_k z_k p(k) > 0, while that sum is 0 for every p of a degree below the first moment sum_k z_k
/// k^j that is not 0.
/// \returns that j, or -1 where the certificate is one of another function or the signs of z are
/// not those of f
[[nodiscard]] int proved_degree(const std::vector<int>& function, const Matrix& certificate);

}  // namespace attest::symmetric_head_count
