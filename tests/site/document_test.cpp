// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as HTML and as Markdown.
#include "reports/site/document.hpp"

#include <doctest/doctest.h>

#include <string>

namespace attest::site {
namespace {

std::string html_of(Block block) {
  const std::string text = to_html({.title = "t", .blocks = {std::move(block)}});
  const std::size_t start = text.find("<main>\n") + 7;
  return text.substr(start, text.find("</main>") - start);
}

std::string markdown_of(Block block) {
  return to_markdown({.title = "t", .blocks = {std::move(block)}});
}

TEST_CASE("text never becomes markup") {
  const Block block = paragraph({plain("a<b & \"c\" | *d* _e_ [f]"), code("x|y`z<w")});
  CHECK(html_of(block) ==
        "<p>a&lt;b &amp; &quot;c&quot; | *d* _e_ [f]<code>x|y`z&lt;w</code></p>\n");
  CHECK(markdown_of(block) == "a\\<b & \"c\" \\| \\*d\\* \\_e\\_ \\[f\\]`` x\\|y`z<w ``\n");
}

TEST_CASE("math stands between dollars and a single dollar stands for itself") {
  const Line line = with_math("if $|x| < n$ then $5");
  REQUIRE(line.size() == 3);
  CHECK(line[1].kind == Span::Kind::math);
  CHECK(line[1].text == "|x| < n");
  CHECK(line[2].text == " then $5");
  CHECK(html_of(paragraph(line)) == "<p>if <span class=\"math\">|x| &lt; n</span> then $5</p>\n");
  CHECK(markdown_of(paragraph(line)) == "if $\\vert x\\vert  < n$ then \\$5\n");
  CHECK(with_math("").empty());
  CHECK(with_math("$$").front().text.empty());
}

TEST_CASE("tables keep a line a row in Markdown and mark numbers in HTML") {
  const Block block = table({"name", ">count"}, {{{plain("a\nb")}, {plain("12")}}});
  CHECK(markdown_of(block) == "| name | count |\n|---|---:|\n| a b | 12 |\n");
  CHECK(html_of(block).find("<td class=\"number\" data-title=\"count\">12</td>") !=
        std::string::npos);
  CHECK(html_of(block).find("<th>name</th>") != std::string::npos);
}

TEST_CASE("a number with groups of three stays on one line") {
  CHECK(html_of(paragraph({plain("all 35 831 808 cases of 9 < 10")})) ==
        "<p>all 35&#8239;831&#8239;808&nbsp;cases of 9 &lt; 10</p>\n");
}

TEST_CASE("links to pages take the ending of their format") {
  const Block block = paragraph({page("sums", "sums"), link("arXiv", "https://x/?a=1&b=2")});
  CHECK(html_of(block) ==
        "<p><a href=\"sums.html\">sums</a><a href=\"https://x/?a=1&amp;b=2\">arXiv</a></p>\n");
  CHECK(markdown_of(block) == "[sums](sums.md)[arXiv](https://x/?a=1&b=2)\n");
}

TEST_CASE("folds and lists and code blocks hold what was put in") {
  const Block block =
      fold({plain("a < b")}, {list({{plain("x")}, {plain("y")}}), code_block("z\n")});
  CHECK(html_of(block) ==
        "<details><summary>a &lt; b</summary>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>\n"
        "<pre><code>z\n</code></pre>\n</details>\n");
  CHECK(markdown_of(block) ==
        "<details><summary>a &lt; b</summary>\n\n- x\n- y\n\n````text\nz\n````\n\n</details>\n");
}

TEST_CASE("a page needs its stylesheet and nothing else") {
  const std::string text = to_html({.title = "a & b", .blocks = {heading(1, {plain("t")})}});
  CHECK(text.starts_with("<!DOCTYPE html>\n"));
  CHECK(text.find("<title>a &amp; b</title>") != std::string::npos);
  CHECK(text.find("<script") == std::string::npos);
  CHECK(text.find("http") == std::string::npos);
  CHECK(text.find("href=\"style.css\"") != std::string::npos);
  CHECK(stylesheet().find("url(") == std::string_view::npos);
}

}  // namespace
}  // namespace attest::site
