// SPDX-License-Identifier: Apache-2.0
/// \file
/// The pages of a report.
#pragma once

#include <map>
#include <string>

#include "reports/site/document.hpp"
#include "reports/site/selection.hpp"

namespace attest::site {

/// The first page: what was found wrong in print, what is not as expected, and every claim.
[[nodiscard]] Document index_page(const std::vector<ClaimRows>& claims, std::int64_t foreign_rows);

/// A claim's page: its statements with rows, resources, mutants, witnesses and commands.
[[nodiscard]] Document claim_page(const ClaimRows& claim);

/// Every file of the report by name: index and a page a claim, each as .html and .md, and
/// style.css. Equal material gives equal bytes.
[[nodiscard]] std::map<std::string, std::string> render(const Material& material);

}  // namespace attest::site
