// SPDX-License-Identifier: Apache-2.0
/// \file
/// Formulas: typeset in one go, with the fonts that they need, and refused with their place.
#include "reports/site/typeset.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "reference/number/error.hpp"

namespace attest::site {
namespace {

Document page_with(const std::string& text) {
  Document document{.name = "sums", .title = "t", .trail = {}, .blocks = {}, .footer = {}};
  document.blocks.push_back(heading(2, {plain("S1")}, "S1"));
  document.blocks.push_back(table("c", {"a"}, {{with_math(text)}}, Narrow::scrolls));
  return document;
}

TEST_CASE("a formula of several documents is typeset once and brings its fonts") {
  const Typeset result = typeset({page_with("$x^2$"), page_with("$x^2$, $\\mathbb{Z}$")});
  CHECK(result.html.size() == 2);
  CHECK(result.html.at("x^2").find("<math") != std::string::npos);
  CHECK(result.fonts.contains("fonts/KaTeX_Math-Italic.woff2"));
  CHECK(result.fonts.contains("fonts/KaTeX_AMS-Regular.woff2"));
  CHECK_FALSE(result.fonts.contains("fonts/KaTeX_Fraktur-Regular.woff2"));
  for (const auto& [name, bytes] : result.fonts) {
    CHECK(bytes.starts_with("wOF2"));
    CHECK(result.css.find("url(" + name + ")") != std::string::npos);
  }
  CHECK(result.css.find(".ttf") == std::string::npos);
}

TEST_CASE("documents without a formula need no program") {
  const Typeset result = typeset({page_with("plain")});
  CHECK(result.html.empty());
  CHECK(result.css.empty());
  CHECK(result.fonts.empty());
}

TEST_CASE("TeX that cannot be typeset is refused with its page and heading") {
  for (const char* bad : {"$\\frac{1}$", "$\\undefinedcommand$", "$x^2^3$", "$é$"}) {
    try {
      static_cast<void>(typeset({page_with("$x$"), page_with(bad)}));
      FAIL_CHECK(bad);
    } catch (const InputError& error) {
      CHECK(error.id() == "formula-invalid");
      CHECK(error.place() == "sums, S1");
      CHECK(error.found().starts_with(bad));
    }
  }
}

}  // namespace
}  // namespace attest::site
