// SPDX-License-Identifier: Apache-2.0
/// \file
/// Sizes of case spaces.
#include "reference/check/case_space_size.hpp"

#include <utility>

#include "reference/number/error.hpp"

namespace attest::check {

std::int64_t checked_size(const Integer& size, const std::string& description) {
  if (size > most_cases) {
    const std::string digits = size.to_string();
    throw InputError("case-space-size", description,
                     digits.size() <= 40 ? digits + " cases"
                                         : std::to_string(digits.size()) + " digits of cases",
                     "at most 2^62 cases");
  }
  return size.to_int64();
}

void require_not_negative(std::int64_t value, const std::string& name,
                          const std::string& description) {
  if (value >= 0) return;
  throw InputError("case-space-arguments", description, name + " = " + std::to_string(value),
                   name + " >= 0");
}

CaseSpace exhaustive(std::string description, const Integer& size,
                     Function<std::optional<Case>(std::int64_t)> at) {
  const std::int64_t indices = checked_size(size, description);
  return {.description = std::move(description),
          .coverage = Coverage::exhaustive,
          .size = indices,
          .full_size = size,
          .why_sampled = {},
          .at = std::move(at)};
}

}  // namespace attest::check
