// SPDX-License-Identifier: Apache-2.0
/// \file
/// The claims that this build holds, and which sources and compiler they were built from.
#pragma once

#include <string_view>
#include <vector>

#include "reference/check/claim.hpp"

namespace attest::registry {

/// Every claim, one for each folder of claims/, sorted by id.
[[nodiscard]] std::vector<check::Claim> claims();

/// The version of a claim: 16 hexadecimal digits, a hash of the claim's folder, reference/ and the
/// compiler. Rows of a ledger are current when they carry it.
/// \returns the empty string where this build holds no such claim
[[nodiscard]] std::string_view version_of(std::string_view claim_id);

/// The commit of the checkout, with `-changed` appended where claims/ or reference/ differ from it;
/// `unknown` outside a checkout.
[[nodiscard]] std::string_view commit();

/// The compiler's name and version, such as `GNU 12.2.0`.
[[nodiscard]] std::string_view compiler();

}  // namespace attest::registry
