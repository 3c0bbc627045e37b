// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reads the source tree for the meta tests.
#include "tests/meta/tree.hpp"

#include <algorithm>
#include <array>
#include <fstream>

namespace attest::meta {

std::filesystem::path root() { return ATTEST_SOURCE_DIR; }

std::vector<std::string> cpp_files() {
  constexpr std::array folders{"benchmarks", "claims",  "cli",  "reference",
                               "registry",   "reports", "tests"};
  std::vector<std::string> files;
  for (const char* folder : folders) {
    if (!std::filesystem::is_directory(root() / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root() / folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cpp" && extension != ".hpp") continue;
      files.push_back(std::filesystem::relative(entry.path(), root()).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(root() / path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string complaint(const std::string& path, std::size_t line_index, std::string_view what) {
  return path + ":" + std::to_string(line_index + 1) + ": " + std::string(what);
}

std::string code_of(std::string_view line) {
  std::string code;
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (is_quoted && line[i] == '\\') {
      ++i;
    } else if (line[i] == '"' && !(i > 0 && line[i - 1] == '\'')) {
      is_quoted = !is_quoted;
      code += '"';
    } else if (!is_quoted) {
      if (line.substr(i, 2) == "//") break;
      code += line[i];
    }
  }
  return code;
}

}  // namespace attest::meta
