// SPDX-License-Identifier: Apache-2.0
/// \file
/// The message of an input error.
#include "reference/number/error.hpp"

#include <utility>

namespace attest {

InputError::InputError(std::string id, std::string place, std::string found, std::string expected)
    : std::runtime_error(id + ": " + place + ": found " + found + ", expected " + expected),
      id_(std::move(id)),
      place_(std::move(place)),
      found_(std::move(found)),
      expected_(std::move(expected)) {}

}  // namespace attest
