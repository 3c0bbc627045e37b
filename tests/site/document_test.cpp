// SPDX-License-Identifier: Apache-2.0
/// \file
/// Documents as HTML and as Markdown.
#include "reports/site/document.hpp"

#include <doctest/doctest.h>

#include <string>

#include "reports/site/assets.hpp"
#include "reports/site/render.hpp"
#include "reports/site/typeset.hpp"

namespace attest::site {
namespace {

Document page_of(Block block) { return {.name = "p", .title = "t", .blocks = {std::move(block)}}; }

std::string html_of(Block block) {
  const Document document = page_of(std::move(block));
  const std::string text = to_html(document, typeset({document}));
  const std::string begin = "<main id=\"content\">\n";
  const std::size_t start = text.find(begin) + begin.size();
  return text.substr(start, text.find("</main>") - start);
}

std::string markdown_of(Block block) { return to_markdown(page_of(std::move(block))); }

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("text never becomes markup") {
  const Block block = paragraph({plain("a<b & \"c\" | *d* _e_ [f]"), code("x|y`z<w")}, "");
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
  CHECK(markdown_of(paragraph(line, "")) == "if $\\vert x\\vert  \\lt  n$ then \\$5\n");
  CHECK(with_math("").empty());
  CHECK(with_math("$$").front().text.empty());
}

TEST_CASE("a formula is typeset with MathML for readers and keeps its full stop") {
  const std::string html = html_of(paragraph(with_math("so $x_1 \\le 2$. Then"), ""));
  CHECK(has(html, "<math xmlns"));
  CHECK(has(html, "class=\"katex-html\" aria-hidden=\"true\""));
  CHECK(has(html, "<p>so <span class=\"nobreak\"><span class=\"katex\">"));
  CHECK(has(html, ".</span> Then</p>"));
}

TEST_CASE("Markdown does not take the backslash from braces and spaces of TeX") {
  CHECK(markdown_of(paragraph(with_math("$\\{0,1\\}\\,a*b \\\\ \\| c$"), "")) ==
        "$\\lbrace 0,1\\rbrace \\thinspace a\\ast b \\\\ \\Vert  c$\n");
}

TEST_CASE("prose has its signs and small letters and never breaks inside a number") {
  CHECK(html_prose("all 35 831 808 cases of 9 < 10") ==
        "all 35&#8239;831&#8239;808&nbsp;cases of 9 &lt; 10");
  CHECK(html_prose("x_i <= 2^(p-1), Z_7, u_max != -3 -> 2M^2") ==
        "x<sub>i</sub> ≤ 2<sup>p−1</sup>, Z<sub>7</sub>, u<sub>max</sub> ≠ −3 → 2M<sup>2</sup>");
  CHECK(html_prose("R^(H(m+1)) >= 2^-p, log2 M") ==
        "R<sup>H(m+1)</sup> ≥ 2<sup>−p</sup>, log<sub>2</sub> M");
  CHECK(html_prose("k_hop_log_depth, match_two, log23, a_, ^x, 2^") ==
        "k_hop_log_depth, match_two, log23, a_, ^x, 2^");
}

TEST_CASE("tables keep a line a row in Markdown and say their roles in HTML") {
  const Block block =
      table("Counts", {"name", ">count"}, {{{plain("a\nb")}, {plain("12")}}}, Narrow::stacks);
  CHECK(markdown_of(block) == "| name | count |\n|---|---:|\n| a b | 12 |\n");
  const std::string html = html_of(block);
  CHECK(has(html, "<td role=\"cell\" class=\"number\" data-title=\"count\"><div>12</div></td>"));
  CHECK(has(html, "<th scope=\"col\" role=\"columnheader\">name</th>"));
  CHECK(has(html, "<caption>Counts</caption>"));
  CHECK(has(html, "tabindex=\"0\" role=\"region\" aria-label=\"Counts\""));
}

TEST_CASE("rows carry what a program may choose them by and pictures the width they need") {
  Block block = table("", {"name"}, {{{plain("a")}}, {{plain("b")}}}, Narrow::stacks);
  block.row_data = {{{"kind", "x|y"}}, {{"kind", "\"z\""}}};
  const std::string html = html_of(block);
  CHECK(has(html, "<tr role=\"row\" data-kind=\"x|y\">"));
  CHECK(has(html, "<tr role=\"row\" data-kind=\"&quot;z&quot;\">"));
  Block picture = figure("sums/n.svg", "n", {plain("Growth")}, {});
  picture.least_width = 700;
  CHECK(has(html_of(picture), "alt=\"n\" style=\"min-width:700px\">"));
  CHECK(has(html_of(picture), "<div class=\"picture\" style=\"max-width:1050px\" tabindex"));
}

TEST_CASE("links to pages take the ending of their format and keep their anchor") {
  const Block block = paragraph({page("sums", "sums#S1"), page("S2", "#S2"),
                                 file("d", "sums/d.csv"), link("a", "https://x/?a=1&b=2")},
                                "");
  CHECK(html_of(block) ==
        "<p><a href=\"sums.html#S1\">sums</a><a href=\"#S2\">S2</a><a href=\"sums/d.csv\">d</a>"
        "<a href=\"https://x/?a=1&amp;b=2\">a</a></p>\n");
  CHECK(markdown_of(block) ==
        "[sums](sums.md#S1)[S2](#S2)[d](sums/d.csv)[a](https://x/?a=1&b=2)\n");
}

TEST_CASE("folds and lists and facts and code blocks hold what was put in") {
  const Block block = fold({plain("a < b")}, {list({{plain("x")}}),
                                              facts({{"n", {plain("y")}}}, ""), code_block("z\n")});
  CHECK(html_of(block) ==
        "<details><summary>a &lt; b</summary>\n<ul>\n<li>x</li>\n</ul>\n"
        "<dl class=\"facts\">\n<div><dt>n</dt><dd>y</dd></div>\n</dl>\n"
        "<pre tabindex=\"0\"><code>z\n</code></pre>\n</details>\n");
  CHECK(markdown_of(block) ==
        "<details><summary>a &lt; b</summary>\n\n- x\n\n- **n**: "
        "y\n\n````text\nz\n````\n\n</details>\n");
}

TEST_CASE("a figure has words for those who do not see it") {
  const Block block = figure("sums/n.svg", "n \"against\" m", {plain("Growth")}, {});
  CHECK(has(html_of(block), "<img src=\"sums/n.svg\" alt=\"n &quot;against&quot; m\">"));
  CHECK(markdown_of(block) == "![n \"against\" m](sums/n.svg)\n\nGrowth\n");
}

TEST_CASE("a page needs its stylesheet and nothing else") {
  Document document = page_of(heading(2, {plain("t")}, "t"));
  document.title = "a & $b_{1}$";
  const std::string text = to_html(document, typeset({document}));
  CHECK(text.starts_with("<!DOCTYPE html>\n"));
  CHECK(has(text, "<title>a &amp; b_1</title>"));
  CHECK_FALSE(has(text, "<script"));
  CHECK_FALSE(has(text, "http"));
  CHECK(has(text, "href=\"style.css\""));
  CHECK(has(text, "<a class=\"skip\" href=\"#content\">"));
  CHECK(has(text, "<a href=\"#t\">t</a>"));
  CHECK(stylesheet().find("url(") == std::string_view::npos);
  document.script = "filter.js";
  CHECK(
      has(to_html(document, typeset({document})), "<script src=\"filter.js\"></script>\n</head>"));
}

}  // namespace
}  // namespace attest::site
