// SPDX-License-Identifier: Apache-2.0
/// \file
/// The files that a new claim starts from.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace attest::cli {

/// README.md, claim.hpp, construction.cpp and statements.cpp of a claim that builds and whose only
/// statement is unknown, because its case space is empty. \pre `id` is well formed
[[nodiscard]] std::map<std::string, std::string> skeleton(std::string_view id);

/// Whether a word cannot name a namespace of C++, or one of ours already has it.
[[nodiscard]] bool is_keyword(std::string_view word);

}  // namespace attest::cli
