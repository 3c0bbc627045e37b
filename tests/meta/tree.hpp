// SPDX-License-Identifier: Apache-2.0
/// \file
/// The source tree as the meta tests read it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace attest::meta {

/// The root of the repository.
[[nodiscard]] std::filesystem::path root();

/// The C++ files (.cpp, .hpp) of the folders that hold our code, as paths from the root, sorted.
[[nodiscard]] std::vector<std::string> cpp_files();

/// The lines of a file, without their ends. \param path from the root
[[nodiscard]] std::vector<std::string> lines_of(const std::string& path);

/// `path:line: complaint`, with lines counted from 1.
[[nodiscard]] std::string complaint(const std::string& path, std::size_t line_index,
                                    std::string_view what);

/// The line up to a `//` comment, with the text of string literals left out.
[[nodiscard]] std::string code_of(std::string_view line);

}  // namespace attest::meta
