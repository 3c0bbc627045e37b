// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as files: HTML for browsers and Markdown for GitHub.
#pragma once

#include <string>

#include "reports/site/document.hpp"
#include "reports/site/typeset.hpp"

namespace attest::site {

/// The page as HTML. It needs style.css and the files that it names beside it; without its script
/// it says the same.
[[nodiscard]] std::string to_html(const Document& document, const Typeset& typeset);

/// The page as Markdown in GitHub's flavour.
[[nodiscard]] std::string to_markdown(const Document& document);

/// Escaped text for HTML, set as print would: no line breaks inside "35 831 808" nor between a
/// number and what it counts; "<=" is one sign; x_1 and 2^n have their small letters low and high.
[[nodiscard]] std::string html_prose(std::string_view text);

/// Text for HTML as it is.
[[nodiscard]] std::string html_escaped(std::string_view text);

}  // namespace attest::site
