// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of others that draw and typeset: text in, text out, nothing left on the disk.
#pragma once

#include <string>
#include <vector>

namespace attest::tool {

/// A program and how it is told what to do.
struct Tool {
  std::vector<std::string> command;  ///< the program's name, looked up in PATH, and its arguments
  std::string package;               ///< the Debian package that holds it, for the message
};

/// What the program prints when it reads `input`, in the C locale and in UTC, so that the same
/// input gives the same text everywhere.
/// \throws InputError tool-missing, tool-failed with what it said on standard error
[[nodiscard]] std::string output_of(const Tool& tool, const std::string& input);

}  // namespace attest::tool
