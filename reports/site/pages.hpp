// SPDX-License-Identifier: Apache-2.0
/// \file
/// The pages of a report.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reference/check/series_row.hpp"
#include "reports/site/document.hpp"
#include "reports/site/readme.hpp"
#include "reports/site/selection.hpp"

namespace attest::site {

/// A claim with everything that its page is made from.
struct ClaimMaterial {
  ClaimRows rows;
  std::vector<Section> readme;
  check::SeriesRecord series = {};  ///< of the claim and its current version
};

/// What is the same on every page.
struct Edition {
  std::string commit;         ///< of the program
  std::string ledger_digest;  ///< over the rows that are shown
  std::int64_t foreign_rows = 0;
};

/// A page and the files that it leads to or shows, by name.
struct Page {
  Document document;
  std::map<std::string, std::string> files;
};

struct Comparison;

/// The first page: what was found wrong in print, what is not as expected, every claim, and the
/// speed of the engines as `series` has it.
[[nodiscard]] Page index_page(const std::vector<ClaimMaterial>& claims,
                              const std::vector<Comparison>& comparisons,
                              const check::SeriesRecord& series, const Edition& edition);

/// A claim's page: fidelity first, then statements, construction, resources, growth, mutants.
[[nodiscard]] Page claim_page(const ClaimMaterial& claim,
                              const std::vector<Comparison>& comparisons, const Edition& edition);

/// Every file of the report by name: index, a page a claim and one of comparisons, each as .html
/// and .md, what they show, fonts and style.css. Equal material gives equal bytes.
/// \throws InputError formula-invalid, tool-missing, tool-failed
[[nodiscard]] std::map<std::string, std::string> render(const Material& material);

}  // namespace attest::site
