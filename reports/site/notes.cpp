// SPDX-License-Identifier: Apache-2.0
/// \file
/// What a claim's README contributes to its page.
#include <algorithm>
#include <array>
#include <iterator>

#include "reports/site/sections.hpp"
#include "reports/site/summary.hpp"

namespace attest::site {
namespace {

/// Sections that the page has elsewhere: the ledger knows the statements better.
constexpr std::array<std::string_view, 3> elsewhere{"Statements", "Errata", "Deviations"};

void add_blocks(std::vector<Block>& blocks, const std::vector<Block>& more) {
  std::copy(more.begin(), more.end(), std::back_inserter(blocks));
}

}  // namespace

std::vector<Block> construction_section(const std::vector<Section>& readme) {
  std::vector<Block> blocks;
  for (const Section& section : readme) {
    const bool is_elsewhere =
        std::find(elsewhere.begin(), elsewhere.end(), section.title) != elsewhere.end();
    if (is_elsewhere || section.blocks.empty()) continue;
    if (!section.title.empty()) {
      blocks.push_back(heading(3, marked_up(section.title), ""));
    }
    add_blocks(blocks, section.blocks);
  }
  if (blocks.empty()) return {};
  blocks.insert(blocks.begin(), heading(2, text_line("Setting and construction"), "construction"));
  return blocks;
}

std::vector<Block> errata_section(const std::vector<Section>& readme) {
  std::vector<Block> blocks;
  const Section* deviations = find(readme, "Deviations");
  const Section* errata = find(readme, "Errata");
  if (deviations == nullptr && errata == nullptr) return {};
  blocks.push_back(heading(2, text_line("Deviations and errata"), "errata"));
  if (deviations != nullptr) {
    blocks.push_back(heading(3, text_line("Where the check departs from the paper"), ""));
    add_blocks(blocks, deviations->blocks);
  }
  if (errata != nullptr) {
    blocks.push_back(heading(3, text_line("Found wrong in print or on the way"), ""));
    add_blocks(blocks, errata->blocks);
  }
  return blocks;
}

}  // namespace attest::site
