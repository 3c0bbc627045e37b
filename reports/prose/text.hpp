// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small changes of texts that pages, plots and drawings share.
#pragma once

#include <string>
#include <string_view>

namespace attest::prose {

/// The text with the special characters of XML escaped.
[[nodiscard]] std::string escaped(std::string_view text);

/// Replaces every `from` by `to`.
void replace_all(std::string& text, std::string_view from, std::string_view to);

/// Number of characters of UTF-8.
[[nodiscard]] int characters(std::string_view text);

}  // namespace attest::prose
