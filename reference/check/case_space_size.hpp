// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of case spaces, for the files that make them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "reference/check/case_space.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

/// 2^62: index arithmetic on ranges stays inside int64.
inline constexpr std::int64_t most_cases = std::int64_t{1} << 62;

/// `size` as a number of indices. \throws InputError if it exceeds 2^62
std::int64_t checked_size(const Integer& size, const std::string& description);

/// \throws InputError case-space-arguments
void require_not_negative(std::int64_t value, const std::string& name,
                          const std::string& description);

/// A space of all its cases. \throws InputError if they are more than 2^62
[[nodiscard]] CaseSpace exhaustive(std::string description, const Integer& size,
                                   Function<std::optional<Case>(std::int64_t)> at);

}  // namespace attest::check
