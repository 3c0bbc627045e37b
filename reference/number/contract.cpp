// SPDX-License-Identifier: Apache-2.0
/// \file
/// The message of a broken contract.
#include "reference/number/contract.hpp"

namespace attest {

void broken_invariant(const char* file, int line, const char* condition,
                      const std::string& message) {
  throw BrokenInvariant(std::string(file) + ":" + std::to_string(line) + ": " + condition + ": " +
                        message);
}

}  // namespace attest
