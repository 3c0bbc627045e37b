// SPDX-License-Identifier: Apache-2.0
/// \file
/// The one exception for bad input: a stable id, the place, what was found and what was expected.
#pragma once

#include <stdexcept>
#include <string>

namespace attest {

/// Input that cannot be accepted. Caught at the top level, where it ends the run with exit code 2.
class InputError : public std::runtime_error {
 public:
  /// An error with stable `id` (kebab-case, for tests and scripts) at `place` (file:line:column, a
  /// flag, or the name of the thing being read).
  InputError(std::string id, std::string place, std::string found, std::string expected);

  /// Stable identifier of the kind of error, e.g. `number-syntax`.
  [[nodiscard]] const std::string& id() const noexcept { return id_; }
  /// Where the input was read: file:line:column, a flag, or the name of the value.
  [[nodiscard]] const std::string& place() const noexcept { return place_; }
  /// What was found there.
  [[nodiscard]] const std::string& found() const noexcept { return found_; }
  /// What would have been accepted.
  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }

 private:
  std::string id_;
  std::string place_;
  std::string found_;
  std::string expected_;
};

}  // namespace attest
