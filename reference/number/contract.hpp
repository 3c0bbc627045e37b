// SPDX-License-Identifier: Apache-2.0
/// \file
/// Contracts that are checked in every build type.
#pragma once

#include <stdexcept>
#include <string>

namespace attest {

/// A condition that the code itself guarantees does not hold. Caught at the top level only, where
/// it ends the run with exit code 3.
class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Reports a broken contract; called by ATTEST_REQUIRE. \throws BrokenInvariant always
[[noreturn]] void broken_invariant(const char* file, int line, const char* condition,
                                   const std::string& message);

}  // namespace attest

/// Checks `condition` in every build type. `message` is evaluated only when it fails; it names the
/// parameters. \throws attest::BrokenInvariant "<file>:<line>: <condition>: <message>"
#define ATTEST_REQUIRE(condition, message)                                   \
  do {                                                                       \
    if (!(condition)) [[unlikely]] {                                         \
      ::attest::broken_invariant(__FILE__, __LINE__, #condition, (message)); \
    }                                                                        \
  } while (false)
