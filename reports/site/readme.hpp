// SPDX-License-Identifier: Apache-2.0
/// \file
/// READMEs of claims as blocks of a page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/site/document.hpp"

namespace attest::site {

/// What stands under one heading of the second level.
struct Section {
  std::string title;  ///< empty: what stands before the first heading
  std::vector<Block> blocks;
};

/// The sections of a README in its order, its title left out. Known are headings, paragraphs,
/// lists with `-`, tables, fenced code, and in lines code, strong text, links and math; anything
/// else stays as it was written.
[[nodiscard]] std::vector<Section> sections_of(std::string_view readme);

/// The section of that title; nothing where there is none.
[[nodiscard]] const Section* find(const std::vector<Section>& sections, std::string_view title);

/// A line with `code`, **strong**, [links](https://...) and $math$.
[[nodiscard]] Line marked_up(std::string_view text);

/// Whether the section says that nothing is in it: "None found." and the like.
[[nodiscard]] bool says_none(const Section& section);

}  // namespace attest::site
