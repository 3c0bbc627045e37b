// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas as HTML, typeset once when a report is made.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "reports/site/document.hpp"

namespace attest::site {

/// Typeset formulas and what a browser needs to show them.
struct Typeset {
  std::map<std::string, std::string> html;   ///< by TeX: spans, with hidden MathML for readers
  std::string css;                           ///< the rules in use
  std::map<std::string, std::string> fonts;  ///< "fonts/NAME" and its bytes: those in use
};

/// Typesets every formula of the documents in one process.
/// \throws InputError formula-invalid with the page and the heading above the first formula that
/// KaTeX refuses; tool-missing, tool-failed
[[nodiscard]] Typeset typeset(const std::vector<Document>& documents);

}  // namespace attest::site
