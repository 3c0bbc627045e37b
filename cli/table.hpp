// SPDX-License-Identifier: Apache-2.0
/// \file
/// Text tables: columns as wide as their widest cell, two spaces apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::cli {

/// A row of cells; a column is right-aligned where its title starts with '>'.
using Cells = std::vector<std::string>;

/// The table with its titles above, each line ended; columns whose cells are all empty are left
/// out.
/// \pre every row has as many cells as there are titles
[[nodiscard]] std::string table(const Cells& titles, const std::vector<Cells>& rows);

/// The text with every line after the first indented by `spaces`, without line ends at its end.
[[nodiscard]] std::string indented(std::string_view text, int spaces);

}  // namespace attest::cli
